// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/linkability.h"

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

} // namespace etagere::report
