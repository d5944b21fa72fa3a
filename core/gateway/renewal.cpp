// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/renewal.h"

#include <utility>

namespace etagere::gateway {

using Step = cache::Transaction::Step;

Renewal::Renewal(Hub &hub, cache::Transaction transaction, Upstream upstream,
                 std::string_view method)
    : m_hub(hub)
    , m_transaction(std::move(transaction))
    , m_upstream(std::move(upstream))
    , m_method(method)
    , m_fetch(hub.outside(), *this) {}

Renewal::~Renewal() { m_hub.forget(*this); }

void Renewal::begin() {
    switch (m_transaction.step()) {
    case Step::Send:
        return m_fetch.start(m_transaction, m_upstream, m_method, wire::BodyPlan::none());
    case Step::Wait:
        return m_hub.wait(m_transaction.waitsFor(), *this);
    case Step::Answer:
        return over();
    }
}

void Renewal::onResumed(bool patient) {
    m_transaction.resume(m_hub.now(), patient);
    begin();
}

void Renewal::onAnswer() {
    if (!m_fetch.isActive())
        over();
}

void Renewal::over() {
    if (m_over)
        return;
    m_over = true;
    m_transaction.finish(cache::Transaction::End::Complete, m_hub.now());
    m_hub.released(m_transaction.number());
    m_hub.renewed(*this);
}

} // namespace etagere::gateway
