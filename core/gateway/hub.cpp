// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/hub.h"

#include "core/gateway/renewal.h"

#include <algorithm>
#include <utility>

namespace etagere::gateway {

namespace {

/// Renewals at once; what is stale beyond that stays so until it is asked for again.
constexpr std::size_t mostRenewals = 64;

} // namespace

Hub::Hub(wire::Loop &loop, const Options &options)
    : m_loop(loop)
    , m_options(options)
    , m_cache(options.cache)
    , m_client(loop, options.client) {
    m_loop.addTicking(*this, std::min(m_options.patience / 4, std::chrono::milliseconds{500}));
}

Hub::~Hub() { m_loop.removeTicking(*this); }

Outside Hub::outside() noexcept {
    const bool keeps = m_cache.model().has(cache::Difference::ConnectionFieldsKept);
    return {m_client, m_options.clock, keeps ? Named::Kept : Named::Dropped};
}

void Hub::setAddress(const wire::Address &address) {
    m_address = address;
    if (m_options.records)
        m_recorder = std::make_unique<Recorder>(wire::textOf(address), now());
}

bool Hub::isSelf(const wire::Endpoint &endpoint) const noexcept {
    if (endpoint.secure || endpoint.port != m_address.port)
        return false;
    return endpoint.host == m_address.text || endpoint.host == "localhost" ||
           (wire::isLoopback(endpoint.host) && !wire::isLoopback(m_address.text));
}

void Hub::wait(std::uint64_t number, Waiting &who) {
    m_waiters.push_back({number, &who, m_loop.now()});
}

void Hub::forget(Waiting &who) noexcept {
    std::erase_if(m_waiters, [&who](const Waiter &waiter) { return waiter.who == &who; });
    std::erase(m_woken, &who);
}

void Hub::released(std::uint64_t number) {
    if (m_waiters.empty())
        return;
    std::erase_if(m_waiters, [this, number](const Waiter &waiter) {
        if (waiter.number != number)
            return false;
        m_woken.push_back(waiter.who);
        return true;
    });
    wake(true);
}

void Hub::wake(bool patient) {
    while (!m_woken.empty()) {
        Waiting *who = m_woken.front();
        m_woken.pop_front();
        who->onResumed(patient);
    }
}

void Hub::onTick(wire::SteadyTime now) {
    std::erase_if(m_waiters, [this, now](const Waiter &waiter) {
        if (now - waiter.since <= m_options.patience)
            return false;
        m_woken.push_back(waiter.who);
        return true;
    });
    wake(false);
}

void Hub::renew(const cache::Transaction &transaction, const Upstream &upstream,
                std::string_view method) {
    if (m_renewals.size() >= mostRenewals)
        return;
    m_renewals.push_back(std::make_unique<Renewal>(
        *this, m_cache.beginBackground(transaction, now()), upstream, method));
    m_renewals.back()->begin();
}

void Hub::renewed(Renewal &renewal) {
    const auto found =
        std::find_if(m_renewals.begin(), m_renewals.end(),
                     [&renewal](const auto &each) { return each.get() == &renewal; });
    if (found == m_renewals.end())
        return;
    m_loop.dispose(std::move(*found));
    m_renewals.erase(found);
}

} // namespace etagere::gateway
