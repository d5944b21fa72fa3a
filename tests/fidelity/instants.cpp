// SPDX-License-Identifier: Apache-2.0
#include "tests/fidelity/instants.h"

#include "tests/fidelity/text.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <optional>

namespace etagere::fidelity {

namespace {

struct Named {
    std::string format;
    bool fromRequest = false; ///< t rather than z
    long long offset = 0;
};

/// Reads what stands between braces; nothing when it is no instant.
std::optional<Named> namedFrom(std::string_view text) {
    Named named;
    if (const auto colon = text.find(':'); colon != std::string_view::npos) {
        named.format = text.substr(0, colon);
        text.remove_prefix(colon + 1);
    }
    if (text.size() < 3 || (text[0] != 't' && text[0] != 'z') || (text[1] != '+' && text[1] != '-'))
        return std::nullopt;
    named.fromRequest = text[0] == 't';
    const auto read = std::from_chars(text.data() + 2, text.data() + text.size(), named.offset);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        return std::nullopt;
    if (text[1] == '-')
        named.offset = -named.offset;
    return named;
}

constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array longDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                              "Thursday", "Friday", "Saturday"};
constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

/// Calendar and clock, as the formats need them.
struct Parts {
    std::size_t weekday = 0;
    unsigned day = 0;
    std::size_t month = 0;
    int year = 0;
    char clock[16] = {};
};

Parts partsOf(Second at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    Parts parts;
    parts.weekday = std::chrono::weekday{day}.c_encoding();
    parts.day = static_cast<unsigned>(date.day());
    parts.month = static_cast<unsigned>(date.month()) - 1;
    parts.year = static_cast<int>(date.year());
    std::snprintf(parts.clock, sizeof parts.clock, "%02d:%02d:%02d",
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return parts;
}

std::string written(Second at, std::string_view format) {
    const Parts p = partsOf(at);
    const char *day = days[p.weekday];
    const char *month = months[p.month];
    std::array<char, 64> out{};
    if (format == "asc")
        std::snprintf(out.data(), out.size(), "%s %s %2u %s %d", day, month, p.day, p.clock,
                      p.year);
    else if (format == "850")
        std::snprintf(out.data(), out.size(), "%s, %02u-%s-%02d %s GMT", longDays[p.weekday], p.day,
                      month, p.year % 100, p.clock);
    else if (format == "dash")
        std::snprintf(out.data(), out.size(), "%s, %02u-%s-%d %s GMT", day, p.day, month, p.year,
                      p.clock);
    else
        std::snprintf(out.data(), out.size(), "%s, %02u %s %d %s%s", day, p.day, month, p.year,
                      p.clock,
                      format == "nogmt" ? ""
                      : format == "utc" ? " UTC"
                                        : " GMT");
    return format == "lower" ? lowered(out.data()) : std::string(out.data());
}

/// Calls visit with every instant between braces and copies what is between them.
template <class Visit>
std::string replaced(std::string_view value, Visit visit) {
    std::string out;
    while (true) {
        const auto open = value.find('{');
        const auto close = open == std::string_view::npos ? open : value.find('}', open);
        if (close == std::string_view::npos)
            return out + std::string(value);
        out += value.substr(0, open);
        const auto named = namedFrom(value.substr(open + 1, close - open - 1));
        out += named ? visit(*named) : std::string(value.substr(open, close - open + 1));
        value.remove_prefix(close + 1);
    }
}

std::chrono::seconds offsetOf(const Sequence &sequence, const Named &named, std::size_t index) {
    std::chrono::seconds offset{named.offset};
    if (named.fromRequest)
        offset += std::chrono::floor<std::chrono::seconds>(startPhase + dueAt(sequence, index));
    return offset;
}

} // namespace

Instants::Instants(const Sequence &sequence, Second zero)
    : m_sequence(&sequence)
    , m_zero(zero) {
    for (std::size_t i = 0; i < sequence.asks.size(); ++i) {
        remember(sequence.asks[i].lines, i);
        for (const Reply &reply : sequence.asks[i].replies) {
            remember(reply.lines, i);
            remember(reply.notModifiedLines, i);
        }
    }
}

void Instants::remember(const Lines &lines, std::size_t index) {
    for (const Line &line : lines) {
        static_cast<void>(replaced(line.value, [&](const Named &named) {
            const auto offset = offsetOf(*m_sequence, named, index);
            std::string text = written(m_zero + offset, named.format);
            m_known[text] = "{" + (named.format.empty() ? "" : named.format + ":") + "z" +
                            (offset.count() < 0 ? "" : "+") + std::to_string(offset.count()) + "}";
            return text;
        }));
    }
}

std::string Instants::rendered(std::string_view value, std::size_t index) const {
    return replaced(value, [&](const Named &named) {
        return written(m_zero + offsetOf(*m_sequence, named, index), named.format);
    });
}

Lines Instants::rendered(const Lines &lines, std::size_t index) const {
    Lines out;
    for (const Line &line : lines)
        out.push_back({line.name, rendered(line.value, index)});
    return out;
}

std::string Instants::timeless(std::string_view value) const {
    std::string out(value);
    // Longest first: a date without its zone is the beginning of one with it.
    std::vector<const std::pair<const std::string, std::string> *> known;
    for (const auto &entry : m_known)
        known.push_back(&entry);
    std::sort(known.begin(), known.end(),
              [](const auto *a, const auto *b) { return a->first.size() > b->first.size(); });
    for (const auto *entry : known) {
        for (auto at = out.find(entry->first); at != std::string::npos;
             at = out.find(entry->first, at + entry->second.size()))
            out.replace(at, entry->first.size(), entry->second);
    }
    return out;
}

} // namespace etagere::fidelity
