// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/probe/guard.h"

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::probe {

/// A tag that was never issued, as a field value: of the same length, alphabet, separators, quotes
/// and strength as `issued`, other at its head and in its middle, equal in its last three
/// characters and its coding suffix (LiteSpeed ignores the one, many servers strip the other).
/// Without the guards of that name it is what a careless tool would send. `number` is which of the
/// step's values it is.
[[nodiscard]] std::string madeUpTag(std::string_view issued, const Guards &guards,
                                    std::mt19937_64 &chance, std::size_t number);

/// A tag for servers that have shown none: hexadecimal, stat-like or base64, by `number`.
[[nodiscard]] std::string madeUpTag(std::mt19937_64 &chance, std::size_t number);

/// A text that no server's generator would make: sixteen letters and digits in quotes.
[[nodiscard]] std::string randomTag(std::mt19937_64 &chance);

/// A time that was never issued: up to thirty days before `issued`, so that no honest server takes
/// it for a match. A value that is no date is changed as a tag is.
[[nodiscard]] std::string madeUpTime(std::string_view issued, const Guards &guards,
                                     std::mt19937_64 &chance, std::size_t number);

/// Whether two tags are the same to some honest server: `W/`, quotes, the coding suffix and, with
/// Guard::KeptTail, the last three characters aside, as far as the guards say.
[[nodiscard]] bool isSameTag(std::string_view a, std::string_view b, const Guards &guards);

/// The characters between the quotes, without `W/`.
[[nodiscard]] std::string_view opaqueOf(std::string_view field) noexcept;

/// Without what servers and intermediaries append for a content coding: "-gzip", ";br".
[[nodiscard]] std::string_view withoutCodingSuffix(std::string_view opaque) noexcept;

} // namespace etagere::probe
