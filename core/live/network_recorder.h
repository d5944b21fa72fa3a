// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/exchange.h"
#include "core/live/page_frames.h"
#include "core/live/request_chain.h"
#include "core/live/request_tally.h"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace etagere::live {

/// What one visit may cost.
struct RecorderLimits {
    Bytes body{std::uint64_t{16} << 20U};         ///< of one body
    Bytes visitBodies{std::uint64_t{128} << 20U}; ///< of all of them
    std::size_t requests = 20'000;                ///< under way at once
    std::size_t held = std::size_t{64} << 20U;    ///< bytes of fields and URLs under way
    /// A simulated cache is in the path, whose Cache-Status is believed.
    bool ownCache = false;
};

/// Makes exchanges of the events of a page's DevTools sessions, without input or output: whoever
/// speaks with the browser hands them in. One visit each. Events may come in any order that
/// Chromium 102 to 156 was seen to send them in; whatever comes, memory is bounded.
///
/// What it needs: Network and Page enabled on the page's session, Network on each session below.
class NetworkRecorder {
public:
    /// Asks for the body of a request that has ended, on the session that told so. Called from
    /// within take(); the answer comes later, by takeBody() or loseBody() with the same ticket.
    using AskBody = std::function<void(std::uint64_t ticket, std::string_view session,
                                       std::string_view requestId)>;

    NetworkRecorder(const RecorderLimits &limits, ExchangeListener listener, AskBody askBody);

    /// The page's frame, where it is known; else it is the first that asks for a document.
    void setMainFrame(std::string_view frame) { m_frames.setMain(frame); }
    /// Any event of the page's session or one below; those that it does not know it ignores.
    void take(std::string_view session, std::string_view method, simdjson::dom::element params);
    void takeBody(std::uint64_t ticket, std::string_view text, bool isBase64);
    void loseBody(std::uint64_t ticket);
    /// A request as another witness saw it start. The event Etagere.requestSeen says the same.
    void monitorSaw(std::string_view url, std::string_view method) { m_tally.saw(url, method); }

    /// Nothing keeps the page from being over: no request but those that never end by nature, and
    /// no body is awaited. It does not wait for late ExtraInfo events; those come soon after.
    [[nodiscard]] bool isQuiet() const noexcept { return underWay() == 0; }
    [[nodiscard]] std::size_t underWay() const noexcept;
    /// What is under way may be over without its being told. After some silence, it is.
    [[nodiscard]] bool mayBeQuiet() const noexcept;
    /// Of the page in the address bar; empty before there is one.
    [[nodiscard]] const std::string &topUrl() const noexcept { return m_frames.topUrl(); }

    /// The visit is over: what is still under way is told as far as it is known, and counted. After
    /// it nothing is taken any more.
    Blindness finish();

    // For the one that goes on where this one ends.
    /// The frames as they are, and for one that knows none yet, as another knew them.
    [[nodiscard]] const PageFrames &frames() const noexcept { return m_frames; }
    void setFrames(PageFrames frames) { m_frames = std::move(frames); }
    /// The request began here and is under way.
    [[nodiscard]] bool knows(std::string_view requestId) const;
    /// What was told here of a request before it was is told to `other` instead.
    void giveEarly(std::string_view requestId, NetworkRecorder &other);
    /// The same of all requests.
    void giveEarly(NetworkRecorder &other);

private:
    struct Event {
        std::string_view session;
        EventObject params;
        std::string_view id;
    };
    using Chains = std::map<std::string, Chain, std::less<>>;
    using Handler = void (NetworkRecorder::*)(const Event &);
    struct Row {
        std::string_view method;
        Handler handler;
    };
    static const Row *rowOf(std::string_view method);

    void takeRequest(const Event &event);
    void takeRequestExtra(const Event &event);
    void takeResponseExtra(const Event &event);
    void takeServedFromCache(const Event &event);
    void takeResponse(const Event &event);
    void takeData(const Event &event);
    void takeFinished(const Event &event);
    void takeFailed(const Event &event);
    void takeSocket(const Event &event);
    void takeSocketRequest(const Event &event);
    void takeSocketResponse(const Event &event);
    void takeSocketEnd(const Event &event);
    void takeFrameAttached(const Event &event);
    void takeFrameNavigated(const Event &event);
    void takeSeen(const Event &event);

    [[nodiscard]] Chain *find(std::string_view id);
    [[nodiscard]] Chain *findOrMake(std::string_view id);
    [[nodiscard]] Chain *makeForRequest(std::string_view id);
    void erase(std::string_view id);
    [[nodiscard]] Chain *forExtra(const Event &event);
    [[nodiscard]] Hop *openHop(std::string_view id);
    [[nodiscard]] bool hold(Chain &chain, std::size_t bytes);
    /// Where there is no room they add nothing, count it and return false.
    bool begin(Chain &chain, const Event &event);
    bool push(Chain &chain, Hop &&hop);
    void place(Hop &hop, const Event &event);
    void askBody(Hop &hop, std::string_view id);
    void settle(std::string_view id);
    void tell(Hop &&hop);
    void tellAnswered(std::uint64_t ticket, BodyState state, std::string body);

    RecorderLimits m_limits;
    ExchangeListener m_listener;
    AskBody m_askBody;
    Chains m_chains;
    std::map<std::uint64_t, std::string> m_awaited; ///< request ids by ticket
    PageFrames m_frames;
    RequestTally m_tally;
    Blindness m_blindness;
    std::uint64_t m_lastTicket = 0;
    std::uint64_t m_lastOrder = 0;
    std::uint64_t m_keptBodies = 0; ///< bytes
    std::size_t m_held = 0;
    std::size_t m_early = 0; ///< chains of which only ExtraInfo is known
    bool m_isOver = false;
};

} // namespace etagere::live
