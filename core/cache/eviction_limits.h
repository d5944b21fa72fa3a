// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/eviction_policy.h"

#include <limits>
#include <string_view>

namespace etagere::cache {

/// What a cache may hold.
struct StorageLimits {
    static constexpr Bytes unbounded{std::numeric_limits<std::uint64_t>::max() / 2};
    Bytes capacity = unbounded;
    Bytes entry = unbounded; ///< larger responses are not stored
    EvictionPolicy policy = EvictionPolicy::Lru;
    bool assumed = false; ///< no source tells; `capacity` and `policy` stand for the unknown
    friend bool operator==(const StorageLimits &, const StorageLimits &) = default;
};

/// The limits of a browser model on a desktop with disk to spare, where they begin:
/// - "chromium": 80 MiB, times four but on Windows (net/disk_cache/cache_util.cc,
///   PreferredCacheSize: the base, which grows with the free space up to four times that); an entry
///   at most the larger of 5 MiB and an eighth of the capacity (simple_backend_impl.cc,
///   MaxFileSize);
/// - "firefox": 256000 KiB (browser.cache.disk.capacity, what counts when smart sizing is off); an
///   entry at most the smaller of 50 MiB (browser.cache.disk.max_entry_size) and an eighth;
/// - "safari": no source tells its policy; taken as LRU of 500 MiB without a limit per entry, and
///   marked as assumed;
/// - "rfc9111" and any other name: unbounded (RFC 9111 §2 leaves it open).
[[nodiscard]] StorageLimits storageLimitsOf(std::string_view model) noexcept;

/// The same with another capacity: the limit per entry follows where it is a share of it.
[[nodiscard]] StorageLimits storageLimitsOf(std::string_view model, Bytes capacity) noexcept;

} // namespace etagere::cache
