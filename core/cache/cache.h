// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/eviction_limits.h"
#include "core/cache/model.h"
#include "core/cache/stored_response.h"
#include "core/cache/tag_audit.h"
#include "core/cache/transaction.h"
#include "core/flush/scope.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace etagere::cache {

/// A stored response in its place.
struct Kept {
    std::shared_ptr<const StoredResponse> response;
    std::string_view partition;
    std::uint32_t hits = 0; ///< how often it was used without the network
    Instant used{};         ///< when a request last selected it
};

/// One browser's HTTP cache in memory: bounded, partitioned, driven by transactions. For one
/// thread. It must outlive its transactions.
class Cache {
public:
    struct Options {
        Model model = rfc9111();
        StorageLimits limits{};
        bool collapses = true; ///< a second request for a URL waits for the first (RFC 9111 §4)
        TagAudit audit{};
    };
    explicit Cache(Options options);
    Cache(const Cache &) = delete;
    Cache &operator=(const Cache &) = delete;
    ~Cache();

    [[nodiscard]] Transaction begin(const Request &request, Instant now);
    /// The renewal of what `transaction` answered with although it was stale.
    [[nodiscard]] Transaction beginBackground(const Transaction &transaction, Instant now);

    [[nodiscard]] const Model &model() const noexcept;
    struct Totals {
        std::uint64_t entries = 0;
        std::uint64_t bytes = 0;
        std::uint64_t evictions = 0;
    };
    [[nodiscard]] Totals totals() const noexcept;
    /// Calls for every stored response, in no order.
    void forEach(const std::function<void(const Kept &)> &visit) const;
    /// The origins that were seen to keep a tag while the content changed.
    [[nodiscard]] std::vector<StaleTag> staleTags() const;
    /// What share of the validations asks whole, to find such.
    [[nodiscard]] double auditShare() const noexcept;
    /// Ends what the scope covers; how many that were.
    std::size_t flush(const flush::Scope &scope);
    void clear();

private:
    friend class Transaction;
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace etagere::cache
