// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"

namespace etagere::cache {

/// Whether the exchange ends what is stored under its URL (RFC 9111 §4.4): an unsafe method with a
/// response that is no error. Adds the rule when the method is unsafe.
[[nodiscard]] bool decideInvalidation(const RequestFacts &request, const ResponseFacts &response,
                                      const Model &model, Reasons &reasons) noexcept;

} // namespace etagere::cache
