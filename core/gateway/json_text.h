// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <string>
#include <string_view>

namespace etagere::gateway {

/// Appends a JSON string in ASCII; bytes beyond ASCII become U+FFFD.
void writeJsonText(std::string &out, std::string_view text);
/// RFC 3339 in UTC, whole seconds.
[[nodiscard]] std::string jsonTime(Instant time);

} // namespace etagere::gateway
