// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"
#include "core/tags/ledger_dictionary.h"
#include "core/tags/ledger_schema.h"
#include "core/tags/sqlite_ledger.h"
#include "core/tags/text_column.h"

#include <algorithm>
#include <string>

namespace etagere::tags {

namespace {

using store::Statement;
using store::StoreError;

// Through the recordings in their order, so that nothing is sorted; the conditions ask for numbers
// of the observation's own row before any text is fetched.
constexpr std::string_view selectEntries =
    "SELECT origin.text, origin.site, url.text, visitor.text, source.text, kind, value, time,"
    " body_bytes, body_digest, recorded_at FROM recording"
    " CROSS JOIN observation ON observation.id BETWEEN first AND last"
    " CROSS JOIN url ON url.id=observation.url CROSS JOIN origin ON origin.id=url.origin"
    " CROSS JOIN visitor ON visitor.id=observation.visitor"
    " CROSS JOIN source ON source.id=recording.source";

/// Every condition of the filter in a fixed order, as SQL and as values.
std::string conditionsOf(const LedgerFilter &filter) {
    std::string sql;
    const auto add = [&sql](bool wanted, std::string_view condition) {
        if (wanted)
            sql.append(sql.empty() ? " WHERE " : " AND ").append(condition);
    };
    constexpr std::string_view ofOrigins =
        "observation.url IN (SELECT u.id FROM origin o JOIN url u ON u.origin=o.id WHERE o.";
    add(filter.origin.has_value(), std::string(ofOrigins) + "text=?)");
    add(filter.site.has_value(), std::string(ofOrigins) + "site=?)");
    add(filter.urlPattern.has_value(), "observation.url IN (SELECT id FROM url WHERE text GLOB ?)");
    add(filter.value.has_value(), "value=?");
    add(filter.visitor.has_value(), "observation.visitor IN (SELECT id FROM visitor WHERE text=?)");
    add(filter.since.has_value(), "coalesce(time, recorded_at)>=?");
    add(filter.urls.has_value(), "observation.url IN (SELECT value FROM json_each(?))");
    return sql;
}

void bindConditions(const LedgerFilter &filter, std::string_view urls, Statement &statement) {
    int parameter = 0;
    for (const auto *text :
         {&filter.origin, &filter.site, &filter.urlPattern, &filter.value, &filter.visitor}) {
        if (*text)
            statement.bind(++parameter, std::string_view(**text));
    }
    if (filter.since)
        statement.bind(++parameter, countOf(*filter.since));
    if (filter.urls)
        statement.bind(++parameter, urls);
}

/// The rows of those URLs that are known, as a JSON array: SQLite binds no other lists.
Result<std::string, StoreError> rowsOf(const store::Database &database,
                                       const std::vector<std::string> &urls) {
    auto find = database.prepare("SELECT id FROM url WHERE text=?");
    if (!find)
        return Failure<StoreError>(find.error());
    std::string list;
    for (const std::string &url : urls) {
        find->bindAll(std::string_view(url));
        const RowId row = firstOf(*find);
        if (!row)
            return Failure<StoreError>(row.error());
        if (*row != 0)
            list.append(list.empty() ? "" : ",").append(std::to_string(*row));
    }
    return '[' + list + ']';
}

LedgerEntry entryIn(const Statement &row) {
    const auto text = [&row](int column) { return row.bytes(column).value_or(std::string_view{}); };
    const auto number = [&row](int column) { return row.integer(column).value_or(0); };
    LedgerEntry entry;
    entry.origin = text(0);
    entry.site = text(1);
    entry.url = text(2);
    entry.visitor = text(3);
    entry.source = text(4);
    entry.validator = validatorIn(number(5));
    entry.sentBack = sentBackIn(number(5));
    entry.status = statusIn(number(5));
    entry.value = text(6);
    entry.when = timeOf(row.integer(7));
    entry.bodyBytes = row.integer(8).value_or(-1);
    entry.bodyDigest = text(9);
    entry.recordedAt = Instant(Instant::duration(number(10)));
    return entry;
}

Bytes sizeOfFiles(const std::filesystem::path &path) {
    Bytes size;
    for (const char *suffix : {"", "-wal", "-shm"}) {
        auto name = path;
        name += suffix;
        std::error_code missing;
        const auto bytes = std::filesystem::file_size(name, missing);
        size.count += missing ? 0 : bytes;
    }
    return size;
}

} // namespace

std::string ledgerListing(const LedgerFilter &filter) {
    return std::string(selectEntries) + conditionsOf(filter) +
           (filter.newestFirst ? " ORDER BY recorded_at DESC, first DESC, observation.id DESC"
                               : " ORDER BY recorded_at, first, observation.id");
}

Result<void, StoreError> SqliteLedger::list(const LedgerFilter &filter,
                                            const EntryVisitor &visitor) const {
    const auto reading = store::Snapshot::begin(m_database);
    if (!reading)
        return Failure<StoreError>(reading.error());
    const auto urls = rowsOf(m_database, filter.urls.value_or(std::vector<std::string>{}));
    if (!urls)
        return Failure<StoreError>(urls.error());
    auto rows = m_database.prepare(ledgerListing(filter));
    if (!rows)
        return Failure<StoreError>(rows.error());
    bindConditions(filter, *urls, *rows);
    for (std::uint64_t given = 0; !filter.limit || given < *filter.limit; ++given) {
        const auto row = rows->step();
        if (!row)
            return Failure<StoreError>(row.error());
        if (!*row || !visitor(entryIn(*rows)))
            break;
    }
    return {};
}

Result<void, StoreError> SqliteLedger::countObservations(LedgerInfo &info) const {
    auto rows = m_database.prepare("SELECT kind, url, value, time FROM observation");
    if (!rows)
        return Failure<StoreError>(rows.error());
    TextColumn tags;
    std::string tag;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return Failure<StoreError>(row.error());
        if (!*row)
            break;
        ++info.observations;
        if (const auto time = timeOf(rows->integer(3))) {
            info.first = std::min(info.first.value_or(*time), *time);
            info.last = std::max(info.last.value_or(*time), *time);
        }
        if (validatorIn(rows->integer(0).value_or(0)) != Validator::ETag)
            continue;
        const std::int64_t url = rows->integer(1).value_or(0);
        tag.assign(reinterpret_cast<const char *>(&url), sizeof url);
        tag += rows->bytes(2).value_or(std::string_view{});
        const std::string_view text = tag;
        std::uint32_t number = 0;
        tags.intern({&text, 1}, {&number, 1});
    }
    info.tags = tags.size();
    return {};
}

Result<LedgerInfo, StoreError> SqliteLedger::info() const {
    const auto reading = store::Snapshot::begin(m_database);
    if (!reading)
        return Failure<StoreError>(reading.error());
    const auto origins = m_database.number("SELECT count(*) FROM origin");
    const auto visitors = m_database.number("SELECT count(*) FROM visitor");
    if (!origins || !visitors)
        return Failure<StoreError>(origins ? visitors.error() : origins.error());
    const auto days = retention();
    if (!days)
        return Failure<StoreError>(days.error());
    LedgerInfo info{m_path.string(), ledgerSchema().newest()};
    if (auto counted = countObservations(info); !counted)
        return Failure<StoreError>(counted.error());
    if (!m_path.empty())
        info.size = sizeOfFiles(m_path);
    info.origins = static_cast<std::uint64_t>(*origins);
    info.visitors = static_cast<std::uint64_t>(*visitors);
    info.retention = *days;
    return info;
}

} // namespace etagere::tags
