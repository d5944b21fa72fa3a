// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/ledger.h"
#include "core/tags/observation_key.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tags {

/// One observation on its way into ClickHouse.
struct ClickHouseRow {
    ObservationKey key{};
    LedgerEntry entry{};
    std::uint64_t number = 0; ///< its place in the recording
    std::uint64_t batch = 0;  ///< the INSERT that brought it
};

/// Appends the row in the format RowBinary, in the order of clickhouse::insertRows.
void appendRowBinary(std::string &out, const ClickHouseRow &row);

/// Splits an answer in the format TabSeparated, which comes in any portions, into rows. A field's
/// text is as it was stored; NULL is no text.
class TabSeparatedRows {
public:
    using Fields = std::vector<std::optional<std::string>>;
    /// False ends the reading.
    using RowVisitor = std::function<bool(const Fields &)>;

    /// Rows of another number of fields are errors; so is a row longer than mostBytes.
    explicit TabSeparatedRows(std::size_t fields)
        : m_wanted(fields) {}
    static constexpr std::size_t mostBytes = std::size_t{64} << 20U;

    /// False when it failed or the visitor has enough.
    [[nodiscard]] bool take(std::string_view part, const RowVisitor &visitor);
    /// The answer has ended as it should, or the visitor had enough.
    [[nodiscard]] bool isWhole() const noexcept { return !m_failed && (m_line.empty() || m_ended); }

private:
    [[nodiscard]] bool takeLine(std::string_view line, const RowVisitor &visitor);

    std::size_t m_wanted;
    std::string m_line;
    Fields m_fields;
    bool m_failed = false;
    bool m_ended = false;
};

} // namespace etagere::tags
