// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/report/json.h"

#include <string_view>

namespace etagere::report {

/// The array `rules` of a SARIF tool: the kinds of findings, in the order of analysis::Kind (so
/// that a result's ruleIndex is its kind), what evidence says, and the kinds of changes at the same
/// time.
void writeSarifRules(JsonWriter &json);

/// "error", "warning" or "note".
[[nodiscard]] std::string_view sarifLevel(analysis::Grade grade) noexcept;

} // namespace etagere::report
