// SPDX-License-Identifier: Apache-2.0
#include "core/live/browser_user.h"

#include <pwd.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <limits>

namespace etagere::live {

namespace {

/// Neither root nor "unchanged", which setuid() takes for -1.
std::optional<unsigned> unprivilegedId(std::string_view text) {
    unsigned id = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (failure != std::errc{} || end != text.data() + text.size() || id == 0 ||
        id == std::numeric_limits<unsigned>::max())
        return std::nullopt;
    return id;
}

std::string_view variable(const char *name) {
    const char *value = std::getenv(name);
    return value == nullptr ? std::string_view{} : std::string_view(value);
}

} // namespace

Result<std::optional<BrowserUser>, BrowserError> chooseBrowserUser(const Caller &caller) {
    if (caller.user != 0)
        return std::optional<BrowserUser>{};
    const auto user = unprivilegedId(caller.sudoUser);
    const auto group = unprivilegedId(caller.sudoGroup);
    if (user && group)
        return BrowserUser{*user, *group};
    const passwd *nobody = ::getpwnam("nobody");
    if (nobody == nullptr || nobody->pw_uid == 0 || nobody->pw_gid == 0)
        return Failure<BrowserError>({BrowserError::Kind::NoUser, "nobody"});
    return BrowserUser{nobody->pw_uid, nobody->pw_gid};
}

Result<std::optional<BrowserUser>, BrowserError> chooseBrowserUser() {
    return chooseBrowserUser({::geteuid(), variable("SUDO_UID"), variable("SUDO_GID")});
}

} // namespace etagere::live
