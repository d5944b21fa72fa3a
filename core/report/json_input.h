// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/json.h"

namespace etagere::report {

/// One member of `inputs[]`, the same in every schema; see json_report.h.
void writeInput(JsonWriter &json, const audit::Input &input);

} // namespace etagere::report
