// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// The lengths an identifier may have. The published rules stop at 100 characters (Englehardt and
/// Narayanan 2016), because they guess which values are identifiers; that a tag equals a cookie
/// needs no guess, and digests of 512 bits take 128.
inline constexpr std::size_t shortestIdentifier = 8;
inline constexpr std::size_t longestIdentifier = 256;

/// The texts of `value` that could be an identifier, as they stand and without repeats (case
/// aside): the whole, its parts between punctuation, and the parts joined. Only those of 8 to 256
/// characters.
[[nodiscard]] std::vector<std::string> piecesOf(std::string_view value);

/// A piece in lower case: as tokens are compared.
[[nodiscard]] std::string tokenOf(std::string_view piece);

/// The pieces of `value` in lower case.
[[nodiscard]] std::vector<std::string> tokensOf(std::string_view value);

/// Whether a token can tell visitors apart at all. Not an identifier: one character repeated or
/// hardly more, a calendar date, a Unix time near `when` (a clock says the same to everybody).
[[nodiscard]] bool canIdentify(std::string_view token, std::optional<Instant> when) noexcept;

/// Letters only and no longer than words are. With one visitor such a token is taken for a word
/// that everybody gets; with several, whether it differs between them decides.
[[nodiscard]] bool looksLikeWord(std::string_view token) noexcept;

} // namespace etagere::analysis
