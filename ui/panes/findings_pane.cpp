// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/findings_pane.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/report/finding_words.h"
#include "ui/delegates/delegates.h"
#include "ui/delegates/palette.h"
#include "ui/models/finding_model.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/finding_text.h"
#include "ui/panes/flush_dialog.h"
#include "ui/panes/linkability_view.h"
#include "ui/panes/table_look.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using session::Workspace;
using Column = FindingModel::Column;

namespace {

constexpr int mostRowsAbove = 10; ///< of the table, where the detail stands below it

QLabel *plainLabel(QWidget *parent) {
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

FindingsPane::FindingsPane(Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_model(new FindingModel(this)) {
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeHead());
    m_parts = new QSplitter(Qt::Horizontal);
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(makeTable());
    m_parts->addWidget(makeDetail());
    m_parts->setStretchFactor(0, 1);
    m_parts->setStretchFactor(1, 1);
    m_empty = new EmptyState(m_parts, this);
    column->addWidget(m_empty, 3);
    column->addWidget(makeReading());
    m_whenShown = new WhenShown(*this, [this] { refresh(); });
    for (const auto signal : {&Workspace::captureChanged, &Workspace::reportChanged,
                              &Workspace::busyChanged, &Workspace::logChanged})
        connect(&m_workspace, signal, m_whenShown, &WhenShown::ask);
    connect(&m_focus, &Focus::findingChanged, this, &FindingsPane::takeFocus);
    sayWhyEmpty();
}

QWidget *FindingsPane::makeHead() {
    auto *head = new QWidget(this);
    m_verdict = plainLabel(head);
    QFont strong = m_verdict->font();
    strong.setBold(true);
    m_verdict->setFont(strong);
    m_examined = plainLabel(head);
    m_busy = new QProgressBar(head);
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("Judging the tags"));
    m_busy->setFixedHeight(fontMetrics().height() / 2);
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_verdict);
    column->addWidget(m_examined);
    column->addWidget(m_busy);
    return head;
}

QWidget *FindingsPane::makeTable() {
    m_table = new QTableView;
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Findings, worst first"));
    m_table->setItemDelegateForColumn(static_cast<int>(Column::Grade), new GradeDelegate(m_table));
    const int unit = fontMetrics().averageCharWidth();
    const auto width = [&](Column of, int columns) {
        m_table->setColumnWidth(static_cast<int>(of), unit * columns);
    };
    width(Column::Grade, 8);
    width(Column::Title, 28);
    width(Column::Origin, 28);
    width(Column::Values, 26);
    width(Column::Bits, 13);
    width(Column::Confidence, 12);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { giveFocus(now.row()); });
    connect(m_table, &QTableView::activated, this, &FindingsPane::showExchanges);
    return m_table;
}

QWidget *FindingsPane::makeDetail() {
    auto *detail = new QWidget;
    m_article = new Article(detail);
    m_article->setAccessibleName(tr("The chosen finding"));
    m_exchanges = new QPushButton(tr("Show its &exchanges"), detail);
    m_exchanges->setToolTip(tr("Filter the exchanges to those it rests on"));
    m_flushUrls = new QPushButton(tr("Flush its &URLs…"), detail);
    m_flushOrigin = new QPushButton(tr("Flush its &origin…"), detail);
    m_flushOrigin->setToolTip(tr("It concerns more URLs than are listed"));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_exchanges, m_flushUrls, m_flushOrigin}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    m_linkability = new LinkabilityView(detail);
    auto *sides = new QTabWidget(detail);
    sides->setDocumentMode(true);
    sides->addTab(m_article, tr("E&vidence"));
    sides->addTab(m_linkability, tr("&Linkability"));
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(sides, 1);
    column->addLayout(buttons);
    connect(m_exchanges, &QPushButton::clicked, this, &FindingsPane::showExchanges);
    connect(m_flushUrls, &QPushButton::clicked, this, [this] { askToFlush(flush::By::Url); });
    connect(m_flushOrigin, &QPushButton::clicked, this, [this] { askToFlush(flush::By::Origin); });
    return detail;
}

QWidget *FindingsPane::makeReading() {
    auto *box = new QWidget(this);
    m_readingButton = new QToolButton(box);
    m_readingButton->setObjectName(QStringLiteral("reading"));
    m_readingButton->setCheckable(true);
    m_readingButton->setAutoRaise(true);
    m_readingButton->setArrowType(Qt::RightArrow);
    m_readingButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_readingButton->setFocusPolicy(Qt::StrongFocus);
    m_reading = new Article(box);
    m_reading->setAccessibleName(tr("What was read, and what was assumed"));
    m_reading->hide();
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_readingButton);
    column->addWidget(m_reading, 1);
    connect(m_readingButton, &QToolButton::toggled, this, [this](bool open) {
        m_readingButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        m_reading->setVisible(open);
    });
    return box;
}

void FindingsPane::refresh() {
    const bool another = m_report != m_workspace.report();
    m_report = m_workspace.report();
    if (another) {
        m_described = nullptr;
        const QScopedValueRollback quiet(m_quiet, true);
        m_model->setReport(m_report);
        fitTable();
        tellReport();
    }
    sayWhyEmpty();
    takeFocus();
    if (m_report && !m_table->currentIndex().isValid() && m_model->rowCount() > 0) {
        const QScopedValueRollback quiet(m_quiet, true); // nobody has chosen it yet
        m_table->selectRow(0);
    }
    showDetail();
}

/// What stands above and below the findings.
void FindingsPane::tellReport() {
    if (!m_report)
        return;
    m_verdict->setText(fromUtf8(report::verdictOf(*m_report)));
    m_examined->setText(examined(*m_report));
    const int remarks = remarkCount(*m_report);
    m_readingButton->setText(remarks == 0
                                 ? tr("What was read")
                                 : tr("What was read, and %n remark(s) on it", nullptr, remarks));
    m_reading->start();
    writeReading(*m_reading, *m_report);
    m_reading->finish(true);
}

void FindingsPane::sayWhyEmpty() {
    const bool judged = m_report != nullptr;
    m_verdict->setVisible(judged);
    m_examined->setVisible(judged);
    m_busy->setVisible(!judged && m_workspace.isBusy());
    m_readingButton->setVisible(judged);
    m_reading->setVisible(judged && m_readingButton->isChecked());
    m_empty->setEmpty(!judged || m_report->findings.empty());
    if (!judged) {
        m_empty->say(m_workspace.isEmpty()
                         ? tr("What the tags of a capture give away appears here once one is open.")
                     : m_workspace.isBusy()
                         ? tr("The tags are being judged…")
                         : tr("The tags were not judged: it was stopped before the end."));
        return;
    }
    if (m_report->findings.empty())
        m_empty->say(m_report->tags > 0
                         ? tr("Every tag follows from its response, so none can single a visitor "
                              "out. A capture with a second visitor, or with the same visitor "
                              "coming back, would show more.")
                         : tr("There is no tag to judge. Record a site that sends ETag or "
                              "Last-Modified, with the visits of two visitors if you can."));
}

const analysis::Finding *FindingsPane::current() const {
    return m_model->findingAt(m_table->currentIndex().row());
}

void FindingsPane::showDetail() {
    const analysis::Finding *finding = current();
    m_exchanges->setEnabled(finding != nullptr);
    m_flushUrls->setEnabled(finding != nullptr && !finding->urls.empty() && m_workspace.log());
    m_flushOrigin->setVisible(finding != nullptr && finding->urlCount > finding->urls.size());
    m_flushOrigin->setEnabled(m_workspace.log() != nullptr);
    m_article->start();
    if (finding != nullptr)
        writeFinding(*m_article, *finding);
    m_article->finish(finding == m_described);
    if (finding == nullptr || finding != m_described)
        m_linkability->setLinkability(finding != nullptr ? finding->linkability : std::nullopt);
    m_described = finding;
}

void FindingsPane::takeFocus() {
    if (!isVisible() || !m_report)
        return;
    const std::optional<std::size_t> finding = m_focus.finding();
    if (finding && *finding < m_report->findings.size() &&
        static_cast<int>(*finding) != m_table->currentIndex().row())
        m_table->selectRow(static_cast<int>(*finding));
}

void FindingsPane::giveFocus(int row) {
    if (m_quiet)
        return;
    showDetail();
    if (row >= 0)
        m_focus.setFinding(static_cast<std::size_t>(row));
}

void FindingsPane::showExchanges() {
    if (const analysis::Finding *finding = current())
        Q_EMIT filterRequested(queryFor(*finding));
}

void FindingsPane::askToFlush(flush::By by) {
    const analysis::Finding *finding = current();
    if (finding == nullptr || !m_workspace.log())
        return;
    flush::Scope scope{by, {finding->origin}, {}};
    if (by == flush::By::Url)
        scope.names = finding->urls;
    auto *dialog = new FlushDialog(m_workspace, std::move(scope), std::string(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { Q_EMIT flushRequested(dialog->scope()); });
    dialog->open();
}

void FindingsPane::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    // Beside each other where there is width for both, else one above the other.
    const bool wide = width() > fontMetrics().averageCharWidth() * 110;
    m_parts->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    fitTable();
}

void FindingsPane::fitTable() {
    const bool above = m_parts->orientation() == Qt::Vertical;
    const int rows = std::clamp(m_model->rowCount(), 3, mostRowsAbove) + 1;
    m_table->setMaximumHeight(above ? m_table->horizontalHeader()->sizeHint().height() +
                                          rows * m_table->verticalHeader()->defaultSectionSize()
                                    : QWIDGETSIZE_MAX);
}

} // namespace etagere::ui
