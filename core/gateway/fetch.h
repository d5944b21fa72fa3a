// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/transaction.h"
#include "core/gateway/connection_fields.h"
#include "core/gateway/upstream.h"
#include "core/wire/client.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::gateway {

/// What time it is for the cache.
using Clock = std::function<Instant()>;

/// What a gateway asks origins with.
struct Outside {
    wire::Client &client;
    const Clock &clock;
    Named named = Named::Dropped; ///< of responses
};

/// The network's side of one transaction: sends what is to be sent, gives it what comes, and tells
/// the rest. It asks once for each Send, never again.
class Fetch final : private wire::ResponseHandler {
public:
    class Listener {
    public:
        Listener() = default;
        Listener(const Listener &) = delete;
        Listener &operator=(const Listener &) = delete;
        virtual ~Listener() = default;
        virtual void onInterim(const wire::Head &head) = 0;
        /// The transaction has its answer, or error() says why there is none from the origin.
        virtual void onAnswer() = 0;
        /// Some of the body that the answer shows.
        virtual void onBytes(std::string_view bytes) = 0;
        /// The body ended, and the transaction is finished.
        virtual void onFetched(cache::Transaction::End end) = 0;
        /// The origin takes more of the request's body.
        virtual void onRoom() = 0;
    };

    Fetch(const Outside &outside, Listener &listener)
        : m_outside(outside)
        , m_listener(listener) {}

    /// While the transaction's step is Send. Both arguments are borrowed until onFetched, stop() or
    /// onAnswer with an error().
    void start(cache::Transaction &transaction, const Upstream &upstream, std::string_view method,
               const wire::BodyPlan &body);
    /// Some of the request's body, and its end.
    void send(std::string_view bytes);
    void finishRequest();
    /// The origin should not be sent more for now.
    [[nodiscard]] bool isFull() const noexcept { return m_asked && m_asked->isFull(); }
    void pause(bool paused);
    /// Gives up: closes the connection, tells nothing more.
    void stop() noexcept { m_asked.reset(); }

    [[nodiscard]] bool isActive() const noexcept { return m_asked != nullptr; }
    /// The origin was asked.
    [[nodiscard]] bool wasStarted() const noexcept { return m_started; }
    /// Why there is no response from it.
    [[nodiscard]] const std::optional<wire::WireError> &error() const noexcept { return m_error; }
    /// Whom it was sent to; empty when there was no connection.
    [[nodiscard]] std::string_view peerAddress() const noexcept { return m_peer; }
    /// The reason phrase of the origin's last response.
    [[nodiscard]] const std::string &reason() const noexcept { return m_reason; }
    [[nodiscard]] std::uint64_t receivedBytes() const noexcept { return m_received; }
    /// For the next transaction.
    void reset() noexcept;

private:
    void onInterim(const wire::Head &head) override { m_listener.onInterim(head); }
    void onHead(const wire::Head &head) override;
    void onBody(std::string_view bytes) override;
    void onEnd() override;
    void onError(const wire::WireError &error) override;
    void onSent() override { m_listener.onRoom(); }
    void ask();
    [[nodiscard]] std::string_view target();
    void ended(cache::Transaction::End end);
    [[nodiscard]] bool isBodyWanted() const noexcept;

    Outside m_outside;
    Listener &m_listener;
    cache::Transaction *m_transaction = nullptr;
    const Upstream *m_upstream = nullptr;
    std::string_view m_method;
    std::string m_path; ///< of another URL than the request's
    wire::BodyPlan m_body;
    std::unique_ptr<wire::Asked> m_asked;
    std::unique_ptr<wire::Asked> m_previous; ///< one of its calls may be up the stack
    std::vector<http::Field> m_fields;
    std::optional<wire::WireError> m_error;
    std::string m_peer;
    std::string m_reason;
    std::uint64_t m_received = 0;
    bool m_started = false;
    bool m_hasHead = false;
};

} // namespace etagere::gateway
