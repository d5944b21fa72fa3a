// SPDX-License-Identifier: Apache-2.0
#include "core/replay/trace_record.h"

#include "core/replay/trace_policy.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace etagere::replay {

namespace {

static_assert(std::endian::native == std::endian::little, "records are copied as they stand");

constexpr std::string_view magic("\x89"
                                 "ETRACE\n",
                                 8);
constexpr std::uint32_t formatVersion = 1;
constexpr unsigned methodShift = 12;
constexpr std::uint16_t statusMask = 0x3FF;

template <class Number>
Number numberAt(std::string_view bytes, std::size_t offset) noexcept {
    Number number{};
    std::memcpy(&number, bytes.data() + offset, sizeof number);
    return number;
}

template <class Number>
void append(std::string &out, Number number) {
    char bytes[sizeof number];
    std::memcpy(bytes, &number, sizeof number);
    out.append(bytes, sizeof number);
}

/// A next request that is none, or comes later than the record of that number, from 0.
bool nextIsPossible(std::int64_t next, std::uint64_t record) noexcept {
    return next < 0 ? next >= -2 : static_cast<std::uint64_t>(next) > record;
}

void addAt(TraceProblems &problems, TraceProblem::Kind kind, std::uint64_t record,
           std::uint64_t offset) {
    problems.add({kind, TraceColumn::Skip, record + 1, offset});
}

} // namespace

bool OracleTrace::resembles(std::string_view bytes) noexcept {
    constexpr std::size_t looked = 64;
    const std::size_t records = std::min(bytes.size() / recordSize, looked);
    std::uint32_t time = 0;
    for (std::size_t i = 0; i < records; ++i) {
        const std::string_view record = bytes.substr(i * recordSize, recordSize);
        const auto seconds = numberAt<std::uint32_t>(record, 0);
        if (seconds < time || !nextIsPossible(numberAt<std::int64_t>(record, 16), i))
            return false;
        time = seconds;
    }
    return records > 0;
}

TraceColumns OracleTrace::columns() noexcept {
    TraceColumns columns;
    columns.add(TraceColumn::Time);
    columns.add(TraceColumn::Key);
    columns.add(TraceColumn::Size);
    return columns;
}

std::size_t OracleTrace::read(std::span<TraceRequest> block, TraceProblems &problems) {
    constexpr std::int64_t microseconds = 1'000'000;
    std::size_t filled = 0;
    while (filled < block.size() && m_bytes.size() - m_position >= recordSize) {
        const std::string_view record = m_bytes.substr(m_position, recordSize);
        if (nextIsPossible(numberAt<std::int64_t>(record, 16), m_position / recordSize)) {
            TraceRequest &request = block[filled++];
            request = {};
            request.key = numberAt<std::uint64_t>(record, 4);
            request.time = numberAt<std::uint32_t>(record, 0) * microseconds;
            request.size = numberAt<std::uint32_t>(record, 12);
        } else {
            addAt(problems, TraceProblem::Kind::Garbled, m_position / recordSize, m_position);
        }
        m_position += recordSize;
    }
    if (filled < block.size() && m_position < m_bytes.size()) {
        addAt(problems, TraceProblem::Kind::Truncated, m_position / recordSize, m_position);
        m_position = m_bytes.size();
    }
    return filled;
}

bool EtagereTrace::resembles(std::string_view bytes) noexcept { return bytes.starts_with(magic); }

Result<EtagereTrace, TraceError> EtagereTrace::open(std::string_view bytes) {
    using Kind = TraceError::Kind;
    const auto fail = [](Kind kind, std::uint64_t offset) {
        return Failure<TraceError>(TraceError{kind, 0, offset});
    };
    if (bytes.size() < headSize || !resembles(bytes))
        return fail(Kind::BadHeader, 0);
    if (numberAt<std::uint32_t>(bytes, 8) != formatVersion)
        return fail(Kind::OtherVersion, 8);
    const std::uint64_t dictionary = numberAt<std::uint32_t>(bytes, 24);
    const std::uint64_t start = headSize + (dictionary + 7) / 8 * 8;
    if (start > bytes.size())
        return fail(Kind::BadHeader, 24);
    EtagereTrace trace(bytes);
    trace.m_columns = TraceColumns::fromBits(numberAt<std::uint32_t>(bytes, 12));
    trace.m_start = start;
    trace.m_position = start;
    std::string_view lines = bytes.substr(headSize, static_cast<std::size_t>(dictionary));
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        trace.m_policies.emplace_back(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
        if (trace.m_policies.size() > policyLimit)
            return fail(Kind::BadDictionary, headSize);
    }
    return trace;
}

std::size_t EtagereTrace::read(std::span<TraceRequest> block, TraceProblems &problems) {
    using Kind = TraceProblem::Kind;
    constexpr auto lastMethod = static_cast<unsigned>(cache::Method::Other);
    std::size_t filled = 0;
    while (filled < block.size() && m_bytes.size() - m_position >= recordSize) {
        const std::string_view record = m_bytes.substr(m_position, recordSize);
        const auto statusAndMethod = numberAt<std::uint16_t>(record, 38);
        const unsigned method = statusAndMethod >> methodShift;
        TraceRequest &request = block[filled];
        request = {numberAt<std::uint64_t>(record, 8),
                   numberAt<std::int64_t>(record, 0),
                   numberAt<std::uint64_t>(record, 16),
                   numberAt<std::uint32_t>(record, 24),
                   numberAt<std::uint32_t>(record, 28),
                   numberAt<std::uint32_t>(record, 32),
                   numberAt<std::uint16_t>(record, 36),
                   static_cast<std::uint16_t>(statusAndMethod & statusMask),
                   static_cast<cache::Method>(std::min(method, lastMethod))};
        const std::uint64_t number = (m_position - m_start) / recordSize;
        if (method > lastMethod)
            addAt(problems, Kind::Garbled, number, m_position);
        else if (!m_policies.empty() && request.policy >= m_policies.size())
            addAt(problems, Kind::NoPolicy, number, m_position);
        else
            ++filled;
        m_position += recordSize;
    }
    if (filled < block.size() && m_position < m_bytes.size()) {
        addAt(problems, Kind::Truncated, (m_position - m_start) / recordSize, m_position);
        m_position = m_bytes.size();
    }
    return filled;
}

std::string traceHead(TraceColumns columns, std::uint64_t records,
                      const std::vector<std::string> &policies) {
    std::string lines;
    for (const std::string &line : policies)
        lines += line + "\n";
    std::string out(magic);
    append(out, formatVersion);
    append(out, columns.bits());
    append(out, records);
    append(out, static_cast<std::uint32_t>(lines.size()));
    append(out, std::uint32_t{0});
    out += lines;
    out.resize((out.size() + 7) / 8 * 8);
    return out;
}

void appendRecords(std::span<const TraceRequest> requests, std::string &out) {
    for (const TraceRequest &one : requests) {
        append(out, one.time);
        append(out, one.key);
        append(out, one.size);
        append(out, one.client);
        append(out, one.version);
        append(out, one.variant);
        append(out, one.policy);
        append(out, static_cast<std::uint16_t>((one.status & statusMask) |
                                               static_cast<unsigned>(one.method) << methodShift));
    }
}

} // namespace etagere::replay
