// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/flush/scope.h"
#include "core/live/browser.h"
#include "core/live/exchange.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace etagere::live {

/// What a flush is judged by: the visit before it, and the one that verifies it, of the same page.
/// Borrowed.
struct FlushEvidence {
    flush::Scope scope;
    std::span<const LiveExchange> before;
    std::span<const LiveExchange> after;
    std::span<const Cookie> cookiesBefore; ///< just before the flush
    std::span<const Cookie> cookiesAfter;  ///< after it, or after the verifying visit
    bool cookiesWereToGo = false;
};

/// One thing that is not as it was asked for.
struct FlushFault {
    enum class Kind : std::uint8_t {
        StillTagged, ///< in scope, and the request carried a validator from before
        StillServed, ///< in scope, and answered from the cache with what was stored before
        LostTag,     ///< outside, and a validator that was sent before is sent no more
        CookieStays, ///< it was to go, and has its value of before
        CookieLost,  ///< it was to stay, and is gone
        Count
    };
    Kind kind = Kind::StillTagged;
    std::string name;   ///< the URL; of a cookie its name, domain and path: "id example.org/"
    std::string detail; ///< the validator; of a cookie its value
    friend bool operator==(const FlushFault &, const FlushFault &) = default;
};

/// What the verifying visit shows.
struct FlushCheck {
    std::vector<FlushFault> faults;      ///< each once, at most a hundred
    std::uint32_t flushed = 0;           ///< URLs in scope that were asked for without a validator
    std::uint32_t untouched = 0;         ///< URLs outside whose validator was sent as before
    std::vector<std::string> notVisited; ///< in scope, asked for before and not again: not verified
    [[nodiscard]] bool isClean() const noexcept { return faults.empty(); }
};

/// Pure. Only requests are judged whose fields the browser told as they were sent; a validator that
/// was received on the verifying visit itself is none from before. Of exchanges that overlap either
/// may have come first, and no fault is found that holds for one order only.
[[nodiscard]] FlushCheck checkFlush(const FlushEvidence &evidence);

} // namespace etagere::live
