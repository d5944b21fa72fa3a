// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/traffic/import_log.h"

#include <string>
#include <string_view>
#include <vector>

namespace etagere::explain {

/// Stable ids for programs: "truncated", "no-url", "not-a-har".
[[nodiscard]] std::string_view idOf(traffic::Repair repair) noexcept;
[[nodiscard]] std::string_view idOf(traffic::Skip skip) noexcept;
[[nodiscard]] std::string_view idOf(audit::InputFailure failure) noexcept;

/// What was mended, and how. A text about what one entry, or the file, had.
[[nodiscard]] std::string sentenceOf(traffic::Repair repair);
/// Why an entry was left out.
[[nodiscard]] std::string sentenceOf(traffic::Skip skip);
/// Why nothing was read, and what can be done about it. The input must have failed.
[[nodiscard]] std::string failureOf(const audit::Input &input);

/// What was assumed about whose visits the input holds and what it lacks; empty when nothing was.
[[nodiscard]] std::vector<std::string> assumptionsOf(const audit::Input &input);

} // namespace etagere::explain
