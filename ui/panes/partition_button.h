// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QToolButton>

class QAction;

namespace etagere::ui {

/// Says whether the cache is parted by site, always, and lets it be chosen.
class PartitionButton final : public QToolButton {
    Q_OBJECT
public:
    explicit PartitionButton(QWidget *parent = nullptr);
    /// How the engine runs, and how it is to run from the program's next start on.
    void setPartition(bool now, bool next);

Q_SIGNALS:
    /// By the user.
    void chosen(bool isPartitioned);

private:
    QAction *m_parted = nullptr;
    QAction *m_whole = nullptr;
};

} // namespace etagere::ui
