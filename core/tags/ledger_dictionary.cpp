// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_dictionary.h"

#include <utility>

namespace etagere::tags {

using store::Statement;
using store::StoreError;

RowId firstOf(Statement &statement) {
    const auto row = statement.step();
    const std::int64_t id = row && *row ? statement.integer(0).value_or(0) : 0;
    statement.reset();
    if (!row)
        return Failure<StoreError>(row.error());
    return id;
}

LedgerDictionary::LedgerDictionary(Statement last, Statement find, Statement insert)
    : m_lastRow(std::move(last))
    , m_find(std::move(find))
    , m_insert(std::move(insert)) {}

Result<LedgerDictionary, StoreError> LedgerDictionary::make(const store::Database &database,
                                                            const std::string &table,
                                                            const std::string &extraColumn) {
    auto last = database.prepare("SELECT max(id) FROM " + table);
    auto find = database.prepare("SELECT id FROM " + table + " WHERE text=?");
    auto insert = extraColumn.empty() ? database.prepareInsert(table, {"id", "text"})
                                      : database.prepareInsert(table, {"id", "text", extraColumn});
    for (const auto *one : {&last, &find, &insert}) {
        if (!*one)
            return Failure<StoreError>(one->error());
    }
    LedgerDictionary dictionary(std::move(*last), std::move(*find), std::move(*insert));
    dictionary.m_isDistinct = !extraColumn.empty();
    return dictionary;
}

Result<void, StoreError> LedgerDictionary::begin(bool erased) {
    if (erased) {
        m_known.clear();
        m_own = 0;
    }
    const RowId last = firstOf(m_lastRow);
    if (!last)
        return Failure<StoreError>(last.error());
    m_last = *last;
    return {};
}

void LedgerDictionary::remember(std::size_t index, std::int64_t row) {
    if (index >= m_known.size())
        m_known.resize(index + 1 + index / 2);
    m_known[index] = row;
}

} // namespace etagere::tags
