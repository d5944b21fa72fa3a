// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/clickhouse_address.h"
#include "core/tags/clickhouse_rows.h"
#include "core/tags/ledger.h"
#include "core/tags/sql_server.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::tags {

/// The ledger in ClickHouse, for many crawlers at once and more than one machine holds. What is
/// sent twice is kept once, so a question that a broken connection leaves open is asked again.
class ClickHouseLedger final : public Ledger {
public:
    /// Makes the tables that are missing. What the retention no longer allows at `now` is erased.
    [[nodiscard]] static Result<ClickHouseLedger, store::StoreError>
    open(std::unique_ptr<SqlServer> server, ClickHouseAddress address, Instant now);

    /// In INSERTs of some ten thousand rows.
    [[nodiscard]] Result<std::uint64_t, store::StoreError>
    record(const traffic::Traffic &traffic, std::span<const Observation> observations,
           const Recording &recording) override;
    /// Of a cluster, the size is this server's part.
    [[nodiscard]] Result<LedgerInfo, store::StoreError> info() const override;
    [[nodiscard]] Result<void, store::StoreError> list(const LedgerFilter &filter,
                                                       const EntryVisitor &visitor) const override;
    /// Counted by the server, of a cluster by each for its own origins.
    [[nodiscard]] Result<LedgerAnalysis, store::StoreError>
    analyse(Validator validator) const override;
    /// Waits until the server has written its parts anew; it keeps the old ones for some minutes.
    /// A cluster's servers each erase for themselves: NeedsOneServer.
    [[nodiscard]] Result<EraseLog, store::StoreError> erase(const EraseScope &scope) override;
    [[nodiscard]] Result<EraseLog, store::StoreError>
    setRetention(std::optional<std::chrono::days> days, Instant now) override;
    [[nodiscard]] Result<std::optional<std::chrono::days>, store::StoreError>
    retention() const override;

private:
    using RowVisitor = TabSeparatedRows::RowVisitor;

    ClickHouseLedger(std::unique_ptr<SqlServer> server, ClickHouseAddress address);
    [[nodiscard]] Result<void, store::StoreError> prepare();
    [[nodiscard]] Result<void, store::StoreError> execute(std::string_view sql) const;
    [[nodiscard]] Result<void, store::StoreError> listSome(const LedgerFilter &filter,
                                                           const EntryVisitor &visitor) const;
    [[nodiscard]] Result<void, store::StoreError>
    ask(const SqlQuestion &question, std::size_t fields, const RowVisitor &visitor) const;
    [[nodiscard]] Result<std::int64_t, store::StoreError> number(std::string_view sql) const;
    [[nodiscard]] Result<std::optional<std::int64_t>, store::StoreError>
    setting(std::string_view name) const;
    [[nodiscard]] Result<void, store::StoreError> set(std::string_view name, std::int64_t value);
    [[nodiscard]] Result<EraseLog, store::StoreError> eraseWhere(const std::string &condition);
    [[nodiscard]] Result<void, store::StoreError> waitForMutations() const;
    [[nodiscard]] Result<EraseLog, store::StoreError> applyRetention(Instant now);

    std::unique_ptr<SqlServer> m_server;
    ClickHouseAddress m_address;
};

} // namespace etagere::tags
