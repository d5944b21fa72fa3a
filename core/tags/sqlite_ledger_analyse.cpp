// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"
#include "core/tags/ledger_schema.h"
#include "core/tags/ledger_texts.h"
#include "core/tags/observation_table.h"
#include "core/tags/sqlite_ledger.h"

#include <array>
#include <string>

namespace etagere::tags {

namespace {

using store::Statement;
using store::StoreError;

// In the order of the file. The texts of URLs and visitors come out of memory.
constexpr std::string_view selectRows =
    "SELECT url, visitor, value, time, body_bytes, body_digest FROM observation WHERE (kind&1)=?";

/// The texts that rows name by number.
struct Names {
    LedgerTexts origins, urls, visitors;

    static Result<Names, StoreError> read(const store::Database &database) {
        auto origins = LedgerTexts::read(database, "SELECT id, text FROM origin");
        auto urls = LedgerTexts::read(database, "SELECT id, text, origin FROM url");
        auto visitors = LedgerTexts::read(database, "SELECT id, text FROM visitor");
        for (const auto *texts : {&origins, &urls, &visitors}) {
            if (!*texts)
                return Failure<StoreError>(texts->error());
        }
        return Names{std::move(*origins), std::move(*urls), std::move(*visitors)};
    }
};

/// A length stands in for the digest of a content where there is none.
std::string contentIn(const Statement &row) {
    if (const auto digest = row.bytes(5); digest && !digest->empty())
        return std::string(*digest);
    const std::int64_t bytes = row.integer(4).value_or(-1);
    return bytes < 0 ? std::string() : std::to_string(bytes) + " bytes";
}

/// Rows until there are enough to be looked up together.
class Rows {
public:
    Rows(const Names &names, ObservationTable &table)
        : m_names(names)
        , m_table(table) {}
    void take(const Statement &row) {
        const LedgerTexts::Entry &url = m_names.urls.at(row.integer(0).value_or(0));
        m_values[m_count] = row.bytes(2).value_or(std::string_view{});
        m_contents[m_count] = contentIn(row);
        m_rows[m_count] = {m_names.origins.at(url.other).text,
                           url.text,
                           m_names.visitors.at(row.integer(1).value_or(0)).text,
                           m_values[m_count],
                           m_contents[m_count],
                           timeOf(row.integer(3))};
        if (++m_count == m_rows.size())
            flush();
    }
    void flush() {
        m_table.append({m_rows.data(), m_count});
        m_count = 0;
    }

private:
    static constexpr std::size_t most = TextColumn::batchSize;
    const Names &m_names;
    ObservationTable &m_table;
    std::array<std::string, most> m_values; // SQLite's bytes go with the next row
    std::array<std::string, most> m_contents;
    std::array<TableRow, most> m_rows;
    std::size_t m_count = 0;
};

} // namespace

Result<LedgerAnalysis, StoreError> SqliteLedger::analyse(Validator validator) const {
    // One snapshot, so that every row finds its texts.
    const auto reading = store::Snapshot::begin(m_database);
    if (!reading)
        return Failure<StoreError>(reading.error());
    const auto names = Names::read(m_database);
    if (!names)
        return Failure<StoreError>(names.error());
    auto rows = m_database.prepare(selectRows);
    if (!rows)
        return Failure<StoreError>(rows.error());
    rows->bindAll(static_cast<int>(validator));
    ObservationTable table;
    Rows taken(*names, table);
    for (;;) {
        const auto found = rows->step();
        if (!found)
            return Failure<StoreError>(found.error());
        if (!*found)
            break;
        taken.take(*rows);
    }
    taken.flush();
    return tags::analyse(table);
}

} // namespace etagere::tags
