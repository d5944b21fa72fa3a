// SPDX-License-Identifier: Apache-2.0
#include "core/probe/guard.h"

#include <array>
#include <cstddef>

namespace etagere::probe {

std::string_view nameOf(Guard guard) noexcept {
    constexpr std::array<std::string_view, guardCount> names{
        "provenance",     "equal-content",    "kept-tail",       "coding-suffix",
        "weak-form",      "any-text-matches", "shared-cache",    "any-tag",
        "echoed-request", "clean-replay",     "many-tags",       "repeats",
        "no-tag-control", "profile-control",  "vary-user-agent", "date-is-now"};
    return names[static_cast<std::size_t>(guard)];
}

} // namespace etagere::probe
