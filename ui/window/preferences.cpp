// SPDX-License-Identifier: Apache-2.0
#include "ui/window/preferences.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace etagere::ui {

namespace {

const QString themeKey = QStringLiteral("appearance/theme");
const QString recentCountKey = QStringLiteral("files/recent-count");
const QString recentKey = QStringLiteral("files/recent");
const QString folderKey = QStringLiteral("files/folder");
const QString keepKey = QStringLiteral("files/keep-unsaved");
const QString redactKey = QStringLiteral("export/redact");
const QString partitionedKey = QStringLiteral("browser/partitioned-cache");

QString nameOf(Theme theme) {
    switch (theme) {
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Dark:
        return QStringLiteral("dark");
    case Theme::System:
        break;
    }
    return QStringLiteral("system");
}

Theme themeFrom(const QString &name) {
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        if (nameOf(theme) == name)
            return theme;
    }
    return Theme::System;
}

void keepRecent(QStringList files, int most) {
    files.resize(std::min<qsizetype>(files.size(), most));
    QSettings().setValue(recentKey, files);
}

} // namespace

Preferences loadPreferences() {
    const QSettings settings;
    Preferences made;
    made.theme = themeFrom(settings.value(themeKey).toString());
    made.recentFiles = std::clamp(settings.value(recentCountKey, made.recentFiles).toInt(), 0,
                                  Preferences::mostRecentFiles);
    made.keepUnsaved = settings.value(keepKey, made.keepUnsaved).toBool();
    made.redactExports = settings.value(redactKey, made.redactExports).toBool();
    made.partitionedCache = settings.value(partitionedKey, made.partitionedCache).toBool();
    return made;
}

void savePreferences(const Preferences &preferences) {
    QSettings settings;
    settings.setValue(themeKey, nameOf(preferences.theme));
    settings.setValue(recentCountKey, preferences.recentFiles);
    settings.setValue(keepKey, preferences.keepUnsaved);
    settings.setValue(redactKey, preferences.redactExports);
    settings.setValue(partitionedKey, preferences.partitionedCache);
    keepRecent(recentFiles(), preferences.recentFiles);
}

QStringList recentFiles() { return QSettings().value(recentKey).toStringList(); }

void addRecentFile(const QString &path) {
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(whole);
    files.prepend(whole);
    keepRecent(files, loadPreferences().recentFiles);
}

void forgetRecentFiles() { QSettings().remove(recentKey); }

QString lastFolder() {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    for (const QString &folder : {QSettings().value(folderKey).toString(), documents}) {
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            return folder;
    }
    return QDir::homePath();
}

void rememberFolderOf(const QString &path) {
    QSettings().setValue(folderKey, QFileInfo(path).absolutePath());
}

} // namespace etagere::ui
