// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"
#include "core/tags/ledger_schema.h"
#include "core/tags/observation_key.h"
#include "core/tags/sqlite_ledger.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

namespace etagere::tags {

namespace {

using store::Database;
using store::Statement;
using store::StoreError;
using RowId = Result<std::int64_t, StoreError>;

/// Rows of one table of texts, made where they are missing.
class TextTable {
public:
    [[nodiscard]] static Result<TextTable, StoreError>
    make(const Database &database, const std::string &table, const std::string &extraColumn = {}) {
        auto find = database.prepare("SELECT id FROM " + table + " WHERE text=?");
        auto insert = database.prepare(
            extraColumn.empty()
                ? "INSERT INTO " + table + "(text) VALUES(?) RETURNING id"
                : "INSERT INTO " + table + "(text," + extraColumn + ") VALUES(?,?) RETURNING id");
        if (!find || !insert)
            return Failure<StoreError>(find ? insert.error() : find.error());
        return TextTable(std::move(*find), std::move(*insert));
    }
    template <class... Extra>
    [[nodiscard]] RowId rowOf(std::string_view text, const Extra &...extra) {
        const RowId known = firstOf(m_find, text);
        return !known || *known != 0 ? known : firstOf(m_insert, text, extra...);
    }

private:
    TextTable(Statement find, Statement insert)
        : m_find(std::move(find))
        , m_insert(std::move(insert)) {}
    template <class... T>
    static RowId firstOf(Statement &statement, const T &...values) {
        statement.bindAll(values...);
        const auto row = statement.step();
        const std::int64_t id = row && *row ? statement.integer(0).value_or(0) : 0;
        statement.reset();
        if (!row)
            return Failure<StoreError>(row.error());
        return id;
    }
    Statement m_find;
    Statement m_insert;
};

struct Tables {
    TextTable origins;
    TextTable urls;
    TextTable visitors;
    TextTable sources;
    Statement observations;

    [[nodiscard]] static Result<Tables, StoreError> make(const Database &database) {
        auto origins = TextTable::make(database, "origin", "site");
        auto urls = TextTable::make(database, "url", "origin");
        auto visitors = TextTable::make(database, "visitor");
        auto sources = TextTable::make(database, "source");
        auto observations = database.prepare(
            "INSERT OR IGNORE INTO observation(key, url, visitor, source, validator, value, time,"
            " status, body_bytes, body_digest, sent_back, recorded_at)"
            " VALUES(?,?,?,?,?,?,?,?,?,?,?,?)");
        for (const auto *table : {&origins, &urls, &visitors, &sources}) {
            if (!*table)
                return Failure<StoreError>(table->error());
        }
        if (!observations)
            return Failure<StoreError>(observations.error());
        return Tables{std::move(*origins), std::move(*urls), std::move(*visitors),
                      std::move(*sources), std::move(*observations)};
    }
};

/// Writes one batch, in one transaction. Row numbers are remembered within it only: between two,
/// another program may erase.
class Batch {
public:
    Batch(const traffic::Traffic &traffic, Tables &tables, const Ledger::Recording &recording)
        : m_traffic(traffic)
        , m_tables(tables)
        , m_recording(recording) {}
    [[nodiscard]] Result<void, StoreError> add(const Observation &seen);

private:
    [[nodiscard]] RowId urlRow(const Observation &seen);
    [[nodiscard]] RowId visitorRow(traffic::VisitorId visitor);

    const traffic::Traffic &m_traffic;
    Tables &m_tables;
    const Ledger::Recording &m_recording;
    std::unordered_map<traffic::UrlId, std::int64_t> m_urls;
    std::unordered_map<traffic::VisitorId, std::int64_t> m_visitors;
};

RowId Batch::urlRow(const Observation &seen) {
    const auto known = m_urls.find(seen.url);
    if (known != m_urls.end())
        return known->second;
    const RowId origin =
        m_tables.origins.rowOf(m_traffic.originText(seen.origin), m_traffic.siteText(seen.origin));
    if (!origin)
        return origin;
    RowId url = m_tables.urls.rowOf(m_traffic.urlText(seen.url), *origin);
    if (url)
        m_urls.emplace(seen.url, *url);
    return url;
}

RowId Batch::visitorRow(traffic::VisitorId visitor) {
    const auto known = m_visitors.find(visitor);
    if (known != m_visitors.end())
        return known->second;
    RowId row = m_tables.visitors.rowOf(visitor.isValid() ? m_traffic.visitor(visitor).name
                                                          : std::string_view{});
    if (row)
        m_visitors.emplace(visitor, *row);
    return row;
}

Result<void, StoreError> Batch::add(const Observation &seen) {
    const RowId url = urlRow(seen);
    if (!url)
        return Failure<StoreError>(url.error());
    const RowId visitor = visitorRow(seen.visitor);
    if (!visitor)
        return Failure<StoreError>(visitor.error());
    const RowId source = m_tables.sources.rowOf(sourceNameOf(m_traffic, seen));
    if (!source)
        return Failure<StoreError>(source.error());
    const ObservationKey key = keyOf(m_traffic, seen);
    const std::string digest =
        m_recording.bodyDigest ? m_recording.bodyDigest(seen.exchange) : std::string{};
    return m_tables.observations.run(
        store::Blob{{key.data(), key.size()}}, *url, *visitor, *source,
        static_cast<int>(seen.validator), seen.value, countOf(seen.when), seen.status,
        m_traffic.exchange(seen.exchange).contentBytes, std::string_view(digest), seen.sentBack,
        countOf(m_recording.now));
}

} // namespace

Result<std::uint64_t, StoreError> SqliteLedger::record(const traffic::Traffic &traffic,
                                                       std::span<const Observation> observations,
                                                       const Recording &recording) {
    constexpr std::size_t batchSize = 20'000;
    auto tables = Tables::make(m_database);
    if (!tables)
        return Failure<StoreError>(tables.error());
    std::uint64_t added = 0;
    while (!observations.empty()) {
        const auto now = observations.first(std::min(batchSize, observations.size()));
        observations = observations.subspan(now.size());
        auto transaction = store::Transaction::begin(m_database);
        if (!transaction)
            return Failure<StoreError>(transaction.error());
        Batch batch(traffic, *tables, recording);
        for (const Observation &seen : now) {
            if (auto done = batch.add(seen); !done)
                return Failure<StoreError>(done.error());
            added += static_cast<std::uint64_t>(m_database.changes());
        }
        if (auto done = transaction->commit(); !done)
            return Failure<StoreError>(done.error());
    }
    if (auto applied = applyRetention(recording.now); !applied)
        return Failure<StoreError>(applied.error());
    return added;
}

} // namespace etagere::tags
