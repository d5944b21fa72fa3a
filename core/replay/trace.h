// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/facts.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::replay {

// A trace lists requests as numbers: what was asked for, when, and how large it is. It holds no
// text, no fields and no URL, so it is no traffic; the reader and the replay of traces stand here
// together, apart from the readers of exchanges.

/// One request of a trace: 48 bytes. What the trace does not tell is 0.
struct TraceRequest {
    std::uint64_t key = 0;  ///< what is asked for: its number, or a hash of its text
    std::int64_t time = 0;  ///< microseconds, since 1970 or since the trace began
    std::uint64_t size = 0; ///< bytes of the whole response
    std::uint32_t client = 0;
    std::uint32_t version = 0; ///< of the content: two that are equal have the same validators
    std::uint32_t variant = 0; ///< what the fields that Vary names select
    std::uint16_t policy = 0;  ///< in the trace's dictionary
    std::uint16_t status = 0;
    cache::Method method = cache::Method::Get;
    friend bool operator==(const TraceRequest &, const TraceRequest &) = default;
};

enum class TraceFormat : std::uint8_t {
    Text,          ///< a line for each request: CSV with or without names, or words
    OracleGeneral, ///< libCacheSim's: 24 bytes, u32 seconds, u64 key, u32 size, i64 next request
    Etagere,       ///< ours, with what HTTP needs (trace_record.h)
    Count
};
/// "text", "oracle-general", "etagere"
[[nodiscard]] std::string_view nameOf(TraceFormat format) noexcept;
[[nodiscard]] std::optional<TraceFormat> traceFormatFrom(std::string_view name) noexcept;

/// What a trace can tell of its requests.
enum class TraceColumn : std::uint8_t {
    Skip, ///< a column that is not read
    Time,
    Key,
    Size,
    Method,
    Status,
    MaxAge,
    Client,
    Variant,
    Version,
    Policy,
    Count
};
/// "time", "key", "size", "method", "status", "max-age", "client", "vary", "version", "policy", and
/// the names that other programs give them; "-" skips a column.
[[nodiscard]] std::optional<TraceColumn> traceColumnFrom(std::string_view name);

/// A set of columns.
class TraceColumns {
public:
    constexpr void add(TraceColumn column) noexcept { m_bits |= bitOf(column); }
    [[nodiscard]] constexpr bool has(TraceColumn column) const noexcept {
        return (m_bits & bitOf(column)) != 0;
    }
    [[nodiscard]] constexpr std::uint32_t bits() const noexcept { return m_bits; }
    [[nodiscard]] static constexpr TraceColumns fromBits(std::uint32_t bits) noexcept {
        TraceColumns columns;
        columns.m_bits = bits & ((1U << static_cast<unsigned>(TraceColumn::Count)) - 1U);
        return columns;
    }
    friend constexpr bool operator==(TraceColumns, TraceColumns) noexcept = default;

private:
    static constexpr std::uint32_t bitOf(TraceColumn column) noexcept {
        return 1U << static_cast<unsigned>(column);
    }
    std::uint32_t m_bits = 0;
};

/// A place in a trace that could not be read, or not as it stands. The rest is read.
struct TraceProblem {
    enum class Kind : std::uint8_t {
        BadNumber,    ///< `column` holds no number, or one too large
        BadMethod,    ///< `column` holds no method's name
        TooFewFields, ///< the line ends before `column`
        LineTooLong,  ///< more than a line may have
        NoPolicy,     ///< names a policy that the dictionary does not have
        TimeGoesBack, ///< earlier than the request before, or out of range; taken as at the same
                      ///< time. `record` counts the requests that were read
        Truncated,    ///< the file ends within a record
        Garbled,      ///< a record whose numbers contradict each other
        Count
    };
    Kind kind = Kind::BadNumber;
    TraceColumn column = TraceColumn::Skip;
    std::uint64_t record = 0;     ///< the line of a text or the record of a binary trace, from 1
    std::uint64_t byteOffset = 0; ///< where it begins
    friend bool operator==(const TraceProblem &, const TraceProblem &) = default;
};

/// The first problems of a trace, and how many there are of each kind.
struct TraceProblems {
    static constexpr std::size_t keptOfEach = 3;
    std::vector<TraceProblem> first;
    std::uint64_t counts[static_cast<std::size_t>(TraceProblem::Kind::Count)] = {};
    void add(const TraceProblem &problem);
    [[nodiscard]] std::uint64_t count(TraceProblem::Kind kind) const noexcept {
        return counts[static_cast<std::size_t>(kind)];
    }
    /// Records that were left out for them.
    [[nodiscard]] std::uint64_t skipped() const noexcept;
};

/// Why nothing of a trace can be read, and where that shows.
struct TraceError {
    enum class Kind : std::uint8_t {
        Empty,
        UnknownFormat, ///< neither text nor a binary format that is known
        NoKeyColumn,   ///< the names of the columns, or those given, lack the key
        WrongColumns,  ///< a column is named twice
        BadHeader,     ///< of our own format
        OtherVersion,  ///< our own format, of a version that this program does not know
        BadDictionary, ///< a policy of the dictionary in it cannot be read
        NothingRead    ///< no record could be read; the problems say why
    };
    Kind kind = Kind::Empty;
    std::uint64_t record = 0; ///< from 1; 0: none
    std::uint64_t byteOffset = 0;
    friend bool operator==(const TraceError &, const TraceError &) = default;
};

/// A key that is no number: 64 bits of hash. Not proof against keys chosen to collide.
[[nodiscard]] std::uint64_t traceKeyOf(std::string_view text) noexcept;

} // namespace etagere::replay
