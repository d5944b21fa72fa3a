// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/error.h"
#include "core/tags/clickhouse_address.h"
#include "core/tags/ledger.h"

#include <string>
#include <string_view>
#include <vector>

/// The SQL of the ledger in ClickHouse: what 18.16 understands and later versions still do.
namespace etagere::tags::clickhouse {

/// In quotes, whatever its bytes.
[[nodiscard]] std::string literal(std::string_view text);

/// A pattern of LedgerFilter as a regular expression.
[[nodiscard]] std::string regexFrom(std::string_view pattern);

inline constexpr int schemaVersion = 1;
inline constexpr std::string_view localTable = "etagere_observation";
inline constexpr std::string_view settingTable = "etagere_setting";

/// Makes what is missing. Observations lie on each server in a table of its own; of a cluster,
/// tables over all of them stand beside, sharded by origin: so that an origin's are together,
/// and each server answers for its origins alone.
[[nodiscard]] std::vector<std::string> schemaFor(const ClickHouseAddress &address);

/// The table to read and write: this server's, or the cluster's.
[[nodiscard]] std::string tableFor(const ClickHouseAddress &address);

/// The columns follow in the order of appendRowBinary().
[[nodiscard]] std::string insertRows(const ClickHouseAddress &address);

/// The columns are those of listFields, in order.
[[nodiscard]] std::string listRows(const ClickHouseAddress &address, const LedgerFilter &filter);
inline constexpr std::size_t listFields = 13;

/// observations, first, last, tags, origins, visitors.
[[nodiscard]] std::string countAll(const ClickHouseAddress &address);
inline constexpr std::size_t countFields = 6;

/// Both of LedgerAnalysis, in its order; one field per member.
[[nodiscard]] std::string urlVariation(const ClickHouseAddress &address, Validator validator);
[[nodiscard]] std::string originDiversity(const ClickHouseAddress &address, Validator validator);
inline constexpr std::size_t urlFields = 11;
inline constexpr std::size_t originFields = 8;

/// What EraseScope means, for WHERE.
[[nodiscard]] std::string conditionOf(const EraseScope &scope);

/// Why the server refused, from the text that it answered.
[[nodiscard]] store::StoreError errorFrom(std::string_view answer) noexcept;

/// From 18.16 on; false for what is no version.
[[nodiscard]] bool isRecentEnough(std::string_view version) noexcept;

} // namespace etagere::tags::clickhouse
