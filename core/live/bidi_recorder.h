// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/bidi_event.h"
#include "core/live/exchange.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace etagere::live {

struct BidiLimits {
    Bytes body{std::uint64_t{16} << 20U};         ///< kept of one body
    Bytes visitBodies{std::uint64_t{128} << 20U}; ///< of all bodies of the visit
    /// The observer inside Firefox tells as well what is on the wire. Without it a 304 has the
    /// fields that the cache merged, and shared workers are not seen.
    bool hasObserver = true;
    std::size_t held = std::size_t{64} << 20U; ///< bytes of fields and URLs under way
};

/// Makes exchanges of what Firefox tells by WebDriver BiDi during one visit. BiDi gives a request's
/// place in the page, its times and its body; the observer gives status and fields of the wire and
/// those requests that BiDi does not tell of. Sans-I/O, one thread.
class BidiRecorder {
public:
    enum class Part : std::uint8_t { Response, Request };
    /// Asks for a body: network.getData. It is answered later by takeBody, never from within.
    using AskBody = std::function<void(const std::string &request, Part part)>;

    BidiRecorder(const BidiLimits &limits, ExchangeListener listener, AskBody askBody);

    /// Any event of the visit's page, its frames, workers and popups; others are ignored.
    void take(std::string_view method, simdjson::dom::element params);
    /// A page that is there before the visit: its own first.
    void knowContext(std::string_view context, std::string_view parent, std::string_view url);
    /// The answer of AskBody, its coding undone; nothing: it was not given.
    void takeBody(const std::string &request, Part part, std::optional<std::string> body);

    /// What a script asked for, was answered and has no stated length may go on for ever; Firefox
    /// does not always say that a page gave it up.
    enum class Streams : std::uint8_t { Awaited, Ignored };
    /// Nothing is under way but EventSources, WebSockets and pings, and no body is waited for.
    [[nodiscard]] bool isQuiet(Streams streams = Streams::Awaited) const;
    /// The end of the visit: tells what is unfinished. Nothing is taken afterwards.
    Blindness finish();

private:
    using Key = std::tuple<std::uint64_t, std::string, std::uint32_t>;
    struct Hop {
        LiveExchange exchange;
        std::size_t held = 0;
        std::uint8_t bodiesAwaited = 0;
        bool isNavigation = false;
        bool isComplete = false;
        bool waitsForWire = false;
    };
    using Hops = std::map<Key, Hop>;
    /// What the observer told of and no hop has taken yet.
    struct Wire {
        LiveExchange exchange;
        std::size_t held = 0;
        bool isAnswered = false;
        bool hasEnded = false;
    };
    struct Context {
        std::string parent;
        std::string url;    ///< of the document that it shows
        std::string coming; ///< of the one that was asked for last
    };

    static constexpr std::size_t longestUrl = std::size_t{64} << 10U;
    [[nodiscard]] static bool isHttp(std::string_view url);
    /// Counts what the exchange takes now in place of `held`. Where there is no room it loses its
    /// fields, and false is returned.
    [[nodiscard]] bool hold(std::size_t &held, LiveExchange &exchange);
    /// The same of a text that is kept; without room it is empty.
    void keep(std::string &slot, std::string_view text);
    [[nodiscard]] Wire *addWire(std::uint64_t channel, LiveExchange &&exchange);
    void takeNetwork(simdjson::dom::element params, bool isComplete);
    void takeNote(std::string_view text);
    void takeAnswered(WireNote note);
    [[nodiscard]] Wire *findUnanswered(const WireNote &note);
    void complete(Hops::iterator hop, BidiNetworkEvent event);
    void place(LiveExchange &exchange, const BidiNetworkEvent &event);
    void askBodies(Hop &hop, const Key &key, const BidiNetworkEvent &event);
    [[nodiscard]] bool join(const Key &key, Hop &hop, bool needsAnswer);
    void settle(Hops::iterator hop);
    [[nodiscard]] const Wire *findWire(const Key &key, const Hop &hop) const;
    [[nodiscard]] static bool isStream(const Wire &wire);
    void finishHop(const Key &key, Hop &hop);
    void tell(LiveExchange exchange);

    BidiLimits m_limits;
    ExchangeListener m_listener;
    AskBody m_askBody;
    Hops m_hops;
    std::map<std::uint64_t, std::deque<Wire>> m_wires; ///< by the observer's number
    std::size_t m_wireCount = 0;
    std::map<std::pair<std::string, Part>, Key> m_awaited;
    std::map<std::string, Context, std::less<>> m_contexts;
    std::string m_page;                    ///< the context that the visit is in: the first
    std::vector<LiveExchange> m_imageHits; ///< that may be no exchange of their own
    std::set<std::string> m_toldImages;    ///< their URLs
    simdjson::dom::parser m_parser;
    std::uint64_t m_bodyBytes = 0;
    std::size_t m_held = 0;
    Blindness m_blindness;
    bool m_isFinished = false;
};

} // namespace etagere::live
