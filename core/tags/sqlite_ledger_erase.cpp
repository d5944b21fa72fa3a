// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"
#include "core/tags/ledger_dictionary.h"
#include "core/tags/ledger_schema.h"
#include "core/tags/ledger_statements.h"
#include "core/tags/sqlite_ledger.h"

#include <array>
#include <string>

namespace etagere::tags {

namespace {

using store::Statement;
using store::StoreError;

struct ConditionRow {
    EraseScope::What what{};
    std::string_view condition;
};

constexpr std::array conditions{
    ConditionRow{EraseScope::What::All, "true"},
    ConditionRow{EraseScope::What::Origin,
                 "url IN (SELECT url.id FROM url JOIN origin ON origin.id=url.origin"
                 " WHERE origin.text=?)"},
    ConditionRow{EraseScope::What::Site,
                 "url IN (SELECT url.id FROM url JOIN origin ON origin.id=url.origin"
                 " WHERE origin.site=?)"},
    ConditionRow{EraseScope::What::Visitor, "visitor IN (SELECT id FROM visitor WHERE text=?)"},
    ConditionRow{EraseScope::What::Before,
                 "coalesce(time, (SELECT recorded_at FROM recording WHERE first<=observation.id"
                 " ORDER BY first DESC LIMIT 1))<?"}};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (static_cast<std::size_t>(conditions[i].what) != i)
            return false;
    }
    return true;
}
static_assert(isInEnumOrder(), "every What has its own row, in order");

/// Texts that no observation names any more would tell what was erased. Row numbers that another
/// program remembers hold no longer (LedgerWriter).
const std::string deleteOrphans =
    "DELETE FROM recording WHERE NOT EXISTS"
    " (SELECT 1 FROM observation WHERE id BETWEEN first AND last);"
    "DELETE FROM old_key WHERE NOT EXISTS"
    " (SELECT 1 FROM observation WHERE id=old_key.observation);"
    "DELETE FROM url WHERE id NOT IN (SELECT url FROM observation);"
    "DELETE FROM origin WHERE id NOT IN (SELECT origin FROM url);"
    "DELETE FROM visitor WHERE id NOT IN (SELECT visitor FROM observation);"
    "DELETE FROM source WHERE id NOT IN (SELECT source FROM recording);"
    "INSERT INTO setting(name, value) VALUES('erasures', 1)"
    " ON CONFLICT(name) DO UPDATE SET value=value+1";

} // namespace

Result<EraseLog, StoreError> SqliteLedger::erase(const EraseScope &scope) {
    const ConditionRow &row = conditions[static_cast<std::size_t>(scope.what)];
    return eraseWhere(row.condition, [&scope](Statement &statement) {
        if (scope.what == EraseScope::What::Before)
            statement.bind(1, countOf(scope.time));
        else if (scope.what != EraseScope::What::All)
            statement.bind(1, std::string_view(scope.text));
    });
}

Result<EraseLog, StoreError>
SqliteLedger::eraseWhere(std::string_view condition, const std::function<void(Statement &)> &bind) {
    EraseLog log;
    {
        auto transaction = store::Transaction::begin(m_database);
        if (!transaction)
            return Failure<StoreError>(transaction.error());
        auto statement =
            m_database.prepare("DELETE FROM observation WHERE " + std::string(condition));
        if (!statement)
            return Failure<StoreError>(statement.error());
        bind(*statement);
        if (auto done = statement->step(); !done)
            return Failure<StoreError>(done.error());
        log.observations = static_cast<std::uint64_t>(m_database.changes());
        statement->reset();
        if (auto done = m_database.execute(deleteOrphans); !done)
            return Failure<StoreError>(done.error());
        if (auto done = transaction->commit(); !done)
            return Failure<StoreError>(done.error());
    }
    const auto gone = forgetBytes();
    if (!gone)
        return Failure<StoreError>(gone.error());
    log.lingers = !*gone;
    return log;
}

// True when no file has them any more. secure_delete overwrites the cells that are deleted, but not
// the copies that were left behind when cells moved to other pages while the tables grew: only
// writing the whole file anew does. False when another program uses it, so that it cannot be done.
Result<bool, StoreError> SqliteLedger::forgetBytes() {
    if (auto done = m_database.execute("VACUUM"); !done) {
        if (done.error().kind == StoreError::Kind::Busy)
            return false;
        return Failure<StoreError>(done.error());
    }
    const auto busy = m_database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy)
        return Failure<StoreError>(busy.error());
    return *busy == 0;
}

Result<EraseLog, StoreError> SqliteLedger::applyRetention(Instant now) {
    const auto days = retention();
    if (!days)
        return Failure<StoreError>(days.error());
    if (!*days)
        return EraseLog{};
    const std::int64_t limit = countOf(now - **days);
    auto older = m_database.prepare(ledger_statements::older);
    if (!older)
        return Failure<StoreError>(older.error());
    older->bindAll(limit);
    const RowId old = firstOf(*older);
    if (!old)
        return Failure<StoreError>(old.error());
    if (*old == 0)
        return EraseLog{};
    return eraseWhere("id IN (SELECT old.id FROM recording CROSS JOIN observation old"
                      " ON old.id BETWEEN first AND last WHERE recorded_at<?)",
                      [limit](Statement &statement) { statement.bind(1, limit); });
}

Result<EraseLog, StoreError> SqliteLedger::setRetention(std::optional<std::chrono::days> days,
                                                        Instant now) {
    auto statement =
        m_database.prepare("INSERT INTO setting(name, value) VALUES('retention_days', ?)"
                           " ON CONFLICT(name) DO UPDATE SET value=excluded.value");
    if (!statement)
        return Failure<StoreError>(statement.error());
    if (auto done = statement->run(days ? days->count() : 0); !done)
        return Failure<StoreError>(done.error());
    return applyRetention(now);
}

} // namespace etagere::tags
