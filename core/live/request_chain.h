// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/event_object.h"
#include "core/live/exchange.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// The second half of what DevTools tells of a request, in events of their own: what was really on
/// the wire. They come before, between or after the others, in the order of the hops.
struct RequestExtra {
    std::vector<FieldLine> fields; ///< none: a cache's answer, and no request was sent
};
struct ResponseExtra {
    std::uint16_t status = 0;
    std::vector<FieldLine> fields;
    bool isRaw = false; ///< read off the head as it was received
};

/// One hop of a request while it is under way.
struct Hop {
    enum class Body : std::uint8_t { NotAsked, Waiting, Answered };

    LiveExchange exchange; ///< what is known of it so far; the fields are those that the page sees
    double startedAt = 0;  ///< seconds of the browser's own clock
    std::string session;   ///< that told of its end, and has its body
    bool isWorkerScript = false; ///< the rest of it is told to the worker's own session
    bool hasResponse = false;
    bool hasEnded = false;
    bool wasNeverSent = false; ///< it was refused before; nothing more comes
    /// There are ExtraInfo events for it, if the browser said so.
    std::optional<bool> hasExtra;
    bool fromMemory = false;
    bool fromDisk = false;
    bool fromServiceWorker = false;
    bool fromPrefetch = false;
    bool fromOwnCache = false;        ///< a simulated cache answered it alone
    std::string cacheStatus;          ///< what it says of the answer; empty: none is in the path
    std::int64_t headBytes = 0;       ///< of the response, on the wire
    std::int64_t dataBytes = 0;       ///< that the page was given
    std::int64_t transferredData = 0; ///< of them, on the wire
    std::int64_t finishedBytes = -1;  ///< what the browser says in the end
    std::optional<RequestExtra> requestExtra;
    std::optional<ResponseExtra> responseExtra;
    Body body = Body::NotAsked;

    /// Takes `response` as a page sees it.
    void takeResponse(const EventObject &response);
    /// A simulated cache is in the path: what its Cache-Status says counts. The browser knows
    /// nothing of an answer that was made for it, not even whether anything was sent.
    void hearOwnCache();
    void end(double at);
    /// Its answer came from nowhere but a cache or a worker.
    [[nodiscard]] bool isFromCache() const noexcept;
    [[nodiscard]] bool isNotModified() const noexcept;
    /// Keeps a page from being quiet.
    [[nodiscard]] bool isBusy() const noexcept;
    /// All that will come has come.
    [[nodiscard]] bool isSettled() const noexcept;
    /// A body is to be asked for, now that it has ended.
    [[nodiscard]] bool mayHaveBody() const noexcept;
    /// The exchange, with what was on the wire in place of what the page saw, and where its answer
    /// came from decided.
    [[nodiscard]] LiveExchange finished() &&;
};

/// The hops of one request: a redirect goes on under the same id.
struct Chain {
    std::deque<Hop> hops;                   ///< oldest first; all but the last have ended
    std::deque<RequestExtra> requestExtras; ///< not yet given to a hop
    std::deque<ResponseExtra> responseExtras;
    std::string extraSession; ///< the one that is heard, where two tell the same
    std::uint64_t order = 0;
    std::size_t heldBytes = 0;

    /// The hop under way, or null.
    [[nodiscard]] Hop *open() noexcept;
    [[nodiscard]] bool isBusy() const noexcept;
    /// Its end may never be told: Chromium 102 tells none of a worker's main script, nor of an
    /// answer whose reader gave up. There is a hop.
    [[nodiscard]] bool mayStayOpen() const noexcept;
    /// Gives each hop that has ExtraInfo its own: the n-th to the n-th.
    void match();
};

} // namespace etagere::live
