// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_detail.h"

#include <QtCore/QUrl>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/delegates/palette.h"
#include "ui/models/sequence_model.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/page_view.h"
#include "ui/panes/why_text.h"
#include "ui/widgets/empty_state.h"

namespace etagere::ui {

using report::SequenceRow;

namespace {

constexpr std::size_t nameLimit = 200;
constexpr std::size_t valueLimit = 4000;
constexpr std::size_t mostFields = 200;

void writeFields(Article &article, const std::vector<scenario::FieldLine> &fields) {
    article.writeHeading(LabDetail::tr("Fields"));
    if (fields.empty()) {
        article.beginParagraph(0, false);
        article.write(LabDetail::tr("none"), Article::Look::Muted);
    }
    std::size_t count = 0;
    for (const auto &[name, value] : fields) {
        if (++count > mostFields) {
            article.beginParagraph(0, false);
            article.write(QStringLiteral("…"), Article::Look::Muted);
            return;
        }
        article.beginParagraph(0, false);
        article.write(shown(name, nameLimit) + QStringLiteral(": "), Article::Look::Strong);
        article.write(shown(value, valueLimit), Article::Look::Value);
    }
}

void writeMessage(Article &article, const session::LabCourse &course, const SequenceRow &row) {
    const auto &lines = course.sequence.lifelines;
    const auto nameOf = [&](std::size_t lifeline) {
        return lifeline < lines.size() ? shown(lines[lifeline].name, nameLimit) : QString();
    };
    article.writeTitle(shown(row.label, nameLimit), article.palette().color(QPalette::Text));
    article.beginParagraph(0, false);
    article.write(LabDetail::tr("%1 to %2").arg(nameOf(row.from), nameOf(row.to)),
                  Article::Look::Muted);
    if (row.place >= course.trace.messages.size())
        return;
    const scenario::Message &message = course.trace.messages[row.place];
    article.beginParagraph(0, false);
    article.write(shown(message.method + ' ' + message.url, valueLimit), Article::Look::Value);
    if (message.kind == scenario::Message::Kind::Failure) {
        article.beginParagraph();
        article.write(LabDetail::tr("No answer came."));
        return;
    }
    writeFields(article, message.fields);
    article.writeHeading(LabDetail::tr("Body"));
    article.beginParagraph(0, false);
    if (message.bodyBytes == 0) {
        article.write(LabDetail::tr("none"), Article::Look::Muted);
        return;
    }
    article.write(fromUtf8(explain::size(Bytes{message.bodyBytes})));
    if (message.isCut)
        article.write(LabDetail::tr(", where the connection broke"));
    article.beginParagraph(0, false);
    article.write(LabDetail::tr("SHA-256 begins with %1").arg(shown(message.bodyDigest)),
                  Article::Look::Muted);
}

void writeDecision(Article &article, const session::LabCourse &course, const SequenceRow &row) {
    article.writeTitle(glyphOf(row.outcome) + QStringLiteral("  ") + shown(row.label, nameLimit),
                       colourOf(row.outcome, article.palette()));
    if (row.place >= course.trace.decisions.size())
        return;
    const scenario::Decided &decided = course.trace.decisions[row.place];
    article.beginParagraph(0, false);
    article.write(shown(decided.url, valueLimit), Article::Look::Muted);
    writeReasons(article, course.trace, row.place);
}

/// What people do, and the author's words on it.
void writeStep(Article &article, const session::LabCourse &course, const SequenceRow &row,
               const std::string &language) {
    article.writeTitle(shown(row.label, nameLimit), article.palette().color(QPalette::Text));
    if (row.step >= course.scenario.steps.size())
        return;
    const scenario::Step &step = course.scenario.steps[row.step];
    article.beginParagraph(0, false);
    article.write(LabDetail::tr("at %1 of the virtual clock").arg(labTime(step.at)),
                  Article::Look::Muted);
    if (!step.text.isEmpty()) {
        article.beginParagraph();
        article.write(authorsText(step.text.in(language)));
    }
    if (!step.url.empty()) {
        article.beginParagraph();
        article.write(shown(step.method + ' ' + step.url, valueLimit), Article::Look::Value);
    }
}

} // namespace

LabDetail::LabDetail(LabBench &bench, QWidget *parent)
    : QWidget(parent)
    , m_bench(bench) {
    auto *parts = new QSplitter(Qt::Vertical, this);
    parts->setChildrenCollapsible(false);
    m_text = new Article(parts);
    m_text->setObjectName(QStringLiteral("labDetail"));
    m_text->setAccessibleName(tr("The chosen row"));
    m_page = new PageView(parts);
    m_empty = new EmptyState(parts, this);
    m_empty->say(
        tr("Choose a row of the diagram, by mouse or by the arrow keys: a message shows all "
           "its fields, a decision its reasons."));
    m_empty->setEmpty(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_empty);
    connect(m_text, &QTextBrowser::anchorClicked, this, &LabDetail::follow);
    connect(m_page, &PageView::closed, m_text, qOverload<>(&QWidget::setFocus));
    connect(&bench, &LabBench::courseChanged, this, [this] { showRow(-1); });
}

void LabDetail::showRow(int row) {
    const bool same = row == m_row;
    m_row = row;
    if (!same)
        m_page->closePages();
    write();
}

void LabDetail::write() {
    const auto course = m_bench.course();
    const auto at = static_cast<std::size_t>(m_row);
    const bool chosen = course && m_row >= 0 && at < course->sequence.rows.size();
    m_empty->setEmpty(!chosen);
    m_text->start();
    if (chosen) {
        const SequenceRow &row = course->sequence.rows[at];
        if (row.kind == SequenceRow::Kind::Message)
            writeMessage(*m_text, *course, row);
        else if (row.kind == SequenceRow::Kind::Decision)
            writeDecision(*m_text, *course, row);
        else
            writeStep(*m_text, *course, row, m_bench.language());
        const auto &differs = m_bench.differs();
        if (at < differs.size() && differs[at]) {
            m_text->beginParagraph();
            m_text->write(tr("≠ This differs from the plain course."), Article::Look::Strong);
        }
    }
    m_text->finish(false);
}

void LabDetail::follow(const QUrl &link) {
    if (link.scheme() == QStringLiteral("page"))
        m_page->showPage(link.path());
    else
        openOutside(link);
}

} // namespace etagere::ui
