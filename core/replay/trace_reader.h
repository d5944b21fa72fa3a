// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/replay/trace.h"
#include "core/replay/trace_record.h"
#include "core/replay/trace_text.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace etagere::replay {

/// How to read a trace.
struct TraceReading {
    std::optional<TraceFormat> format; ///< none: told by the first bytes
    std::vector<TraceColumn> columns;  ///< of a text; empty: told by its first line
};

/// Reads any trace front to back, block by block, from bytes that stay where they are.
class TraceReader {
public:
    [[nodiscard]] static Result<TraceReader, TraceError> open(std::string_view bytes,
                                                              const TraceReading &reading);
    /// The next requests; they stand in `block`, which the reader fills from its beginning. None:
    /// the end. Times never go back.
    [[nodiscard]] std::span<const TraceRequest> read(std::span<TraceRequest> block);

    [[nodiscard]] TraceFormat format() const noexcept;
    /// What its requests tell.
    [[nodiscard]] TraceColumns columns() const noexcept;
    /// Lines of its dictionary (trace_policy.h); more may come with every block.
    [[nodiscard]] const std::vector<std::string> &policies() const noexcept;
    [[nodiscard]] const TraceProblems &problems() const noexcept { return m_problems; }
    /// Bytes read so far.
    [[nodiscard]] std::uint64_t position() const noexcept;

private:
    using Source = std::variant<TextTrace, OracleTrace, EtagereTrace>;
    explicit TraceReader(Source source)
        : m_source(std::move(source)) {}
    void keepInOrder(std::span<TraceRequest> block);
    Source m_source;
    TraceProblems m_problems;
    std::uint64_t m_read = 0;
    std::int64_t m_latest = 0;
};

/// What the first bytes look like; none: no trace that is known.
[[nodiscard]] std::optional<TraceFormat> sniffTrace(std::string_view bytes) noexcept;

} // namespace etagere::replay
