// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QWidget>

namespace etagere::ui {

/// Lies over the window while files are dragged above it, and says what dropping them does.
class DropHint final : public QWidget {
    Q_OBJECT
public:
    explicit DropHint(QWidget &window);
    void showFor(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
};

} // namespace etagere::ui
