// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/finding.h"

#include <array>
#include <cstddef>

namespace etagere::analysis {

std::string_view nameOf(Kind kind) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Kind::Count)> names{
        "unexplained-tag", "varying-tag",  "per-visitor-tag",
        "linked-tag",      "respawned-id", "echoed-tag"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(Explanation explanation) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(Explanation::Count)> names{
        "cluster",   "deploy",           "content-negotiation",
        "rewriting", "personal-content", "serving-time"};
    return names[static_cast<std::size_t>(explanation)];
}

std::string_view nameOf(Standing standing) noexcept {
    switch (standing) {
    case Standing::RuledOut:
        return "ruled-out";
    case Standing::Open:
        return "open";
    case Standing::Holds:
        break;
    }
    return "holds";
}

} // namespace etagere::analysis
