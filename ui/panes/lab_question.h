// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QFrame>

#include "core/scenario/question.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace etagere::ui {

/// One question of a scenario with what it takes to answer it: buttons for outcomes, a field for a
/// number, check boxes for statements, lines for places that may be changed. Says whether the
/// answer was right; after a wrong one it can be tried again, or what happens be shown. Texts of
/// the scenario are plain text.
class LabQuestion final : public QFrame {
    Q_OBJECT
public:
    /// `json` is the scenario's document, for the texts that may be changed.
    LabQuestion(const scenario::Question &question, const std::string &json,
                const std::string &language, QWidget *parent = nullptr);
    [[nodiscard]] bool isRight() const noexcept { return m_isRight; }
    [[nodiscard]] bool isAnswered() const noexcept { return m_isAnswered; }
    /// How the answer was found; shows it.
    void show(const scenario::Verdict &verdict);
    using QFrame::show;
    /// The scenario as it is changed now: lines that may be changed and that the learner has not
    /// touched show what stands there, so that the stage's header editor answers as well.
    void follow(const std::string &json);
    /// "3 of 5", above the question.
    void setPlace(int number, int of);

Q_SIGNALS:
    void answered(const etagere::scenario::Answer &answer);

private:
    void addWays(QVBoxLayout &column);
    void addOutcomes(QVBoxLayout &column);
    void addNumber(QVBoxLayout &column);
    void addPicks(QVBoxLayout &column);
    void addEdits(QVBoxLayout &column, const std::string &json);
    void addCheck(QVBoxLayout &column);
    enum class Tone : std::uint8_t { Plain, Right, Wrong };
    void tell(const QString &words, Tone tone);
    void check();
    void ask(const scenario::Answer &answer);
    void reveal();
    void tint();
    void changeEvent(QEvent *event) override;
    [[nodiscard]] QString heldOf(const std::string &ids) const;
    [[nodiscard]] QString truthOf(const scenario::Verdict &verdict) const;

    struct Place {
        QLineEdit *line = nullptr;
        std::string pointer;
        bool isText = true; ///< what stands there is a JSON text; else it is written as JSON
        QString before{};   ///< in the scenario as it was read
        QString seen{};     ///< in the scenario as it was followed last
    };
    scenario::Question m_question;
    std::string m_language;
    bool m_isRight = false;
    bool m_isAnswered = false;
    Tone m_tone = Tone::Plain;
    QString m_truth;
    QLabel *m_place = nullptr;
    QLabel *m_verdict = nullptr;
    QLabel *m_why = nullptr;
    QPushButton *m_reveal = nullptr;
    QPushButton *m_check = nullptr;
    QLineEdit *m_number = nullptr;
    std::vector<QPushButton *> m_outcomes;
    std::vector<QCheckBox *> m_picks;
    std::vector<Place> m_places;
};

} // namespace etagere::ui
