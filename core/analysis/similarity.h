// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::analysis {

/// How alike two texts are, from 0 to 1, by Ratcliff and Obershelp: twice the characters that
/// match over all characters, matching the longest common run first and then on either side of
/// it. The measure depends on the order of its arguments when runs tie; this is the smaller of
/// both orders, so that a tie never makes two identifiers look alike. Texts are cut at 100
/// characters, the longest an identifier is (Englehardt and Narayanan 2016).
[[nodiscard]] double similarity(std::string_view a, std::string_view b);

/// Two visitors' identifiers may be no more alike than this (Englehardt and Narayanan 2016).
inline constexpr double similarityLimit = 0.66;

} // namespace etagere::analysis
