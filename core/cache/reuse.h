// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

#include <cstdint>

namespace etagere::cache {

/// What part a cache has in a request.
enum class Access : std::uint8_t {
    Full,      ///< it may answer, and keep what comes
    WriteOnly, ///< it may not answer, but keep what comes
    Renew,     ///< it may not answer; a 304 to the request's own validators renews what is stored
    None       ///< it neither answers nor keeps
};
/// Adds the rule where it is not Full. A request for a part is Full unless the model lets it go by
/// (RangesBypass); the caller sees to it.
[[nodiscard]] Access accessOf(const RequestFacts &request, const Model &model,
                              Reasons &reasons) noexcept;

/// Decides about a request for which nothing selectable is stored: Forward, or
/// OnlyIfCachedFailure. The caller has added the rules of Step::Match.
void decideMiss(const RequestFacts &request, const Model &model, Decision &decision) noexcept;

/// Decides about a request that selects `stored` (RFC 9111 §4): FreshHit, StaleHit, Revalidate,
/// Forward (no validator) or OnlyIfCachedFailure. Sets outcome, age and lifetime and adds the rules
/// of Freshness, Reuse and the question that is asked; the caller has added those of Match. A
/// StaleHit by Rule::StaleWhileRevalidate is to be renewed behind the back.
void decideReuse(const RequestFacts &request, const StoredFacts &stored, Instant now,
                 const Model &model, Decision &decision) noexcept;

/// Decides about a request that only another variant is stored for, in a model that asks with its
/// tag then (VaryAsksByTag).
void decideVariant(const RequestFacts &request, const StoredFacts &stored, const Model &model,
                   Decision &decision) noexcept;

/// An answer that failed.
struct Failure {
    Instant at;
    std::uint16_t status = 0; ///< 0: none came
};
/// Whether what is stored may stand for an answer that failed: no response came, or a
/// 500, 502, 503 or 504 did (RFC 5861 §4, RFC 9111 §4.2.4). Adds the rule.
[[nodiscard]] bool mayHideFailure(const RequestFacts &request, const StoredFacts &stored,
                                  const Failure &failure, const Model &model,
                                  Reasons &reasons) noexcept;

} // namespace etagere::cache
