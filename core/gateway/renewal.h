// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/gateway/hub.h"

#include <string>

namespace etagere::gateway {

/// A stored response that is renewed while its stale form was the answer: a transaction nobody
/// waits for. It sends the fields of the request that found it stale.
class Renewal final : public wire::Disposable, private Fetch::Listener, private Waiting {
public:
    Renewal(Hub &hub, cache::Transaction transaction, Upstream upstream, std::string_view method);
    ~Renewal() override;
    void begin();

private:
    void onInterim(const wire::Head &) override {}
    void onAnswer() override;
    void onBytes(std::string_view) override {}
    void onFetched(cache::Transaction::End) override { over(); }
    void onRoom() override {}
    void onResumed(bool patient) override;
    void over();

    Hub &m_hub;
    cache::Transaction m_transaction;
    Upstream m_upstream;
    std::string m_method;
    Fetch m_fetch;
    bool m_over = false;
};

} // namespace etagere::gateway
