// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace_text.h"

#include "core/replay/trace_policy.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>

namespace etagere::replay {

namespace {

constexpr std::size_t lineLimit = 64 * 1024;
constexpr char blanks = ' '; ///< any number of them parts two fields
constexpr std::uint64_t latestSeconds = 100'000'000'000;

bool isBlank(char c) noexcept { return c == ' ' || c == '\t'; }
bool isDigit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && (isBlank(text.back()) || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

/// Digits only, no more than 64 bits hold.
bool readWhole(std::string_view text, std::uint64_t &value) noexcept {
    constexpr std::size_t safeDigits = 19;
    if (text.empty() || text.size() > safeDigits + 1)
        return false;
    std::uint64_t sum = 0;
    for (const char c : text) {
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (!isDigit(c) || sum > (std::numeric_limits<std::uint64_t>::max() - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    value = sum;
    return true;
}

/// Microseconds. Which unit a whole number has is told by its length: no trace reaches the year
/// 5000 in seconds.
bool readTime(std::string_view text, std::int64_t &time) noexcept {
    constexpr std::uint64_t million = 1'000'000;
    std::uint64_t whole = 0;
    const std::size_t point = std::min(text.find('.'), text.size());
    if (!readWhole(text.substr(0, point), whole))
        return false;
    std::uint64_t fraction = 0;
    std::uint64_t scale = million;
    for (const char c : text.substr(std::min(point + 1, text.size()))) {
        if (!isDigit(c))
            return false;
        scale /= 10;
        fraction += static_cast<std::uint64_t>(c - '0') * scale;
    }
    if (whole < latestSeconds)
        whole = whole * million + fraction;
    else if (whole < latestSeconds * 1000)
        whole *= 1000;
    else if (whole >= latestSeconds * million)
        whole /= 1000;
    time = static_cast<std::int64_t>(whole);
    return true;
}

std::uint64_t numberOrHash(std::string_view text) noexcept {
    std::uint64_t value = 0;
    return readWhole(text, value) ? value : traceKeyOf(text);
}

std::uint32_t shortNumberOrHash(std::string_view text) noexcept {
    const std::uint64_t value = numberOrHash(text);
    return static_cast<std::uint32_t>(value ^ value >> 32U);
}

bool readMethod(std::string_view text, cache::Method &method) {
    std::string upper(text.substr(0, 16));
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    method = upper == "READ" ? cache::Method::Get : cache::methodFrom(upper);
    return method != cache::Method::Other;
}

/// The common case, in one pass: a whole number up to the delimiter, both of which `line` loses.
/// False, and nothing lost: anything else, to be read with care.
bool takeWhole(std::string_view &line, char delimiter, std::uint64_t &value) noexcept {
    constexpr std::size_t safeDigits = 19;
    std::uint64_t sum = 0;
    std::size_t length = 0;
    for (; length < line.size() && isDigit(line[length]); ++length)
        sum = sum * 10 + static_cast<std::uint64_t>(line[length] - '0');
    const bool ends = length == line.size() || line[length] == delimiter;
    if (length == 0 || length > safeDigits || !ends)
        return false;
    line.remove_prefix(std::min(length + 1, line.size()));
    while (delimiter == blanks && !line.empty() && isBlank(line.front()))
        line.remove_prefix(1);
    value = sum;
    return true;
}

/// Takes the field of a column that mostly holds a plain number.
bool takePlain(TraceColumn column, std::string_view &line, char delimiter, TraceRequest &request) {
    constexpr std::int64_t microseconds = 1'000'000;
    std::uint64_t seconds = 0;
    switch (column) {
    case TraceColumn::Key:
        return takeWhole(line, delimiter, request.key);
    case TraceColumn::Size:
        return takeWhole(line, delimiter, request.size);
    case TraceColumn::Time:
        if (std::string_view rest = line;
            takeWhole(rest, delimiter, seconds) && seconds < latestSeconds) {
            line = rest;
            request.time = static_cast<std::int64_t>(seconds) * microseconds;
            return true;
        }
        return false;
    default:
        return false;
    }
}

char delimiterOf(std::string_view line) noexcept {
    for (const char c : {',', ';', '\t'}) {
        if (line.find(c) != std::string_view::npos)
            return c;
    }
    return blanks;
}

std::vector<TraceColumn> usualColumns(std::size_t fields) {
    if (fields == 1)
        return {TraceColumn::Key};
    if (fields == 2)
        return {TraceColumn::Time, TraceColumn::Key};
    return {TraceColumn::Time, TraceColumn::Key, TraceColumn::Size};
}

bool repeatsOne(const std::vector<TraceColumn> &columns) {
    TraceColumns seen;
    for (const TraceColumn column : columns) {
        if (column != TraceColumn::Skip && seen.has(column))
            return true;
        seen.add(column);
    }
    return false;
}

} // namespace

Result<TextTrace, TraceError> TextTrace::open(std::string_view bytes,
                                              const std::vector<TraceColumn> &columns) {
    TextTrace trace(bytes, blanks);
    if (bytes.starts_with("\xEF\xBB\xBF"))
        trace.m_position = 3;
    if (auto settled = trace.settle(columns); !settled)
        return Failure<TraceError>(settled.error());
    return trace;
}

Result<void, TraceError> TextTrace::settle(const std::vector<TraceColumn> &columns) {
    using Kind = TraceError::Kind;
    const std::string_view line = firstLine();
    const auto fail = [this](Kind kind) {
        return Failure<TraceError>(TraceError{kind, m_line, m_lineStart});
    };
    if (line.empty())
        return fail(Kind::Empty);
    m_delimiter = delimiterOf(line);
    const std::vector<std::string> fields = fieldsOf(line);
    std::vector<TraceColumn> named;
    bool anyName = false;
    bool anyNumber = false;
    for (const std::string &field : fields) {
        std::uint64_t ignored = 0;
        const auto column = traceColumnFrom(field);
        anyName = anyName || column.value_or(TraceColumn::Skip) != TraceColumn::Skip;
        anyNumber = anyNumber || readWhole(field, ignored);
        named.push_back(column.value_or(TraceColumn::Skip));
    }
    const bool header = anyName && !anyNumber;
    if (!header) { // it is the first request
        m_position = m_lineStart;
        --m_line;
    }
    m_columns = !columns.empty() ? columns : header ? named : usualColumns(fields.size());
    if (repeatsOne(m_columns))
        return fail(Kind::WrongColumns);
    if (!this->columns().has(TraceColumn::Key))
        return fail(Kind::NoKeyColumn);
    while (m_columns.back() == TraceColumn::Skip)
        m_columns.pop_back();
    return {};
}

TraceColumns TextTrace::columns() const noexcept {
    TraceColumns all;
    for (const TraceColumn column : m_columns)
        all.add(column);
    return all;
}

std::string_view TextTrace::nextLine() noexcept {
    m_lineStart = m_position;
    ++m_line;
    const std::string_view rest = m_bytes.substr(m_position);
    const auto *end = static_cast<const char *>(std::memchr(rest.data(), '\n', rest.size()));
    const std::size_t length =
        end == nullptr ? rest.size() : static_cast<std::size_t>(end - rest.data());
    m_position += std::min(length + 1, rest.size());
    return rest.substr(0, length);
}

std::string_view TextTrace::firstLine() noexcept {
    while (m_position < m_bytes.size()) {
        const std::string_view line = trimmed(nextLine());
        if (!line.empty() && line.front() != '#')
            return line.substr(0, lineLimit);
    }
    return {};
}

std::vector<std::string> TextTrace::fieldsOf(std::string_view line) const {
    TextTrace scratch({}, m_delimiter);
    std::vector<std::string> fields;
    line = trimmed(line);
    do
        fields.emplace_back(scratch.takeField(line));
    while (!line.empty());
    return fields;
}

std::string_view TextTrace::takeField(std::string_view &line) {
    if (m_delimiter == blanks) {
        std::size_t end = 0;
        while (end < line.size() && !isBlank(line[end]))
            ++end;
        const std::string_view field = line.substr(0, end);
        while (end < line.size() && isBlank(line[end]))
            ++end;
        line.remove_prefix(end);
        return field;
    }
    if (line.empty() || line.front() != '"') {
        const std::size_t end = std::min(line.find(m_delimiter), line.size());
        const std::string_view field = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        return trimmed(field);
    }
    m_unquoted.clear();
    std::size_t i = 1;
    for (; i < line.size(); ++i) {
        if (line[i] == '"' && (i + 1 >= line.size() || line[++i] != '"'))
            break;
        m_unquoted += line[i];
    }
    const std::size_t end = line.find(m_delimiter, std::min(i, line.size()));
    line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    return m_unquoted;
}

std::uint16_t TextTrace::policyOf(std::uint64_t maxAge) {
    constexpr std::size_t exactLimit = policyLimit - 2000;
    if (m_policies.size() >= exactLimit) { // hostile or strange: two digits have to do
        std::uint64_t unit = 1;
        while (maxAge / unit >= 100)
            unit *= 10;
        maxAge = maxAge / unit * unit;
    }
    const auto [place, isNew] =
        m_policyOf.emplace(maxAge, static_cast<std::uint16_t>(m_policies.size()));
    if (isNew)
        m_policies.push_back(maxAgePolicy(maxAge));
    return place->second;
}

bool TextTrace::readField(TraceColumn column, std::string_view field, TraceRequest &request) {
    std::uint64_t number = 0;
    switch (column) {
    case TraceColumn::Time:
        return readTime(field, request.time);
    case TraceColumn::Key:
        request.key = numberOrHash(field);
        return !field.empty();
    case TraceColumn::Size:
        return readWhole(field, request.size);
    case TraceColumn::Method:
        return readMethod(field, request.method);
    case TraceColumn::Status:
        request.status = static_cast<std::uint16_t>(number);
        if (!readWhole(field, number) || number > 999)
            return false;
        request.status = static_cast<std::uint16_t>(number);
        return true;
    case TraceColumn::MaxAge:
        if (!readWhole(field, number))
            return false;
        request.policy = policyOf(number);
        return true;
    case TraceColumn::Client:
        request.client = shortNumberOrHash(field);
        return true;
    case TraceColumn::Variant:
        request.variant = shortNumberOrHash(field);
        return true;
    case TraceColumn::Version:
        request.version = shortNumberOrHash(field);
        return true;
    case TraceColumn::Policy:
        if (!readWhole(field, number) || number >= policyLimit)
            return false;
        request.policy = static_cast<std::uint16_t>(number);
        return true;
    case TraceColumn::Skip:
    case TraceColumn::Count:
        break;
    }
    return true;
}

bool TextTrace::readLine(std::string_view line, TraceRequest &request, TraceProblem &problem) {
    using Kind = TraceProblem::Kind;
    problem = {Kind::LineTooLong, TraceColumn::Skip, m_line, m_lineStart};
    if (line.size() > lineLimit)
        return false;
    for (const TraceColumn column : m_columns) {
        problem.column = column;
        problem.kind = Kind::TooFewFields;
        if (line.empty())
            return false;
        if (takePlain(column, line, m_delimiter, request))
            continue;
        problem.kind = column == TraceColumn::Method ? Kind::BadMethod : Kind::BadNumber;
        if (!readField(column, takeField(line), request))
            return false;
    }
    return true;
}

std::size_t TextTrace::read(std::span<TraceRequest> block, TraceProblems &problems) {
    std::size_t filled = 0;
    TraceProblem problem;
    while (filled < block.size() && m_position < m_bytes.size()) {
        const std::string_view line = trimmed(nextLine());
        if (line.empty() || line.front() == '#')
            continue;
        block[filled] = {};
        if (readLine(line, block[filled], problem))
            ++filled;
        else
            problems.add(problem);
    }
    return filled;
}

} // namespace etagere::replay
