// SPDX-License-Identifier: Apache-2.0
#include "core/cache/mode.h"

#include <array>
#include <cstddef>

namespace etagere::cache {

namespace {

constexpr std::array<std::string_view, 6> names{"default",  "no-store",    "reload",
                                                "no-cache", "force-cache", "only-if-cached"};

} // namespace

std::string_view nameOf(Mode mode) noexcept { return names[static_cast<std::size_t>(mode)]; }

Mode modeFrom(std::string_view name) noexcept {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name)
            return static_cast<Mode>(i);
    }
    return Mode::Default;
}

} // namespace etagere::cache
