// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace etagere::tags {

/// One of the ledger's tables of texts in memory, for questions over all observations.
class LedgerTexts {
public:
    struct Entry {
        std::string text;
        std::int64_t other = 0; ///< the third column
    };

    /// Reads the rows of a query: a number, its text, and a number that goes with it, if any.
    [[nodiscard]] static Result<LedgerTexts, store::StoreError>
    read(const store::Database &database, std::string_view query);
    /// An empty text where there is none.
    [[nodiscard]] const Entry &at(std::int64_t id) const noexcept {
        const auto found = m_entries.find(id);
        return found != m_entries.end() ? found->second : m_none;
    }

private:
    std::unordered_map<std::int64_t, Entry> m_entries;
    Entry m_none;
};

} // namespace etagere::tags
