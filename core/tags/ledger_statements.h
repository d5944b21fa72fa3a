// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// What is asked while observations are recorded: each by a key, however large the ledger is.
namespace etagere::tags::ledger_statements {

/// The recordings of a source that may hold the same observations: source, last and first entry,
/// last and first time.
inline constexpr std::string_view overlapping =
    "SELECT first, last FROM recording WHERE source=? AND first_entry<=? AND last_entry>=?"
    " AND first_time<=? AND last_time>=?";
inline constexpr std::string_view rowsOf =
    "SELECT url, entry, time, kind, value FROM observation WHERE id BETWEEN ? AND ?";
/// Whether version 1 of the ledger recorded anything of the source, and whether it has the key.
inline constexpr std::string_view carried =
    "SELECT 1 FROM recording WHERE source=? AND first_entry IS NULL LIMIT 1";
inline constexpr std::string_view oldKey = "SELECT 1 FROM old_key WHERE key=?";
/// The last number that was given to an observation, erased or not.
inline constexpr std::string_view lastNumber =
    "SELECT last FROM recording ORDER BY first DESC LIMIT 1";
/// Whether something was recorded before a time.
inline constexpr std::string_view older =
    "SELECT EXISTS (SELECT 1 FROM recording WHERE recorded_at<?)";

} // namespace etagere::tags::ledger_statements
