// SPDX-License-Identifier: Apache-2.0
#include "ui/window/sample.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>

namespace etagere::ui {

QString sampleFile() {
    QFile inside(QStringLiteral(":/samples/shop.har"));
    if (!inside.open(QIODevice::ReadOnly))
        return {};
    const QByteArray bytes = inside.readAll();
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                           QStringLiteral("/samples");
    const QString path = folder + QStringLiteral("/shop.har");
    QFile there(path);
    if (there.open(QIODevice::ReadOnly) && there.readAll() == bytes)
        return path;
    there.close();
    QSaveFile file(path);
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly))
        return {};
    file.write(bytes);
    return file.commit() ? path : QString();
}

} // namespace etagere::ui
