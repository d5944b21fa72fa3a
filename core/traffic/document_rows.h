// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/arena.h"
#include "core/base/stop.h"
#include "core/store/database.h"
#include "core/traffic/document.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::traffic {

/// What ends the reading of a document early.
struct ReadState {
    StopToken stop;
    std::uint64_t memoryLeft = 0; ///< a small hostile file can name one text a million times
    bool stopped = false;
    bool tooLarge = false;
    bool cutShort = false;
    /// False when that much memory must not be taken any more.
    [[nodiscard]] bool take(std::uint64_t bytes) noexcept {
        tooLarge = tooLarge || bytes > memoryLeft;
        memoryLeft -= tooLarge ? 0 : bytes;
        return !tooLarge;
    }
};

/// The rows of a table in the order of their ids, column 0. In a damaged file a page can be its own
/// neighbour, so that rows never end: an id that is not above the one before is the end.
class Rows {
public:
    Rows(const store::Database &database, std::string_view select, ReadState &state);
    [[nodiscard]] bool next();
    [[nodiscard]] std::int64_t id() const noexcept { return m_id; }
    [[nodiscard]] const store::Statement &row() const noexcept { return *m_statement; }

private:
    [[nodiscard]] bool cut() noexcept;
    Result<store::Statement, store::StoreError> m_statement;
    ReadState &m_state;
    std::int64_t m_id = -1;
};

/// The attachments of a document, as many as fit into maxAttachmentBytes. Damage costs those it is
/// in.
[[nodiscard]] Attachments readAttachments(const store::Database &database, ReadState &state);

/// Which index the row of an id got. Ids are added in ascending order; mostly they have no gaps.
class RowMap {
public:
    void add(std::int64_t id) { m_ids.push_back(id); }
    [[nodiscard]] std::optional<std::size_t> find(std::optional<std::int64_t> id) const noexcept;

private:
    std::vector<std::int64_t> m_ids;
};

/// The texts of a document while it is read.
class TextReader {
public:
    void read(const store::Database &database, ReadState &state);
    /// Row 0 is the empty text; nothing for rows that are not there.
    [[nodiscard]] std::optional<std::string_view> text(std::optional<std::int64_t> row) const;
    /// Unpacks a column of fields; false when it is malformed or names texts that are not there.
    [[nodiscard]] bool unpack(std::string_view packed, std::vector<http::Field> &fields,
                              ReadState &state);

private:
    [[nodiscard]] http::FieldName knownName(std::size_t index);
    [[nodiscard]] bool unpackLine(std::string_view &packed, http::Field &field);
    Arena m_arena;
    RowMap m_rows;
    std::vector<std::string_view> m_texts;
    std::vector<http::FieldName> m_known; ///< Count: not asked yet
};

} // namespace etagere::traffic
