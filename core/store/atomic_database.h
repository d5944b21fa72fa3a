// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <filesystem>
#include <optional>

namespace etagere::store {

/// Makes a database file whole or not at all: in a temporary neighbour that replaces
/// `path` on commit(). Destroyed without a commit, it leaves what was at `path` untouched.
/// A file that is replaced keeps its mode.
class AtomicDatabase {
public:
    [[nodiscard]] static Result<AtomicDatabase, StoreError>
    create(const std::filesystem::path &path);
    AtomicDatabase(AtomicDatabase &&other) noexcept;
    AtomicDatabase &operator=(AtomicDatabase &&other) noexcept;
    ~AtomicDatabase();

    /// Invalid after commit(). Statements made from it must be gone by then.
    [[nodiscard]] Database &database() noexcept { return *m_database; }
    [[nodiscard]] Result<void, StoreError> commit();

private:
    AtomicDatabase(std::filesystem::path path, std::filesystem::path temporary);
    [[nodiscard]] Result<void, StoreError> open();
    std::optional<Database> m_database;
    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< empty once nothing is left to remove
};

} // namespace etagere::store
