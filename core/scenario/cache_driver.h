// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/cache.h"
#include "core/scenario/world_inside.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// The most that one cache of a scenario holds: hundreds of resources, and no scenario's memory is
/// without bound.
inline constexpr std::uint64_t cacheBytes = std::uint64_t{64} << 20U;

/// What a cache told the one who asked.
struct Driven {
    std::uint16_t status = 0; ///< 0: nothing came
    std::vector<FieldLine> fields{};
    std::string body{};
    bool isWhole = true;
    bool asked = false;         ///< something went out
    std::string cacheStatus{};  ///< this cache's member of Cache-Status (RFC 9211)
    Reply last{};               ///< what came last
    std::uint64_t received = 0; ///< body bytes that came
};

/// Asks on the cache's account. The fields are as they go out.
using Asking = std::function<Reply(std::string_view url, std::vector<FieldLine> fields)>;

/// Plays one transaction to its end, waiting for nobody.
[[nodiscard]] Driven drive(cache::Transaction &transaction, std::string_view method, Instant now,
                           const Asking &ask);

/// One request as it reaches a cache of a scenario.
struct CacheCall {
    std::size_t actor = 0; ///< whose cache
    std::string method{};
    std::string url{};
    std::string partition{};
    std::vector<FieldLine> fields{};
    cache::Mode mode = cache::Mode::Default;
    Instant now{};
    /// Where renewals wait until the answer is given; null: they are made before through() returns.
    Errands *later = nullptr;
};
/// Drives the call through the cache, and writes down what was decided. `cache`, `recorder` and
/// what `ask` borrows outlive what waits in CacheCall::later.
[[nodiscard]] Driven through(cache::Cache &cache, const CacheCall &call, Recorder &recorder,
                             const Asking &ask);

} // namespace etagere::scenario
