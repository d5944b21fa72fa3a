// SPDX-License-Identifier: Apache-2.0
#include "core/cache/dialect_date.h"

#include "core/http/date_words.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

namespace etagere::cache {

namespace {

using std::chrono::seconds;

/// A run of digits.
struct Number {
    int value = -1; ///< -1: more than four digits
    std::size_t length = 0;
};

/// Picks day, month, year, time and zone out of a text.
class BrowserDateReader {
public:
    BrowserDateReader(std::string_view text, bool iso) noexcept
        : m_text(text)
        , m_iso(iso) {}

    std::optional<Instant> read() {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (http::isAlpha(c))
                takeWord();
            else if (http::isDigit(c))
                takeDigits();
            else if ((c == '+' || c == '-') && m_hour >= 0 && takeOffset())
                continue;
            else
                ++m_at;
        }
        return instant();
    }

private:
    [[nodiscard]] char at(std::size_t i) const noexcept {
        return i < m_text.size() ? m_text[i] : '\0';
    }

    Number numberAt(std::size_t begin) const noexcept {
        Number number{0, 0};
        while (http::isDigit(at(begin + number.length))) {
            if (number.length < 4)
                number.value = number.value * 10 + (at(begin + number.length) - '0');
            ++number.length;
        }
        if (number.length > 4)
            number.value = -1;
        return number;
    }

    void takeWord() noexcept {
        const std::size_t begin = m_at;
        while (http::isAlpha(at(m_at)))
            ++m_at;
        const std::string_view word = m_text.substr(begin, m_at - begin);
        if (http::equalsIgnoringCase(word, "pm") && m_hour >= 0 && m_hour < 12)
            m_hour += 12;
        const int month = word.size() < 3 ? -1 : http::monthFrom(word.substr(0, 3));
        if (month > 0 && m_month < 0)
            m_month = month;
        else if (m_hour >= 0 && month < 0 && m_offset == seconds(0))
            m_offset = http::zoneOffset(word);
    }

    void takeDigits() {
        const Number first = numberAt(m_at);
        const char next = at(m_at + first.length);
        if (next == ':' && http::isDigit(at(m_at + first.length + 1)))
            takeTime();
        else if (!takeNumericDate(first))
            takeNumber(first);
    }

    void takeTime() noexcept {
        std::array<int, 3> parts{0, 0, 0};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const Number number = numberAt(m_at);
            parts[i] = number.value;
            m_at += number.length;
            if (i == 2 || at(m_at) != ':' || !http::isDigit(at(m_at + 1)))
                break;
            ++m_at;
        }
        const bool sensible = parts[0] >= 0 && parts[0] <= 24 && parts[1] >= 0 && parts[1] <= 60 &&
                              parts[2] >= 0 && parts[2] <= 61;
        if (m_hour >= 0 || !sensible)
            return;
        m_hour = parts[0];
        m_minute = parts[1];
        m_second = parts[2];
    }

    /// "18-8-2050", "08/18/2050", and "2050-08-18" where ISO dates are read.
    bool takeNumericDate(const Number &first) noexcept {
        const char mark = at(m_at + first.length);
        if ((mark != '-' && mark != '/') || m_month >= 0)
            return false;
        const Number second = numberAt(m_at + first.length + 1);
        const std::size_t thirdAt = m_at + first.length + 1 + second.length + 1;
        if (second.length == 0 || at(thirdAt - 1) != mark)
            return false;
        const Number third = numberAt(thirdAt);
        if (third.length == 0 || third.value < 0 || second.value < 0)
            return false;
        const bool yearFirst = first.length == 4;
        if (yearFirst && !m_iso)
            return false;
        m_at = thirdAt + third.length;
        if (yearFirst) {
            setYear(first);
            m_month = second.value;
            m_day = third.value;
            m_at += at(m_at) == 'T' ? 1U : 0U;
            return true;
        }
        const bool dayFirst = first.value > 12;
        m_day = dayFirst ? first.value : second.value;
        m_month = dayFirst ? second.value : first.value;
        setYear(third);
        return true;
    }

    void takeNumber(const Number &number) noexcept {
        m_at += number.length;
        if (number.value < 0)
            return;
        if (number.length <= 2 && m_day < 0 && number.value <= 31)
            m_day = number.value;
        else if (m_year < 0 && (number.length == 4 || number.length == 2))
            setYear(number);
    }

    void setYear(const Number &number) noexcept {
        m_year = number.value;
        if (number.length <= 2)
            m_year += m_year < 70 ? 2000 : 1900;
    }

    bool takeOffset() noexcept {
        const Number number = numberAt(m_at + 1);
        if (number.length != 4 || number.value < 0)
            return false;
        const seconds east((number.value / 100 * 60 + number.value % 100) * 60);
        m_offset = m_text[m_at] == '-' ? -east : east;
        m_at += 1 + number.length;
        return true;
    }

    [[nodiscard]] std::optional<Instant> instant() const {
        if (m_day < 1 || m_month < 1 || m_month > 12 || m_year < 0)
            return std::nullopt;
        const std::chrono::sys_days first(std::chrono::year(m_year) /
                                          std::chrono::month(static_cast<unsigned>(m_month)) / 1);
        return Instant(first + std::chrono::days(m_day - 1)) +
               std::chrono::hours(std::max(m_hour, 0)) + std::chrono::minutes(m_minute) +
               seconds(m_second) - m_offset;
    }

    std::string_view m_text;
    bool m_iso;
    std::size_t m_at = 0;
    int m_day = -1;
    int m_month = -1;
    int m_year = -1;
    int m_hour = -1;
    int m_minute = 0;
    int m_second = 0;
    seconds m_offset{0};
};

} // namespace

std::optional<Instant> readBrowserDate(std::string_view text, bool iso) {
    return BrowserDateReader(text, iso).read();
}

} // namespace etagere::cache
