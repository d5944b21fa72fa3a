// SPDX-License-Identifier: Apache-2.0
#include "core/http/age.h"

#include "core/http/text.h"

namespace etagere::http {

ParsedDeltaSeconds parseAge(std::string_view value) {
    ListReader members(value);
    std::string_view first;
    if (!members.next(first))
        return parseDeltaSeconds(value.substr(value.size()));
    ParsedDeltaSeconds parsed = parseDeltaSeconds(first);
    const auto shift = static_cast<std::uint32_t>(offsetIn(value, first));
    for (Deviation &deviation : parsed.deviations) {
        deviation.begin += shift;
        deviation.end += shift;
    }
    std::string_view next;
    while (members.next(next)) {
        if (next != first) {
            note(parsed.deviations, DeviationKind::ConflictingValues, value, next);
            break;
        }
    }
    return parsed;
}

} // namespace etagere::http
