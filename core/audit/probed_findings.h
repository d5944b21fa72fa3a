// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/traffic/traffic.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::audit {

/// Settles findings by the probes that the capture holds (probe::runsIn): a finding about a probed
/// URL is raised, lowered or kept; what only the probes found is added. One that speaks for more
/// URLs than the probed one is not lowered: the others were not asked. Worst first again.
void settleByProbes(const traffic::Traffic &traffic, std::vector<analysis::Finding> &findings);

/// What probes should ask to decide more, worst finding first, at most `count`: for every finding
/// about values that vary and that is not proven already, the first URL that is not another's; then
/// the same for values that vary although they are explained: a number that looks like a file's
/// time or place may be a visitor's.
[[nodiscard]] std::vector<std::string>
urlsToProbe(std::span<const analysis::Finding> findings,
            std::span<const analysis::ExplainedTags> explained, std::size_t count);

/// URLs with several tags for one Last-Modified, in the order in which they were first seen: one
/// file of one time has one tag, unless several machines or several visitors have their own.
[[nodiscard]] std::vector<std::string> urlsWithSeveralTags(const traffic::Traffic &traffic);

/// The page that a visitor has to load before the URL shows a validator: `page`, when they are of
/// one origin and whoever was given one had sent cookies; else empty, as it is without any answer.
[[nodiscard]] std::string pageBefore(const traffic::Traffic &traffic, std::string_view url,
                                     std::string_view page);

} // namespace etagere::audit
