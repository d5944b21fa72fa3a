// SPDX-License-Identifier: Apache-2.0
#include "core/body/utf8.h"
#include "core/http/text.h"
#include "core/scenario/playground.h"

#include <algorithm>
#include <array>

namespace etagere::scenario {

namespace {

using Why = UnusedLine::Why;

constexpr std::size_t longestQuote = 80;
// What a document takes.
constexpr std::size_t longestName = 64;
constexpr std::size_t longestValue = std::size_t{16} << 10U;

bool isOfConnection(std::string_view name) {
    constexpr std::array<std::string_view, 7> names{
        "connection", "content-length", "host", "keep-alive", "te", "transfer-encoding", "upgrade"};
    return std::any_of(names.begin(), names.end(), [name](std::string_view one) {
        return http::equalsIgnoringCase(one, name);
    });
}

bool isName(std::string_view text) {
    return !text.empty() && text.size() <= longestName &&
           std::all_of(text.begin(), text.end(), http::isTokenChar);
}

/// UTF-8 without control characters: what a document can hold, and a head.
bool isClean(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const bool isControl = http::isControl(text[i]) && text[i] != '\t';
        if (isControl || body::nextCharacter(text, i) == U'\uFFFD')
            return false;
    }
    return true;
}

/// The number behind "HTTP/1.1 " or ":status: "; nothing when it is none, 0 when it is no status
/// line at all.
std::optional<std::uint16_t> statusIn(std::string_view line) {
    constexpr std::string_view pseudo = ":status:";
    if (line.starts_with("HTTP/"))
        line.remove_prefix(std::min(line.find(' '), line.size()));
    else if (line.starts_with(pseudo))
        line.remove_prefix(pseudo.size());
    else
        return std::uint16_t{0};
    line = http::trimmed(line);
    const std::string_view digits = line.substr(0, line.find(' '));
    if (digits.size() != 3 || !std::all_of(digits.begin(), digits.end(), http::isDigit))
        return std::nullopt;
    const int status = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    if (status < 200 || status > 599)
        return std::nullopt;
    return static_cast<std::uint16_t>(status);
}

/// Reads a pasted head line by line.
class Reader {
public:
    [[nodiscard]] Pasted read(std::string_view text) {
        const std::string_view within = text.substr(0, mostPastedBytes);
        for (std::size_t from = 0; from < within.size() && !m_isOver;) {
            const std::size_t end = std::min(within.find('\n', from), within.size());
            ++m_number;
            if (end == within.size() && text.size() > within.size())
                leaveOut(within.substr(from), Why::TooMuch);
            else
                take(within.substr(from, end - from));
            from = end + 1;
        }
        return std::move(m_pasted);
    }

private:
    void take(std::string_view line) {
        while (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (line.starts_with("< ") || line.starts_with("> "))
            line.remove_prefix(2);
        else if (line == "<" || line == ">")
            line = {};
        if (http::trimmed(line).empty()) {
            endHead(line);
        } else if (http::isBlank(line.front()) && !m_pasted.fields.empty()) {
            unfold(line);
        } else {
            takeField(http::trimmed(line));
        }
    }
    /// Empty lines before the first field are nothing; behind it the body begins.
    void endHead(std::string_view line) {
        if (m_pasted.fields.empty())
            return;
        leaveOut(line, Why::Body);
        m_isOver = true;
    }
    void unfold(std::string_view line) {
        const std::string_view more = http::trimmed(line);
        if (!isClean(more))
            return leaveOut(line, Why::NotAField);
        if (!m_isLastUsed)
            return;
        std::string &value = m_pasted.fields.back().second;
        if (value.size() + more.size() >= longestValue)
            return leaveOut(line, Why::TooMuch);
        value.append(" ").append(more);
    }
    void takeField(std::string_view line) {
        m_isLastUsed = false;
        const auto status = statusIn(line);
        if (!status)
            return leaveOut(line, Why::BadStatus);
        if (*status != 0) {
            m_pasted.status = *status;
            return;
        }
        const std::size_t colon = line.find(':');
        const std::string_view name = http::trimmed(line.substr(0, colon));
        if (colon == std::string_view::npos || !isName(name) || !isClean(line.substr(colon)))
            return leaveOut(line, Why::NotAField);
        if (isOfConnection(name))
            return leaveOut(line, Why::OfConnection);
        if (line.size() > longestValue)
            return leaveOut(line, Why::TooMuch);
        if (m_pasted.fields.size() == mostPastedFields) {
            m_isOver = true;
            return leaveOut(line, Why::TooMuch);
        }
        m_pasted.fields.emplace_back(name, http::trimmed(line.substr(colon + 1)));
        m_isLastUsed = true;
    }
    void leaveOut(std::string_view line, Why why) {
        if (m_pasted.unused.size() < mostPastedFields)
            m_pasted.unused.push_back({m_number, why, std::string(line.substr(0, longestQuote))});
    }

    Pasted m_pasted;
    std::size_t m_number = 0;
    bool m_isOver = false;
    bool m_isLastUsed = false; ///< the last field line became a field, and may be folded
};

} // namespace

Pasted readPasted(std::string_view text) { return Reader().read(text); }

} // namespace etagere::scenario
