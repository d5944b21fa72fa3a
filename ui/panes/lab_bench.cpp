// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_bench.h"

#include <QtCore/QFile>

#include "core/explain/scenario_text.h"
#include "ui/models/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::ui {

namespace {

using session::LabCourse;
using session::LabProblems;
using CoursePointer = std::shared_ptr<const LabCourse>;

constexpr std::size_t sentenceLimit = 600;

} // namespace

/// What a thread made of a document and of what was changed in it.
struct LabBench::Played {
    CoursePointer plain;
    CoursePointer course;
    std::vector<bool> differs;
    LabProblems problems;
    QString unreadable; ///< why the file could not be read
    bool isEdit = false;
    bool isNew = false; ///< another document, or another language
};

/// A change of what lies on the bench.
class LabChangeCommand final : public QUndoCommand {
public:
    LabChangeCommand(LabBench &bench, LabChange after, const QString &text)
        : QUndoCommand(text)
        , m_bench(bench)
        , m_before(bench.m_change)
        , m_after(std::move(after)) {}
    void undo() override { m_bench.apply(m_before); }
    void redo() override { m_bench.apply(m_after); }

private:
    LabBench &m_bench;
    LabChange m_before;
    LabChange m_after;
};

QStringList sentencesOf(const LabProblems &problems) {
    QStringList sentences;
    for (const scenario::Problem &problem : problems) {
        const QString sentence = shown(explain::sentenceOf(problem), sentenceLimit);
        sentences.append(problem.line == 0 ? sentence
                                           : LabBench::tr("Line %1, column %2: %3")
                                                 .arg(problem.line)
                                                 .arg(problem.column)
                                                 .arg(sentence));
    }
    return sentences;
}

LabBench::LabBench(QObject *parent)
    : QObject(parent) {
    connect(&m_play, &session::Job::started, this, &LabBench::busyChanged);
    connect(&m_play, &session::Job::finished, this, &LabBench::busyChanged);
    connect(&m_judge, &session::Job::finished, this, &LabBench::judgeNext);
}

LabBench::~LabBench() { m_undo.disconnect(); }

namespace {

/// What is to be played, and who may stop it.
struct Order {
    const std::string &language;
    const LabChange &change;
    const StopToken &stop;
};

/// Plays the document, and what was changed of it beside it.
template <class Played>
void playBoth(Played &played, std::string json, const Order &order) {
    if (!played.plain) {
        auto plain = session::playLab(std::move(json), order.language, order.stop);
        if (!plain) {
            played.problems = std::move(plain.error());
            return;
        }
        played.plain = std::move(*plain);
    }
    if (order.change == LabChange{}) {
        played.course = played.plain;
        return;
    }
    played.isEdit = true;
    auto edited = session::editedLab(*played.plain, order.change.whatIfs, order.change.edits);
    if (!edited) {
        played.problems = std::move(edited.error());
        return;
    }
    auto course =
        session::playEditedLab(*played.plain, std::move(*edited), order.language, order.stop);
    if (!course) {
        played.problems = std::move(course.error());
        return;
    }
    played.course = std::move(*course);
    played.differs = session::differencesOf(*played.plain, *played.course);
}

} // namespace

void LabBench::open(std::string json) {
    m_opening = [this, json] { open(json); };
    m_play.start([this, json = std::move(json), language = m_language](const StopToken &stop,
                                                                       const Progress &) mutable {
        Played played;
        played.isNew = true;
        playBoth(played, std::move(json), {language, {}, stop});
        return session::Job::Finish(
            [this, made = std::make_shared<const Played>(std::move(played))] { take(*made); });
    });
}

void LabBench::openFile(const QString &path) {
    m_opening = [this, path] { openFile(path); };
    m_play.start([this, path, language = m_language](const StopToken &stop, const Progress &) {
        Played played;
        played.isNew = true;
        QFile file(path);
        const auto most = static_cast<qint64>(scenario::Bounds{}.documentBytes) + 1;
        if (file.open(QIODevice::ReadOnly))
            playBoth(played, file.read(most).toStdString(), {language, {}, stop});
        else
            played.unreadable =
                tr("%1 cannot be read: %2").arg(shown(toUtf8(path)), file.errorString());
        return session::Job::Finish(
            [this, made = std::make_shared<const Played>(std::move(played))] { take(*made); });
    });
}

/// With the same document, as it is changed now.
void LabBench::replay() {
    if (!m_plain || m_opening)
        return;
    m_play.start([this, plain = m_plain, language = m_language,
                  change = m_change](const StopToken &stop, const Progress &) {
        Played played;
        played.plain = plain;
        playBoth(played, {}, {language, change, stop});
        return session::Job::Finish(
            [this, made = std::make_shared<const Played>(std::move(played))] { take(*made); });
    });
}

void LabBench::setLanguage(const std::string &language) {
    if (language == m_language)
        return;
    m_language = language;
    if (m_opening) {
        const auto again = m_opening; // which takes its place
        again();
        return;
    }
    if (!m_plain)
        return;
    m_play.start([this, json = m_plain->json, language, change = m_change](const StopToken &stop,
                                                                           const Progress &) {
        Played played;
        playBoth(played, json, {language, change, stop});
        return session::Job::Finish(
            [this, made = std::make_shared<const Played>(std::move(played))] { take(*made); });
    });
}

void LabBench::take(const Played &played) {
    m_opening = nullptr;
    if (!played.problems.empty() || !played.unreadable.isEmpty()) {
        Q_EMIT failed(played.unreadable.isEmpty() ? sentencesOf(played.problems)
                                                  : QStringList{played.unreadable},
                      played.isEdit);
        return;
    }
    const bool isOther = m_plain != played.plain;
    m_plain = played.plain;
    m_course = played.course;
    m_differs = played.differs;
    if (played.isNew) {
        m_toJudge.clear();
        m_judge.abandon();
        m_compare.abandon();
        m_change = {};
        m_undo.clear();
        m_taken = 0;
        m_clock = Duration(0);
    }
    m_taken = std::min(m_taken, steps());
    if (isOther)
        Q_EMIT opened();
    Q_EMIT courseChanged();
    Q_EMIT placeChanged();
}

std::size_t LabBench::steps() const { return m_course ? m_course->scenario.steps.size() : 0; }

std::size_t LabBench::rows() const {
    if (!m_course)
        return 0;
    const auto &rows = m_course->sequence.rows;
    const auto end = std::find_if(rows.begin(), rows.end(), [this](const report::SequenceRow &row) {
        return row.step >= m_taken;
    });
    return static_cast<std::size_t>(end - rows.begin());
}

std::size_t LabBench::takenAt(Duration clock) const {
    const auto &all = m_course->scenario.steps;
    const auto end = std::find_if(all.begin(), all.end(),
                                  [clock](const scenario::Step &step) { return step.at > clock; });
    return static_cast<std::size_t>(end - all.begin());
}

void LabBench::goTo(std::size_t taken) {
    if (!m_course)
        return;
    m_taken = std::min(taken, steps());
    const auto &all = m_course->scenario.steps;
    m_clock = m_taken == 0 ? std::min(Duration(0), all.empty() ? Duration(0) : all.front().at)
                           : all[m_taken - 1].at;
    Q_EMIT placeChanged();
}

Duration LabBench::latest() const {
    constexpr auto reach = std::chrono::hours(24 * 365);
    const Duration last = steps() > 0 ? m_course->scenario.steps.back().at : Duration(0);
    return std::max(Duration(0), last) + Duration(reach);
}

void LabBench::setClock(Duration clock) {
    if (!m_course)
        return;
    m_clock = std::min(clock, latest());
    m_taken = takenAt(m_clock);
    Q_EMIT placeChanged();
}

void LabBench::apply(const LabChange &change) {
    m_change = change;
    replay();
}

void LabBench::change(const LabChange &change, const QString &text) {
    if (m_plain && !(change == m_change))
        m_undo.push(new LabChangeCommand(*this, change, text));
}

void LabBench::setWhatIf(const std::string &id, bool on) {
    LabChange next = m_change;
    const auto at = std::find(next.whatIfs.begin(), next.whatIfs.end(), id);
    if (on == (at != next.whatIfs.end()))
        return;
    if (on)
        next.whatIfs.push_back(id);
    else
        next.whatIfs.erase(at);
    change(next, on ? tr("What if") : tr("No what if"));
}

void LabBench::edit(const std::vector<scenario::Edit> &edits, const QString &text) {
    LabChange next = m_change;
    for (const scenario::Edit &edit : edits) {
        // The last one of a place counts; a place that is taken away may have been added before.
        const auto same =
            std::find_if(next.edits.begin(), next.edits.end(),
                         [&](const scenario::Edit &one) { return one.pointer == edit.pointer; });
        if (same != next.edits.end() && !same->json.empty() && !edit.json.empty())
            same->json = edit.json;
        else
            next.edits.push_back(edit);
    }
    change(next, text);
}

void LabBench::judge(std::size_t question, const scenario::Answer &answer) {
    if (!m_plain)
        return;
    m_toJudge.emplace_back(question, answer);
    judgeNext();
}

void LabBench::judgeNext() {
    if (m_judge.isRunning() || m_toJudge.empty())
        return;
    m_judge.start([this, plain = m_plain, asked = m_toJudge.front()](const StopToken &stop,
                                                                     const Progress &) {
        const std::size_t question = asked.first;
        auto verdict = std::make_shared<const scenario::Verdict>(
            session::judgeLab(*plain, question, asked.second, stop));
        return session::Job::Finish(
            [this, question, verdict] { Q_EMIT judged(question, *verdict); });
    });
    m_toJudge.pop_front();
}

void LabBench::compare() {
    if (!m_course)
        return;
    m_compare.start([this, course = m_course](const StopToken &stop, const Progress &) {
        const std::array models{&cache::rfc9111(), &cache::chromium(), &cache::firefox(),
                                &cache::safari()};
        auto made = std::make_shared<const session::LabComparison>(
            session::compareLab(course, models, stop));
        return session::Job::Finish([this, made] { Q_EMIT compared(made); });
    });
}

} // namespace etagere::ui
