// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_ledger.h"
#include "core/tags/clickhouse_sql.h"
#include "core/tags/ledger_schema.h"

#include <charconv>
#include <set>
#include <string>
#include <vector>

namespace etagere::tags {

namespace {

using store::StoreError;
using Fields = TabSeparatedRows::Fields;

/// Reads the fields of one row, one after the other.
class Reader {
public:
    explicit Reader(const Fields &fields)
        : m_fields(fields) {}
    std::string_view text() {
        const auto &field = m_fields[m_next++];
        return field ? std::string_view(*field) : std::string_view();
    }
    std::optional<std::int64_t> number() {
        const auto &field = m_fields[m_next++];
        std::int64_t number = 0;
        if (!field ||
            std::from_chars(field->data(), field->data() + field->size(), number).ec != std::errc())
            return std::nullopt;
        return number;
    }
    std::uint64_t count() { return static_cast<std::uint64_t>(number().value_or(0)); }

private:
    const Fields &m_fields;
    std::size_t m_next = 0;
};

bool areTooMany(const std::vector<std::string> &urls) {
    constexpr std::size_t mostBytes = 100'000; // some are written as two
    std::size_t bytes = 0;
    for (const std::string &url : urls)
        bytes += url.size() + 4;
    return bytes > mostBytes;
}

LedgerEntry entryIn(const Fields &fields) {
    Reader row(fields);
    LedgerEntry entry;
    entry.origin = row.text();
    entry.site = row.text();
    entry.url = row.text();
    entry.visitor = row.text();
    entry.source = row.text();
    entry.validator = row.count() == 1 ? Validator::LastModified : Validator::ETag;
    entry.sentBack = row.count() != 0;
    entry.status = static_cast<std::uint16_t>(row.count() & 0xffffU);
    entry.value = row.text();
    entry.when = timeOf(row.number());
    entry.bodyBytes = row.number().value_or(-1);
    entry.bodyDigest = row.text();
    entry.recordedAt = Instant(Instant::duration(row.number().value_or(0)));
    return entry;
}

TagCounts countsIn(Reader &row) {
    TagCounts counts;
    counts.observations = row.count();
    counts.tags = row.count();
    counts.visitors = row.count();
    counts.draws = row.count();
    counts.tagsOfOneVisitor = row.count();
    counts.tagsOfTwo = row.count();
    return counts;
}

} // namespace

Result<void, StoreError> ClickHouseLedger::list(const LedgerFilter &filter,
                                                const EntryVisitor &visitor) const {
    if (filter.limit && *filter.limit == 0)
        return {};
    if (filter.urls && areTooMany(*filter.urls))
        return listSome(filter, visitor);
    return ask({clickhouse::listRows(m_address, filter)}, clickhouse::listFields,
               [&visitor](const Fields &fields) { return visitor(entryIn(fields)); });
}

// A server takes statements of 256 KB, unless it is told otherwise.
Result<void, StoreError> ClickHouseLedger::listSome(const LedgerFilter &filter,
                                                    const EntryVisitor &visitor) const {
    const std::set<std::string_view> urls(filter.urls->begin(), filter.urls->end());
    LedgerFilter wider = filter;
    wider.urls.reset();
    wider.limit.reset();
    std::uint64_t given = 0;
    return list(wider, [&](const LedgerEntry &entry) {
        if (!urls.contains(entry.url))
            return true;
        return visitor(entry) && ++given != filter.limit;
    });
}

Result<LedgerAnalysis, StoreError> ClickHouseLedger::analyse(Validator validator) const {
    LedgerAnalysis analysis;
    auto asked = ask({clickhouse::urlVariation(m_address, validator)}, clickhouse::urlFields,
                     [&analysis](const Fields &fields) {
                         Reader row(fields);
                         UrlVariation &url = analysis.urls.emplace_back();
                         url.origin = row.text();
                         url.url = row.text();
                         url.counts = countsIn(row);
                         url.contents = row.count();
                         url.first = timeOf(row.number());
                         url.last = timeOf(row.number());
                         return true;
                     });
    if (!asked)
        return Failure<StoreError>(asked.error());
    asked = ask({clickhouse::originDiversity(m_address, validator)}, clickhouse::originFields,
                [&analysis](const Fields &fields) {
                    Reader row(fields);
                    OriginDiversity &origin = analysis.origins.emplace_back();
                    origin.origin = row.text();
                    origin.urls = row.count();
                    origin.counts = countsIn(row);
                    return true;
                });
    if (!asked)
        return Failure<StoreError>(asked.error());
    return analysis;
}

} // namespace etagere::tags
