// SPDX-License-Identifier: Apache-2.0
#include "core/explain/error_text.h"

#include "core/explain/message.h"

#include <array>
#include <cerrno>
#include <system_error>

namespace etagere::explain {

namespace {

struct SystemRow {
    int error = 0;
    Message text;
};

// The errors that people meet, so that they can be translated; the system words the others.
constexpr std::array systemErrors{
    SystemRow{ENOENT, ETAGERE_TEXT("errors", "no such file or directory")},
    SystemRow{EACCES, ETAGERE_TEXT("errors", "permission denied")},
    SystemRow{EPERM, ETAGERE_TEXT("errors", "not permitted")},
    SystemRow{EISDIR, ETAGERE_TEXT("errors", "it is a directory")},
    SystemRow{ENOTDIR, ETAGERE_TEXT("errors", "a part of its path is no directory")},
    SystemRow{ENOSPC, ETAGERE_TEXT("errors", "no space left on device")},
    SystemRow{EROFS, ETAGERE_TEXT("errors", "the file system is read-only")},
    SystemRow{EMFILE, ETAGERE_TEXT("errors", "too many open files")},
    SystemRow{EFBIG, ETAGERE_TEXT("errors", "the file is too large")},
    SystemRow{EIO, ETAGERE_TEXT("errors", "the device reports an error")},
    SystemRow{ENOMEM, ETAGERE_TEXT("errors", "not enough memory")},
};

constexpr Message unknownError = ETAGERE_TEXT("errors", "unknown error");

constexpr std::array steps{
    ETAGERE_TEXT("errors", "%1 cannot be opened: %2"),
    ETAGERE_TEXT("errors", "%1 cannot be read: %2"),
    ETAGERE_TEXT("errors", "%1 cannot be read: %2"),
    ETAGERE_TEXT("errors", "%1 cannot be read: %2"),
    ETAGERE_TEXT("errors", "%1 cannot be written: %2"),
    ETAGERE_TEXT("errors", "%1 cannot be replaced: %2"),
};
static_assert(steps.size() == static_cast<std::size_t>(FileError::Step::Replace) + 1);

constexpr std::array storeErrors{
    ETAGERE_TEXT("errors", "%1 cannot be opened: %2"),
    ETAGERE_TEXT("errors", "%1 is no database"),
    ETAGERE_TEXT("errors", "%1 was made by a later version of Etagere; update Etagere to use it"),
    ETAGERE_TEXT("errors", "%1 is a database of another program"),
    ETAGERE_TEXT("errors", "%1 is in use by another program; try again later"),
    ETAGERE_TEXT("errors", "%1 is damaged; move it away and start a new one"),
    ETAGERE_TEXT("errors", "there is no space left to write %1"),
    ETAGERE_TEXT("errors", "%1 holds what contradicts itself; move it away and start a new one"),
    ETAGERE_TEXT("errors", "%1 cannot be reached: %2"),
    ETAGERE_TEXT("errors", "%1 did not answer in time; \"?timeout=SECONDS\" behind the address "
                           "gives it longer"),
    ETAGERE_TEXT("errors", "%1 refuses: the user or the password is wrong, or the user may not do "
                           "that (ClickHouse error %3)"),
    ETAGERE_TEXT("errors", "%1: the server has no such database; create it there first"),
    ETAGERE_TEXT("errors", "%1 is too old; ClickHouse 18.16 or later is needed"),
    ETAGERE_TEXT("errors", "%1 does not answer as ClickHouse does; the address must be that of its "
                           "HTTP interface, usually port 8123"),
    ETAGERE_TEXT("errors", "%1: a server of the cluster is away, is not configured, or has no "
                           "ledger yet; run \"etagere ledger info\" with each server's own address "
                           "(ClickHouse error %3)"),
    ETAGERE_TEXT("errors", "%1 names a cluster; erase on each of its servers by its own address"),
    ETAGERE_TEXT("errors", "%1 cannot be used (ClickHouse error %3; the server's log says more)"),
    ETAGERE_TEXT("errors", "%1 cannot be used (SQLite error %3)"),
};
static_assert(storeErrors.size() == static_cast<std::size_t>(store::StoreError::Kind::Other) + 1);

} // namespace

std::string systemErrorText(int systemError) {
    for (const SystemRow &row : systemErrors) {
        if (row.error == systemError)
            return text(row.text);
    }
    return systemError == 0 ? text(unknownError)
                            : std::error_code(systemError, std::generic_category()).message();
}

std::string sentenceOf(const FileError &error) {
    return text(steps[static_cast<std::size_t>(error.step)], error.path.string(),
                systemErrorText(error.systemError));
}

std::string sentenceOf(const store::StoreError &error, std::string_view path) {
    return text(storeErrors[static_cast<std::size_t>(error.kind)], path,
                systemErrorText(error.systemError), std::to_string(error.code));
}

} // namespace etagere::explain
