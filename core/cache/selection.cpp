// SPDX-License-Identifier: Apache-2.0
#include "core/cache/selection.h"

#include "core/cache/fields_read.h"
#include "core/http/text.h"
#include "core/http/vary.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace etagere::cache {

namespace {

/// Of names with a number the number is compared, of others the text.
bool isNamed(const http::Field &field, http::FieldName known, std::string_view name) noexcept {
    return field.known == known &&
           (known != http::FieldName::Other || http::equalsIgnoringCase(field.name, name));
}

/// Reads all lines of one field as one list, member by member: so that line breaks and blanks
/// around commas make no difference.
class MemberReader {
public:
    MemberReader(http::Fields fields, std::string_view name) noexcept
        : m_fields(fields)
        , m_name(name)
        , m_known(http::fieldNameFrom(name))
        , m_list({}) {}

    [[nodiscard]] bool next(std::string_view &member) noexcept {
        while (!m_list.next(member)) {
            while (m_at < m_fields.size() && !isNamed(m_fields[m_at], m_known, m_name))
                ++m_at;
            if (m_at == m_fields.size())
                return false;
            m_list = http::ListReader(m_fields[m_at++].value);
            m_present = true;
        }
        return true;
    }
    /// Of what has been read.
    [[nodiscard]] bool isPresent() const noexcept { return m_present; }

private:
    http::Fields m_fields;
    std::string_view m_name;
    http::FieldName m_known;
    http::ListReader m_list;
    std::size_t m_at = 0;
    bool m_present = false;
};

bool isSameList(http::Fields original, http::Fields request, std::string_view name) noexcept {
    MemberReader left(original, name);
    MemberReader right(request, name);
    std::string_view a;
    std::string_view b;
    for (;;) {
        const bool more = left.next(a);
        if (more != right.next(b))
            return false;
        if (!more)
            return left.isPresent() == right.isPresent();
        if (a != b)
            return false;
    }
}

/// Lists whose order says nothing beside the weights of their members, nor does case (RFC 9110
/// §12.4.2, §12.5.3, §12.5.4).
bool isNegotiation(std::string_view name) noexcept {
    return http::equalsIgnoringCase(name, "accept-language") ||
           http::equalsIgnoringCase(name, "accept-encoding");
}

bool hasLine(http::Fields fields, std::string_view name) noexcept {
    return std::any_of(fields.begin(), fields.end(), [name](const http::Field &field) {
        return http::equalsIgnoringCase(field.name, name);
    });
}

/// The members without blanks, in lower case, sorted.
std::vector<std::string> preferencesOf(http::Fields fields, std::string_view name) {
    std::vector<std::string> members;
    MemberReader reader(fields, name);
    for (std::string_view member; reader.next(member);) {
        std::string &kept = members.emplace_back();
        for (const char c : member) {
            if (!http::isBlank(c))
                kept += http::lowered(c);
        }
    }
    std::sort(members.begin(), members.end());
    return members;
}

/// All lines of the name as one value, byte by byte; absent is empty.
std::string rawValueOf(http::Fields fields, std::string_view name) {
    std::string joined;
    for (const http::Field &field : fields) {
        if (!http::equalsIgnoringCase(field.name, name))
            continue;
        if (!joined.empty())
            joined += ", ";
        joined += field.value;
    }
    return joined;
}

bool isSameIn(http::Fields original, http::Fields request, std::string_view name,
              const Model &model) {
    if (model.has(Difference::RawVary))
        return rawValueOf(original, name) == rawValueOf(request, name);
    return isSameList(original, request, name) ||
           (isNegotiation(name) && hasLine(original, name) == hasLine(request, name) &&
            preferencesOf(original, name) == preferencesOf(request, name));
}

} // namespace

VaryMatch compareVary(http::Fields responseFields, http::Fields original, http::Fields request,
                      const Model &model) {
    VaryMatch match;
    match.any = http::varySaysAny(responseFields);
    if (match.any)
        return match;
    http::VaryNames names(responseFields);
    for (std::string_view name; names.next(name);) {
        if (!isSameIn(original, request, name, model)) {
            match.differsIn = name;
            break;
        }
    }
    return match;
}

http::FieldSet requestFieldsReadFor(http::Fields responseFields) noexcept {
    http::FieldSet read = requestFieldsRead;
    http::VaryNames names(responseFields);
    for (std::string_view name; names.next(name);)
        read.add(http::fieldNameFrom(name));
    return read;
}

std::vector<http::Field> fieldsNamedByVary(http::Fields responseFields, http::Fields request) {
    std::vector<http::Field> named;
    http::VaryNames names(responseFields);
    for (std::string_view name; names.next(name);) {
        if (hasLine(named, name))
            continue;
        const http::FieldName known = http::fieldNameFrom(name);
        for (const http::Field &field : request) {
            if (isNamed(field, known, name))
                named.push_back(field);
        }
    }
    return named;
}

} // namespace etagere::cache
