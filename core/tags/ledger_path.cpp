// SPDX-License-Identifier: Apache-2.0
#include "core/tags/ledger.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

namespace etagere::tags {

namespace {

std::filesystem::path absoluteFrom(const char *variable) {
    const char *value = std::getenv(variable);
    const std::filesystem::path path = value != nullptr ? value : "";
    return path.is_absolute() ? path : std::filesystem::path{};
}

std::filesystem::path dataFolder() {
    if (auto folder = absoluteFrom("XDG_DATA_HOME"); !folder.empty())
        return folder;
    auto home = absoluteFrom("HOME");
    if (home.empty()) {
        const passwd *user = ::getpwuid(::getuid());
        home = user != nullptr ? user->pw_dir : "";
    }
    return home.empty() ? home : home / ".local" / "share";
}

} // namespace

std::filesystem::path defaultLedgerPath() {
    const auto folder = dataFolder();
    return folder.empty() ? folder : folder / "etagere" / "ledger.sqlite";
}

} // namespace etagere::tags
