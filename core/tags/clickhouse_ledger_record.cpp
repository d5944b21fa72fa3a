// SPDX-License-Identifier: Apache-2.0
#include "core/tags/clickhouse_ledger.h"
#include "core/tags/clickhouse_sql.h"

#include <xxhash.h>

#include <algorithm>
#include <set>
#include <vector>

namespace etagere::tags {

namespace {

using store::StoreError;

LedgerEntry entryOf(const traffic::Traffic &traffic, const Observation &seen) {
    LedgerEntry entry;
    entry.origin = traffic.originText(seen.origin);
    entry.site = traffic.siteText(seen.origin);
    entry.url = traffic.urlText(seen.url);
    entry.visitor =
        seen.visitor.isValid() ? traffic.visitor(seen.visitor).name : std::string_view{};
    entry.source = sourceNameOf(traffic, seen);
    entry.validator = seen.validator;
    entry.sentBack = seen.sentBack;
    entry.status = seen.status;
    entry.value = seen.value;
    entry.when = seen.when;
    entry.bodyBytes = traffic.exchange(seen.exchange).contentBytes;
    return entry;
}

/// The same for the same observations, so that one that is sent again is told from another one.
std::uint64_t recordingOf(const std::vector<ObservationKey> &keys, Instant now) {
    return XXH3_64bits_withSeed(keys.data(), keys.size() * sizeof(ObservationKey),
                                static_cast<XXH64_hash_t>(now.time_since_epoch().count()));
}

/// Those whose rows a recording brought and no earlier one had; the origins spare the server the
/// rest of the ledger, unless they are too many to name.
std::string countNew(const ClickHouseAddress &address, std::uint64_t recording,
                     const std::set<std::string_view> &origins) {
    constexpr std::size_t mostNamed = 1000;
    std::string sql = "SELECT count() FROM " + clickhouse::tableFor(address) +
                      " FINAL WHERE recording = " + std::to_string(recording);
    if (origins.size() <= mostNamed) {
        std::string names;
        for (const std::string_view origin : origins)
            names.append(names.empty() ? "" : ", ").append(clickhouse::literal(origin));
        sql += " AND origin IN (" + names + ")";
    }
    return sql + " FORMAT TabSeparated";
}

} // namespace

Result<std::uint64_t, StoreError>
ClickHouseLedger::record(const traffic::Traffic &traffic, std::span<const Observation> observations,
                         const Recording &recording) {
    constexpr std::size_t batchRows = 20'000;
    constexpr std::size_t batchBytes = std::size_t{16} << 20U;
    if (observations.empty())
        return 0;
    std::vector<ObservationKey> keys;
    keys.reserve(observations.size());
    for (const Observation &seen : observations)
        keys.push_back(keyOf(traffic, seen));
    const std::uint64_t id = recordingOf(keys, recording.now);
    std::set<std::string_view> origins;
    std::string rows;
    for (std::size_t i = 0; i < observations.size(); ++i) {
        ClickHouseRow row{keys[i], entryOf(traffic, observations[i]), i, id};
        row.entry.recordedAt = recording.now;
        const std::string digest =
            recording.bodyDigest ? recording.bodyDigest(observations[i].exchange) : std::string{};
        row.entry.bodyDigest = digest;
        origins.insert(row.entry.origin);
        appendRowBinary(rows, row);
        const bool isLast = i + 1 == observations.size();
        if (!isLast && (i + 1) % batchRows != 0 && rows.size() < batchBytes)
            continue;
        // A cluster's server passes on what is others' before it answers.
        const auto sent =
            ask({clickhouse::insertRows(m_address), "insert_distributed_sync=1", rows}, 1,
                [](const auto &) { return true; });
        if (!sent)
            return Failure<StoreError>(sent.error());
        rows.clear();
    }
    const auto added = number(countNew(m_address, id, origins));
    if (!added)
        return Failure<StoreError>(added.error());
    return static_cast<std::uint64_t>(*added);
}

} // namespace etagere::tags
