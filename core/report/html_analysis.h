// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"

#include <string>

namespace etagere::report {

/// The other explanations that were considered, and why each stands or falls; empty for none.
[[nodiscard]] std::string htmlAlternatives(const analysis::Finding &finding);

/// Which sites the tag could link, by browser and defence, as a table, and who embeds it as a
/// picture that the table beside it tells in words; empty when it was not looked for.
[[nodiscard]] std::string htmlLinkability(const analysis::Finding &finding);

/// What varies, or looks odd, and is explained; empty for none.
[[nodiscard]] std::string htmlExplainedTags(const audit::Report &report);

} // namespace etagere::report
