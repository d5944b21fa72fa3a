// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/audit/live_run.h"
#include "core/traffic/traffic.h"

#include <span>

namespace etagere::audit {

/// Fills FlushTrial::identities and ::survived of a run's trials that were played to the end.
///
/// A value identifies when nobody else has it: a cookie or an entry of a storage that is long and
/// random enough, or a validator where others got another one for equal content. What everybody
/// has under the same address and browser's name, and the unrelated person under another name has
/// not, identifies as well, and outlives any flush. Nothing is said of what cannot be compared,
/// nor of the URLs of tags that are explained. At most 50 per trial.
void findSurvivors(const traffic::Traffic &traffic,
                   std::span<const analysis::ExplainedTags> explained, LiveRun &run);

} // namespace etagere::audit
