// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

namespace etagere::store {

/// What is written between begin() and commit() happens whole or not at all: destroyed without a
/// commit, it is undone. Takes the write lock at once, so that a commit never waits in vain. The
/// database must outlive it.
class Transaction {
public:
    [[nodiscard]] static Result<Transaction, StoreError> begin(Database &database);
    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&other) noexcept;
    ~Transaction();
    /// After a failure the transaction is still open and is undone when destroyed.
    [[nodiscard]] Result<void, StoreError> commit();

private:
    explicit Transaction(Database &database) noexcept
        : m_database(&database) {}
    Database *m_database;
};

/// What is read while it lives is of one moment, whatever other programs write. The database must
/// outlive it.
class Snapshot {
public:
    [[nodiscard]] static Result<Snapshot, StoreError> begin(const Database &database);
    Snapshot(Snapshot &&other) noexcept;
    Snapshot &operator=(Snapshot &&other) noexcept;
    ~Snapshot();

private:
    explicit Snapshot(const Database &database) noexcept
        : m_database(&database) {}
    const Database *m_database;
};

} // namespace etagere::store
