// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/error.h"
#include "core/tags/ledger.h"
#include "core/traffic/traffic.h"

namespace etagere::session {

/// Appends to the capture what the ledger saw earlier, in other captures, at the capture's own
/// URLs: one exchange per response, without a body, in a visit per visitor and capture.
[[nodiscard]] Result<void, store::StoreError> appendHistory(const tags::Ledger &ledger,
                                                            traffic::Traffic &traffic);

} // namespace etagere::session
