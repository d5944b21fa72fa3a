// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/report/json.h"

namespace etagere::report {

/// The members of a finding, the same in every schema that has findings; json_report.h lists them.
/// The object around them is the caller's, for members that only one schema has.
void writeFindingMembers(JsonWriter &json, const analysis::Finding &finding);

} // namespace etagere::report
