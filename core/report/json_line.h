// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::report {

/// JSON as JsonWriter makes it, in one line without a newline at its end: for streams of objects.
[[nodiscard]] std::string oneLine(std::string_view indented);

} // namespace etagere::report
