// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QLockFile>
#include <QtCore/QString>

#include <memory>

namespace etagere::ui {

/// A place of its own where one window keeps what was not saved. Windows that are open at once,
/// of this program or another one running, each have another; one that a crash left behind is taken
/// again first, so that its work is offered.
class RecoverySlot {
public:
    RecoverySlot();
    /// The file; empty when there is no place for it.
    [[nodiscard]] QString path() const { return m_path; }

private:
    std::unique_ptr<QLockFile> m_lock;
    QString m_path;
};

} // namespace etagere::ui
