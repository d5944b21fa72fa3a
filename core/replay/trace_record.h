// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/replay/trace.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// libCacheSim's oracleGeneral: records of 24 bytes, little-endian, u32 seconds, u64 key, u32 size,
/// i64 number of the next request for the same key (negative: none). Borrows the bytes.
class OracleTrace {
public:
    static constexpr std::size_t recordSize = 24;
    explicit OracleTrace(std::string_view bytes) noexcept
        : m_bytes(bytes) {}
    /// Whether the first records are plausible: time goes on, the next request comes later.
    [[nodiscard]] static bool resembles(std::string_view bytes) noexcept;
    std::size_t read(std::span<TraceRequest> block, TraceProblems &problems);
    [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }
    [[nodiscard]] static TraceColumns columns() noexcept;

private:
    std::string_view m_bytes;
    std::uint64_t m_position = 0;
};

/// Ours: what the others tell and what HTTP needs besides. Little-endian:
///
///      0  8 bytes  89 'E' 'T' 'R' 'A' 'C' 'E' 0A
///      8  u32      version of the format, 1
///     12  u32      the columns that the requests really have, bits by TraceColumn
///     16  u64      number of records; what follows counts where they differ
///     24  u32      bytes of the dictionary
///     28  u32      0
///     32           the dictionary: lines as trace_policy.h has them; zeros up to a multiple of 8
///   then 40 bytes a record:
///      0  i64      microseconds
///      8  u64      key
///     16  u64      size
///     24  u32      client
///     28  u32      version of the content
///     32  u32      variant
///     36  u16      policy, by its line in the dictionary, from 0
///     38  u16      bits 0 to 9 status, 12 to 15 method
class EtagereTrace {
public:
    static constexpr std::size_t headSize = 32;
    static constexpr std::size_t recordSize = 40;
    [[nodiscard]] static bool resembles(std::string_view bytes) noexcept;
    [[nodiscard]] static Result<EtagereTrace, TraceError> open(std::string_view bytes);
    std::size_t read(std::span<TraceRequest> block, TraceProblems &problems);
    [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }
    [[nodiscard]] TraceColumns columns() const noexcept { return m_columns; }
    /// The lines of the dictionary.
    [[nodiscard]] const std::vector<std::string> &policies() const noexcept { return m_policies; }

private:
    explicit EtagereTrace(std::string_view bytes) noexcept
        : m_bytes(bytes) {}
    std::string_view m_bytes;
    std::uint64_t m_position = 0;
    std::uint64_t m_start = 0;
    TraceColumns m_columns;
    std::vector<std::string> m_policies;
};

/// The head of a trace in our format, up to its first record.
[[nodiscard]] std::string traceHead(TraceColumns columns, std::uint64_t records,
                                    const std::vector<std::string> &policies);
/// Adds records to `out`.
void appendRecords(std::span<const TraceRequest> requests, std::string &out);

} // namespace etagere::replay
