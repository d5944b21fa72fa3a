// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// One record as RFC 4180 §2 writes it, with its CRLF. Safe to open in a spreadsheet: a cell that
/// would begin a formula (= + - @ tab CR) gets an apostrophe before it, and control characters,
/// bidi controls and bytes that are no UTF-8 are shown as escapes.
[[nodiscard]] std::string csvRecord(const std::vector<std::string> &cells);

} // namespace etagere::report
