// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/exchange.h"

#include <string_view>

namespace etagere::ui {

/// The response's validator that a table shows: its ETag, or else its Last-Modified; may be empty.
[[nodiscard]] std::string_view shownTag(const traffic::Exchange &exchange) noexcept;

} // namespace etagere::ui
