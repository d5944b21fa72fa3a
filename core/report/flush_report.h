// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"

#include <span>
#include <string>

namespace etagere::report {

/// Flushes that were tried out on a site: the member `flush_trials[]` {`flush`, `cookies_too`,
/// `names[]`, `gap` or null, `failure` or null, `way` or null, `entries` or null, `holds`,
/// `flushed`, `untouched`, `not_verified[]`, `faults[]` {`kind`, `name`, `detail`},
/// `cookies_before`, `cookies_after`, `identities`, `survived[]` {`source`, `name`, `where`,
/// `value`}, `visits`}.
void writeTrials(JsonWriter &json, std::span<const audit::FlushTrial> trials);

/// A section of its own; nothing when none was tried out.
void writeTrials(TextLayout &layout, const audit::LiveRun &run);
[[nodiscard]] std::string htmlTrials(const audit::LiveRun &run);

} // namespace etagere::report
