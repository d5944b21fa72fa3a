// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/replay/trace.h"

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace etagere::replay {

/// A trace of lines. Fields are parted by the first of comma, semicolon, tab and blanks that the
/// first line has; quotes as in CSV (RFC 4180 §2, without line breaks in them). A first line of
/// names tells the columns; without one they are: key; time, key; time, key, size. Empty lines and
/// those that begin with # are left out. A time is seconds, with a fraction if need be, or, told by
/// its length, milliseconds, microseconds or nanoseconds. A key, client, version or variant that is
/// no number is hashed. Each max-age becomes a policy of its own.
/// Borrows the bytes.
class TextTrace {
public:
    [[nodiscard]] static Result<TextTrace, TraceError>
    open(std::string_view bytes, const std::vector<TraceColumn> &columns);
    /// Fills the block from its beginning; fewer than it takes: the end.
    std::size_t read(std::span<TraceRequest> block, TraceProblems &problems);
    [[nodiscard]] std::uint64_t position() const noexcept { return m_position; }
    [[nodiscard]] TraceColumns columns() const noexcept;
    [[nodiscard]] const std::vector<std::string> &policies() const noexcept { return m_policies; }

private:
    TextTrace(std::string_view bytes, char delimiter) noexcept
        : m_bytes(bytes)
        , m_delimiter(delimiter) {}
    [[nodiscard]] std::string_view nextLine() noexcept;
    [[nodiscard]] std::string_view firstLine() noexcept;
    [[nodiscard]] Result<void, TraceError> settle(const std::vector<TraceColumn> &columns);
    [[nodiscard]] std::vector<std::string> fieldsOf(std::string_view line) const;
    bool readLine(std::string_view line, TraceRequest &request, TraceProblem &problem);
    bool readField(TraceColumn column, std::string_view field, TraceRequest &request);
    [[nodiscard]] std::string_view takeField(std::string_view &line);
    [[nodiscard]] std::uint16_t policyOf(std::uint64_t maxAge);

    std::string_view m_bytes;
    std::uint64_t m_position = 0;
    std::uint64_t m_line = 0;
    std::uint64_t m_lineStart = 0;
    char m_delimiter;
    std::vector<TraceColumn> m_columns;
    std::string m_unquoted;
    std::vector<std::string> m_policies; ///< lines of a dictionary
    std::unordered_map<std::uint64_t, std::uint16_t> m_policyOf;
};

} // namespace etagere::replay
