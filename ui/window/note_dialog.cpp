// SPDX-License-Identifier: Apache-2.0
#include "ui/window/note_dialog.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"

namespace etagere::ui {

namespace {

constexpr std::size_t aboutLimit = 160;
constexpr int widthCharacters = 64;
constexpr int heightLines = 14;

} // namespace

NoteDialog::NoteDialog(std::string_view about, std::string_view note, QWidget *parent)
    : QDialog(parent)
    , m_text(new QPlainTextEdit(this)) {
    setObjectName(QStringLiteral("note"));
    setWindowTitle(tr("Note"));
    auto *label = new QLabel(shown(about, aboutLimit), this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    m_text->setAccessibleName(tr("Note"));
    m_text->setPlainText(fromUtf8(note));
    m_text->setTabChangesFocus(true);
    m_text->moveCursor(QTextCursor::End);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Keep the note"));
    buttons->button(QDialogButtonBox::Ok)->setToolTip(tr("Ctrl+Return"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *keep = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    connect(keep, &QShortcut::activated, this, &QDialog::accept);
    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(m_text, 1);
    column->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * widthCharacters,
           fontMetrics().lineSpacing() * heightLines);
    m_text->setFocus();
}

std::string NoteDialog::note() const { return toUtf8(m_text->toPlainText().trimmed()); }

} // namespace etagere::ui
