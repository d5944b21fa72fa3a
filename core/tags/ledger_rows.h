// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/observation.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::tags {

/// What makes an observation of a capture the same one when it is recorded again, with the row of
/// its URL. Borrows the value.
struct Sameness {
    static constexpr std::int64_t unknownTime = std::numeric_limits<std::int64_t>::min();

    std::int64_t url = 0;
    std::int64_t entry = 0;
    std::int64_t time = unknownTime; ///< microseconds since 1970
    Validator validator = Validator::ETag;
    std::string_view value{};
    friend bool operator==(const Sameness &, const Sameness &) = default;
};

/// One observation on its way into the ledger's table. Borrows.
struct LedgerRow {
    Sameness same{};
    std::int64_t visitor = 0;
    std::int64_t bodyBytes = -1;
    const Observation *seen = nullptr;
};

/// The smallest and the largest number of some.
struct Range {
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    void take(std::int64_t number) noexcept {
        first = number < first ? number : first;
        last = number > last ? number : last;
    }
};

/// Observations of one capture, each once, in the order in which they came.
class LedgerRows {
public:
    /// Leaves none, and room for `count` at most, fewer than 2^31.
    void restart(std::size_t count);
    /// Unless it is there.
    void add(const LedgerRow &row);
    /// What the ledger has already is not new.
    void strike(const Sameness &known) noexcept;
    /// Those that were not struck. Valid until restart(); nothing may be added or struck after it.
    [[nodiscard]] std::span<const LedgerRow> takeNew();

    [[nodiscard]] bool isEmpty() const noexcept { return m_rows.empty(); }
    [[nodiscard]] Range entries() const noexcept;
    [[nodiscard]] Range times() const noexcept;

private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t row = empty;
    };
    static constexpr std::uint32_t empty = 0xffff'ffff;
    [[nodiscard]] Slot &slotOf(const Sameness &same) noexcept;

    std::vector<LedgerRow> m_rows;
    std::vector<Slot> m_slots; ///< open addressing, at most half full
};

} // namespace etagere::tags
