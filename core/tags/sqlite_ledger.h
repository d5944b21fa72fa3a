// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/tags/ledger.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace etagere::tags {

/// The ledger in one SQLite file that only its owner may read. Written in transactions of at most
/// 200,000 observations, a third of a second or so: other programs get their turn, and a program
/// that is killed loses the one it was at.
class SqliteLedger final : public Ledger {
public:
    /// Opens or makes it, with mode 0600, and folders that are missing with 0700. What the
    /// retention no longer allows at `now` is erased. For other programs it waits as long as
    /// `patience`.
    [[nodiscard]] static Result<SqliteLedger, store::StoreError>
    open(const std::filesystem::path &path, Instant now,
         std::chrono::milliseconds patience = store::OpenOptions{}.busyTimeout);

    [[nodiscard]] Result<std::uint64_t, store::StoreError>
    record(const traffic::Traffic &traffic, std::span<const Observation> observations,
           const Recording &recording) override;
    [[nodiscard]] Result<LedgerInfo, store::StoreError> info() const override;
    [[nodiscard]] Result<void, store::StoreError> list(const LedgerFilter &filter,
                                                       const EntryVisitor &visitor) const override;
    /// Loads what it needs into memory, some 40 bytes an observation, and the texts twice.
    [[nodiscard]] Result<LedgerAnalysis, store::StoreError>
    analyse(Validator validator) const override;
    /// The file is written anew and its log emptied, so that neither holds erased bytes; what the
    /// disk keeps of earlier versions is out of reach. Takes as long as the whole ledger is large.
    [[nodiscard]] Result<EraseLog, store::StoreError> erase(const EraseScope &scope) override;
    [[nodiscard]] Result<EraseLog, store::StoreError>
    setRetention(std::optional<std::chrono::days> days, Instant now) override;
    [[nodiscard]] Result<std::optional<std::chrono::days>, store::StoreError>
    retention() const override;

private:
    SqliteLedger(store::Database database, std::filesystem::path path);
    [[nodiscard]] Result<void, store::StoreError> prepare();
    [[nodiscard]] Result<void, store::StoreError> countObservations(LedgerInfo &info) const;
    [[nodiscard]] Result<EraseLog, store::StoreError> applyRetention(Instant now);
    [[nodiscard]] Result<EraseLog, store::StoreError>
    eraseWhere(std::string_view condition, const std::function<void(store::Statement &)> &bind);
    [[nodiscard]] Result<bool, store::StoreError> forgetBytes();

    store::Database m_database;
    std::filesystem::path m_path;
};

/// The statement that list() runs. The observations have no index: it reads all of them, some
/// millions a second, and sorts none.
[[nodiscard]] std::string ledgerListing(const LedgerFilter &filter);

} // namespace etagere::tags
