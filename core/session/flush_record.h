// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QJsonArray>

#include "core/audit/live_run.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <span>
#include <vector>

namespace etagere::session {

/// Flushes that were tried out, as they are kept: [{"order", "cookies_too", "by", "names"[], "gap",
/// "failure", "way", "entries", "visits"[], "faults" [{"kind", "name", "detail"}], "flushed",
/// "untouched", "not_visited"[], "cookies_before", "cookies_after"}].
[[nodiscard]] QJsonArray trialsValue(std::span<const audit::FlushTrial> trials);

/// Total: a trial whose order is malformed is left out, and what else is malformed of one.
[[nodiscard]] std::vector<audit::FlushTrial>
trialsFrom(const QJsonArray &list, const traffic::Traffic &traffic, std::size_t firstVisit);

} // namespace etagere::session
