// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::cli {

/// Whether a descriptor leads to a terminal.
[[nodiscard]] bool isTerminal(int descriptor) noexcept;
/// A terminal whose user did not refuse colours by NO_COLOR (no-color.org) or TERM=dumb.
[[nodiscard]] bool wantsColour(int descriptor);
/// Columns of the terminal; $COLUMNS, else 80, where there is none.
[[nodiscard]] std::size_t terminalWidth(int descriptor);

/// A diagnostic: "etagere: text" on standard error, made printable.
void complain(std::string_view text);
/// A remark on standard error that --quiet leaves out.
void remark(std::string_view text);
void setQuiet(bool quiet) noexcept;
[[nodiscard]] bool isQuiet() noexcept;

/// Asks on standard error and reads a line from standard input; true for y and yes.
[[nodiscard]] bool confirm(std::string_view question);

} // namespace etagere::cli
