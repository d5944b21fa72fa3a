// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/store/error.h"
#include "core/tags/ledger.h"

#include <memory>
#include <string>

namespace etagere::session {

/// Opens the ledger of that name: a file, ":memory:", "clickhouse://…" (ClickHouseAddress), or
/// empty for the user's own.
[[nodiscard]] Result<std::unique_ptr<tags::Ledger>, store::StoreError>
openLedger(const std::string &name, Instant now);

} // namespace etagere::session
