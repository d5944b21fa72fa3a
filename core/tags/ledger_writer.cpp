// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_writer.h"

#include "core/tags/ledger_schema.h"
#include "core/tags/ledger_statements.h"
#include "core/tags/observation_key.h"

#include <algorithm>
#include <string>
#include <utility>

namespace etagere::tags {

namespace {

using store::Database;
using store::Statement;
using store::StoreError;

/// How many rows one statement adds, as far as its parameters go: SQLite takes a fifth less time
/// for them than one by one. The first row of a recording is given its number, the others follow.
constexpr std::size_t rowsAtOnce = 8;

std::string insertRows(std::size_t count, bool numbered) {
    std::string marks = numbered ? "(?,?,?,?,?,?,?,?,?)" : "(?,?,?,?,?,?,?,?)";
    std::string sql = numbered ? "INSERT INTO observation(id, " : "INSERT INTO observation(";
    sql += "url, visitor, entry, kind, value, time, body_bytes, body_digest) VALUES";
    for (std::size_t i = 0; i < count; ++i)
        sql.append(i == 0 ? "" : ",").append(marks);
    return sql;
}

traffic::SourceId sourceOf(const traffic::Traffic &traffic, const Observation &seen) {
    return traffic.visit(seen.visit).source;
}

Sameness samenessIn(const Statement &row) {
    Sameness same;
    same.url = row.integer(0).value_or(0);
    same.entry = row.integer(1).value_or(-1);
    same.time = row.integer(2).value_or(Sameness::unknownTime);
    same.validator = validatorIn(row.integer(3).value_or(0));
    same.value = row.bytes(4).value_or(std::string_view{});
    return same;
}

/// Hands every row to `take`, which may fail, and leaves the statement ready for the next time.
template <class Take>
Result<void, StoreError> forEach(Statement &statement, const Take &take) {
    Result<bool, StoreError> row = statement.step();
    while (row && *row) {
        if (const auto done = take(statement); done)
            row = statement.step();
        else
            row = Failure<StoreError>(done.error());
    }
    statement.reset();
    if (!row)
        return Failure<StoreError>(row.error());
    return {};
}

/// The index of what may be missing: 0, and from 1 on.
template <class Id>
std::size_t indexOf(Id id) {
    return id.isValid() ? id.index() + 1 : 0;
}

} // namespace

Result<LedgerWriter::Dictionaries, StoreError>
LedgerWriter::Dictionaries::make(const Database &database) {
    auto origins = LedgerDictionary::make(database, "origin", "site");
    auto urls = LedgerDictionary::make(database, "url", "origin");
    auto visitors = LedgerDictionary::make(database, "visitor");
    auto sources = LedgerDictionary::make(database, "source");
    for (const auto *table : {&origins, &urls, &visitors, &sources}) {
        if (!*table)
            return Failure<StoreError>(table->error());
    }
    return Dictionaries{std::move(*origins), std::move(*urls), std::move(*visitors),
                        std::move(*sources)};
}

Result<LedgerWriter::Statements, StoreError>
LedgerWriter::Statements::make(const Database &database) {
    auto overlapping = database.prepare(ledger_statements::overlapping);
    auto rowsOf = database.prepare(ledger_statements::rowsOf);
    auto carried = database.prepare(ledger_statements::carried);
    auto oldKey = database.prepare(ledger_statements::oldKey);
    auto addFirst = database.prepare(insertRows(1, true));
    auto addMany = database.prepare(insertRows(rowsAtOnce, false));
    auto addOne = database.prepare(insertRows(1, false));
    auto addRecording = database.prepareInsert(
        "recording", {"first", "last", "source", "recorded_at", "first_entry", "last_entry",
                      "first_time", "last_time"});
    for (const auto *one :
         {&overlapping, &rowsOf, &carried, &oldKey, &addFirst, &addMany, &addOne, &addRecording}) {
        if (!*one)
            return Failure<StoreError>(one->error());
    }
    return Statements{std::move(*overlapping), std::move(*rowsOf),      std::move(*carried),
                      std::move(*oldKey),      std::move(*addFirst),    std::move(*addMany),
                      std::move(*addOne),      std::move(*addRecording)};
}

LedgerWriter::LedgerWriter(Database &database, const traffic::Traffic &traffic,
                           const Ledger::Recording &recording, Dictionaries dictionaries,
                           Statements statements)
    : m_database(&database)
    , m_traffic(&traffic)
    , m_recording(&recording)
    , m_dictionaries(std::move(dictionaries))
    , m_statements(std::move(statements)) {}

Result<LedgerWriter, StoreError> LedgerWriter::make(Database &database,
                                                    const traffic::Traffic &traffic,
                                                    const Ledger::Recording &recording) {
    auto dictionaries = Dictionaries::make(database);
    if (!dictionaries)
        return Failure<StoreError>(dictionaries.error());
    auto statements = Statements::make(database);
    if (!statements)
        return Failure<StoreError>(statements.error());
    return LedgerWriter(database, traffic, recording, std::move(*dictionaries),
                        std::move(*statements));
}

Result<std::uint64_t, StoreError> LedgerWriter::write(std::span<const Observation> observations) {
    if (auto done = begin(); !done)
        return Failure<StoreError>(done.error());
    if (auto done = findUrls(observations); !done)
        return Failure<StoreError>(done.error());
    m_order.clear();
    for (const Observation &seen : observations)
        m_order.push_back(&seen);
    const auto source = [this](const Observation *seen) { return sourceOf(*m_traffic, *seen); };
    const auto before = [&source](const Observation *a, const Observation *b) {
        return indexOf(source(a)) < indexOf(source(b));
    };
    if (!std::is_sorted(m_order.begin(), m_order.end(), before))
        std::stable_sort(m_order.begin(), m_order.end(), before);
    std::uint64_t added = 0;
    for (Group rest(m_order); !rest.empty();) {
        const auto end = std::upper_bound(rest.begin(), rest.end(), rest.front(), before);
        const Group group = rest.first(static_cast<std::size_t>(end - rest.begin()));
        rest = rest.subspan(group.size());
        const auto written = writeGroup(group);
        if (!written)
            return written;
        added += *written;
    }
    return added;
}

// Another program may erase between two transactions, and rows that were erased may come back with
// other numbers.
// Rows that another program erased between two transactions come back with other numbers.
Result<void, StoreError> LedgerWriter::begin() {
    const auto erasures = m_database->number("SELECT value FROM setting WHERE name='erasures'");
    if (!erasures)
        return Failure<StoreError>(erasures.error());
    const bool erased = std::exchange(m_erasures, *erasures) != *erasures;
    for (LedgerDictionary *one : {&m_dictionaries.origins, &m_dictionaries.urls,
                                  &m_dictionaries.visitors, &m_dictionaries.sources}) {
        if (auto done = one->begin(erased); !done)
            return done;
    }
    return {};
}

// In the order of their bytes, so that each page of the index is sought out, changed and written
// once, however many of them it takes.
Result<void, StoreError> LedgerWriter::findUrls(std::span<const Observation> observations) {
    m_unknown.clear();
    m_isAsked.resize(m_traffic->urlCount());
    for (const Observation &seen : observations) {
        if (!m_dictionaries.urls.known(seen.url.index()) && !m_isAsked[seen.url.index()]) {
            m_isAsked[seen.url.index()] = true;
            m_unknown.emplace_back(m_traffic->urlText(seen.url), seen.url);
        }
    }
    std::sort(m_unknown.begin(), m_unknown.end());
    for (const auto &[text, url] : m_unknown) {
        m_isAsked[url.index()] = false;
        if (const RowId row = urlRow(text, url); !row)
            return Failure<StoreError>(row.error());
    }
    return {};
}

RowId LedgerWriter::urlRow(std::string_view text, traffic::UrlId url) {
    const traffic::OriginId origin = m_traffic->originOf(url);
    RowId row = m_dictionaries.origins.known(origin.index()).value_or(0);
    if (*row == 0)
        row = m_dictionaries.origins.rowOf(origin.index(), m_traffic->originText(origin),
                                           m_traffic->siteText(origin));
    return row ? m_dictionaries.urls.rowOf(url.index(), text, *row) : row;
}

RowId LedgerWriter::visitorRow(traffic::VisitorId visitor) {
    if (const auto known = m_dictionaries.visitors.known(indexOf(visitor)))
        return *known;
    return m_dictionaries.visitors.rowOf(indexOf(visitor), visitor.isValid()
                                                               ? m_traffic->visitor(visitor).name
                                                               : std::string_view{});
}

RowId LedgerWriter::sourceRow(traffic::SourceId source) {
    if (const auto known = m_dictionaries.sources.known(indexOf(source)))
        return *known;
    return m_dictionaries.sources.rowOf(indexOf(source), source.isValid()
                                                             ? m_traffic->sourceInfo(source).name
                                                             : std::string_view{});
}

Result<std::uint64_t, StoreError> LedgerWriter::writeGroup(Group group) {
    const RowId source = sourceRow(sourceOf(*m_traffic, *group.front()));
    if (!source)
        return Failure<StoreError>(source.error());
    if (auto done = gather(group, *source); !done)
        return Failure<StoreError>(done.error());
    if (auto done = strikeRecorded(*source); !done)
        return Failure<StoreError>(done.error());
    const std::span<const LedgerRow> rows = m_rows.takeNew();
    if (rows.empty())
        return 0;
    if (auto done = insert(rows, *source); !done)
        return Failure<StoreError>(done.error());
    return rows.size();
}

Result<void, StoreError> LedgerWriter::gather(Group group, std::int64_t source) {
    m_rows.restart(group.size());
    m_statements.carried.bindAll(source);
    const RowId carried = firstOf(m_statements.carried);
    if (!carried)
        return Failure<StoreError>(carried.error());
    for (const Observation *seen : group) {
        const RowId old = *carried != 0 ? oldRow(*seen) : RowId(0);
        if (!old)
            return Failure<StoreError>(old.error());
        if (*old != 0)
            continue;
        if (auto done = add(*seen); !done)
            return done;
    }
    return {};
}

// Version 1 of the ledger kept keys instead of entries.
RowId LedgerWriter::oldRow(const Observation &seen) {
    const ObservationKey key = keyOf(*m_traffic, seen);
    m_statements.oldKey.bindAll(store::Blob{{key.data(), key.size()}});
    return firstOf(m_statements.oldKey);
}

Result<void, StoreError> LedgerWriter::add(const Observation &seen) {
    const RowId visitor = visitorRow(seen.visitor);
    if (!visitor)
        return Failure<StoreError>(visitor.error());
    const traffic::Exchange &exchange = m_traffic->exchange(seen.exchange);
    const std::int64_t time = countOf(seen.when).value_or(Sameness::unknownTime);
    const std::int64_t url = m_dictionaries.urls.known(seen.url.index()).value_or(0);
    m_rows.add({{url, exchange.indexInSource, time, seen.validator, seen.value},
                *visitor,
                exchange.contentBytes,
                &seen});
    return {};
}

Result<void, StoreError> LedgerWriter::strikeRecorded(std::int64_t source) {
    const Range entries = m_rows.entries();
    const Range times = m_rows.times();
    m_statements.overlapping.bindAll(source, entries.last, entries.first, times.last, times.first);
    return forEach(m_statements.overlapping, [this](const Statement &recording) {
        m_statements.rowsOf.bindAll(recording.integer(0), recording.integer(1));
        return forEach(m_statements.rowsOf, [this](const Statement &row) -> Done {
            m_rows.strike(samenessIn(row));
            return {};
        });
    });
}

Result<void, StoreError> LedgerWriter::insert(std::span<const LedgerRow> rows,
                                              std::int64_t source) {
    // Not the largest of the rows: numbers that were given out and erased belong to a recording.
    const auto last = m_database->number(ledger_statements::lastNumber);
    if (!last)
        return Failure<StoreError>(last.error());
    const std::int64_t first = *last + 1;
    if (auto done = addRows(rows.first(1), first, m_statements.addFirst); !done)
        return done;
    for (std::span<const LedgerRow> rest = rows.subspan(1); !rest.empty();) {
        const bool many = rest.size() >= rowsAtOnce;
        const auto now = rest.first(many ? rowsAtOnce : 1);
        rest = rest.subspan(now.size());
        if (auto done = addRows(now, {}, many ? m_statements.addMany : m_statements.addOne); !done)
            return done;
    }
    const Range entries = m_rows.entries();
    const Range times = m_rows.times();
    return m_statements.addRecording.run(first, first + static_cast<std::int64_t>(rows.size()) - 1,
                                         source, countOf(m_recording->now), entries.first,
                                         entries.last, times.first, times.last);
}

Result<void, StoreError> LedgerWriter::addRows(std::span<const LedgerRow> rows,
                                               std::optional<std::int64_t> number,
                                               Statement &statement) {
    int parameter = 0;
    const auto bind = [&statement, &parameter](const auto &value) {
        statement.bind(++parameter, value);
    };
    if (number)
        bind(*number);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto &[same, visitor, bodyBytes, seen] = rows[i];
        bind(same.url);
        bind(visitor);
        bind(same.entry);
        bind(kindOf(*seen));
        bind(same.value);
        bind(countOf(seen->when));
        bind(bodyBytes);
        bindDigest(i, seen->exchange, statement, ++parameter);
    }
    return statement.run();
}

void LedgerWriter::bindDigest(std::size_t at, traffic::ExchangeId exchange, Statement &statement,
                              int parameter) {
    // Parameters that nobody binds stay NULL.
    if (!m_recording->bodyDigest)
        return;
    m_digests.resize(rowsAtOnce);
    m_digests[at] = m_recording->bodyDigest(exchange);
    if (m_digests[at].empty())
        statement.bind(parameter, nullptr);
    else
        statement.bind(parameter, std::string_view(m_digests[at]));
}

} // namespace etagere::tags
