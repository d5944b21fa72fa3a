// SPDX-License-Identifier: Apache-2.0
#include "core/session/ledger_place.h"

#include "core/session/clickhouse_server.h"
#include "core/tags/clickhouse_ledger.h"
#include "core/tags/sqlite_ledger.h"

#include <filesystem>
#include <utility>

namespace etagere::session {

using store::StoreError;

Result<std::unique_ptr<tags::Ledger>, StoreError> openLedger(const std::string &name, Instant now) {
    if (const auto address = tags::ClickHouseAddress::parse(name)) {
        auto ledger = tags::ClickHouseLedger::open(std::make_unique<ClickHouseServer>(*address),
                                                   *address, now);
        if (!ledger)
            return Failure<StoreError>(ledger.error());
        return std::make_unique<tags::ClickHouseLedger>(std::move(*ledger));
    }
    const std::filesystem::path path =
        name.empty() ? tags::defaultLedgerPath() : std::filesystem::path(name);
    auto ledger = tags::SqliteLedger::open(path, now);
    if (!ledger)
        return Failure<StoreError>(ledger.error());
    return std::make_unique<tags::SqliteLedger>(std::move(*ledger));
}

} // namespace etagere::session
