// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/gateway/hub.h"
#include "core/wire/server_connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::gateway {

/// One client's requests, one after the other: each goes through the cache, to the origin if need
/// be, and its answer to the client.
class Exchange final : public wire::RequestHandler, private Fetch::Listener, private Waiting {
public:
    Exchange(Hub &hub, wire::ServerConnection &connection);
    ~Exchange() override;

private:
    using End = cache::Transaction::End;

    void onRequest(const wire::Head &head) override;
    void onRequestBody(std::string_view bytes) override;
    void onRequestEnd() override;
    void onOutput() override;
    void onAbort(const wire::WireError &error) override;
    std::string refusalOf(const wire::WireError &error) override;

    void onInterim(const wire::Head &head) override;
    void onAnswer() override;
    void onBytes(std::string_view bytes) override;
    void onFetched(End end) override;
    void onRoom() override;
    void onResumed(bool patient) override;

    [[nodiscard]] Refusal::Kind locate(const wire::Head &head);
    void advance();
    void startFetch();
    void respond();
    void giveFailure();
    void refuse(const Refusal &refusal);
    void sendStored();
    void give(std::string_view bytes);
    void settle();
    void abandon();
    void finishTransaction(End end);
    void record();
    void reset();
    [[nodiscard]] wire::BodyPlan requestBody() const noexcept;
    [[nodiscard]] wire::BodyPlan answerBody() const noexcept;

    Hub &m_hub;
    wire::ServerConnection &m_connection;
    const wire::Head *m_head = nullptr; ///< of the request under way; null between requests
    Upstream m_upstream;
    std::string m_url;
    std::optional<cache::Transaction> m_transaction;
    Fetch m_fetch;
    std::vector<http::Field> m_requestFields;
    std::vector<http::Field> m_responseFields;
    std::string m_status; ///< Cache-Status
    std::uint16_t m_responseStatus = 0;
    std::size_t m_slice = 0; ///< which stored piece is sent next, `after` behind `before`
    std::size_t m_sliceAt = 0;
    bool m_waits = false;
    bool m_finished = false; ///< the transaction is
    bool m_refused = false;  ///< the answer is the gateway's own
    bool m_truncated = false;
    Instant m_started{};
    traffic::BodySpill::Blob m_body;
    bool m_bodyCut = false;
};

} // namespace etagere::gateway
