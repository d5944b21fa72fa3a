// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/exchange.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::live {

/// Compares what the completeness monitor saw with what was captured. Bounded: when a page has
/// asked for more different URLs than it holds, the later ones are not compared.
class RequestTally {
public:
    void saw(std::string_view url, std::string_view method);
    /// A service worker says that it asked the network for what it answered with.
    void workerAsked(std::string_view url, std::string_view method);
    /// `exchange` was on its way to the network, as far as the monitor could tell.
    void captured(const LiveExchange &exchange);
    /// Writes what was seen more often than it was captured.
    void tell(Blindness &blindness) const;

private:
    struct Count {
        std::uint32_t seen = 0;
        std::uint32_t byWorkers = 0;
        std::uint32_t captured = 0;
        std::size_t order = 0; ///< of the first sight
    };
    static constexpr std::size_t maxBytes = std::size_t{16} << 20U;
    static constexpr std::size_t maxUnseenUrls = 20;
    Count *count(std::string_view url, std::string_view method);

    std::map<std::string, Count, std::less<>> m_counts; ///< by "GET https://…"
    std::size_t m_bytes = 0;
};

} // namespace etagere::live
