// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::cli {

/// Where a result goes: standard output, or a file that is written whole or not at all.
class Output {
public:
    /// Empty or "-" is standard output. Complains when the file cannot be made.
    [[nodiscard]] static std::optional<Output> open(const std::string &path);

    /// False when nothing more can be written; it was complained about, unless the reader of a pipe
    /// just had enough.
    bool write(std::string_view bytes);
    /// Puts the file in place.
    bool finish();
    /// Whether writing failed for a reason other than a reader that had enough.
    [[nodiscard]] bool failed() const noexcept { return m_failed; }
    [[nodiscard]] bool isStandardOutput() const noexcept { return !m_file; }

private:
    bool fail(int systemError);
    std::optional<AtomicFile> m_file;
    bool m_failed = false;
    bool m_closed = false;
};

/// The format to write: what was asked for, else what the output file's name ends in, else
/// `usual`.
[[nodiscard]] std::string formatFor(const std::string &asked, const std::string &path,
                                    std::string_view usual);

} // namespace etagere::cli
