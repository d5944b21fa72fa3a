// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace etagere::scenario {

struct FromTrafficOptions {
    std::string id = "recorded";    ///< letters, digits, dashes
    std::string title{};            ///< empty: the id
    std::string model = "chromium"; ///< of all browsers: a name that cache::modelFrom knows
    /// Authorization and the values of Set-Cookie as they were recorded; else each is "redacted".
    bool keepsSecrets = false;
    std::size_t smallBody = 4096; ///< text bodies up to so many bytes are taken over
};

/// A scenario made of recorded exchanges.
struct FromTraffic {
    std::string json{};     ///< readScenario() reads it; empty when nothing could be taken over
    std::size_t taken = 0;  ///< exchanges that became steps
    std::size_t others = 0; ///< that did not: no http URL, other methods than GET and HEAD, no
                            ///< response, or more than a scenario holds (the first are taken)
};

/// Turns recorded exchanges into a scenario that plays like them: each visitor a browser, each host
/// a server, each path a resource whose versions are what was answered over time (tag,
/// Last-Modified and the fields of the 200s; a 304 says that the version before it still stands),
/// each exchange a step at its time. Bodies that are small texts are taken over, of others their
/// length. Cookies sent are left out: the browsers keep their own. A server that told visitors
/// apart answers the simulated ones by time alone.
[[nodiscard]] FromTraffic scenarioOf(const traffic::Traffic &traffic,
                                     std::span<const traffic::ExchangeId> chosen,
                                     const FromTrafficOptions &options = {});

} // namespace etagere::scenario
