// SPDX-License-Identifier: Apache-2.0
#include "core/http/fixdate.h"

#include "core/http/date_words.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace etagere::http {

namespace {

constexpr std::uint32_t packed(std::string_view three) noexcept {
    const auto byte = [three](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(three[i]));
    };
    return byte(0) | byte(1) << 8U | byte(2) << 16U;
}

template <std::size_t count>
constexpr std::array<std::uint32_t, count>
allPacked(const std::array<std::string_view, count> &names) {
    std::array<std::uint32_t, count> all{};
    for (std::size_t i = 0; i < count; ++i)
        all[i] = packed(names[i]);
    return all;
}

/// The number of the name, from 1; 0 when it is none. Looks at all: dates come in any order, and a
/// loop that stops is guessed wrong each time.
template <std::size_t count>
unsigned numberOf(const std::array<std::uint32_t, count> &names, std::uint32_t name) noexcept {
    unsigned number = 0;
    for (std::size_t i = 0; i < count; ++i)
        number |= names[i] == name ? static_cast<unsigned>(i + 1) : 0U;
    return number;
}

constexpr auto days = allPacked(dayNames);
constexpr auto months = allPacked(monthNames);

/// Digits at fixed places; remembers whether one was none.
class Digits {
public:
    explicit Digits(std::string_view text) noexcept
        : m_text(text) {}
    [[nodiscard]] unsigned pair(std::size_t at) noexcept { return digit(at) * 10 + digit(at + 1); }
    [[nodiscard]] bool allWere() const noexcept { return !m_otherSeen; }

private:
    unsigned digit(std::size_t at) noexcept {
        const unsigned value = static_cast<unsigned char>(m_text[at]) - unsigned{'0'};
        m_otherSeen = m_otherSeen || value > 9;
        return value;
    }
    std::string_view m_text;
    bool m_otherSeen = false;
};

bool hasShape(std::string_view text) noexcept {
    return text.size() == 29 && text[3] == ',' && text[4] == ' ' && text[7] == ' ' &&
           text[11] == ' ' && text[16] == ' ' && text[19] == ':' && text[22] == ':' &&
           text[25] == ' ' && packed(text.substr(26)) == packed("GMT");
}

} // namespace

std::optional<Fixdate> readFixdate(std::string_view text) noexcept {
    if (!hasShape(text))
        return std::nullopt;
    Digits digits(text);
    const unsigned dayName = numberOf(days, packed(text));
    const unsigned month = numberOf(months, packed(text.substr(8)));
    const unsigned year = digits.pair(12) * 100 + digits.pair(14);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(month),
                                           std::chrono::day(digits.pair(5))};
    const std::chrono::hours hour(digits.pair(17));
    const std::chrono::minutes minute(digits.pair(20));
    const std::chrono::seconds second(digits.pair(23));
    if (!digits.allWere() || dayName == 0 || !date.ok() || hour.count() > 23 ||
        minute.count() > 59 || second.count() > 60)
        return std::nullopt;
    const std::chrono::sys_days day(date);
    return Fixdate{day + hour + minute + second,
                   std::chrono::weekday(day).c_encoding() == dayName - 1};
}

} // namespace etagere::http
