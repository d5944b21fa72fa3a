// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::cache {

/// Which stored response is given up when a cache is full. RFC 9111 leaves it to the cache (§2).
enum class EvictionPolicy : std::uint8_t {
    Lru,          ///< the least recently used
    Sieve,        ///< SIEVE (Zhang et al., NSDI 2024): the first one not used since the hand passed
    S3Fifo,       ///< S3-FIFO (Yang et al., SOSP 2023): three queues, a small one for newcomers
    ChromiumDisk, ///< Chromium's simple disk cache: by time since use times size
    ChromiumMemory, ///< Chromium's cache in memory, as private windows have it: LRU by the mebibyte
    FirefoxDisk,    ///< Firefox's disk cache: by frecency
    Count
};

inline constexpr std::size_t evictionPolicyCount = static_cast<std::size_t>(EvictionPolicy::Count);

/// The stable name in options and JSON: "lru", "sieve", "s3fifo", "chromium", "chromium-memory",
/// "firefox".
[[nodiscard]] std::string_view nameOf(EvictionPolicy policy) noexcept;
/// The policy of that name, or none.
[[nodiscard]] std::optional<EvictionPolicy> evictionPolicyFrom(std::string_view name) noexcept;

} // namespace etagere::cache
