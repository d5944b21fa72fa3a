// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <chrono>
#include <string_view>

namespace etagere::http {

/// The words of HTTP dates, in the order of their numbers (RFC 9110 §5.6.7).
inline constexpr std::array<std::string_view, 7> dayNames{
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 12> monthNames{
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

/// 0 for Sunday; -1 for no day name. Case aside, at least three letters of it.
[[nodiscard]] int dayNameFrom(std::string_view word) noexcept;
/// 1 for January; -1 for no month. Case aside, at least three letters of it.
[[nodiscard]] int monthFrom(std::string_view word) noexcept;
/// How far east of GMT a zone is (RFC 5322 §4.3); zero for names that say nothing.
[[nodiscard]] std::chrono::seconds zoneOffset(std::string_view name) noexcept;

} // namespace etagere::http
