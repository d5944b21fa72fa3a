// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"

#include <string>

namespace etagere::report {

/// The members `live[]` (`url`, `engine`, `product`, `partitioned`, `failure` or null, `stopped`,
/// `visits[]` {`visitor`, `step`, `url`, `final_url`, `end`, `failure` or null, `exchanges`,
/// `took_s`, `cookies`, `cookies_left`, `unseen`, `inferred`, `lost_bodies`, `cut_bodies`,
/// `unfinished`}, `flush_trials[]` as in flush_report.h) and `prediction`: null without a live
/// audit, else {`model`, `version`, `agrees`, `explained`, `differs`, `not_comparable`,
/// `disagreements[]` {`url`, `predicted`, `happened`, `because`}}, and `flush`: null without a
/// flushed visit, else {`visits`, `requests`, `conditional_before`, `conditional_after`, `clean`,
/// `survivors[]` {`validator`, `url`, `value`}}.
void writeLive(JsonWriter &json, const audit::Report &report);

/// Sections of their own, none without a live audit. Not verbose: remarks and a line for each
/// visitor's step; verbose: every page load.
void writeLive(TextLayout &layout, const audit::Report &report, bool verbose);
[[nodiscard]] std::string htmlLive(const audit::Report &report);

} // namespace etagere::report
