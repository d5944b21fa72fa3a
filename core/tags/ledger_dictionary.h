// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tags {

using RowId = Result<std::int64_t, store::StoreError>;

/// The integer of the first row for what was bound; 0 when there is no row.
[[nodiscard]] RowId firstOf(store::Statement &statement);

/// One of the ledger's tables of texts, each text once: the numbers of its rows, remembered by
/// where a text stands in the capture, so that each is asked for once.
class LedgerDictionary {
public:
    /// `extraColumn` is filled with what rowOf() is given beside the text. With it, different
    /// indices have different texts.
    [[nodiscard]] static Result<LedgerDictionary, store::StoreError>
    make(const store::Database &database, const std::string &table,
         const std::string &extraColumn = {});

    /// To be called when a transaction begins: others may have added since the last one. When
    /// somebody erased meanwhile, what is remembered is forgotten.
    [[nodiscard]] Result<void, store::StoreError> begin(bool erased);
    /// The row that was found for the text at `index` of the capture; nothing before rowOf().
    [[nodiscard]] std::optional<std::int64_t> known(std::size_t index) const noexcept {
        return index < m_known.size() && m_known[index] != 0 ? std::optional(m_known[index])
                                                             : std::nullopt;
    }
    /// The text's row, made where there is none, for an index that is not known. Many are best
    /// asked for in the order of their bytes.
    template <class... Extra>
    [[nodiscard]] RowId rowOf(std::size_t index, std::string_view text, const Extra &...extra) {
        RowId row = holdsOthers() ? find(text) : RowId(0);
        if (row && *row == 0) {
            m_own += holdsOthers() ? 0 : 1;
            row = ++m_last;
            if (auto done = m_insert.run(*row, text, extra...); !done)
                return Failure<store::StoreError>(done.error());
        }
        if (row)
            remember(index, *row);
        return row;
    }

private:
    LedgerDictionary(store::Statement last, store::Statement find, store::Statement insert);
    /// Whether a text whose index is not known may be in the table.
    [[nodiscard]] bool holdsOthers() const noexcept { return !m_isDistinct || m_last != m_own; }
    [[nodiscard]] RowId find(std::string_view text) {
        m_find.bindAll(text);
        return firstOf(m_find);
    }
    void remember(std::size_t index, std::int64_t row);

    store::Statement m_lastRow;
    store::Statement m_find;
    store::Statement m_insert;
    std::int64_t m_last = 0; ///< the table's
    std::int64_t m_own = 0;  ///< the same as long as all its rows were added here
    bool m_isDistinct = false;
    std::vector<std::int64_t> m_known; ///< 0 where nothing is known
};

} // namespace etagere::tags
