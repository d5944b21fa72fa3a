// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace etagere::store {

namespace {

struct Limit {
    int id = 0;
    int value = 0;
};

// What our own statements need, and a hostile schema must not exceed.
constexpr std::array limits{
    Limit{SQLITE_LIMIT_SQL_LENGTH, 65536}, Limit{SQLITE_LIMIT_COLUMN, 64},
    Limit{SQLITE_LIMIT_EXPR_DEPTH, 32},    Limit{SQLITE_LIMIT_COMPOUND_SELECT, 4},
    Limit{SQLITE_LIMIT_VDBE_OP, 25000},    Limit{SQLITE_LIMIT_ATTACHED, 1},
    Limit{SQLITE_LIMIT_TRIGGER_DEPTH, 1},  Limit{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 4096},
    Limit{SQLITE_LIMIT_WORKER_THREADS, 0}, Limit{SQLITE_LIMIT_VARIABLE_NUMBER, 64}};

void harden(sqlite3 *handle) noexcept {
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
    for (const Limit &limit : limits)
        sqlite3_limit(handle, limit.id, limit.value);
}

bool isUnreserved(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
           c == '.' || c == '-' || c == '_';
}

// Only a URI can say "immutable"; every byte that could mean something else in one is escaped.
std::string frozenUri(const std::string &absolutePath) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = "file://";
    for (const char c : absolutePath) {
        if (isUnreserved(c)) {
            uri += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        uri += '%';
        uri += digits[byte >> 4U];
        uri += digits[byte & 15U];
    }
    return uri + "?immutable=1";
}

int flagsFor(OpenMode mode) noexcept {
    switch (mode) {
    case OpenMode::Frozen:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case OpenMode::ReadOnly:
        return SQLITE_OPEN_READONLY;
    case OpenMode::ReadWrite:
        return SQLITE_OPEN_READWRITE;
    case OpenMode::Create:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return SQLITE_OPEN_READONLY;
}

Result<void, StoreError> makeFile(const std::string &path, mode_t permissions) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, permissions);
    if (descriptor >= 0)
        ::close(descriptor);
    else if (errno != EEXIST)
        return Failure<StoreError>(errorFromSystem(errno));
    return {};
}

// SQLite would wait for a pipe's writer, and take a folder for a broken disk.
Result<void, StoreError> checkIsFile(const std::string &path) {
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0)
        return Failure<StoreError>(errorFromSystem(errno));
    if (!S_ISREG(facts.st_mode))
        return Failure<StoreError>(errorFromSystem(S_ISDIR(facts.st_mode) ? EISDIR : EINVAL));
    return {};
}

} // namespace

void Database::Close::operator()(sqlite3 *handle) const noexcept { sqlite3_close_v2(handle); }

Result<Database, StoreError> Database::connect(const std::string &name, int flags) {
    sqlite3 *handle = nullptr;
    // One thread at a time, so nothing is locked: a tenth of what a bulk insert would take.
    const int code = sqlite3_open_v2(name.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    Database database(handle);
    if (code != SQLITE_OK) {
        StoreError error = errorFrom(handle != nullptr ? sqlite3_extended_errcode(handle) : code);
        error.systemError = handle != nullptr ? sqlite3_system_errno(handle) : 0;
        return Failure<StoreError>(error);
    }
    harden(handle);
    return database;
}

Result<Database, StoreError> Database::open(const std::filesystem::path &path,
                                            const OpenOptions &options) {
    // An absolute path begins with a slash, so that SQLite takes it for nothing else.
    std::error_code problem;
    const std::string name = std::filesystem::absolute(path, problem).string();
    if (problem || path.empty())
        return Failure<StoreError>(errorFromSystem(path.empty() ? ENOENT : problem.value()));
    if (options.mode == OpenMode::Create) {
        if (auto made = makeFile(name, options.ownerOnly ? 0600 : 0666); !made)
            return Failure<StoreError>(made.error());
    }
    if (auto file = checkIsFile(name); !file)
        return Failure<StoreError>(file.error());
    const bool frozen = options.mode == OpenMode::Frozen;
    auto database = connect(frozen ? frozenUri(name) : name, flagsFor(options.mode));
    if (!database)
        return database;
    sqlite3_busy_timeout(database->m_handle.get(), static_cast<int>(options.busyTimeout.count()));
    if (auto ready = database->execute("PRAGMA cell_size_check=ON; PRAGMA mmap_size=0"); !ready)
        return Failure<StoreError>(ready.error());
    return database;
}

Result<Database, StoreError> Database::inMemory() {
    return connect(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Result<Database, StoreError> Database::temporary() {
    return connect("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

Result<bool, StoreError> Database::switchToWriteAheadLog() const {
    auto pragma = prepare("PRAGMA journal_mode=WAL");
    if (!pragma)
        return Failure<StoreError>(pragma.error());
    const auto row = pragma->step();
    if (!row)
        return Failure<StoreError>(row.error());
    return *row && pragma->bytes(0) == "wal";
}

// Changing the journal mode needs the file alone, and SQLite does not wait for that by itself:
// two programs that open a new database at once would both fail without this.
Result<void, StoreError> Database::startWriteAheadLog(std::chrono::milliseconds patience) {
    constexpr std::chrono::milliseconds pause{10};
    for (auto waited = std::chrono::milliseconds{0};; waited += pause) {
        auto on = switchToWriteAheadLog();
        if (on && *on)
            return {};
        const bool busy = on || on.error().kind == StoreError::Kind::Busy;
        if (!busy || waited >= patience)
            return Failure<StoreError>(on ? errorFrom(SQLITE_BUSY) : on.error());
        sqlite3_sleep(static_cast<int>(pause.count()));
    }
}

Result<void, StoreError> Database::execute(const std::string &sql) {
    const int code = sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return Failure<StoreError>(errorFrom(code));
    return {};
}

Result<Statement, StoreError> Database::prepare(std::string_view sql) const {
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_handle.get(), sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return Failure<StoreError>(errorFrom(code));
    return Statement(statement);
}

Result<Statement, StoreError>
Database::prepareInsert(std::string_view table,
                        std::initializer_list<std::string_view> columns) const {
    std::string names;
    std::string marks;
    for (const std::string_view column : columns) {
        names.append(names.empty() ? "" : ",").append(column);
        marks.append(marks.empty() ? "?" : ",?");
    }
    return prepare("INSERT INTO " + std::string(table) + '(' + names + ")VALUES(" + marks + ')');
}

Result<std::int64_t, StoreError> Database::number(std::string_view sql) const {
    auto statement = prepare(sql);
    if (!statement)
        return Failure<StoreError>(statement.error());
    const auto row = statement->step();
    if (!row)
        return Failure<StoreError>(row.error());
    return *row ? statement->integer(0).value_or(0) : 0;
}

std::int64_t Database::changes() const noexcept { return sqlite3_changes64(m_handle.get()); }

Result<void, StoreError> Database::copyTo(Database &target) const {
    sqlite3_backup *backup =
        sqlite3_backup_init(target.m_handle.get(), "main", m_handle.get(), "main");
    if (backup == nullptr)
        return Failure<StoreError>(errorFrom(sqlite3_extended_errcode(target.m_handle.get())));
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE)
        return Failure<StoreError>(errorFrom(stepped));
    if (finished != SQLITE_OK)
        return Failure<StoreError>(errorFrom(finished));
    return {};
}

} // namespace etagere::store
