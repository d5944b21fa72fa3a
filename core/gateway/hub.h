// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/gateway/fetch.h"
#include "core/gateway/options.h"
#include "core/gateway/recorder.h"
#include "core/wire/client.h"
#include "core/wire/loop.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace etagere::gateway {

class Renewal;

/// A request that waits for another one's response.
class Waiting {
public:
    Waiting() = default;
    Waiting(const Waiting &) = delete;
    Waiting &operator=(const Waiting &) = delete;
    virtual ~Waiting() = default;
    /// It may look again; not patient: it waits no more.
    virtual void onResumed(bool patient) = 0;
};

/// What all exchanges of a gateway share: the cache, the client, those who wait, renewals behind
/// the back, the record.
class Hub final : private wire::Ticking {
public:
    Hub(wire::Loop &loop, const Options &options);
    ~Hub() override;

    [[nodiscard]] cache::Cache &cache() noexcept { return m_cache; }
    [[nodiscard]] const Options &options() const noexcept { return m_options; }
    [[nodiscard]] Instant now() const { return m_options.clock(); }
    [[nodiscard]] Outside outside() noexcept;
    [[nodiscard]] Recorder *recorder() noexcept { return m_recorder.get(); }
    [[nodiscard]] wire::Loop &loop() noexcept { return m_loop; }

    /// Where it listens, once that is known.
    void setAddress(const wire::Address &address);
    /// A request to it would come back to us.
    [[nodiscard]] bool isSelf(const wire::Endpoint &endpoint) const noexcept;

    /// `who` looks again when the transaction of that number is through, or its patience is.
    void wait(std::uint64_t number, Waiting &who);
    void forget(Waiting &who) noexcept;
    /// That transaction is through, or will store nothing.
    void released(std::uint64_t number);

    /// Renews what the transaction answered with although it was stale (RFC 5861 §3).
    void renew(const cache::Transaction &transaction, const Upstream &upstream,
               std::string_view method);
    void renewed(Renewal &renewal);
    [[nodiscard]] std::size_t renewalCount() const noexcept { return m_renewals.size(); }

private:
    struct Waiter {
        std::uint64_t number = 0;
        Waiting *who = nullptr;
        wire::SteadyTime since;
    };
    void onTick(wire::SteadyTime now) override;
    void wake(bool patient);

    wire::Loop &m_loop;
    Options m_options;
    cache::Cache m_cache;
    wire::Client m_client;
    wire::Address m_address;
    std::unique_ptr<Recorder> m_recorder;
    std::vector<Waiter> m_waiters;
    std::deque<Waiting *> m_woken;
    std::vector<std::unique_ptr<Renewal>> m_renewals;
};

} // namespace etagere::gateway
