// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/watch_pane.h"

#include <QtCore/QMetaObject>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/error_text.h"
#include "core/explain/watch_text.h"
#include "core/watch/state_file.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/models/watch_model.h"
#include "ui/panes/article.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>
#include <chrono>
#include <memory>

namespace etagere::ui {

using Column = WatchModel::Column;

namespace {

constexpr int usualShare = 20; ///< per cent
constexpr std::size_t lineLimit = 400;

/// The difference a visit found, line by line, with the sign of each.
void writeVisit(Article &article, const watch::Visit &visit) {
    article.writeTitle(fromUtf8(explain::sentenceOf(visit)),
                       article.palette().color(QPalette::Text));
    article.beginParagraph(0, false);
    article.write(shown(visit.url, lineLimit), Article::Look::Value);
    if (!visit.diff)
        return;
    for (const body::DiffLine &line : visit.diff->lines) {
        const bool added = line.kind == body::DiffLine::Kind::Added;
        article.beginParagraph(1, false);
        article.write(added ? QStringLiteral("+ ") : QStringLiteral("\u2212 "),
                      Article::Look::Strong);
        article.write(shown(line.text, lineLimit),
                      added ? Article::Look::Text : Article::Look::Muted);
    }
    const std::size_t rest = visit.diff->removed + visit.diff->added - visit.diff->lines.size();
    if (rest > 0 && rest < visit.diff->removed + visit.diff->added) {
        article.beginParagraph(1, false);
        article.write(WatchPane::tr("and %n more line(s)", nullptr, static_cast<int>(rest)),
                      Article::Look::Muted);
    }
}

} // namespace

WatchPane::WatchPane(QWidget *parent)
    : QWidget(parent)
    , m_state(watch::defaultStatePath())
    , m_model(new WatchModel(this)) {
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeQuestion());
    m_empty = new EmptyState(makeLog(), this);
    m_empty->say(tr("Write the pages to watch, one a line. They are asked with the tags they came "
                    "with, so that what did not change costs nothing; now and then one is asked "
                    "whole, to find servers that forget to change their tag."));
    m_empty->setEmpty(true);
    column->addWidget(m_empty, 1);
    connect(&m_job, &session::Job::started, this, &WatchPane::enable);
    connect(&m_job, &session::Job::finished, this, &WatchPane::enable);
    enable();
}

QWidget *WatchPane::makeQuestion() {
    auto *box = new QWidget(this);
    m_pages = new QPlainTextEdit(box);
    m_pages->setPlaceholderText(QStringLiteral("https://example.org/news"));
    m_pages->setAccessibleName(tr("Pages to watch, one a line"));
    m_pages->setTabChangesFocus(true);
    m_every = new QComboBox(box);
    m_every->setAccessibleName(tr("How often"));
    const auto often = [this](const QString &words, std::chrono::seconds every) {
        m_every->addItem(words, QVariant::fromValue<qlonglong>(every.count()));
    };
    often(tr("every minute"), std::chrono::minutes(1));
    often(tr("every 10 minutes"), std::chrono::minutes(10));
    often(tr("every hour"), std::chrono::hours(1));
    often(tr("every day"), std::chrono::hours(24));
    m_every->setCurrentIndex(1);
    m_share = new QSpinBox(box);
    m_share->setRange(0, 100);
    m_share->setValue(usualShare);
    m_share->setSuffix(tr("% asked whole"));
    m_share->setAccessibleName(tr("Share that is asked whole"));
    m_share->setToolTip(tr("How many of the questions ask for the whole page, to find tags that "
                           "stay while the page changes"));
    m_begin = new QPushButton(tr("&Watch"), box);
    m_stop = new QPushButton(tr("St&op"), box);
    m_problem = new QLabel(box);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *buttons = new QVBoxLayout;
    for (QWidget *widget : {static_cast<QWidget *>(m_every), static_cast<QWidget *>(m_share),
                            static_cast<QWidget *>(m_begin), static_cast<QWidget *>(m_stop)})
        buttons->addWidget(widget);
    auto *line = new QHBoxLayout;
    line->addWidget(m_pages, 1);
    line->addLayout(buttons);
    // As high as what stands beside it, which is known only once it is shown.
    m_pages->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    setFocusProxy(m_pages);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(line);
    column->addWidget(m_problem);
    connect(m_pages, &QPlainTextEdit::textChanged, this, &WatchPane::enable);
    connect(m_begin, &QPushButton::clicked, this, &WatchPane::begin);
    connect(m_stop, &QPushButton::clicked, &m_job, &session::Job::cancel);
    return box;
}

QWidget *WatchPane::makeLog() {
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    m_table = new QTableView(parts);
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Visits, the newest first"));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::Time), unit * 24);
    m_table->setColumnWidth(static_cast<int>(Column::Page), unit * 26);
    m_table->setColumnWidth(static_cast<int>(Column::Outcome), unit * 40);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_article = new Article(parts);
    m_article->setAccessibleName(tr("The chosen visit"));
    parts->addWidget(m_table);
    parts->addWidget(m_article);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 2);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { showVisit(now); });
    return parts;
}

/// False, with a word to the user, when a line is no page.
bool WatchPane::readPages(session::WatchRequest &request) {
    for (const QString &line : m_pages->toPlainText().split(u'\n')) {
        const std::string url = toUtf8(line.trimmed());
        if (url.empty())
            continue;
        if (!watch::newPage(url)) {
            complain(fromUtf8(explain::text(explain::watch_text::badUrl, url)));
            return false;
        }
        request.urls.push_back(url);
    }
    return !request.urls.empty();
}

void WatchPane::begin() {
    m_problem->hide();
    session::WatchRequest request;
    if (!readPages(request))
        return;
    request.monitor.rhythm.every = std::chrono::seconds(m_every->currentData().toLongLong());
    request.monitor.share = m_share->value() / 100.0;
    request.state = m_state.empty() ? std::filesystem::path(watch::StateFile::memoryName) : m_state;
    m_model->clear();
    m_empty->setEmpty(false);
    run(request);
}

/// On a thread beside the window's, until it is stopped.
void WatchPane::run(const session::WatchRequest &request) {
    using Outcome = Result<session::WatchOutcome, store::StoreError>;
    // What comes late is dropped with this pane, which waits for the job at its end.
    const auto tell = [this](const watch::Visit &visit, const watch::PageState &page) {
        QMetaObject::invokeMethod(
            this, [this, visit, page] { add(visit, page); }, Qt::QueuedConnection);
    };
    m_job.start([this, request, tell](const StopToken &stop, const Progress &) {
        const auto outcome =
            std::make_shared<const Outcome>(session::runWatch(request, stop, tell));
        return session::Job::Finish([this, outcome] { finish(*outcome); });
    });
}

void WatchPane::add(const watch::Visit &visit, const watch::PageState &page) {
    const bool atTop = !m_table->currentIndex().isValid() || m_table->currentIndex().row() == 0;
    m_model->add(visit, page);
    if (atTop)
        m_table->selectRow(0);
}

void WatchPane::finish(const Result<session::WatchOutcome, store::StoreError> &outcome) {
    if (!outcome)
        complain(fromUtf8(explain::sentenceOf(outcome.error(), m_state.string())));
    else if (outcome->store)
        complain(fromUtf8(explain::sentenceOf(*outcome->store, m_state.string())));
}

void WatchPane::showVisit(const QModelIndex &index) {
    const watch::Visit *const visit = m_model->visitAt(index.row());
    m_article->start();
    if (visit != nullptr)
        writeVisit(*m_article, *visit);
    m_article->finish(false);
}

void WatchPane::complain(const QString &sentence) {
    m_problem->setText(neverRich(sentence));
    m_problem->show();
}

void WatchPane::enable() {
    const bool running = m_job.isRunning();
    m_begin->setEnabled(!running && !m_pages->toPlainText().trimmed().isEmpty());
    m_stop->setEnabled(running);
    m_pages->setReadOnly(running);
    m_every->setEnabled(!running);
    m_share->setEnabled(!running);
}

} // namespace etagere::ui
