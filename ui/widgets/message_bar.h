// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QFrame>

#include <cstdint>
#include <functional>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace etagere::ui {

/// What happened, in the window and without stopping anybody: a sentence, what more there is to
/// know, and perhaps one thing to do about it. Everything is shown as plain text.
class MessageBar final : public QFrame {
    Q_OBJECT
public:
    enum class Tone : std::uint8_t { Done, Warning, Error };
    struct Message {
        Tone tone = Tone::Done;
        QString sentence{};
        QStringList details{};           ///< a line each; none: no button for them
        QString action{};                ///< text of the button; empty: none
        std::function<void()> perform{}; ///< what it does
    };
    explicit MessageBar(QWidget *parent = nullptr);
    /// Takes the place of what was said before.
    void tell(const Message &message);
    void dismiss();
    [[nodiscard]] QString sentence() const; ///< empty when nothing is shown

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void showDetails(bool on);
    void tint();
    [[nodiscard]] QColor colour() const;
    Tone m_tone = Tone::Done;
    std::function<void()> m_perform;
    QLabel *m_glyph = nullptr;
    QLabel *m_sentence = nullptr;
    QToolButton *m_action = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_close = nullptr;
    QPlainTextEdit *m_details = nullptr;
};

} // namespace etagere::ui
