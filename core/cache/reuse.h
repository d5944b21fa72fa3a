// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

namespace etagere::cache {

/// Whether the request is for a cache at all: GET or HEAD, whole, without a condition of its maker.
/// Adds the rule when it is not; the outcome is then Bypass.
[[nodiscard]] bool takesPart(const RequestFacts &request, Reasons &reasons) noexcept;

/// Decides about a request for which nothing selectable is stored: Forward, or
/// OnlyIfCachedFailure. The caller has added the rules of Step::Match.
void decideMiss(const RequestFacts &request, Decision &decision) noexcept;

/// Decides about a request that selects `stored` (RFC 9111 §4): FreshHit, StaleHit, Revalidate,
/// Forward (no validator) or OnlyIfCachedFailure. Sets outcome, age and lifetime and adds the rules
/// of Freshness, Reuse and the question that is asked; the caller has added those of Match.
void decideReuse(const RequestFacts &request, const StoredFacts &stored, Instant now,
                 const Model &model, Decision &decision) noexcept;

} // namespace etagere::cache
