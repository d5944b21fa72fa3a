// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

#include <string>

namespace etagere::report {

/// The findings as CSV with a header row: one row for each URL of a finding and each value that was
/// met there, where `report.places` tells them; else one for each URL (one, with an empty URL, for
/// a finding without), its values in one cell, joined by " | ". Behind
/// them a row for each note of csvConcurrency.
[[nodiscard]] std::string writeCsv(const audit::Report &report);

} // namespace etagere::report
