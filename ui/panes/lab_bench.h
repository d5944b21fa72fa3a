// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtGui/QUndoStack>

#include "core/session/job.h"
#include "core/session/lab_course.h"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::ui {

/// What a learner changed of a scenario.
struct LabChange {
    std::vector<std::string> whatIfs{}; ///< ids, in the order in which they were switched on
    std::vector<scenario::Edit> edits{};
    friend bool operator==(const LabChange &, const LabChange &) = default;
};

/// What lies on the lab's bench: one scenario, played on a thread as its document says (the plain
/// course) and as the learner changed it; how far one looks, and at which virtual time. Everything
/// the lab shows reads this and follows its signals.
class LabBench final : public QObject {
    Q_OBJECT
public:
    explicit LabBench(QObject *parent = nullptr);
    ~LabBench() override;

    /// Takes the place of what was there once it was read and played; `failed` comes when it is no
    /// scenario, and what was there stays.
    void open(std::string json);
    void openFile(const QString &path);
    /// Of the author's texts: "en", "es", "pt".
    void setLanguage(const std::string &language);
    [[nodiscard]] const std::string &language() const noexcept { return m_language; }
    /// Null until the first scenario was played.
    [[nodiscard]] std::shared_ptr<const session::LabCourse> plain() const { return m_plain; }
    [[nodiscard]] std::shared_ptr<const session::LabCourse> course() const { return m_course; }
    [[nodiscard]] const std::vector<bool> &differs() const noexcept { return m_differs; }
    [[nodiscard]] bool isBusy() const noexcept { return m_play.isRunning(); }

    /// How many steps were taken, and how many there are.
    [[nodiscard]] std::size_t taken() const noexcept { return m_taken; }
    [[nodiscard]] std::size_t steps() const;
    /// The rows of the diagram up to there.
    [[nodiscard]] std::size_t rows() const;
    [[nodiscard]] Duration clock() const noexcept { return m_clock; } ///< from the beginning
    void goTo(std::size_t taken);
    /// Takes the steps up to then, and takes those after it back.
    void setClock(Duration clock);
    /// The latest that the clock can be set to.
    [[nodiscard]] Duration latest() const;

    [[nodiscard]] QUndoStack &undo() noexcept { return m_undo; }
    [[nodiscard]] const LabChange &change() const noexcept { return m_change; }
    void setWhatIf(const std::string &id, bool on);
    /// Further edits, after those that were made; can be undone.
    void edit(const std::vector<scenario::Edit> &edits, const QString &text);
    void change(const LabChange &change, const QString &text);

    /// `judged` comes with the verdict, one after the other, unless another scenario was opened
    /// meanwhile.
    void judge(std::size_t question, const scenario::Answer &answer);
    /// `compared` comes with the course under all models.
    void compare();

Q_SIGNALS:
    void opened();        ///< another scenario, or the same in another language
    void courseChanged(); ///< played anew
    void placeChanged();  ///< steps taken, or the clock
    void busyChanged();
    /// It is no scenario: a sentence for each problem. `isEdit`: what the learner changed is wrong.
    void failed(const QStringList &sentences, bool isEdit);
    void judged(std::size_t question, const etagere::scenario::Verdict &verdict);
    void compared(std::shared_ptr<const etagere::session::LabComparison> comparison);

private:
    friend class LabChangeCommand;
    struct Played;
    void play(std::string json);
    void replay();
    void take(const Played &played);
    void apply(const LabChange &change);
    [[nodiscard]] std::size_t takenAt(Duration clock) const;
    void judgeNext();
    std::string m_language = "en";
    std::shared_ptr<const session::LabCourse> m_plain;
    std::shared_ptr<const session::LabCourse> m_course;
    std::vector<bool> m_differs;
    LabChange m_change;
    std::size_t m_taken = 0;
    Duration m_clock{0};
    QUndoStack m_undo;
    std::function<void()> m_opening; ///< begins again what is being opened; empty: nothing is
    session::Job m_play;
    session::Job m_judge;
    std::deque<std::pair<std::size_t, scenario::Answer>> m_toJudge; ///< questions, by place
    session::Job m_compare;
};

/// What is wrong with a document, with its place: a sentence for each.
[[nodiscard]] QStringList sentencesOf(const session::LabProblems &problems);

} // namespace etagere::ui
