// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/kept_place.h"

#include <QtCore/QDateTime>
#include <QtCore/QStandardPaths>

#include "ui/models/text.h"

namespace etagere::ui {

std::filesystem::path keptPlace(const std::filesystem::path &chosen, const QString &part) {
    std::filesystem::path base = chosen;
    if (base.empty())
        base =
            toUtf8(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + u'/' + part);
    return base /
           toUtf8(QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz")));
}

} // namespace etagere::ui
