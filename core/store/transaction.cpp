// SPDX-License-Identifier: Apache-2.0
#include "core/store/transaction.h"

#include <utility>

namespace etagere::store {

Result<Transaction, StoreError> Transaction::begin(Database &database) {
    if (auto ok = database.execute("BEGIN IMMEDIATE"); !ok)
        return Failure<StoreError>(ok.error());
    return Transaction(database);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction &Transaction::operator=(Transaction &&other) noexcept {
    std::swap(m_database, other.m_database);
    return *this;
}

Transaction::~Transaction() {
    // When SQLite has already undone it, this fails, and nothing is left to do.
    if (m_database != nullptr)
        static_cast<void>(m_database->execute("ROLLBACK"));
}

Result<void, StoreError> Transaction::commit() {
    auto done = m_database->execute("COMMIT");
    if (done)
        m_database = nullptr;
    return done;
}

Result<Snapshot, StoreError> Snapshot::begin(const Database &database) {
    auto statement = database.prepare("BEGIN");
    if (!statement)
        return Failure<StoreError>(statement.error());
    if (auto done = statement->run(); !done)
        return Failure<StoreError>(done.error());
    return Snapshot(database);
}

Snapshot::Snapshot(Snapshot &&other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Snapshot &Snapshot::operator=(Snapshot &&other) noexcept {
    std::swap(m_database, other.m_database);
    return *this;
}

Snapshot::~Snapshot() {
    if (m_database == nullptr)
        return;
    if (auto statement = m_database->prepare("ROLLBACK"))
        static_cast<void>(statement->run());
}

} // namespace etagere::store
