// SPDX-License-Identifier: Apache-2.0
#include "core/http/vary.h"

#include "core/http/text.h"

#include <algorithm>

namespace etagere::http {

namespace {

using Kind = DeviationKind;
constexpr std::size_t mostNames = 256;

bool mentionsText(const Vary &vary, std::string_view name) noexcept {
    return std::any_of(vary.names.begin(), vary.names.end(),
                       [name](std::string_view other) { return equalsIgnoringCase(other, name); });
}

void readLine(std::string_view value, Vary &vary) {
    ListReader members(value);
    std::string_view member;
    while (vary.names.size() < mostNames && members.next(member)) {
        if (member == "*")
            vary.any = true;
        else if (!std::all_of(member.begin(), member.end(), isTokenChar))
            note(vary.deviations, Kind::MalformedParameter, value, member);
        else if (!mentionsText(vary, member))
            vary.names.push_back(member);
    }
    if (!vary.any && vary.names.empty() && vary.deviations.empty())
        note(vary.deviations, Kind::EmptyValue, {0, value.size()});
    if (vary.any && !vary.names.empty())
        note(vary.deviations, Kind::WildcardInList, {0, value.size()});
}

} // namespace

bool Vary::mentions(FieldName name) const noexcept { return mentionsText(*this, spelling(name)); }

Vary parseVary(std::string_view value) {
    Vary vary;
    readLine(value, vary);
    return vary;
}

Vary varyOf(Fields responseFields) {
    Vary vary;
    for (const Field &field : responseFields) {
        if (field.known == FieldName::Vary)
            readLine(field.value, vary);
    }
    vary.deviations.clear();
    return vary;
}

bool VaryNames::next(std::string_view &name) noexcept {
    for (;;) {
        while (m_count < mostNames && m_members.next(name)) {
            ++m_count;
            const bool known = fieldNameFrom(name) != FieldName::Other;
            if (known || (name != "*" && std::all_of(name.begin(), name.end(), isTokenChar)))
                return true;
        }
        while (!m_fields.empty() && m_fields.front().known != FieldName::Vary)
            m_fields = m_fields.subspan(1);
        if (m_fields.empty() || m_count == mostNames)
            return false;
        m_members = ListReader(m_fields.front().value);
        m_fields = m_fields.subspan(1);
    }
}

bool varySaysAny(Fields responseFields) noexcept {
    for (const Field &field : responseFields) {
        // Names have an asterisk so seldom that the list is hardly ever cut for it.
        if (field.known != FieldName::Vary || field.value.find('*') == std::string_view::npos)
            continue;
        ListReader members(field.value);
        for (std::string_view member; members.next(member);) {
            if (member == "*")
                return true;
        }
    }
    return false;
}

} // namespace etagere::http
