// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/facts.h"
#include "core/replay/log.h"
#include "core/replay/partitions.h"
#include "core/replay/schedule.h"
#include "core/replay/shelves.h"
#include "core/traffic/traffic.h"

#include <span>

namespace etagere::replay {

/// One exchange while it is played.
struct Play {
    const traffic::Exchange &exchange;
    Row &row;
    Shelves::Key key = 0;
    cache::RequestFacts request{};
    traffic::VisitorId visitor{};
    Shelves::Place place = Shelves::nowhere; ///< of what the request selected
    bool refetches = false;                  ///< the request wants a whole new response
    bool flushed = false;                    ///< what the browser had at hand had been flushed here
};

/// Plays exchanges one by one against the log's model, and writes down in the log what became of
/// them.
class Player {
public:
    /// `traffic` and `log` are borrowed for the whole life; `order` is the one they are played in.
    Player(const traffic::Traffic &traffic, Log &log, std::span<const traffic::ExchangeId> order);

    /// Every exchange once, in the order of its time. Its row has its `at` already.
    void play(traffic::ExchangeId id);
    /// Before the exchanges of its instant.
    void flush(const Flush &flush, FlushEffect &effect);

private:
    /// What a URL that a cache may hold is asked for.
    void ask(Play &play);
    /// Whether the cache has a part in it; adds the rule where it has none, or half of one.
    [[nodiscard]] bool takesPart(Play &play) const;
    /// A request that is not for a cache.
    void passOn(Play &play);
    /// Looks for a stored response and decides what is done with it.
    void select(Play &play);
    /// Also what was only in the recorded browser's cache is gone after a flush that covers it.
    [[nodiscard]] bool isMissedByFlush(const Play &play) const;
    /// The answer to a request without a validator.
    void receive(Play &play);
    /// The answer to a validation.
    void hearAnswer(Play &play);
    /// A server that was seen to send it whole although it was asked with a validator does so
    /// again.
    [[nodiscard]] bool wouldHaveBeen304(const Play &play) const;
    /// A version that begins with this exchange.
    [[nodiscard]] Version newVersion(const Play &play) const;
    [[nodiscard]] Version receivedVersion(const Play &play) const;
    /// Stores what came if it may be; `premise` leads the reasons then.
    bool storeIfAllowed(Play &play, const Version &version, cache::Rule premise);
    /// A miss: stores what the network brought, or would have brought without the browser's cache.
    void storeAnswer(Play &play);
    /// A miss that only the recording's beginning explains.
    void holdFromBefore(Play &play);
    /// A validation that brought a whole response.
    void replace(Play &play);
    /// A validation that brought a 304.
    void renew(Play &play, cache::Rule rule);

    const traffic::Traffic &m_traffic;
    Log &m_log;
    UrlKeys m_urls;
    Partitions m_partitions;
    Shelves m_shelves;
};

} // namespace etagere::replay
