// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QLabel>

#include <cstddef>
#include <string_view>

class QAbstractButton;

namespace etagere::ui {

/// A label that shows what it is given as plain text, in as many lines as it needs, to be selected
/// and copied by mouse.
[[nodiscard]] QLabel *plainLabel(const QString &text, QWidget *parent);
/// The same as a heading.
[[nodiscard]] QLabel *headingLabel(const QString &text, QWidget *parent);

/// An author's text with its line ends, harmless otherwise, cut to `limit` bytes.
[[nodiscard]] QString authorsText(std::string_view text, std::size_t limit = 8000);

/// The words of a button that cannot break its own into lines: a press on them presses it.
class WordsOf final : public QLabel {
    Q_OBJECT
public:
    WordsOf(QAbstractButton &button, const QString &text, QWidget *parent);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    QAbstractButton &m_button;
};

} // namespace etagere::ui
