// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/eviction_chromium.h"
#include "core/cache/eviction_firefox.h"
#include "core/cache/eviction_lru.h"
#include "core/cache/eviction_policy.h"
#include "core/cache/eviction_s3fifo.h"
#include "core/cache/eviction_sieve.h"

#include <optional>
#include <variant>

namespace etagere::cache {

/// Seconds since 1970; 0 before and the last second after what 32 bits hold.
[[nodiscard]] EpochSeconds epochSecondsOf(Instant time) noexcept;

/// Who goes when a cache is full, by one of the policies. Knows slots and sizes only; whoever
/// stores the responses keeps everything else and does, to store one:
///
///     if (!eviction.admits(size)) don't store it;
///     while (const auto slot = eviction.victim(size, now)) drop what is in *slot;
///     eviction.insert(slot, key, size, now);
///
/// Giving a slot that is not in it to touch(), remove() or resize() is a bug, as is inserting one
/// that is.
class Eviction {
public:
    /// A capacity that is never reached asks for no victim: the cache is unbounded.
    Eviction(EvictionPolicy policy, Bytes capacity);

    [[nodiscard]] EvictionPolicy policy() const noexcept { return m_policy; }
    [[nodiscard]] Bytes capacity() const noexcept;
    /// What the stored responses count; some policies count in steps.
    [[nodiscard]] Bytes used() const noexcept;
    /// Whether one of that size could be stored at all. A model's limit per entry is asked for
    /// apart (eviction_limits.h).
    [[nodiscard]] bool admits(Bytes size) const noexcept;

    /// The one to give up so that `incoming` more can be stored; it is no longer in it. None: there
    /// is room. To be called until it gives none: some policies make more room than is needed.
    [[nodiscard]] std::optional<Slot> victim(Bytes incoming, Instant now);
    /// `key` is what the response is stored under; two with the same key count as one response
    /// that comes back. `size` must be admitted.
    void insert(Slot slot, std::uint64_t key, Bytes size, Instant now);
    /// It was used: as it stands, or after a 304.
    void touch(Slot slot, Instant now);
    /// It was dropped for another reason.
    void remove(Slot slot);
    /// It has grown or shrunk; victim({}, now) makes room afterwards.
    void resize(Slot slot, Bytes size);

private:
    using Shelf = std::variant<LruShelf, SieveShelf, S3FifoShelf, ChromiumShelf,
                               ChromiumMemoryShelf, FirefoxShelf>;
    static Shelf shelfOf(EvictionPolicy policy, std::uint64_t capacity);
    EvictionPolicy m_policy;
    Shelf m_shelf;
};

} // namespace etagere::cache
