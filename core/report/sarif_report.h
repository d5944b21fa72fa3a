// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/identifiers.h"

#include <string>
#include <string_view>

namespace etagere::report {

/// The report as SARIF 2.1.0 (OASIS), for tools that collect findings: one rule for each kind of
/// finding and for each piece of evidence, with its explanation; one result for each finding. Its
/// locations are the URLs; the HAR files and entries that it rests on (`report.places`, when they
/// were looked for) are related locations. Level: error from grade 4 on, warning for 3, note below.
/// `partialFingerprints` ("etagereFinding/v1") depend on origin, validator and kind only, so that a
/// finding is known again in a later run. `properties`: grade, bits, confidence, evidence. ASCII.
[[nodiscard]] std::string writeSarif(const audit::Report &report, Identifiers identifiers);

/// The text as a URI reference (RFC 3986 §4.1): every character that may not stand in one, and
/// every "%" that escapes nothing, percent-encoded.
[[nodiscard]] std::string uriReference(std::string_view text);

} // namespace etagere::report
