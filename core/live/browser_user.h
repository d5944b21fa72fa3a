// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/live/browser.h"

#include <sys/types.h>

#include <optional>
#include <string_view>

namespace etagere::live {

/// The user as whom a browser runs.
struct BrowserUser {
    uid_t user = 0;
    gid_t group = 0;
};

/// Who this program runs as, as far as that decides about the browser's user.
struct Caller {
    uid_t user = 0;
    std::string_view sudoUser;  ///< of SUDO_UID; empty: not set
    std::string_view sudoGroup; ///< of SUDO_GID
};

/// None: the browser runs as this program does, which is not root. Run by root, it is who called
/// sudo, or else "nobody": a browser's sandbox does not work for root, and a page that breaks out
/// must not find itself as root. NoUser when there is neither.
[[nodiscard]] Result<std::optional<BrowserUser>, BrowserError>
chooseBrowserUser(const Caller &caller);
/// Of this process.
[[nodiscard]] Result<std::optional<BrowserUser>, BrowserError> chooseBrowserUser();

} // namespace etagere::live
