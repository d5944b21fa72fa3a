// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace etagere::ui {

/// Says whose page is in the user's hands while an audit waits, and takes it back. Hidden while
/// none is.
class HandStrip final : public QWidget {
    Q_OBJECT
public:
    explicit HandStrip(QWidget *parent = nullptr);

    /// Shows itself. `visitor`: "A".
    void handOver(const QString &visitor);
    /// Hides itself; nothing is told.
    void end();

Q_SIGNALS:
    void given();

private:
    QLabel *m_words = nullptr;
    QPushButton *m_give = nullptr;
};

} // namespace etagere::ui
