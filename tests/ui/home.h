// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

namespace etagere::tests {

/// Settings and data of the test alone, in a folder that goes with it.
class Home {
public:
    Home() {
        qputenv("XDG_DATA_HOME", m_folder.filePath(QStringLiteral("data")).toLocal8Bit());
        qputenv("XDG_CONFIG_HOME", m_folder.filePath(QStringLiteral("config")).toLocal8Bit());
        QCoreApplication::setOrganizationName(QStringLiteral("etagere"));
        QCoreApplication::setApplicationName(QStringLiteral("desktop"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                           m_folder.filePath(QStringLiteral("config")));
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    /// Writes a file and returns its path.
    QString write(const QString &name, const QByteArray &bytes) const {
        QFile made(file(name));
        if (!made.open(QIODevice::WriteOnly) || made.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
        return file(name);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace etagere::tests
