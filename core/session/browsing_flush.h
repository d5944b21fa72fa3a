// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/browser.h"
#include "core/live/exchange.h"
#include "core/session/browsing.h"

#include <cstddef>
#include <string>
#include <vector>

namespace etagere::session {

/// What a page visit showed, as far as a flush is judged by it. Exchanges without bodies.
struct VisitSight {
    std::vector<live::LiveExchange> exchanges;
    std::vector<live::StoredItem> storage;
    std::vector<live::Cookie> cookies; ///< of the whole profile, after it

    /// Those beyond so many are not kept.
    static constexpr std::size_t mostExchanges = 20'000;
    void add(live::LiveExchange exchange);
};

/// A flush that is to be verified: what was there before it, and just after.
struct OpenFlush {
    flush::Scope scope;
    bool cookiesToo = false;
    live::FlushResult::Way way = live::FlushResult::Way::Cleared;
    VisitSight before;
    std::vector<live::Cookie> cookiesBefore;
    std::vector<live::Cookie> cookiesAfter; ///< before anybody could set them again
};

/// Judges a flush by the visit that verifies it.
[[nodiscard]] FlushVerdict verdictOn(const OpenFlush &flushed, const VisitSight &after);

} // namespace etagere::session
