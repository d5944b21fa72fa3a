// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

namespace etagere::cache {

/// How long a response is fresh, counted by its age, and by which rule (RFC 9111 §4.2.1, §4.2.2).
struct Lifetime {
    Duration length{0}; ///< never negative; at most 2^31 seconds
    Rule rule = Rule::LifetimeUnknown;
};
[[nodiscard]] Lifetime lifetimeOf(const StoredFacts &stored, const Model &model) noexcept;

/// current_age (RFC 9111 §4.2.3): never negative, at most 2^31 seconds. A `now` before the response
/// came counts as the time it came.
[[nodiscard]] Duration ageOf(const StoredFacts &stored, Instant now) noexcept;

/// Both, and every rule of Step::Freshness that had a part in it, the verdict last.
struct Freshness {
    Duration lifetime{0};
    Duration age{0};
    [[nodiscard]] constexpr bool isFresh() const noexcept { return lifetime > age; }
};
[[nodiscard]] Freshness freshnessOf(const StoredFacts &stored, Instant now, const Model &model,
                                    Reasons &reasons) noexcept;

} // namespace etagere::cache
