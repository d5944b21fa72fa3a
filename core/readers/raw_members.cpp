// SPDX-License-Identifier: Apache-2.0
#include "core/readers/raw_members.h"

#include "core/readers/json_cursor.h"

#include <algorithm>
#include <cstddef>

namespace etagere::readers {

RawMembers::RawMembers(std::string_view object) {
    JsonCursor cursor(object);
    if (cursor.peek() != '{')
        return;
    cursor.enter();
    constexpr std::size_t most = 512;
    std::string_view name;
    while (m_members.size() < most && cursor.nextMember(name) == JsonCursor::Step::Item) {
        const std::string_view value = cursor.skipValue();
        const auto same = std::find_if(m_members.begin(), m_members.end(),
                                       [&](const Member &member) { return member.name == name; });
        if (same == m_members.end())
            m_members.push_back({name, value});
        else
            same->value = value;
    }
}

std::string_view RawMembers::find(std::string_view name) const noexcept {
    for (const Member &member : m_members) {
        if (member.name == name)
            return member.value;
    }
    return {};
}

} // namespace etagere::readers
