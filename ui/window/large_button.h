// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QAbstractButton>

namespace etagere::ui {

/// A way to begin: an icon, what it does in large letters, and a line on it below. Drawn as a
/// button of the style, so that focus, hover and every scale look as they do elsewhere.
class LargeButton final : public QAbstractButton {
    Q_OBJECT
public:
    LargeButton(const QString &text, const QString &description, QWidget *parent = nullptr);
    void setDescription(const QString &description);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] int gap() const;
    QString m_description;
};

} // namespace etagere::ui
