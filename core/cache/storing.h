// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

#include <cstdint>
#include <vector>

namespace etagere::cache {

/// Whether the response is stored (RFC 9111 §3); adds the rules weighed. Parts (206) are decided in
/// part.h.
[[nodiscard]] bool decideStoring(const RequestFacts &request, const ResponseFacts &response,
                                 const Model &model, Reasons &reasons) noexcept;

/// Whether a 206 to a GET is stored as a part of its representation (RFC 9111 §3.3, §3.4): like any
/// response, and only with a strong validator by which parts can be told to belong together.
struct Part {
    bool strong = false;      ///< a strong validator
    bool lengthKnown = false; ///< one range, and the length of the whole
};
[[nodiscard]] bool decideStoringPart(const RequestFacts &request, const ResponseFacts &response,
                                     const Part &part, const Model &model,
                                     Reasons &reasons) noexcept;

/// The fields of a message without those of the connection and, but for models that keep them,
/// those that Connection names (RFC 9110 §7.6.1). Borrows.
[[nodiscard]] std::vector<http::Field> endToEndFields(http::Fields fields, const Model &model);
/// Of those, the ones that are stored with a response (RFC 9111 §3.1): without what the model
/// leaves out. Borrows.
[[nodiscard]] std::vector<http::Field> storedFields(http::Fields fields, const Model &model);

/// Statuses that may be given a heuristic lifetime (RFC 9110 §15.1).
[[nodiscard]] bool isHeuristicallyCacheable(std::uint16_t status) noexcept;

} // namespace etagere::cache
