// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger_texts.h"

namespace etagere::tags {

using store::StoreError;

Result<LedgerTexts, StoreError> LedgerTexts::read(const store::Database &database,
                                                  std::string_view query) {
    auto rows = database.prepare(query);
    if (!rows)
        return Failure<StoreError>(rows.error());
    LedgerTexts texts;
    for (;;) {
        const auto row = rows->step();
        if (!row)
            return Failure<StoreError>(row.error());
        if (!*row)
            return texts;
        const std::string_view text = rows->bytes(1).value_or(std::string_view{});
        texts.m_entries.try_emplace(rows->integer(0).value_or(0),
                                    Entry{std::string(text), rows->integer(2).value_or(0)});
    }
}

} // namespace etagere::tags
