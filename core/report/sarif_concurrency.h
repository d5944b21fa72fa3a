// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/concurrency.h"
#include "core/report/json.h"

namespace etagere::report {

/// The rule of that kind, its id the name of its page.
void writeSarifRule(JsonWriter &json, analysis::Concurrency what);

/// A result: a warning where work was lost or nobody is protected, else a note. Its rule stands
/// behind those of the kinds of findings and of the evidence (writeSarifRules).
void writeSarifResult(JsonWriter &json, const analysis::ConcurrencyNote &note);

} // namespace etagere::report
