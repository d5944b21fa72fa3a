// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"

#include <cstdint>
#include <string>

namespace etagere::report {

/// How bad a note is.
enum class Severity : std::uint8_t {
    Harmless,    ///< something was prevented, or asked for
    Unprotected, ///< a tag that cannot do what it is there for
    Lost         ///< somebody's work is gone
};
[[nodiscard]] Severity severityOf(analysis::Concurrency what) noexcept;

/// The member `concurrency[]`: `kind`, `section`, `url`, `method`, `status`, `value` (null: none),
/// `writer` (null: none), `loser` (null but for lost updates), `times`, `codings[]` {`coding`,
/// `times`} (empty but for a tag on several), `first` (null: unknown), `text`.
void writeConcurrency(JsonWriter &json, const audit::Report &report);

/// A section of its own, none without notes. Not verbose: the first ten.
void writeConcurrency(TextLayout &layout, const audit::Report &report, bool verbose);

/// A section of its own, none without notes; the first 200.
[[nodiscard]] std::string htmlConcurrency(const audit::Report &report);

/// A record for each note under the columns of the findings (writeCsv): no grade and no bits, its
/// title as `grade_name`, its id as `kind`, the writer and the loser as `visitors`, its sentence as
/// `evidence`.
[[nodiscard]] std::string csvConcurrency(const audit::Report &report);

} // namespace etagere::report
