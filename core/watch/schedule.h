// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/http/field.h"
#include "core/watch/visit.h"

#include <chrono>
#include <cstdint>
#include <optional>

namespace etagere::watch {

/// When a page is asked again.
struct Rhythm {
    Duration every{std::chrono::minutes(10)};
    bool heedsFreshness = true; ///< an explicit lifetime of the response puts the next visit off
    Duration mostFresh{std::chrono::hours(24)};  ///< but not for longer
    Duration mostBackOff{std::chrono::hours(6)}; ///< or `every`, where that is longer
    Duration mostPatience{std::chrono::days(7)}; ///< with Retry-After
};

struct Next {
    Instant when{};
    Pace pace = Pace::Schedule;
    friend bool operator==(const Next &, const Next &) = default;
};

/// After an answer with content, or a 304: its freshness lifetime less its age (RFC 9111 §4.2), if
/// it is explicit and longer than the rhythm.
[[nodiscard]] Next afterAnswer(const Rhythm &rhythm, std::uint16_t status, http::Fields fields,
                               Instant now);

/// After the nth failure in a row, n from 1 on: twice as long each time, a quarter more or
/// less by `chance` (0 to 1), and never before Retry-After (RFC 9110 §10.2.3).
[[nodiscard]] Next afterFailure(const Rhythm &rhythm, std::uint32_t failures,
                                std::optional<Instant> retryAfter, Instant now, double chance);

/// What Retry-After says, as a time; none without one that can be read, or in the past.
[[nodiscard]] std::optional<Instant> retryAfterIn(http::Fields fields, Instant now);

} // namespace etagere::watch
