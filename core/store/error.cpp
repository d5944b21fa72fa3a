// SPDX-License-Identifier: Apache-2.0
#include "core/store/error.h"

#include <sqlite3.h>

#include <cerrno>

namespace etagere::store {

namespace {

StoreError::Kind kindOf(int sqliteCode) noexcept {
    using Kind = StoreError::Kind;
    switch (sqliteCode & 0xff) {
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_AUTH:
        return Kind::CannotOpen;
    case SQLITE_NOTADB:
        return Kind::NotADatabase;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Kind::Busy;
    case SQLITE_CORRUPT:
        return Kind::Corrupt;
    case SQLITE_FULL:
        return Kind::Full;
    case SQLITE_CONSTRAINT:
        return Kind::Constraint;
    default:
        return Kind::Other;
    }
}

} // namespace

StoreError errorFrom(int sqliteCode) noexcept { return {kindOf(sqliteCode), sqliteCode, 0, 0}; }

StoreError errorFromSystem(int systemError) noexcept {
    const bool noRoom = systemError == ENOSPC || systemError == EDQUOT || systemError == EFBIG;
    return {noRoom ? StoreError::Kind::Full : StoreError::Kind::CannotOpen, 0, systemError, 0};
}

} // namespace etagere::store
