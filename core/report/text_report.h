// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/identifiers.h"

#include <cstddef>
#include <string>

namespace etagere::report {

struct TextOptions {
    bool colour = false;
    bool verbose = false;   ///< every file, every value, every finding in full
    std::size_t width = 80; ///< of the terminal, in columns; at least 40 are used
    Identifiers identifiers = Identifiers::Shown;
};

/// The report for people on a terminal: the verdict, what was read, the findings, the counts.
/// Nothing that was recorded can act on the terminal: it goes through explain::printable.
[[nodiscard]] std::string writeText(const audit::Report &report, const TextOptions &options);

} // namespace etagere::report
