// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::cache {

/// What became of a request. The first six are known when it arrives; the others once its response
/// has come.
enum class Outcome : std::uint8_t {
    FreshHit,            ///< answered from the cache, fresh
    StaleHit,            ///< answered from the cache although stale
    Revalidate,          ///< goes out with a validator
    Forward,             ///< goes out as it is: nothing stored can answer
    Bypass,              ///< goes out as it is: the cache takes no part
    OnlyIfCachedFailure, ///< only-if-cached, and nothing to answer with: 504
    Validated,           ///< a 304 renewed the stored response
    Replaced,            ///< validation brought a whole new response
    Stored,              ///< a miss, and its response was stored
    NotStored,           ///< a miss, and its response was not stored
    Error,               ///< no response came
    Count
};

/// The stable name in JSON and in filters: "fresh-hit", "not-stored".
[[nodiscard]] std::string_view nameOf(Outcome outcome) noexcept;

/// Whether a request with this outcome reached the network.
[[nodiscard]] constexpr bool usesNetwork(Outcome outcome) noexcept {
    return outcome != Outcome::FreshHit && outcome != Outcome::StaleHit &&
           outcome != Outcome::OnlyIfCachedFailure;
}

} // namespace etagere::cache
