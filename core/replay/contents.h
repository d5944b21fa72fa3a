// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/freshness.h"
#include "core/flush/scope.h"
#include "core/http/field.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <string>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// What every simulated cache holds at an instant, oldest first: after the flushes of that instant,
/// and as the requests of that instant find it. Linear in the versions: a million take some
/// milliseconds.
[[nodiscard]] std::vector<VersionId> contentsAt(const Log &log, Instant at);

/// How fresh it is then, and why.
[[nodiscard]] cache::Freshness freshnessAt(const Log &log, VersionId version, Instant at,
                                           cache::Reasons &reasons);

/// The fields of the stored response: those that came with it, as every 304 since has updated them.
/// Borrowed from the traffic.
[[nodiscard]] std::vector<http::Field> fieldsOf(const traffic::Traffic &traffic, const Log &log,
                                                VersionId version);

/// What the next plain GET for a stored response would send at an instant. Were it flushed, it
/// would be forwarded without a validator.
struct NextRequest {
    VersionId version;
    cache::Outcome outcome{}; ///< FreshHit: nothing is sent
    std::string ifNoneMatch;  ///< empty: not sent
    std::string ifModifiedSince;
};
[[nodiscard]] NextRequest nextRequest(const traffic::Traffic &traffic, const Log &log,
                                      VersionId version, Instant at);

/// The target that a flush's scope sees in this version. Borrows from the traffic and `name`.
[[nodiscard]] flush::Target targetOf(const traffic::Traffic &traffic, const Version &version,
                                     std::string_view name);

/// Which stored responses a flush at that instant would end, after those that the log has.
[[nodiscard]] std::vector<VersionId> coveredBy(const traffic::Traffic &traffic, const Log &log,
                                               const Flush &flush);

} // namespace etagere::replay
