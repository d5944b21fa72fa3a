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

} // namespace etagere::http
