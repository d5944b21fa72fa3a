// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"
#include "core/tags/ledger_writer.h"
#include "core/tags/sqlite_ledger.h"

#include <algorithm>

namespace etagere::tags {

using store::StoreError;

Result<std::uint64_t, StoreError> SqliteLedger::record(const traffic::Traffic &traffic,
                                                       std::span<const Observation> observations,
                                                       const Recording &recording) {
    constexpr std::size_t batchSize = 200'000;
    auto writer = LedgerWriter::make(m_database, traffic, recording);
    if (!writer)
        return Failure<StoreError>(writer.error());
    std::uint64_t added = 0;
    while (!observations.empty()) {
        const auto now = observations.first(std::min(batchSize, observations.size()));
        observations = observations.subspan(now.size());
        auto transaction = store::Transaction::begin(m_database);
        if (!transaction)
            return Failure<StoreError>(transaction.error());
        const auto written = writer->write(now);
        if (!written)
            return written;
        if (auto done = transaction->commit(); !done)
            return Failure<StoreError>(done.error());
        added += *written;
    }
    if (auto applied = applyRetention(recording.now); !applied)
        return Failure<StoreError>(applied.error());
    return added;
}

} // namespace etagere::tags
