// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_tasks.h"

#include <QtCore/QTimer>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QVBoxLayout>

#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/lab_question.h"
#include "ui/panes/lab_words.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

namespace {

constexpr std::size_t titleLimit = 400;
constexpr std::size_t sectionLimit = 400;

QString sectionsOf(const scenario::Scenario &scenario) {
    QStringList sections;
    for (const std::string &section : scenario.sections)
        sections.append(shown(section, sectionLimit));
    return sections.join(QStringLiteral(", "));
}

} // namespace

LabTasks::LabTasks(LabBench &bench, QWidget *parent)
    : QScrollArea(parent)
    , m_bench(bench) {
    setObjectName(QStringLiteral("labTasks"));
    setAccessibleName(tr("Task"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&bench, &LabBench::opened, this, &LabTasks::begin);
    connect(&bench, &LabBench::courseChanged, this, &LabTasks::showChange);
    connect(&bench, &LabBench::placeChanged, this, &LabTasks::showPlace);
    connect(&bench, &LabBench::judged, this, &LabTasks::judged);
}

void LabTasks::begin() {
    m_cards.clear();
    m_whatIfs.clear();
    if (m_shown != m_bench.plain()->json) { // else only the language is another one
        m_verdicts.clear();
        m_isComplete = false;
    }
    m_shown = m_bench.plain()->json;
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setSpacing(fontMetrics().height() / 2);
    addAbout(*column);
    addQuestions(*column);
    addWhatIfs(*column);
    column->addStretch(1);
    setWidget(page); // which deletes the one before
    for (const auto &[number, verdict] : m_verdicts)
        m_cards[number].card->show(verdict);
    showPlace();
}

void LabTasks::addAbout(QVBoxLayout &column) {
    const scenario::Scenario &scenario = m_bench.plain()->scenario;
    const std::string &language = m_bench.language();
    QWidget *const page = column.parentWidget();
    const auto add = [&](const scenario::LocalText &text, bool isStrong) {
        const QString words = authorsText(text.in(language));
        if (words.isEmpty())
            return;
        QLabel *label = isStrong ? headingLabel(words, page) : plainLabel(words, page);
        column.addWidget(label);
    };
    QLabel *title = headingLabel(shown(scenario.title.in(language), titleLimit), page);
    title->setObjectName(QStringLiteral("labTitle"));
    QFont large = title->font();
    constexpr double larger = 1.25;
    large.setPointSizeF(large.pointSizeF() * larger);
    title->setFont(large);
    column.addWidget(title);
    if (!scenario.misconception.isEmpty()) {
        column.addWidget(plainLabel(labWord(LabWord::ManyBelieve, language), page));
        add(scenario.misconception, true);
    }
    add(scenario.intro, false);
    if (!scenario.sections.empty())
        column.addWidget(
            plainLabel(labWord(LabWord::ReadMore, language).arg(sectionsOf(scenario)), page));
}

void LabTasks::addQuestions(QVBoxLayout &column) {
    const scenario::Scenario &scenario = m_bench.plain()->scenario;
    QWidget *const page = column.parentWidget();
    m_progress = new QProgressBar(page);
    m_progress->setAccessibleName(tr("Questions answered"));
    m_progress->setRange(0, std::max(1, static_cast<int>(scenario.questions.size())));
    m_progress->setVisible(!scenario.questions.empty());
    column.addWidget(m_progress);
    const int count = static_cast<int>(scenario.questions.size());
    for (const scenario::Question &question : scenario.questions) {
        auto *card = new LabQuestion(question, m_bench.plain()->json, m_bench.language(), page);
        const std::size_t number = m_cards.size();
        card->setPlace(static_cast<int>(number) + 1, count);
        const std::size_t after =
            question.after.empty() ? 0 : scenario::stepAt(scenario, question.after) + 1;
        connect(card, &LabQuestion::answered, this, [this, number](const scenario::Answer &answer) {
            m_edits = answer.edits;
            m_bench.judge(number, answer);
        });
        column.addWidget(card);
        m_cards.push_back({card, after});
    }
    m_next = plainLabel({}, page);
    m_next->setObjectName(QStringLiteral("labNext"));
    column.addWidget(m_next);
    m_conclusion = headingLabel({}, page);
    m_conclusion->setObjectName(QStringLiteral("labConclusion"));
    column.addWidget(m_conclusion);
}

void LabTasks::addWhatIfs(QVBoxLayout &column) {
    const scenario::Scenario &scenario = m_bench.plain()->scenario;
    QWidget *const page = column.parentWidget();
    if (scenario.whatIfs.empty())
        return;
    column.addWidget(headingLabel(labWord(LabWord::WhatIf, m_bench.language()), page));
    for (const scenario::WhatIf &whatIf : scenario.whatIfs) {
        auto *line = new QHBoxLayout;
        auto *box = new QCheckBox(page);
        box->setObjectName(QStringLiteral("whatIf"));
        auto *words = new WordsOf(*box, authorsText(whatIf.text.in(m_bench.language())), page);
        box->setAccessibleName(words->text());
        line->addWidget(box, 0, Qt::AlignTop);
        line->addWidget(words, 1);
        column.addLayout(line);
        connect(box, &QCheckBox::clicked, this,
                [this, id = whatIf.id](bool on) { m_bench.setWhatIf(id, on); });
        m_whatIfs.push_back(box);
    }
    column.addWidget(plainLabel(labWord(LabWord::Marked, m_bench.language()), page));
}

/// Questions stand behind the step they come after; what is answered stays.
void LabTasks::showPlace() {
    if (m_next == nullptr)
        return;
    LabQuestion *newest = nullptr;
    for (const Card &card : m_cards) {
        const bool isAsked = card.after <= m_bench.taken() || card.card->isAnswered();
        if (isAsked && card.card->isHidden())
            newest = card.card;
        card.card->setVisible(isAsked);
    }
    if (newest != nullptr && m_bench.taken() > 0)
        QTimer::singleShot(0, newest, [this, newest] { ensureWidgetVisible(newest); });
    showProgress();
}

void LabTasks::showChange() {
    const auto plain = m_bench.plain();
    for (std::size_t i = 0; plain && i < m_whatIfs.size(); ++i) {
        const auto &on = m_bench.change().whatIfs;
        m_whatIfs[i]->setChecked(std::find(on.begin(), on.end(), plain->scenario.whatIfs[i].id) !=
                                 on.end());
    }
    for (const Card &card : m_cards)
        card.card->follow(m_bench.course()->json);
}

int LabTasks::answeredRight() const {
    return static_cast<int>(std::count_if(m_cards.begin(), m_cards.end(),
                                          [](const Card &card) { return card.card->isRight(); }));
}

std::vector<std::size_t> LabTasks::pauses() const {
    std::vector<std::size_t> steps;
    for (const Card &card : m_cards) {
        if (!card.card->isAnswered())
            steps.push_back(card.after);
    }
    return steps;
}

void LabTasks::showProgress() {
    const int right = answeredRight();
    const auto scenario = m_bench.plain();
    m_progress->setValue(right);
    m_progress->setFormat(
        labWord(LabWord::Progress, m_bench.language()).arg(right).arg(questions()));
    const bool isAtEnd = m_bench.taken() >= m_bench.steps();
    const bool isOver = right == questions() && (questions() > 0 || isAtEnd);
    QString next;
    if (m_bench.taken() == 0)
        next = labWord(LabWord::FirstStep, m_bench.language());
    else if (!isAtEnd)
        next = labWord(LabWord::Next, m_bench.language());
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    const QString words =
        scenario ? authorsText(scenario->scenario.conclusion.in(m_bench.language())) : QString();
    m_conclusion->setText(words);
    m_conclusion->setVisible(isOver && !words.isEmpty());
    if (isOver && !m_isComplete && scenario) {
        m_isComplete = true;
        Q_EMIT completed(shown(scenario->scenario.id));
    }
}

void LabTasks::judged(std::size_t question, const scenario::Verdict &verdict) {
    if (question >= m_cards.size())
        return;
    LabQuestion *card = m_cards[question].card;
    card->show(verdict);
    if (!card->isRight() || verdict.isRight)
        m_verdicts[question] = verdict;
    // What an edit leads to is seen on the stage.
    if (verdict.problems.empty() && !m_edits.empty()) {
        LabChange change;
        change.edits = std::exchange(m_edits, {});
        m_bench.change(change, tr("Answer"));
    }
    showProgress();
    QTimer::singleShot(0, card, [this, card] { ensureWidgetVisible(card); });
    Q_EMIT answered();
}

} // namespace etagere::ui
