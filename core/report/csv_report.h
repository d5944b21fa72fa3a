// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

#include <string>

namespace etagere::report {

/// The findings as CSV with a header row: one row for each URL of a finding (one, with an empty
/// URL, for a finding without). The finding's values stand in one cell, joined by " | ", because
/// which URL had which value is the ledger's to tell.
[[nodiscard]] std::string writeCsv(const audit::Report &report);

} // namespace etagere::report
