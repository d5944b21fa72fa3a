// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/linkability.h"
#include "core/analysis/respawn.h"

#include <array>
#include <string_view>

namespace etagere::report {

/// "one-cache"; stable.
[[nodiscard]] constexpr std::string_view nameOf(analysis::LinkReason reason) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(analysis::LinkReason::Count)>
        names{"one-cache",    "own-partition", "derived-anew",
              "cookie-links", "cache-cleared", "tags-stripped"};
    return names[static_cast<std::size_t>(reason)];
}

/// "tag-text"; stable.
[[nodiscard]] constexpr std::string_view nameOf(analysis::RespawnCause cause) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(analysis::RespawnCause::Count)>
        names{"tag-text", "tag-sent", "control", "after-flush", "other-means", "uncontrolled"};
    return names[static_cast<std::size_t>(cause)];
}

} // namespace etagere::report
