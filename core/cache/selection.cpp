// SPDX-License-Identifier: Apache-2.0
#include "core/cache/selection.h"

#include "core/http/text.h"
#include "core/http/vary.h"

#include <cstddef>

namespace etagere::cache {

namespace {

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
            while (m_at < m_fields.size() && !isNamed(m_fields[m_at]))
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
    [[nodiscard]] bool isNamed(const http::Field &field) const noexcept {
        return field.known == m_known &&
               (m_known != http::FieldName::Other || http::equalsIgnoringCase(field.name, m_name));
    }

    http::Fields m_fields;
    std::string_view m_name;
    http::FieldName m_known;
    http::ListReader m_list;
    std::size_t m_at = 0;
    bool m_present = false;
};

bool isSameIn(http::Fields original, http::Fields request, std::string_view name) noexcept {
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

} // namespace

VaryMatch compareVary(http::Fields responseFields, http::Fields original, http::Fields request) {
    VaryMatch match;
    const http::Vary vary = http::varyOf(responseFields);
    match.any = vary.any;
    if (vary.any)
        return match;
    for (const std::string_view name : vary.names) {
        if (!isSameIn(original, request, name)) {
            match.differsIn = name;
            break;
        }
    }
    return match;
}

} // namespace etagere::cache
