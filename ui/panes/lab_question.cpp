// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_question.h"

#include <QtCore/QEvent>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QLocale>
#include <QtGui/QAccessible>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "core/cache/outcome.h"
#include "core/explain/lab_words.h"
#include "core/session/lab_course.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/lab_words.h"
#include "ui/widgets/flow_layout.h"

#include <algorithm>
#include <optional>

namespace etagere::ui {

using scenario::QuestionKind;

namespace {

constexpr std::size_t askLimit = 4000;
constexpr std::size_t optionLimit = 1000;
constexpr std::size_t placeLimit = 200;

/// By its stable name; Count when there is none of it.
cache::Outcome outcomeFrom(std::string_view name) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Outcome::Count); ++i) {
        if (cache::nameOf(static_cast<cache::Outcome>(i)) == name)
            return static_cast<cache::Outcome>(i);
    }
    return cache::Outcome::Count;
}

QString outcomeText(std::string_view name, const std::string &language) {
    const cache::Outcome outcome = outcomeFrom(name);
    if (outcome == cache::Outcome::Count)
        return shown(name);
    return glyphOf(outcome) + QStringLiteral("  ") +
           fromUtf8(explain::outcomeWord(language, outcome));
}

/// The text of a JSON text; none when it is no text.
std::optional<QString> textOf(const std::string &json) {
    const QJsonDocument document =
        QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']');
    if (!document.isArray() || document.array().size() != 1 || !document.array().at(0).isString())
        return std::nullopt;
    return document.array().at(0).toString();
}

/// A value as it stands in a line: a text itself, all else as JSON.
QString lineOf(const std::string &json) {
    return json.empty() ? QString() : textOf(json).value_or(fromUtf8(json));
}

QString unescaped(QString token) {
    return token.replace(QStringLiteral("~1"), QStringLiteral("/"))
        .replace(QStringLiteral("~0"), QStringLiteral("~"));
}

/// What stands at a pointer, for people: "Cache-Control of /prices", "do in step 3".
QString labelOf(const std::string &pointer, const std::string &json, const std::string &language) {
    const QStringList parts = fromUtf8(pointer).split(u'/');
    const QString last = shown(toUtf8(unescaped(parts.last())), placeLimit);
    constexpr qsizetype deepEnough = 4; // "", "steps", "2", "do"
    if (parts.size() < deepEnough)
        return last;
    if (parts[1] == QStringLiteral("resources")) {
        const std::optional<QString> path =
            textOf(scenario::valueAt(json, "/resources/" + toUtf8(parts[2]) + "/path"));
        if (path)
            return labWord(LabWord::FieldOf, language).arg(last, shown(toUtf8(*path), placeLimit));
    }
    if (parts[1] == QStringLiteral("steps"))
        return labWord(LabWord::WordOf, language).arg(last).arg(parts[2].toInt() + 1);
    return last;
}

QString escaped(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

} // namespace

LabQuestion::LabQuestion(const scenario::Question &question, const std::string &json,
                         const std::string &language, QWidget *parent)
    : QFrame(parent)
    , m_question(question)
    , m_language(language)
    , m_place(plainLabel({}, this))
    , m_verdict(plainLabel({}, this))
    , m_why(plainLabel({}, this)) {
    setObjectName(QStringLiteral("labQuestion"));
    setFrameShape(QFrame::StyledPanel);
    auto *column = new QVBoxLayout(this);
    QLabel *ask = plainLabel(authorsText(question.ask.in(language), askLimit), this);
    ask->setObjectName(QStringLiteral("ask"));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_why->setObjectName(QStringLiteral("why"));
    column->addWidget(m_place);
    column->addWidget(ask);
    setAccessibleName(ask->text());
    if (question.kind == QuestionKind::Edit)
        addEdits(*column, json);
    else
        addWays(*column);
    m_reveal = new QPushButton(labWord(LabWord::Show, language), this);
    m_reveal->setObjectName(QStringLiteral("reveal"));
    m_reveal->setAutoDefault(false);
    column->addWidget(m_verdict);
    column->addWidget(m_why);
    column->addWidget(m_reveal, 0, Qt::AlignLeading);
    for (QWidget *later : {static_cast<QWidget *>(m_verdict), static_cast<QWidget *>(m_why),
                           static_cast<QWidget *>(m_reveal)})
        later->hide();
    connect(m_reveal, &QPushButton::clicked, this, &LabQuestion::reveal);
    tint();
}

void LabQuestion::setPlace(int number, int of) {
    m_place->setText(labWord(LabWord::Question, m_language).arg(number).arg(of));
}

void LabQuestion::addWays(QVBoxLayout &column) {
    switch (m_question.kind) {
    case QuestionKind::Outcome:
        return addOutcomes(column);
    case QuestionKind::Number:
        return addNumber(column);
    default:
        return addPicks(column);
    }
}

void LabQuestion::addOutcomes(QVBoxLayout &column) {
    auto *box = new QWidget(this);
    auto *flow = new FlowLayout(box);
    for (const scenario::Option &option : m_question.options) {
        auto *button = new QPushButton(escaped(outcomeText(option.id, m_language)), box);
        button->setAutoDefault(false);
        button->setCheckable(true);
        button->setObjectName(QStringLiteral("outcome"));
        button->setAccessibleName(outcomeText(option.id, m_language));
        connect(button, &QPushButton::clicked, this, [this, button, id = option.id] {
            for (QPushButton *other : m_outcomes)
                other->setChecked(other == button);
            scenario::Answer answer;
            answer.outcome = id;
            ask(answer);
        });
        flow->addWidget(button);
        m_outcomes.push_back(button);
    }
    column.addWidget(box);
}

void LabQuestion::addNumber(QVBoxLayout &column) {
    auto *line = new QHBoxLayout;
    m_number = new QLineEdit(this);
    m_number->setObjectName(QStringLiteral("number"));
    m_number->setAccessibleName(labWord(LabWord::YourNumber, m_language));
    constexpr int characters = 12;
    m_number->setMaximumWidth(fontMetrics().averageCharWidth() * characters);
    line->addWidget(m_number);
    line->addWidget(plainLabel(shown(m_question.unit, placeLimit), this), 1);
    column.addLayout(line);
    connect(m_number, &QLineEdit::returnPressed, this, &LabQuestion::check);
    addCheck(column);
}

void LabQuestion::addPicks(QVBoxLayout &column) {
    for (const scenario::Option &option : m_question.options) {
        auto *line = new QHBoxLayout;
        auto *box = new QCheckBox(this);
        box->setObjectName(QStringLiteral("pick"));
        // A check box cannot break its words into lines: a label beside it does.
        auto *words = new WordsOf(*box, shown(option.text.in(m_language), optionLimit), this);
        box->setAccessibleName(words->text());
        line->addWidget(box, 0, Qt::AlignTop);
        line->addWidget(words, 1);
        column.addLayout(line);
        m_picks.push_back(box);
    }
    addCheck(column);
}

void LabQuestion::addEdits(QVBoxLayout &column, const std::string &json) {
    for (const std::string &pointer : m_question.editable) {
        const std::string value = scenario::valueAt(json, pointer);
        const bool isText = value.empty() || textOf(value).has_value();
        auto *line = new QLineEdit(lineOf(value), this);
        line->setObjectName(QStringLiteral("edit"));
        line->setAccessibleName(labelOf(pointer, json, m_language));
        line->setToolTip(toolTipOf(pointer));
        column.addWidget(plainLabel(line->accessibleName() + u':', this));
        column.addWidget(line);
        connect(line, &QLineEdit::returnPressed, this, &LabQuestion::check);
        m_places.push_back({line, pointer, isText, line->text(), line->text()});
    }
    addCheck(column);
}

void LabQuestion::follow(const std::string &json) {
    for (Place &place : m_places) {
        const QString now = lineOf(scenario::valueAt(json, place.pointer));
        if (place.line->text() == place.seen)
            place.line->setText(now);
        place.seen = now;
    }
}

void LabQuestion::addCheck(QVBoxLayout &column) {
    m_check = new QPushButton(labWord(LabWord::Check, m_language), this);
    m_check->setObjectName(QStringLiteral("check"));
    m_check->setAutoDefault(false);
    m_check->setAccessibleDescription(accessibleName());
    connect(m_check, &QPushButton::clicked, this, &LabQuestion::check);
    column.addWidget(m_check, 0, Qt::AlignLeading);
}

void LabQuestion::check() {
    scenario::Answer answer;
    if (m_number != nullptr) {
        bool isNumber = false;
        const QString typed = m_number->text().trimmed();
        answer.number = typed.toDouble(&isNumber);
        if (!isNumber)
            answer.number = QLocale().toDouble(typed, &isNumber);
        if (!isNumber) {
            tell(labWord(LabWord::WriteNumber, m_language), Tone::Plain);
            return;
        }
    }
    for (std::size_t i = 0; i < m_picks.size(); ++i) {
        if (m_picks[i]->isChecked())
            answer.picked.push_back(m_question.options[i].id);
    }
    for (const Place &place : m_places) {
        const QString text = place.line->text();
        if (text == place.before)
            continue;
        // A place that is emptied is taken away, as somebody means who deletes a field's value.
        const std::string typed = toUtf8(text);
        answer.edits.push_back({place.pointer, typed.empty()  ? std::string()
                                               : place.isText ? session::jsonText(typed)
                                                              : typed});
    }
    ask(answer);
}

void LabQuestion::ask(const scenario::Answer &answer) {
    m_reveal->hide();
    m_why->hide();
    tell(labWord(LabWord::Playing, m_language), Tone::Plain);
    Q_EMIT answered(answer);
}

void LabQuestion::tell(const QString &words, Tone tone) {
    m_tone = tone;
    m_verdict->setText(words);
    m_verdict->show();
    tint();
    QAccessibleEvent alert(m_verdict, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// The statements of those ids, which hold.
QString LabQuestion::heldOf(const std::string &ids) const {
    const QStringList all = fromUtf8(ids).split(u' ', Qt::SkipEmptyParts);
    QStringList holding;
    for (const scenario::Option &option : m_question.options) {
        if (all.contains(fromUtf8(option.id)))
            holding.append(QStringLiteral("• ") + shown(option.text.in(m_language), optionLimit));
    }
    return holding.isEmpty()
               ? labWord(LabWord::NoneHolds, m_language)
               : labWord(LabWord::TheseHold, m_language) + u'\n' + holding.join(u'\n');
}

QString LabQuestion::truthOf(const scenario::Verdict &verdict) const {
    switch (m_question.kind) {
    case QuestionKind::Outcome:
        return labWord(LabWord::Truth, m_language).arg(outcomeText(verdict.truth, m_language));
    case QuestionKind::Number:
        return labWord(LabWord::TruthNumber, m_language)
            .arg(shown(verdict.truth), shown(m_question.unit, placeLimit))
            .trimmed();
    case QuestionKind::Pick:
        return heldOf(verdict.truth);
    default:
        return {};
    }
}

void LabQuestion::show(const scenario::Verdict &verdict) {
    m_isAnswered = true;
    m_isRight = m_isRight || verdict.isRight;
    m_truth = truthOf(verdict);
    m_reveal->setVisible(!verdict.isRight);
    m_why->setVisible(false);
    if (verdict.isRight) {
        reveal();
        return tell(labWord(LabWord::Right, m_language), Tone::Right);
    }
    LabWord word = LabWord::Wrong;
    if (m_question.kind == QuestionKind::Edit) {
        word = LabWord::NotYet;
        m_reveal->setText(labWord(LabWord::Hint, m_language));
    }
    if (verdict.problems.empty())
        return tell(labWord(word, m_language), Tone::Wrong);
    tell(labWord(LabWord::CannotPlay, m_language)
             .arg(sentencesOf(verdict.problems).join(QStringLiteral("; "))),
         Tone::Wrong);
}

void LabQuestion::reveal() {
    QString text = authorsText(m_question.why.in(m_language), askLimit);
    if (!m_truth.isEmpty())
        text = text.isEmpty() ? m_truth : m_truth + QStringLiteral("\n") + text;
    m_why->setText(text);
    m_why->setVisible(!text.isEmpty());
    m_reveal->hide();
}

void LabQuestion::tint() {
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    m_place->setPalette(muted);
    QPalette told = palette();
    if (m_tone != Tone::Plain)
        told.setColor(
            QPalette::WindowText,
            colourOf(m_tone == Tone::Right ? cache::Outcome::FreshHit : cache::Outcome::Error,
                     palette()));
    m_verdict->setPalette(told);
    QFont strong = font();
    strong.setBold(true);
    m_verdict->setFont(strong);
}

void LabQuestion::changeEvent(QEvent *event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_verdict != nullptr)
        tint();
}

} // namespace etagere::ui
