// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/identifiers.h"

#include <string>
#include <string_view>

namespace etagere::report {

/// The report as SARIF 2.1.0 (OASIS), for tools that collect findings: one rule for each kind of
/// finding, each piece of evidence and each kind of change at the same time, with its explanation;
/// one result for each finding and each ConcurrencyNote (warning or note, see writeSarifResult).
/// Its locations are the URLs; the HAR files and entries that it rests on (`report.places`, when
/// they were looked for) are related locations. Level: error from grade 4 on, warning for 3, note
/// below. `partialFingerprints` ("etagereFinding/v1") depend on origin, validator and kind only, so
/// that a finding is known again in a later run. `properties`: grade, bits, confidence, evidence.
/// ASCII.
[[nodiscard]] std::string writeSarif(const audit::Report &report, Identifiers identifiers);

} // namespace etagere::report
