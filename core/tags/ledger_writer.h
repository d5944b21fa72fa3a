// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/tags/ledger.h"
#include "core/tags/ledger_dictionary.h"
#include "core/tags/ledger_rows.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::tags {

/// Writes the observations of one capture into the ledger's tables. They are appended to one table
/// in the order in which they come; the rows that one transaction adds of one source are a
/// recording, which bears what they have in common. Only recordings of the same source that
/// overlap in entries and times can hold the same observations, so only these are read again.
class LedgerWriter {
public:
    /// All that is given must outlive it.
    [[nodiscard]] static Result<LedgerWriter, store::StoreError>
    make(store::Database &database, const traffic::Traffic &traffic,
         const Ledger::Recording &recording);

    /// Writes those that are new, within the transaction that is open, and says how many.
    [[nodiscard]] Result<std::uint64_t, store::StoreError>
    write(std::span<const Observation> observations);

private:
    using Done = Result<void, store::StoreError>;
    using Group = std::span<const Observation *const>;
    struct Dictionaries {
        LedgerDictionary origins, urls, visitors, sources;
        static Result<Dictionaries, store::StoreError> make(const store::Database &database);
    };
    struct Statements {
        store::Statement overlapping, rowsOf, carried, oldKey, addFirst, addMany, addOne,
            addRecording;
        static Result<Statements, store::StoreError> make(const store::Database &database);
    };

    LedgerWriter(store::Database &database, const traffic::Traffic &traffic,
                 const Ledger::Recording &recording, Dictionaries dictionaries,
                 Statements statements);
    Done begin();
    Done findUrls(std::span<const Observation> observations);
    [[nodiscard]] RowId urlRow(std::string_view text, traffic::UrlId url);
    [[nodiscard]] RowId visitorRow(traffic::VisitorId visitor);
    [[nodiscard]] RowId sourceRow(traffic::SourceId source);
    Result<std::uint64_t, store::StoreError> writeGroup(Group group);
    Done gather(Group group, std::int64_t source);
    [[nodiscard]] RowId oldRow(const Observation &seen);
    Done add(const Observation &seen);
    Done strikeRecorded(std::int64_t source);
    Done insert(std::span<const LedgerRow> rows, std::int64_t source);
    Done addRows(std::span<const LedgerRow> rows, std::optional<std::int64_t> number,
                 store::Statement &statement);
    void bindDigest(std::size_t at, traffic::ExchangeId exchange, store::Statement &statement,
                    int parameter);

    store::Database *m_database;
    const traffic::Traffic *m_traffic;
    const Ledger::Recording *m_recording;
    Dictionaries m_dictionaries;
    Statements m_statements;
    std::int64_t m_erasures = -1; ///< how many the remembered row numbers know of
    std::vector<bool> m_isAsked;  ///< by URL
    std::vector<std::pair<std::string_view, traffic::UrlId>> m_unknown;
    LedgerRows m_rows;
    std::vector<const Observation *> m_order;
    std::vector<std::string> m_digests; ///< of the rows that one statement adds
};

} // namespace etagere::tags
