// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/live/browser.h"
#include "core/live/browser_user.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace etagere::live {

/// A temporary folder for all that a browser writes, of mode 0700, deleted with this. Symbolic
/// links in it are not followed. It is this program's until it is handed over: whoever else runs as
/// the browser's user must not put a link where this program, as root, is about to write.
class BrowserFolder {
public:
    [[nodiscard]] static Result<BrowserFolder, BrowserError>
    create(const std::optional<BrowserUser> &user);
    BrowserFolder(BrowserFolder &&other) noexcept;
    BrowserFolder &operator=(BrowserFolder &&other) = delete;
    ~BrowserFolder() { remove(); }

    [[nodiscard]] const std::filesystem::path &path() const noexcept { return m_path; }
    /// Writes a file of mode 0600, before it is handed over; folders on the way are made.
    [[nodiscard]] Result<void, BrowserError> write(const std::filesystem::path &name,
                                                   std::string_view text);
    /// To the browser's user, with all that is in it.
    [[nodiscard]] Result<void, BrowserError> handOver();
    /// Now, for the case that a process still wrote to it at first.
    void remove();

private:
    BrowserFolder(std::filesystem::path path, std::optional<BrowserUser> user)
        : m_path(std::move(path))
        , m_user(user) {}

    std::filesystem::path m_path; ///< empty: moved away or removed
    std::optional<BrowserUser> m_user;
};

} // namespace etagere::live
