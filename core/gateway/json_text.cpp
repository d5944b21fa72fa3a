// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/json_text.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace etagere::gateway {

void writeJsonText(std::string &out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out.push_back('"');
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80U) {
            out.append("\\ufffd");
        } else if (byte < 0x20U || byte == 0x7FU) {
            out.append("\\u00");
            out.push_back(digits[byte >> 4U]);
            out.push_back(digits[byte & 15U]);
        } else {
            if (c == '"' || c == '\\')
                out.push_back('\\');
            out.push_back(c);
        }
    }
    out.push_back('"');
}

std::string jsonTime(Instant time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(time - day));
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02ld:%02ld:%02ldZ",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<long>(clock.hours().count()),
                  static_cast<long>(clock.minutes().count()),
                  static_cast<long>(clock.seconds().count()));
    return text.data();
}

} // namespace etagere::gateway
