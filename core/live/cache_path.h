// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/cache/mode.h"
#include "core/cache/transaction.h"
#include "core/flush/scope.h"
#include "core/live/exchange.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// A request that a browser holds until it is told what to do with it.
struct HeldRequest {
    std::string method = "GET";
    std::string url;
    std::vector<FieldLine> fields; ///< with Cookie, where the browser says it
    std::string partition;         ///< as url::partitionOf makes it
    cache::Mode mode = cache::Mode::Default;
};

/// The head of a response that a browser holds.
struct HeldResponse {
    std::uint16_t status = 0;
    std::vector<FieldLine> fields; ///< as the network sent them, Set-Cookie aside
    /// Its body may never end, or is too long to wait for: nothing of it is stored.
    bool isEndless = false;
};

/// What a browser is to do with a request or a response that it holds.
struct PathOrder {
    enum class Kind : std::uint8_t {
        Wait,     ///< keep it: another request fetches the same
        Send,     ///< let it go to `url` with `fields`; then tell received() or failed()
        ReadBody, ///< read the response's body; then tell readBody() or lostBody()
        Pass,     ///< let the response go on to the page, or its failure. Over
        Answer    ///< give the page this answer in the network's place. Over
    };
    Kind kind = Kind::Pass;
    std::string url{};
    std::uint16_t status = 0;
    /// Of Send: the request's. Of Pass and Answer: the response's, with Cache-Status of ours last.
    std::vector<FieldLine> fields{};
    std::string body{};                     ///< of Answer, content coding undone
    std::optional<std::uint64_t> renewal{}; ///< of Answer: what is to be renewed behind it
};

/// A simulated cache between a browser and its network, in the place of the browser's own, under a
/// clock that can be turned. Without input or output: whoever speaks with the browser tells what
/// came and does what is ordered. For one profile.
///
/// Beside what the cache itself leaves out: parts of a representation (206) are not stored, for a
/// browser that holds a response cannot be made to ask for the rest of it; and neither is what
/// HeldResponse::isEndless says. Set-Cookie is never answered with: the browser's network has taken
/// it already, and from a cache no cookie comes.
class CachePath {
public:
    using Ticket = std::uint64_t;
    using Orders = std::function<void(const PathOrder &)>;
    using Clock = std::function<Instant()>;

    /// `clock` is the true one; empty: the system's.
    explicit CachePath(const cache::Model &model, Clock clock = {});
    CachePath(const CachePath &) = delete;
    CachePath &operator=(const CachePath &) = delete;
    ~CachePath();

    /// The first order is given from within, those that follow from within what is told. Nothing
    /// may be told from within an order.
    Ticket begin(const HeldRequest &request, Orders orders);
    /// A renewal that an order named: as begin(); the body of its answer is nobody's. False: it is
    /// not to be renewed any more.
    bool beginRenewal(Ticket ticket, Orders orders);
    /// After Send.
    void received(Ticket ticket, const HeldResponse &response);
    void failed(Ticket ticket);
    /// After ReadBody.
    void readBody(Ticket ticket, std::string_view body);
    void lostBody(Ticket ticket);
    /// After Wait: it has waited long enough, and asks for itself.
    void stopWaiting(Ticket ticket);
    /// Nobody wants it any more: no order follows. What is over already it ignores, as all do.
    void cancel(Ticket ticket);

    void turnClock(Duration ahead) noexcept { m_ahead += ahead; }
    [[nodiscard]] Instant now() const;
    /// How many stored responses were deleted. Entry takes names as the cache gives them:
    /// "stored-12". `scope.visitor` is not looked at.
    std::size_t flush(flush::Scope scope);
    [[nodiscard]] const cache::Cache &cache() const noexcept { return m_cache; }
    [[nodiscard]] std::size_t underWay() const noexcept { return m_held.size(); }

private:
    struct Held;
    using HeldMap = std::map<Ticket, std::unique_ptr<Held>>;

    [[nodiscard]] Held *find(Ticket ticket);
    void advance(Ticket ticket);
    void askBody(Held &held);
    void answer(Ticket ticket);
    void pass(Ticket ticket);
    void finish(Held &held, cache::Transaction::End end);
    void end(Ticket ticket, const PathOrder &order);
    void release(std::uint64_t number);
    [[nodiscard]] std::string statusOf(const Held &held) const;

    cache::Cache m_cache;
    Clock m_clock;
    Duration m_ahead{0};
    HeldMap m_held;
    Ticket m_lastTicket = 0;
};

} // namespace etagere::live
