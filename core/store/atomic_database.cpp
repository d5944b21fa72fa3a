// SPDX-License-Identifier: Apache-2.0
#include "core/store/atomic_database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace etagere::store {

namespace {

Failure<StoreError> systemFailure() { return Failure<StoreError>(errorFromSystem(errno)); }

mode_t modeFor(const std::filesystem::path &path) {
    struct stat before {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return ::stat(path.c_str(), &before) == 0 ? before.st_mode & 07777U : 0666U & ~mask;
}

Result<void, StoreError> sync(const std::filesystem::path &path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure();
    const bool synced = ::fsync(descriptor) == 0 || errno == EINVAL;
    const int problem = errno;
    ::close(descriptor);
    if (!synced)
        return Failure<StoreError>(errorFromSystem(problem));
    return {};
}

} // namespace

AtomicDatabase::AtomicDatabase(std::filesystem::path path, std::filesystem::path temporary)
    : m_path(std::move(path))
    , m_temporary(std::move(temporary)) {}

Result<AtomicDatabase, StoreError> AtomicDatabase::create(const std::filesystem::path &path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return Failure<StoreError>(errorFromSystem(EISDIR));
    auto name = path.string() + ".XXXXXX";
    const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor < 0)
        return systemFailure();
    ::close(descriptor);
    AtomicDatabase made(path, name);
    if (auto ok = made.open(); !ok)
        return Failure<StoreError>(ok.error());
    return made;
}

Result<void, StoreError> AtomicDatabase::open() {
    auto database = Database::open(m_temporary, {.mode = OpenMode::ReadWrite});
    if (!database)
        return Failure<StoreError>(database.error());
    m_database = std::move(*database);
    // Nobody else knows the file and a failure throws it away: no journal on disk, no locks, no
    // waiting.
    return m_database->execute("PRAGMA page_size=8192; PRAGMA journal_mode=MEMORY;"
                               "PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
                               "PRAGMA cache_size=-16384; PRAGMA secure_delete=OFF");
}

AtomicDatabase::AtomicDatabase(AtomicDatabase &&other) noexcept
    : m_database(std::exchange(other.m_database, std::nullopt))
    , m_path(std::move(other.m_path))
    , m_temporary(std::exchange(other.m_temporary, {})) {}

AtomicDatabase &AtomicDatabase::operator=(AtomicDatabase &&other) noexcept {
    std::swap(m_database, other.m_database);
    std::swap(m_path, other.m_path);
    std::swap(m_temporary, other.m_temporary);
    return *this;
}

AtomicDatabase::~AtomicDatabase() {
    m_database.reset();
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<void, StoreError> AtomicDatabase::commit() {
    m_database.reset();
    // Not before: the mode may forbid writing, to us as well.
    if (::chmod(m_temporary.c_str(), modeFor(m_path)) != 0)
        return systemFailure();
    if (auto synced = sync(m_temporary); !synced)
        return synced;
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return systemFailure();
    m_temporary.clear();
    return {};
}

} // namespace etagere::store
