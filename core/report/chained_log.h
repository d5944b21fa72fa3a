// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::report {

/// What happened while evidence was made, one JSON object a line. Each line carries the SHA-256 of
/// the line before it (without its line end; the first carries 64 zeros), so that none can be
/// changed, taken out or moved without changing all that follow:
///   {"n": 1, "time": "...Z", "event": "...", ..., "previous": "<sha256>"}
class ChainedLog {
public:
    using Detail = std::pair<std::string_view, std::string_view>;
    /// `details` become members, in their order; names are the program's own.
    void add(Instant time, std::string_view event, std::initializer_list<Detail> details = {});
    /// A file of the bundle: event "file", with `path`, `bytes` and `sha256`.
    void addFile(Instant time, std::string_view path, std::uint64_t bytes, std::string_view sha256);
    [[nodiscard]] const std::string &text() const noexcept { return m_text; }

private:
    void append(std::string line);
    [[nodiscard]] std::string begun(Instant time, std::string_view event) const;
    std::string m_text;
    std::string m_previous = std::string(64, '0');
    std::size_t m_lines = 0;
};

/// A file that the log says was written.
struct LoggedFile {
    std::string path;
    std::uint64_t bytes = 0;
    std::string sha256;
    friend bool operator==(const LoggedFile &, const LoggedFile &) = default;
};

/// Why a log does not hold, and at which line, from 1.
struct ChainError {
    enum class Kind : std::uint8_t {
        NotALine,    ///< no JSON object with the members n, time, event and previous
        WrongNumber, ///< the lines are not numbered 1, 2, 3
        BrokenChain  ///< it does not carry the SHA-256 of the line before it
    };
    Kind kind = Kind::NotALine;
    std::size_t line = 0;
    friend bool operator==(const ChainError &, const ChainError &) = default;
};

/// The most of a log that is ever read.
inline constexpr std::size_t logLimit = std::size_t{64} << 20U;

/// Follows the chain from the first line to the last; gives the files that were logged.
[[nodiscard]] Result<std::vector<LoggedFile>, ChainError> checkChain(std::string_view log);

} // namespace etagere::report
