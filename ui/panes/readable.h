// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// Longer lines are broken there: a text view lays out a line at a time.
inline constexpr qsizetype longestLine = 4000;
/// How much one part of a long text shows: what a text view takes without a pause.
inline constexpr std::size_t partBytes = std::size_t{1} << 19U;
inline constexpr std::size_t partLines = 10'000;
/// The same for a dump, which has sixteen bytes a line.
inline constexpr std::size_t dumpBytes = std::size_t{1} << 17U;

/// Recorded bytes as lines of plain text: line ends and tabs are kept, every other control, every
/// bidirectional mark and every byte that is no UTF-8 is made visible, lines are broken at
/// longestLine characters.
[[nodiscard]] QString readableLines(std::string_view bytes);

/// "00000010  6c 65 74 20 74 61 67 ...  |let tag|", sixteen bytes a line. `firstOffset` is where
/// the bytes begin in the whole.
[[nodiscard]] QString hexDump(std::string_view bytes, std::uint64_t firstOffset);

/// Whether the bytes are a text: UTF-8 with hardly a control character in it.
[[nodiscard]] bool isText(std::string_view bytes);

/// JSON with a line for each member, its tokens as they stand. Total: what is no JSON keeps its
/// characters. Deep nesting is indented no further than 32 levels.
[[nodiscard]] std::string indentedJson(std::string_view json);

/// Where the parts begin that a text view shows one at a time, 0 first: after a line end where
/// there is one, never inside a character. For a dump every dumpBytes.
[[nodiscard]] std::vector<std::size_t> partsOf(std::string_view bytes, bool asDump);

} // namespace etagere::ui
