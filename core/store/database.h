// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/error.h"
#include "core/store/statement.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;

namespace etagere::store {

enum class OpenMode : std::uint8_t {
    /// A file that nobody writes while it is open, such as a document that is only ever replaced
    /// as a whole: neither locked nor accompanied by journals, whatever its bytes claim.
    Frozen,
    ReadOnly,
    ReadWrite,
    Create ///< ReadWrite, and made when it is not there
};

struct OpenOptions {
    OpenMode mode = OpenMode::ReadOnly;
    bool ownerOnly = false; ///< a file that is made gets mode 0600, and so do its journals
    std::chrono::milliseconds busyTimeout{5000};
};

/// One connection to an SQLite database, set up so that neither a hostile file nor a hostile schema
/// does more than fail: no triggers, views, extensions or attached files, no trusted schema, no
/// memory mapping, sizes of cells checked. Foreign keys are on. One thread at a time.
class Database {
public:
    /// Only regular files are opened; the path is never read as a URI.
    [[nodiscard]] static Result<Database, StoreError> open(const std::filesystem::path &path,
                                                           const OpenOptions &options);
    [[nodiscard]] static Result<Database, StoreError> inMemory();
    /// An unnamed database that spills to disk when it grows and is gone when closed.
    [[nodiscard]] static Result<Database, StoreError> temporary();

    /// Runs one or more statements without parameters and drops their rows.
    [[nodiscard]] Result<void, StoreError> execute(const std::string &sql);
    [[nodiscard]] Result<Statement, StoreError> prepare(std::string_view sql) const;
    /// INSERT INTO `table` with one parameter per column; fill it with Statement::run().
    [[nodiscard]] Result<Statement, StoreError>
    prepareInsert(std::string_view table, std::initializer_list<std::string_view> columns) const;
    /// The integer in the first column of the first row; 0 when there is no row or no integer.
    [[nodiscard]] Result<std::int64_t, StoreError> number(std::string_view sql) const;
    /// Rows that the last INSERT, UPDATE or DELETE touched.
    [[nodiscard]] std::int64_t changes() const noexcept;
    /// For databases that several programs write at once; stays so once it is. Waits as long as
    /// `patience` for the others.
    [[nodiscard]] Result<void, StoreError>
    startWriteAheadLog(std::chrono::milliseconds patience = OpenOptions{}.busyTimeout);
    /// Copies everything into `target`, which loses what it had.
    [[nodiscard]] Result<void, StoreError> copyTo(Database &target) const;

private:
    struct Close {
        void operator()(sqlite3 *handle) const noexcept;
    };
    explicit Database(sqlite3 *handle) noexcept
        : m_handle(handle) {}
    [[nodiscard]] static Result<Database, StoreError> connect(const std::string &name, int flags);
    [[nodiscard]] Result<bool, StoreError> switchToWriteAheadLog() const;

    std::unique_ptr<sqlite3, Close> m_handle;
};

} // namespace etagere::store
