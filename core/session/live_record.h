// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"
#include "core/traffic/document.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <span>
#include <vector>

namespace etagere::session {

/// How a live audit travels with the capture of its visits, so that opening the capture judges it
/// as it was judged: attachments of the document.

/// The attachment that tells of the first run; those of further ones are numbered, "live-audit-2".
inline constexpr const char *liveAttachment = "live-audit";

/// Each as JSON: {"schema": "etagere.live/1", "url", "engine", "product", "user_agent",
/// "partitioned", "failure" {"kind", "detail"} or null, "stopped", "visits": [{"visit", "step",
/// "person", "visitor", "url", "exchanges", "cookies_left", "end", "failure", "final_url", "title",
/// "started_us", "took_us", "cookies"[], "storage"[], "blindness"{}}], "trials": flushes that were
/// tried out (flush_record.h); files of earlier versions have none}. Screenshots are attachments
/// of their own, "live-audit-2-screenshot-3.png" by the visit's place; those beyond the document's
/// bound are left out.
void attachLive(std::span<const audit::LiveRun> runs, traffic::Attachments &attachments);

/// Total: what is malformed is left out. Visits are numbered as `traffic` has them, the document's
/// first one being `firstVisit` there; those that do not fit it are left out.
[[nodiscard]] std::vector<audit::LiveRun> liveIn(const traffic::Attachments &attachments,
                                                 const traffic::Traffic &traffic,
                                                 std::size_t firstVisit);

} // namespace etagere::session
