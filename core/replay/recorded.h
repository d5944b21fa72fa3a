// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/traffic/exchange.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// What the recorded browser did, in the words of cache::Outcome as far as a record can tell.
enum class Recorded : std::uint8_t {
    Unknown,       ///< the record does not say
    Network,       ///< a whole response from the network, nothing was asked with a validator
    Validated,     ///< a 304, shown as such or as the 200 it renewed
    Replaced,      ///< asked with a validator, and a whole response came
    FromCache,     ///< no network; fresh or not, the record does not say
    ServiceWorker, ///< answered before the HTTP cache was asked
    Failed,        ///< no response
    Count
};
[[nodiscard]] Recorded recordedOf(const traffic::Exchange &exchange);
/// The stable name in JSON and in filters: "from-cache".
[[nodiscard]] std::string_view nameOf(Recorded recorded) noexcept;

/// The fields of the response that the server stands by. Of a 304 those it came with, and the
/// validators that it confirmed, which stand in the request: many servers do not repeat them, and
/// older recorders list nothing else. Borrows from the exchange.
[[nodiscard]] std::vector<http::Field> confirmedFields(const traffic::Exchange &exchange);

/// How the model's decision stands to what the recorded browser did.
enum class Comparison : std::uint8_t {
    Unknown,       ///< the record does not say what happened
    NotComparable, ///< the browser knew more than the recording: it had filled its cache before, or
                   ///< a service worker answered; or only the simulated cache was flushed; or the
                   ///< URL has no part in HTTP caches
    Agrees,
    Differs,
    Count
};
/// A decision with HeldBefore, AnswerNotRecorded, FlushedByUser or SchemeWithoutCache is not
/// comparable.
[[nodiscard]] Comparison compare(const cache::Decision &decision, Recorded recorded) noexcept;
/// "agrees"; stable.
[[nodiscard]] std::string_view nameOf(Comparison comparison) noexcept;

} // namespace etagere::replay
