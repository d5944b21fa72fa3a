// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>

namespace etagere::store {

/// Why a database could not be opened, read or written.
struct StoreError {
    enum class Kind : std::uint8_t {
        CannotOpen,    ///< no such file, no permission, or no regular file
        NotADatabase,  ///< other bytes, or an encrypted file
        NewerSchema,   ///< made by a later version of this program; `version` is the one found
        ForeignSchema, ///< a database of another program
        Busy,          ///< another program held it for longer than the busy timeout
        Corrupt,
        Full,
        Constraint,
        Unreachable,    ///< no server there; `code` is not 0 when there was one that closed early
        ServerTimedOut, ///< it was silent for too long
        NotAllowed,     ///< it does not know the user, the password is wrong, or rights are missing
        NoSuchDatabase,
        OldServer,      ///< of a version that cannot do what is needed
        NotClickHouse,  ///< it answers, but not as such a server does
        ShardMissing,   ///< another server of its cluster is away or has no tables yet
        NeedsOneServer, ///< a cluster cannot be asked that, only each of its servers
        ServerError,    ///< `code` is the server's
        Other
    };
    Kind kind = Kind::Other;
    int code = 0;        ///< SQLite's extended result code, or the server's; 0 when it has none
    int systemError = 0; ///< errno where a system call failed, else 0
    int version = 0; ///< the schema version that was found or being made; 0 outside of migrations
};

/// What an SQLite result code, extended or not, means to a caller.
[[nodiscard]] StoreError errorFrom(int sqliteCode) noexcept;

/// A failed system call, by errno: Full when there is no room, else CannotOpen.
[[nodiscard]] StoreError errorFromSystem(int systemError) noexcept;

} // namespace etagere::store
