// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QScrollArea>

#include "core/scenario/question.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QProgressBar;
class QVBoxLayout;

namespace etagere::ui {

class LabBench;
class LabQuestion;

/// What a lesson asks of the learner: what it is about, the questions behind the steps they come
/// after, the what-ifs as switches, how far one is, and what to keep in mind at the end.
class LabTasks final : public QScrollArea {
    Q_OBJECT
public:
    explicit LabTasks(LabBench &bench, QWidget *parent = nullptr);
    /// By the number of steps taken, where an unanswered question waits.
    [[nodiscard]] std::vector<std::size_t> pauses() const;
    [[nodiscard]] int answeredRight() const;
    [[nodiscard]] int questions() const { return static_cast<int>(m_cards.size()); }

Q_SIGNALS:
    void answered(); ///< by the user, and judged
    /// Every question was answered rightly.
    void completed(const QString &scenario);

private:
    struct Card {
        LabQuestion *card = nullptr;
        std::size_t after = 0; ///< steps taken by which it is asked
    };
    void begin();
    void addAbout(QVBoxLayout &column);
    void addQuestions(QVBoxLayout &column);
    void addWhatIfs(QVBoxLayout &column);
    void showPlace();
    void showChange();
    void showProgress();
    void judged(std::size_t question, const scenario::Verdict &verdict);
    LabBench &m_bench;
    std::string m_shown;                                 ///< the document that the cards are about
    std::map<std::size_t, scenario::Verdict> m_verdicts; ///< by question
    std::vector<Card> m_cards;
    std::vector<QCheckBox *> m_whatIfs;
    std::vector<scenario::Edit> m_edits; ///< of the answer that is being judged
    QProgressBar *m_progress = nullptr;
    QLabel *m_conclusion = nullptr;
    QLabel *m_next = nullptr;
    bool m_isComplete = false;
};

} // namespace etagere::ui
