// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QDialog>

#include <string>
#include <string_view>

class QPlainTextEdit;

namespace etagere::ui {

/// What the user has to say about one exchange. Ctrl+Return keeps it; an empty note is none.
class NoteDialog final : public QDialog {
    Q_OBJECT
public:
    /// `about` names the exchange, as recorded.
    NoteDialog(std::string_view about, std::string_view note, QWidget *parent = nullptr);
    [[nodiscard]] std::string note() const;

private:
    QPlainTextEdit *m_text = nullptr;
};

} // namespace etagere::ui
