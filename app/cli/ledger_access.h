// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_status.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "core/base/result.h"
#include "core/tags/ledger.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::cli {

/// An opened ledger and its name for people.
struct OpenedLedger {
    std::unique_ptr<tags::Ledger> ledger;
    std::string name;
};

/// The ledger that the option names. None is made by looking: the user's own, while there is none,
/// is an empty one; one that was named and is not there is Unreadable. Complains.
[[nodiscard]] Result<OpenedLedger, ExitStatus> openLedger(const LedgerOption &option,
                                                          const std::string &command);

/// Says what went wrong with the ledger; Unreadable.
[[nodiscard]] ExitStatus ledgerFailed(const store::StoreError &error, const std::string &name);

/// Writes what the filter lets through, entry by entry: "json" (schema "etagere.tags/1":
/// observations[] {origin, site, url, visitor, validator, value, status, sent_back, seen, recorded,
/// source, body_bytes, body_digest}), "csv" with the same columns, or "text".
[[nodiscard]] ExitStatus writeEntries(const OpenedLedger &opened, const tags::LedgerFilter &filter,
                                      std::string_view format, Output &output);

} // namespace etagere::cli
