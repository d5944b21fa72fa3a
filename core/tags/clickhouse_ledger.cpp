// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_ledger.h"

#include "core/tags/clickhouse_sql.h"
#include "core/tags/ledger_schema.h"

#include <charconv>
#include <chrono>
#include <thread>
#include <utility>

namespace etagere::tags {

using store::StoreError;
using Kind = StoreError::Kind;

namespace {

constexpr int tableExists = 57; // two programs made it at once

std::int64_t numberIn(const std::optional<std::string> &field) noexcept {
    std::int64_t number = 0;
    if (field)
        std::from_chars(field->data(), field->data() + field->size(), number);
    return number;
}

} // namespace

ClickHouseLedger::ClickHouseLedger(std::unique_ptr<SqlServer> server, ClickHouseAddress address)
    : m_server(std::move(server))
    , m_address(std::move(address)) {}

Result<ClickHouseLedger, StoreError>
ClickHouseLedger::open(std::unique_ptr<SqlServer> server, ClickHouseAddress address, Instant now) {
    ClickHouseLedger ledger(std::move(server), std::move(address));
    if (auto ready = ledger.prepare(); !ready)
        return Failure<StoreError>(ready.error());
    // The retention of a cluster is applied where its servers are opened by themselves.
    if (!ledger.m_address.cluster.empty())
        return ledger;
    if (const auto applied = ledger.applyRetention(now); !applied)
        return Failure<StoreError>(applied.error());
    return ledger;
}

Result<void, StoreError> ClickHouseLedger::prepare() {
    std::string version;
    const auto told =
        ask({"SELECT version() FORMAT TabSeparated"}, 1, [&version](const auto &fields) {
            version = fields[0].value_or(std::string());
            return true;
        });
    if (!told)
        return told;
    if (!clickhouse::isRecentEnough(version))
        return Failure<StoreError>(StoreError{Kind::OldServer});
    for (const std::string &step : clickhouse::schemaFor(m_address)) {
        const auto made = execute(step);
        if (!made && made.error().code != tableExists)
            return made;
    }
    const auto schema = setting("schema");
    if (!schema)
        return Failure<StoreError>(schema.error());
    if (!*schema)
        return set("schema", clickhouse::schemaVersion);
    if (**schema > clickhouse::schemaVersion) {
        StoreError error{Kind::NewerSchema};
        error.version = static_cast<int>(**schema);
        return Failure<StoreError>(error);
    }
    return {};
}

Result<void, StoreError> ClickHouseLedger::execute(std::string_view sql) const {
    return ask({sql}, 1, [](const auto &) { return true; });
}

// A connection that breaks before there is an answer leaves open whether the server did what it was
// asked; asking again does no harm, since everything that is asked may be asked twice.
Result<void, StoreError> ClickHouseLedger::ask(const SqlQuestion &question, std::size_t fields,
                                               const RowVisitor &visitor) const {
    constexpr int attempts = 3;
    for (int attempt = 1;; ++attempt) {
        TabSeparatedRows rows(fields);
        bool any = false;
        auto asked = m_server->ask(question, [&](std::string_view part) {
            any = true;
            return rows.take(part, visitor);
        });
        if (asked && !rows.isWhole())
            return Failure<StoreError>(StoreError{Kind::NotClickHouse});
        const bool again = !asked && !any && asked.error().kind == Kind::Unreachable &&
                           asked.error().code != 0 && attempt < attempts;
        if (!again)
            return asked;
    }
}

Result<std::int64_t, StoreError> ClickHouseLedger::number(std::string_view sql) const {
    std::int64_t number = 0;
    const auto asked = ask({sql}, 1, [&number](const auto &fields) {
        number = numberIn(fields[0]);
        return true;
    });
    if (!asked)
        return Failure<StoreError>(asked.error());
    return number;
}

Result<std::optional<std::int64_t>, StoreError>
ClickHouseLedger::setting(std::string_view name) const {
    std::optional<std::int64_t> value;
    const std::string sql = "SELECT value FROM " + std::string(clickhouse::settingTable) +
                            " FINAL WHERE name = " + clickhouse::literal(name) +
                            " FORMAT TabSeparated";
    const auto asked = ask({sql}, 1, [&value](const auto &fields) {
        value = numberIn(fields[0]);
        return true;
    });
    if (!asked)
        return Failure<StoreError>(asked.error());
    return value;
}

Result<void, StoreError> ClickHouseLedger::set(std::string_view name, std::int64_t value) {
    // The newest counts: each has a higher precedence than all before it.
    const std::string sql = "INSERT INTO " + std::string(clickhouse::settingTable) + " SELECT " +
                            clickhouse::literal(name) + ", " + std::to_string(value) +
                            ", toUInt64(max(precedence)) + 1 FROM " +
                            std::string(clickhouse::settingTable);
    return execute(sql);
}

Result<LedgerInfo, StoreError> ClickHouseLedger::info() const {
    LedgerInfo info;
    info.place = m_address.forPeople();
    info.schemaVersion = clickhouse::schemaVersion;
    const auto counted = ask({clickhouse::countAll(m_address)}, clickhouse::countFields,
                             [&info](const TabSeparatedRows::Fields &fields) {
                                 const auto count = [&fields](std::size_t i) {
                                     return static_cast<std::uint64_t>(numberIn(fields[i]));
                                 };
                                 info.observations = count(0);
                                 if (fields[1])
                                     info.first = timeOf(numberIn(fields[1]));
                                 if (fields[2])
                                     info.last = timeOf(numberIn(fields[2]));
                                 info.tags = count(3);
                                 info.origins = count(4);
                                 info.visitors = count(5);
                                 return true;
                             });
    if (!counted)
        return Failure<StoreError>(counted.error());
    const auto size = number("SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND"
                             " database = currentDatabase() AND table = 'etagere_observation'"
                             " FORMAT TabSeparated");
    if (!size)
        return Failure<StoreError>(size.error());
    info.size.count = static_cast<std::uint64_t>(*size);
    const auto days = retention();
    if (!days)
        return Failure<StoreError>(days.error());
    info.retention = *days;
    return info;
}

Result<EraseLog, StoreError> ClickHouseLedger::erase(const EraseScope &scope) {
    return eraseWhere(clickhouse::conditionOf(scope));
}

Result<EraseLog, StoreError> ClickHouseLedger::eraseWhere(const std::string &condition) {
    if (!m_address.cluster.empty())
        return Failure<StoreError>(StoreError{Kind::NeedsOneServer});
    const std::string table(clickhouse::localTable);
    const auto count = number("SELECT count() FROM " + table + " FINAL WHERE " + condition +
                              " FORMAT TabSeparated");
    if (!count)
        return Failure<StoreError>(count.error());
    EraseLog log;
    log.observations = static_cast<std::uint64_t>(*count);
    if (auto begun = execute("ALTER TABLE " + table + " DELETE WHERE " + condition); !begun)
        return Failure<StoreError>(begun.error());
    if (auto done = waitForMutations(); !done)
        return Failure<StoreError>(done.error());
    log.keptByServer = *count > 0;
    return log;
}

// 18.16 cannot be asked to wait, so it is asked whether it is done.
Result<void, StoreError> ClickHouseLedger::waitForMutations() const {
    const auto until = std::chrono::steady_clock::now() + m_address.timeout;
    for (auto pause = std::chrono::milliseconds(5);;
         pause = std::min(pause * 2, std::chrono::milliseconds(500))) {
        const auto waiting = number("SELECT count() FROM system.mutations WHERE is_done = 0 AND"
                                    " database = currentDatabase() AND"
                                    " table = 'etagere_observation' FORMAT TabSeparated");
        if (!waiting)
            return Failure<StoreError>(waiting.error());
        if (*waiting == 0)
            return {};
        if (std::chrono::steady_clock::now() > until)
            return Failure<StoreError>(StoreError{Kind::ServerTimedOut});
        std::this_thread::sleep_for(pause);
    }
}

Result<std::optional<std::chrono::days>, StoreError> ClickHouseLedger::retention() const {
    const auto days = setting("retention_days");
    if (!days)
        return Failure<StoreError>(days.error());
    using Days = std::chrono::days;
    return days->value_or(0) > 0 ? std::optional(Days(static_cast<Days::rep>(**days)))
                                 : std::nullopt;
}

Result<EraseLog, StoreError> ClickHouseLedger::setRetention(std::optional<std::chrono::days> days,
                                                            Instant now) {
    if (!m_address.cluster.empty())
        return Failure<StoreError>(StoreError{Kind::NeedsOneServer});
    if (auto kept = set("retention_days", days ? days->count() : 0); !kept)
        return Failure<StoreError>(kept.error());
    return applyRetention(now);
}

Result<EraseLog, StoreError> ClickHouseLedger::applyRetention(Instant now) {
    const auto days = retention();
    if (!days)
        return Failure<StoreError>(days.error());
    if (!*days)
        return EraseLog{};
    const std::string old = "recorded_at < " + std::to_string(countOf(now - **days));
    const auto any = number("SELECT count() FROM " + std::string(clickhouse::localTable) +
                            " WHERE " + old + " FORMAT TabSeparated");
    if (!any)
        return Failure<StoreError>(any.error());
    return *any == 0 ? Result<EraseLog, StoreError>(EraseLog{}) : eraseWhere(old);
}

} // namespace etagere::tags
