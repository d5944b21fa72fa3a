// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options.h"

#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/tags/clickhouse_address.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace etagere::cli {

namespace {

namespace words = explain::cli_text;
using session::InputFile;

InputFile *find(std::vector<InputFile> &inputs, std::string_view path) {
    const auto found = std::find_if(inputs.begin(), inputs.end(),
                                    [path](const InputFile &one) { return one.path == path; });
    return found == inputs.end() ? nullptr : &*found;
}

/// Digits at `position`, exactly `count` of them; moves behind them.
std::optional<int> digits(std::string_view text, std::size_t &position, std::size_t count) {
    if (position + count > text.size())
        return std::nullopt;
    int number = 0;
    const char *begin = text.data() + position;
    const auto read = std::from_chars(begin, begin + count, number);
    if (read.ec != std::errc() || read.ptr != begin + count || *begin == '-')
        return std::nullopt;
    position += count;
    return number;
}

/// Numbers of `widths` digits with `separators` between them.
template <std::size_t Size>
std::optional<std::array<int, Size>> fields(std::string_view text, std::size_t &position,
                                            std::array<std::size_t, Size> widths, char separator) {
    std::array<int, Size> values{};
    for (std::size_t i = 0; i < Size; ++i) {
        if (i > 0 && (position >= text.size() || text[position++] != separator))
            return std::nullopt;
        const auto value = digits(text, position, widths[i]);
        if (!value)
            return std::nullopt;
        values[i] = *value;
    }
    return values;
}

std::optional<std::chrono::minutes> offsetFrom(std::string_view text) {
    if (text == "Z" || text == "z")
        return std::chrono::minutes{0};
    if (text.size() != 6 || (text.front() != '+' && text.front() != '-'))
        return std::nullopt;
    std::size_t position = 1;
    const auto value = fields<2>(text, position, {2, 2}, ':');
    if (!value || (*value)[0] > 23 || (*value)[1] > 59)
        return std::nullopt;
    const std::chrono::minutes offset{(*value)[0] * 60 + (*value)[1]};
    return text.front() == '-' ? -offset : offset;
}

std::optional<Instant> daysBefore(std::string_view text, Instant now) {
    constexpr int most = 366'000;
    int days = 0;
    const char *end = text.data() + text.size() - 1;
    const auto read = std::from_chars(text.data(), end, days);
    if (read.ec != std::errc() || read.ptr != end || days < 0 || days > most)
        return std::nullopt;
    return now - std::chrono::days{days};
}

/// What follows the seconds: a fraction, which is dropped, and the offset.
std::optional<Instant> withOffset(Instant instant, std::string_view rest) {
    if (rest.starts_with('.')) {
        const std::size_t end = rest.find_first_not_of("0123456789", 1);
        if (end == 1 || end == std::string_view::npos)
            return std::nullopt;
        rest.remove_prefix(end);
    }
    const auto offset = offsetFrom(rest);
    return offset ? std::optional(instant - *offset) : std::nullopt;
}

} // namespace

Result<std::vector<InputFile>, std::string> inputsFrom(const std::vector<std::string> &files,
                                                       const std::vector<std::string> &visitors) {
    std::vector<InputFile> inputs;
    for (const std::string &file : files) {
        if (find(inputs, file) == nullptr)
            inputs.push_back({file, {}});
    }
    for (const std::string &given : visitors) {
        const std::size_t equals = given.find('=');
        if (equals == 0 || equals == std::string::npos || equals + 1 == given.size())
            return Failure<std::string>(text(words::badVisitor, given));
        const std::string name = given.substr(0, equals);
        const std::string file = given.substr(equals + 1);
        InputFile *known = find(inputs, file);
        if (known == nullptr)
            inputs.push_back({file, name});
        else if (known->visitor.empty() || known->visitor == name)
            known->visitor = name;
        else
            return Failure<std::string>(text(words::twoVisitors, file, known->visitor, name));
    }
    if (inputs.empty())
        return Failure<std::string>(text(words::noInput));
    return inputs;
}

std::optional<Instant> timeFrom(std::string_view text, Instant now) {
    if (text.size() > 1 && text.back() == 'd')
        return daysBefore(text, now);
    std::size_t position = 0;
    const auto date = fields<3>(text, position, {4, 2, 2}, '-');
    if (!date)
        return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year{(*date)[0]},
                                          std::chrono::month{static_cast<unsigned>((*date)[1])},
                                          std::chrono::day{static_cast<unsigned>((*date)[2])}};
    if (!day.ok())
        return std::nullopt;
    const Instant midnight{std::chrono::sys_days{day}};
    if (position == text.size())
        return midnight;
    if (text[position] != 'T' && text[position] != 't' && text[position] != ' ')
        return std::nullopt;
    ++position;
    const auto time = fields<3>(text, position, {2, 2, 2}, ':');
    if (!time || (*time)[0] > 23 || (*time)[1] > 59 || (*time)[2] > 60)
        return std::nullopt;
    return withOffset(midnight + std::chrono::hours{(*time)[0]} + std::chrono::minutes{(*time)[1]} +
                          std::chrono::seconds{(*time)[2]},
                      text.substr(position));
}

Instant currentTime() {
    return std::chrono::time_point_cast<Instant::duration>(std::chrono::system_clock::now());
}

void LedgerOption::add(CLI::App &command, bool withNone) {
    command.add_option("--ledger", path, text(explain::help_text::ledgerPath))->type_name("PATH");
    if (withNone)
        command.add_flag("--no-ledger", none, text(explain::help_text::noLedger));
}

std::string LedgerOption::problem() const {
    if (none && !path.empty())
        return text(words::twoLedgers);
    if (path.starts_with("clickhouse:") && !tags::ClickHouseAddress::parse(path))
        return text(words::badClickHouse);
    return {};
}

std::string LedgerOption::resolved() const {
    if (none)
        return std::string(tags::Ledger::memoryName);
    return path.empty() ? tags::defaultLedgerPath().string() : path;
}

std::string LedgerOption::shown() const {
    const auto address = tags::ClickHouseAddress::parse(path);
    return address ? address->forPeople() : resolved();
}

} // namespace etagere::cli
