// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_schema.h"
#include "core/tags/sqlite_ledger.h"

#include <string>

namespace etagere::tags {

namespace {

using store::Statement;
using store::StoreError;

constexpr std::string_view selectEntries =
    "SELECT origin.text, origin.site, url.text, visitor.text, source.text, validator, sent_back,"
    " status, value, time, body_bytes, body_digest, recorded_at FROM observation"
    " JOIN url ON url.id = observation.url JOIN origin ON origin.id = url.origin"
    " JOIN visitor ON visitor.id = observation.visitor"
    " JOIN source ON source.id = observation.source";

/// Every condition of the filter in a fixed order, as SQL and as values.
std::string conditionsOf(const LedgerFilter &filter) {
    std::string sql;
    const auto add = [&sql](bool wanted, std::string_view condition) {
        if (wanted)
            sql.append(sql.empty() ? " WHERE " : " AND ").append(condition);
    };
    add(filter.origin.has_value(), "origin.text=?");
    add(filter.site.has_value(), "origin.site=?");
    add(filter.urlPattern.has_value(), "url.text GLOB ?");
    add(filter.value.has_value(), "value=?");
    add(filter.visitor.has_value(), "visitor.text=?");
    add(filter.since.has_value(), "coalesce(time, recorded_at)>=?");
    return sql;
}

void bindConditions(const LedgerFilter &filter, Statement &statement) {
    int parameter = 0;
    for (const auto *text :
         {&filter.origin, &filter.site, &filter.urlPattern, &filter.value, &filter.visitor}) {
        if (*text)
            statement.bind(++parameter, std::string_view(**text));
    }
    if (filter.since)
        statement.bind(++parameter, countOf(*filter.since));
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
    entry.validator = number(5) == 1 ? Validator::LastModified : Validator::ETag;
    entry.sentBack = number(6) != 0;
    entry.status = static_cast<std::uint16_t>(number(7) & 0xffff);
    entry.value = text(8);
    entry.when = timeOf(row.integer(9));
    entry.bodyBytes = row.integer(10).value_or(-1);
    entry.bodyDigest = text(11);
    entry.recordedAt = Instant(Instant::duration(number(12)));
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

Result<void, StoreError> SqliteLedger::list(const LedgerFilter &filter,
                                            const EntryVisitor &visitor) const {
    std::string sql = std::string(selectEntries) + conditionsOf(filter);
    sql += filter.newestFirst ? " ORDER BY recorded_at DESC, observation.id DESC"
                              : " ORDER BY recorded_at, observation.id";
    auto rows = m_database.prepare(sql);
    if (!rows)
        return Failure<StoreError>(rows.error());
    bindConditions(filter, *rows);
    for (std::uint64_t given = 0; !filter.limit || given < *filter.limit; ++given) {
        const auto row = rows->step();
        if (!row)
            return Failure<StoreError>(row.error());
        if (!*row || !visitor(entryIn(*rows)))
            break;
    }
    return {};
}

Result<LedgerInfo, StoreError> SqliteLedger::info() const {
    auto row = m_database.prepare(
        "SELECT count(*), min(time), max(time),"
        " (SELECT count(*) FROM (SELECT DISTINCT url, value FROM observation WHERE validator=0)),"
        " (SELECT count(*) FROM origin), (SELECT count(*) FROM visitor) FROM observation");
    if (!row)
        return Failure<StoreError>(row.error());
    if (auto found = row->step(); !found)
        return Failure<StoreError>(found.error());
    const auto days = retention();
    if (!days)
        return Failure<StoreError>(days.error());
    const auto number = [&row](int column) {
        return static_cast<std::uint64_t>(row->integer(column).value_or(0));
    };
    LedgerInfo info{m_path.string(), ledgerSchema().newest()};
    if (!m_path.empty())
        info.size = sizeOfFiles(m_path);
    info.observations = number(0);
    info.first = timeOf(row->integer(1));
    info.last = timeOf(row->integer(2));
    info.tags = number(3);
    info.origins = number(4);
    info.visitors = number(5);
    info.retention = *days;
    return info;
}

} // namespace etagere::tags
