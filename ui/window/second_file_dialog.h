// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QDialog>

#include <cstdint>
#include <string>
#include <vector>

class QComboBox;
class QLineEdit;
class QPushButton;
class QRadioButton;

namespace etagere::ui {

/// Asks what files that come while a capture is open are: something new, a later visit of a visitor
/// who is there, or the visit of another one.
class SecondFileDialog final : public QDialog {
    Q_OBJECT
public:
    enum class Answer : std::uint8_t { NewSession, SameVisitor, OtherVisitor };
    /// `visitors` are the names of those who are there, in order.
    SecondFileDialog(const QStringList &files, std::vector<std::string> visitors,
                     QWidget *parent = nullptr);
    [[nodiscard]] Answer answer() const;
    /// Whose visits the files hold; empty for a new session.
    [[nodiscard]] std::string visitor() const;

private:
    QRadioButton *addAnswer(Answer answer, const QString &text, const QString &meaning,
                            QWidget *field);
    void enable();
    [[nodiscard]] QString proposedName() const;
    std::vector<std::string> m_visitors;
    QRadioButton *m_new = nullptr;
    QRadioButton *m_same = nullptr;
    QRadioButton *m_other = nullptr;
    QComboBox *m_who = nullptr;
    QLineEdit *m_name = nullptr;
    QPushButton *m_ok = nullptr;
};

} // namespace etagere::ui
