// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QPlainTextEdit>

namespace etagere::ui {

/// The system's fixed font in the size of the text beside it.
[[nodiscard]] QFont fixedFontBeside(const QFont &font);

/// Recorded text to be read, searched with the eyes and copied, in the fixed font. Plain text,
/// never markup; Tab leaves it.
class TextView final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit TextView(QWidget *parent = nullptr);
    /// Lines as they are, with a scroll bar; otherwise they are wrapped.
    void setAligned(bool aligned);
    /// Four lines; it takes whatever more there is.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void matchFont();
};

} // namespace etagere::ui
