// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_schema.h"
#include "core/tags/observation_table.h"
#include "core/tags/sqlite_ledger.h"

#include <string>
#include <string_view>

namespace etagere::tags {

namespace {

using store::Statement;
using store::StoreError;

// In the order of the URLs, so that each one's texts are fetched once. A length stands in for the
// digest of a content where there is none.
constexpr std::string_view selectRows =
    "SELECT origin.text, url.text, visitor.text, value, time,"
    " CASE WHEN body_digest<>'' THEN body_digest WHEN body_bytes>=0 THEN body_bytes||' bytes'"
    " ELSE '' END FROM url JOIN origin ON origin.id=url.origin"
    " JOIN observation ON observation.url=url.id JOIN visitor ON visitor.id=observation.visitor"
    " WHERE validator=?";

TableRow rowIn(const Statement &row) {
    const auto text = [&row](int column) { return row.bytes(column).value_or(std::string_view{}); };
    return {text(0), text(1), text(2), text(3), text(5), timeOf(row.integer(4))};
}

} // namespace

Result<LedgerAnalysis, StoreError> SqliteLedger::analyse(Validator validator) const {
    auto rows = m_database.prepare(selectRows);
    if (!rows)
        return Failure<StoreError>(rows.error());
    rows->bindAll(static_cast<int>(validator));
    ObservationTable table;
    for (;;) {
        const auto found = rows->step();
        if (!found)
            return Failure<StoreError>(found.error());
        if (!*found)
            return tags::analyse(table);
        const TableRow row = rowIn(*rows);
        table.append({&row, 1});
    }
}

} // namespace etagere::tags
