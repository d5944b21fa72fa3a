// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>

#include <cstdint>

namespace etagere::ui {

enum class Theme : std::uint8_t { System, Light, Dark };

/// What the user chose in the settings, kept between runs.
struct Preferences {
    Theme theme = Theme::System;
    int recentFiles = 10;         ///< how many are remembered; 0: none
    bool keepUnsaved = true;      ///< what was not saved is offered at the next start
    bool redactExports = true;    ///< what the export proposes
    bool partitionedCache = true; ///< of the embedded browser, by site, from the next start on
    friend bool operator==(const Preferences &, const Preferences &) = default;

    static constexpr int mostRecentFiles = 50;
};
[[nodiscard]] Preferences loadPreferences();
/// Forgets recent files beyond their new number.
void savePreferences(const Preferences &preferences);

/// The files opened last, the newest first, whether they are still there or not.
[[nodiscard]] QStringList recentFiles();
void addRecentFile(const QString &path);
void forgetRecentFiles();

/// Where the last file dialog was, if that is still there; else the user's documents, or home.
[[nodiscard]] QString lastFolder();
void rememberFolderOf(const QString &path);

} // namespace etagere::ui
