// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/outcome.h"
#include "core/cache/rule.h"
#include "core/replay/recorded.h"
#include "core/session/query.h"

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How a query looks inside: shared by the files that read it, complete it and run it.
namespace etagere::session {

/// is:
enum class Mark : std::uint8_t { Inferred, Flagged, Noted, Flushed, Count };
/// has:
enum class Part : std::uint8_t { ETag, LastModified, Vary, Cookie, Body, Note, Count };

/// Whole numbers from `least` to `most`, both included. Sizes are bytes, ages seconds.
struct NumberRange {
    static constexpr std::int64_t end = std::numeric_limits<std::int64_t>::max();
    std::int64_t least = 0;
    std::int64_t most = end;
    [[nodiscard]] constexpr bool holds(std::int64_t number) const noexcept {
        return number >= least && number <= most;
    }
};

/// One term that was understood. It holds when one of its values does.
struct QueryTerm {
    /// Bits by the number of a value in its enum; those of recorded: count on with Comparison.
    static constexpr std::size_t mostValues = 192;
    static constexpr std::size_t firstComparison =
        static_cast<std::size_t>(replay::Recorded::Count);
    static_assert(static_cast<std::size_t>(cache::Rule::Count) <= mostValues);

    QueryKey key = QueryKey::Words;
    bool negated = false;
    std::vector<std::string> texts; ///< in lower case (ASCII)
    std::vector<NumberRange> ranges;
    std::bitset<mostValues> values;
};

struct Query::Parts {
    std::vector<QueryTerm> terms;
    std::vector<QueryError> errors;
};

/// A word of a query's text, not yet understood. Borrows from it.
struct QueryWord {
    std::string_view text; ///< with minus, quotes and all
    bool negated = false;
    bool openQuote = false;
    /// Before the colon; not set for a word without key.
    std::optional<std::string_view> key;
    std::string_view value; ///< as written; all but the minus for a word without key
};
/// Cuts at blanks outside of quotes.
[[nodiscard]] std::vector<QueryWord> queryWordsOf(std::string_view query);

/// One value of a list, with its quotes and escapes undone, and where it stands in what was cut.
struct QueryValue {
    std::string text;
    std::string_view written;
};
/// Cuts at commas outside of quotes; empty ones are left out.
[[nodiscard]] std::vector<QueryValue> queryValuesOf(std::string_view written);
/// The same for a word without key, in which commas are text.
[[nodiscard]] QueryValue unquoted(std::string_view written);

/// The spelling of a key; empty for Words.
[[nodiscard]] std::string_view nameOf(QueryKey key) noexcept;
[[nodiscard]] std::optional<QueryKey> queryKeyFrom(std::string_view name) noexcept;

/// The names that a key takes, in the order of its enum; for recorded: the comparisons too. Empty
/// for keys that take texts or numbers. Those of outcome: end with hit and miss, which stand for
/// several.
[[nodiscard]] std::vector<std::string_view> namesFor(QueryKey key);

/// "200", "4xx", ">=10k", "5m..1h" as the key counts: sizes by k, M and G, ages by s, m, h and d.
[[nodiscard]] std::optional<NumberRange> numberRangeFrom(QueryKey key, std::string_view text);
[[nodiscard]] bool takesNumbers(QueryKey key) noexcept;

/// Of the names the one most like a mistyped one; empty when none is near.
[[nodiscard]] std::string_view nearest(std::string_view mistyped,
                                       const std::vector<std::string_view> &names);

} // namespace etagere::session
