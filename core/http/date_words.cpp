// SPDX-License-Identifier: Apache-2.0
#include "core/http/date_words.h"

#include "core/http/text.h"

#include <cstddef>

namespace etagere::http {

namespace {

template <std::size_t count>
int indexOf(const std::array<std::string_view, count> &names, std::string_view word) noexcept {
    for (std::size_t i = 0; i < count && word.size() >= 3; ++i) {
        if (equalsIgnoringCase(names[i].substr(0, word.size()), word))
            return static_cast<int>(i);
    }
    return -1;
}

struct Zone {
    std::string_view name;
    int hours = 0;
};

constexpr std::array<Zone, 8> zones{{{"EST", -5},
                                     {"EDT", -4},
                                     {"CST", -6},
                                     {"CDT", -5},
                                     {"MST", -7},
                                     {"MDT", -6},
                                     {"PST", -8},
                                     {"PDT", -7}}};

} // namespace

int dayNameFrom(std::string_view word) noexcept { return indexOf(dayNames, word); }

int monthFrom(std::string_view word) noexcept {
    const int index = indexOf(monthNames, word);
    return index < 0 ? -1 : index + 1;
}

std::chrono::seconds zoneOffset(std::string_view name) noexcept {
    for (const Zone &zone : zones) {
        if (equalsIgnoringCase(zone.name, name))
            return std::chrono::hours(zone.hours);
    }
    return std::chrono::seconds(0);
}

} // namespace etagere::http
