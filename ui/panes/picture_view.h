// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QPixmap>
#include <QtWidgets/QFrame>

namespace etagere::ui {

/// A picture as large as there is room for, in its own proportions and never larger than it is.
class PictureView final : public QFrame {
    Q_OBJECT
public:
    explicit PictureView(QWidget *parent = nullptr);
    /// None when there is none.
    void setPicture(const QPixmap &picture);
    [[nodiscard]] const QPixmap &picture() const noexcept { return m_picture; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPixmap m_picture;
};

} // namespace etagere::ui
