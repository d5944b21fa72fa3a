// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <vector>

namespace etagere::replay {

/// The least that an exchange takes, and the clock's finest step: what it changes is there a tick
/// after its request.
inline constexpr Duration tick{1};

/// When each exchange is played.
struct Schedule {
    std::vector<Instant> at; ///< by exchange; within 10,000 years of 1970
    std::vector<traffic::ExchangeId> order;
    Instant begin{};
    Instant end{}; ///< at least a millisecond after the last exchange: also clocks that know no
                   ///< less then show what it changed
};
[[nodiscard]] Schedule scheduleOf(const traffic::Traffic &traffic);

/// Whose cache it goes through; invalid for an exchange of no visit.
[[nodiscard]] traffic::VisitorId visitorOf(const traffic::Traffic &traffic,
                                           const traffic::Exchange &exchange);

/// How long the response took, as recorded: never negative, at most 10,000 years.
[[nodiscard]] Duration durationOf(const traffic::Exchange &exchange) noexcept;

/// What a cache tells URLs apart by, found once per URL.
class UrlKeys {
public:
    explicit UrlKeys(const traffic::Traffic &traffic);
    /// The same number for URLs that differ in their fragment only.
    [[nodiscard]] std::uint32_t keyOf(traffic::UrlId url) const { return m_keys[url.index()]; }
    /// http or https: others have no part in an HTTP cache.
    [[nodiscard]] bool isWeb(traffic::UrlId url) const { return m_isWeb[url.index()] != 0; }

private:
    std::vector<std::uint32_t> m_keys;
    std::vector<std::uint8_t> m_isWeb;
};

} // namespace etagere::replay
