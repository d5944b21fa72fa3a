// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"

namespace etagere::report {

/// The member `concurrency[]`: `kind`, `section`, `url`, `method`, `status`, `value` (null: none),
/// `writer`, `loser` (null but for lost updates), `times`, `first` (null: unknown), `text`.
void writeConcurrency(JsonWriter &json, const audit::Report &report);

/// A section of its own, none without notes. Not verbose: the first ten.
void writeConcurrency(TextLayout &layout, const audit::Report &report, bool verbose);

} // namespace etagere::report
