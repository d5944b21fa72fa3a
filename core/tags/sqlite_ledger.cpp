// SPDX-License-Identifier: Apache-2.0
#include "core/tags/sqlite_ledger.h"

#include "core/tags/ledger_schema.h"

#include <sys/stat.h>

#include <cerrno>
#include <utility>

namespace etagere::tags {

namespace {

using store::Database;
using store::StoreError;

/// Makes the folders that are missing, for their owner alone.
Result<void, StoreError> makeFolders(const std::filesystem::path &folder) {
    std::error_code ignored;
    if (folder.empty() || std::filesystem::exists(folder, ignored))
        return {};
    if (auto above = makeFolders(folder.parent_path()); !above)
        return above;
    if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        return Failure<StoreError>(store::errorFromSystem(errno));
    return {};
}

Result<Database, StoreError> openFile(const std::filesystem::path &path,
                                      std::chrono::milliseconds patience) {
    if (auto made = makeFolders(path.parent_path()); !made)
        return Failure<StoreError>(made.error());
    return Database::open(
        path, {.mode = store::OpenMode::Create, .ownerOnly = true, .busyTimeout = patience});
}

} // namespace

SqliteLedger::SqliteLedger(Database database, std::filesystem::path path)
    : m_database(std::move(database))
    , m_path(std::move(path)) {}

Result<SqliteLedger, StoreError> SqliteLedger::open(const std::filesystem::path &path, Instant now,
                                                    std::chrono::milliseconds patience) {
    const bool inMemory = path == memoryName;
    auto database = inMemory ? Database::inMemory() : openFile(path, patience);
    if (!database)
        return Failure<StoreError>(database.error());
    SqliteLedger ledger(std::move(*database), inMemory ? std::filesystem::path{} : path);
    if (auto ready = ledger.prepare(); !ready)
        return Failure<StoreError>(ready.error());
    // Another program that is recording will apply the retention itself.
    const auto applied = ledger.applyRetention(now);
    if (!applied && applied.error().kind != StoreError::Kind::Busy)
        return Failure<StoreError>(applied.error());
    return ledger;
}

Result<void, StoreError> SqliteLedger::prepare() {
    // First of all: a database of somebody else must not be changed in any way.
    if (const auto version = store::findVersion(m_database, ledgerSchema()); !version)
        return Failure<StoreError>(version.error());
    if (!m_path.empty()) {
        // Only a ledger that is being made takes the size of its pages.
        if (auto ok = m_database.execute("PRAGMA page_size=8192"); !ok)
            return ok;
        if (auto ok = m_database.startWriteAheadLog(); !ok)
            return ok;
    }
    // A page that several transactions change in turn is copied out of the log once: 32 MB of it.
    if (auto ok = m_database.execute("PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;"
                                     " PRAGMA cache_size=-262144; PRAGMA wal_autocheckpoint=4096");
        !ok)
        return ok;
    return store::migrate(m_database, ledgerSchema());
}

Result<std::optional<std::chrono::days>, StoreError> SqliteLedger::retention() const {
    const auto days = m_database.number("SELECT value FROM setting WHERE name='retention_days'");
    if (!days)
        return Failure<StoreError>(days.error());
    using Days = std::chrono::days;
    return *days > 0 ? std::optional(Days(static_cast<Days::rep>(*days))) : std::nullopt;
}

} // namespace etagere::tags
