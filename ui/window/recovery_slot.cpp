// SPDX-License-Identifier: Apache-2.0
#include "ui/window/recovery_slot.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

namespace etagere::ui {

namespace {

constexpr int mostWindows = 16; ///< at once; further ones keep nothing

} // namespace

RecoverySlot::RecoverySlot() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) +
                           QStringLiteral("/unsaved");
    if (!QDir().mkpath(folder))
        return;
    // It holds what somebody browsed.
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (int i = 1; i <= mostWindows; ++i) {
        const QString path = QStringLiteral("%1/window-%2").arg(folder).arg(i);
        auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
        lock->setStaleLockTime(0); // stale only when its process is gone
        if (!lock->tryLock())
            continue;
        m_lock = std::move(lock);
        m_path = path;
        return;
    }
}

} // namespace etagere::ui
