// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/probe/prober.h"

#include <cstddef>
#include <string>
#include <vector>

namespace etagere::report {

/// What is told of a probe. Borrows.
struct ProbeView {
    const probe::Plan &plan;
    const std::string &url; ///< what was probed, after redirects
    const std::vector<probe::Outcome> &outcomes;
    const std::vector<analysis::Finding> &findings; ///< worst first
    std::uint32_t asked = 0;
    std::uint32_t redirects = 0;
    probe::End end = probe::End::Done;
};

struct ProbeTextOptions {
    bool colour = false;
    bool verbose = false; ///< guards of each step, every value
    std::size_t width = 80;
};

/// The plan for people: each probe's question, its steps with their most requests and conditions.
[[nodiscard]] std::string probePlanText(const probe::Plan &plan, const ProbeTextOptions &options);
/// The result for people: grade, what was asked, evidence for and against, what would decide more.
[[nodiscard]] std::string probeText(const ProbeView &view, const ProbeTextOptions &options);

/// JSON of the schema "etagere.probe/1". ASCII; ends in a newline.
///
///   schema, tool {name, version, ruleset}, url, dry_run, seed (a string: 64 bits), rate_per_s,
///   visits, budget, identity (null: as a browser), page (or null)
///   plan              {most_requests, steps[] {probe ("P1"), role, validator, most_requests,
///                      condition, text, guards[] {guard, text}}}
///
/// and, unless dry_run:
///   probed_url        after redirects
///   complete          everything that was planned was asked
///   end               "done", "budget", "unreachable", "refused", "stopped"
///   requests, redirects
///   grade, grade_name of the worst finding's; 0: explained
///   findings[]        as in "etagere.audit/1" but for places, one for the ETag and one for
///   Last-Modified if used outcomes[]        {probe, role, validator, visitor, visit, hop, url,
///   sent (or null), status
///                      (0: no answer), etag, last_modified (or null), set_cookies (how many),
///                      from_cache, came_back, matched, body_sha256 (decoded, or null), peer,
///                      started, took_s, error (or null)}
[[nodiscard]] std::string probePlanJson(const probe::Plan &plan);
[[nodiscard]] std::string probeJson(const ProbeView &view);

} // namespace etagere::report
