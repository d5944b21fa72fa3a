// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/finding.h"

#include <array>
#include <cstddef>

namespace etagere::analysis {

std::string_view nameOf(Kind kind) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::Count)> names{
        "unexplained-tag", "varying-tag", "per-visitor-tag", "linked-tag", "respawned-id"};
    return names[static_cast<std::size_t>(kind)];
}

} // namespace etagere::analysis
