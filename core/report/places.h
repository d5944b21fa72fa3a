// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/traffic/traffic.h"

#include <cstddef>

namespace etagere::report {

/// Fills `report.places`: for each finding, the exchanges that it rests on, in the order of the
/// capture. These are the exchanges of its origin in which its validator was received or sent back,
/// those of the URLs that its evidence names, and those in which a cookie that it names carries the
/// identifier. Only the first `audited` exchanges are looked at; the rest is history. `report` has
/// to be as it was judged, not yet redacted.
void findPlaces(audit::Report &report, const traffic::Traffic &traffic, std::size_t audited);

} // namespace etagere::report
