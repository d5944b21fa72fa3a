// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/audit_pane.h"

#include <QtCore/QUrl>
#include <QtGui/QGuiApplication>
#include <QtGui/QPixmap>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/error_text.h"
#include "core/explain/flush_text.h"
#include "core/explain/live_text.h"
#include "ui/models/audit_model.h"
#include "ui/models/text.h"
#include "ui/panes/hand_strip.h"
#include "ui/panes/kept_place.h"
#include "ui/panes/picture_view.h"
#include "ui/panes/table_look.h"
#include "ui/widgets/empty_state.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <random>
#include <utility>

namespace etagere::ui {

namespace {

constexpr int mostPages = 20;

/// An address as people write it: "example.org" means its page by https. Invalid where it is no
/// page's.
QUrl addressFrom(const QString &typed) {
    const QString text = typed.trimmed();
    const bool hasScheme = text.startsWith(QStringLiteral("http://"), Qt::CaseInsensitive) ||
                           text.startsWith(QStringLiteral("https://"), Qt::CaseInsensitive);
    if (!hasScheme && text.contains(QStringLiteral("://")))
        return {};
    const QUrl address(hasScheme ? text : QStringLiteral("https://") + text);
    return address.host().isEmpty() ? QUrl() : address;
}

/// What came of a flush; what is wrong or left is listed in the report.
QString outcomeOf(const audit::FlushTrial &trial) {
    constexpr std::size_t mostDetails = 3;
    QStringList sentences{fromUtf8(explain::describe(trial))};
    for (const std::string &sentence : explain::outcomeOf(trial))
        sentences << fromUtf8(sentence);
    for (std::size_t i = 0; i < std::min(trial.check.faults.size(), mostDetails); ++i)
        sentences << shown(explain::sentenceOf(trial.check.faults[i]));
    for (std::size_t i = 0; i < std::min(trial.survived.size(), mostDetails); ++i)
        sentences << shown(explain::sentenceOf(trial.survived[i]));
    return sentences.join(QLatin1Char(' '));
}

} // namespace

AuditPane::AuditPane(QWidget *parent)
    : QWidget(parent)
    , m_model(new AuditModel(this)) {
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeQuestion());
    column->addWidget(makeRunning());
    m_empty = new EmptyState(makeSteps(), this);
    m_empty->say(tr("Name a page: a browser of its own visits it as several people. One comes "
                    "back, loses cookies and storage, then the cache as well; the others are "
                    "controls. Whatever knows somebody again is found, and flushed."));
    m_empty->setEmpty(true);
    column->addWidget(m_empty, 1);
    connect(&m_job, &session::Job::started, this, &AuditPane::enable);
    connect(&m_job, &session::Job::finished, this, &AuditPane::enable);
    enable();
}

QWidget *AuditPane::makeQuestion() {
    auto *box = new QWidget(this);
    m_url = new QLineEdit(box);
    m_url->setPlaceholderText(QStringLiteral("https://example.org"));
    m_url->setAccessibleName(tr("Page to audit"));
    m_url->setClearButtonEnabled(true);
    setFocusProxy(m_url);
    m_browser = new QComboBox(box);
    m_browser->setAccessibleName(tr("Browser"));
    m_browser->addItem(tr("Usual browser"), -1);
    m_browser->addItem(tr("Embedded browser"), static_cast<int>(live::Engine::Embedded));
    m_browser->addItem(tr("Chromium"), static_cast<int>(live::Engine::Chromium));
    m_browser->addItem(tr("Firefox"), static_cast<int>(live::Engine::Firefox));
    m_pages = new QSpinBox(box);
    m_pages->setRange(1, mostPages);
    const auto name = [this](int pages) {
        m_pages->setSuffix(QLatin1Char(' ') + tr("page(s)", "after their number", pages));
    };
    connect(m_pages, &QSpinBox::valueChanged, this, name);
    name(1);
    m_pages->setAccessibleName(tr("Pages of the site"));
    m_pages->setToolTip(tr("The page itself, and others that it links to on the same site"));
    m_probes = new QCheckBox(tr("Ask the se&rvers about what is left open"), box);
    m_probes->setChecked(true);
    m_probes->setToolTip(
        tr("Sends requests of its own, two a second at most; nothing is submitted"));
    makeFlushChoice(box);
    m_byHand = new QCheckBox(tr("I ans&wer consent banners"), box);
    m_byHand->setToolTip(tr("The browser shows its pages. Whenever a visitor has no cookies, the "
                            "audit waits for you to answer what the page asks"));
    m_begin = new QPushButton(tr("Au&dit this site"), box);
    m_begin->setDefault(true);
    m_problem = new QLabel(box);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *first = new QHBoxLayout;
    first->addWidget(m_url, 1);
    first->addWidget(m_begin);
    auto *second = new QHBoxLayout;
    second->addWidget(m_browser);
    second->addWidget(m_pages);
    second->addWidget(m_probes);
    second->addWidget(m_flush);
    second->addWidget(m_forget);
    second->addWidget(m_byHand);
    second->addStretch(1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_problem);
    connect(m_url, &QLineEdit::textChanged, this, &AuditPane::enable);
    connect(m_url, &QLineEdit::returnPressed, this, &AuditPane::begin);
    connect(m_begin, &QPushButton::clicked, this, &AuditPane::begin);
    return box;
}

void AuditPane::makeFlushChoice(QWidget *box) {
    using audit::FlushTarget;
    m_flush = new QComboBox(box);
    m_flush->setAccessibleName(tr("Flush and verify afterwards"));
    m_flush->setToolTip(tr("Somebody of its own visits, comes back, is flushed, and comes back "
                           "again: does the server still know who it is?"));
    m_flush->addItem(tr("Flush nothing afterwards"), -1);
    m_flush->addItem(tr("Flush findings and verify"), static_cast<int>(FlushTarget::Findings));
    m_flush->addItem(tr("Flush the site and verify"), static_cast<int>(FlushTarget::Site));
    m_flush->addItem(tr("Flush everything and verify"), static_cast<int>(FlushTarget::Everything));
    m_forget = new QCheckBox(tr("Coo&kies too"), box);
    m_forget->setToolTip(tr("Cookies and what pages store go as well"));
    connect(m_flush, &QComboBox::currentIndexChanged, this, &AuditPane::enable);
}

QWidget *AuditPane::makeRunning() {
    m_running = new QWidget(this);
    m_progress = new QProgressBar(m_running);
    m_progress->setAccessibleName(tr("How far the audit is"));
    m_stop = new QPushButton(tr("Sto&p"), m_running);
    m_hand = new HandStrip(m_running);
    auto *line = new QHBoxLayout;
    line->addWidget(m_progress, 1);
    line->addWidget(m_stop);
    auto *column = new QVBoxLayout(m_running);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_hand);
    column->addLayout(line);
    connect(m_hand, &HandStrip::given, this, [this] {
        m_progress->setFormat(tr("Visiting: %v of %m page loads"));
        if (m_back)
            m_back->give();
    });
    connect(m_stop, &QPushButton::clicked, &m_job, &session::Job::cancel);
    return m_running;
}

QWidget *AuditPane::makeSteps() {
    using Column = AuditModel::Column;
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    m_table = new QTableView(parts);
    m_table->setModel(m_model);
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setAccessibleName(tr("Steps of the audit"));
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::State), unit * 4);
    m_table->setColumnWidth(static_cast<int>(Column::Visitor), unit * 9);
    m_table->setColumnWidth(static_cast<int>(Column::Step), unit * 40);
    m_table->setColumnWidth(static_cast<int>(Column::Exchanges), unit * 12);
    m_table->setColumnWidth(static_cast<int>(Column::Took), unit * 12);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_picture = new PictureView(parts);
    m_picture->setAccessibleName(tr("The page as the visitor saw it"));
    parts->addWidget(m_table);
    parts->addWidget(m_picture);
    parts->setStretchFactor(0, 3);
    parts->setStretchFactor(1, 1);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { showPicture(now.row()); });
    return parts;
}

QSize AuditPane::sizeHint() const {
    constexpr int lines = 18; // the question, the progress, the table's head and seven steps
    const int line = fontMetrics().height();
    return {QWidget::sizeHint().width(), line * lines};
}

void AuditPane::setUrl(const QString &url) {
    m_url->setText(url);
    m_url->setFocus(Qt::OtherFocusReason);
}

session::LiveRequest AuditPane::request() const {
    session::LiveRequest request;
    request.urls = {addressFrom(m_url->text()).toEncoded().toStdString()};
    const int engine = m_browser->currentData().toInt();
    request.launch.engine = engine < 0 ? live::usualEngine() : static_cast<live::Engine>(engine);
    request.pages = static_cast<unsigned>(m_pages->value());
    request.probes = m_probes->isChecked();
    request.probing.seed = std::random_device{}();
    request.probing.waits = m_waits;
    request.screenshots = true;
    if (const int target = m_flush->currentData().toInt(); target >= 0)
        request.flushes = {{static_cast<audit::FlushTarget>(target), {}, m_forget->isChecked()}};
    request.folder = keptPlace(m_folder, QStringLiteral("audits"));
    const bool hasScreen = QGuiApplication::platformName() != QLatin1String("offscreen");
    request.launch.headless = !m_byHand->isChecked() || !hasScreen;
    request.byHand = m_back;
    return request;
}

void AuditPane::begin() {
    if (m_url->text().trimmed().isEmpty() || m_job.isRunning())
        return;
    if (!addressFrom(m_url->text()).isValid()) {
        say(tr("This is no address of a page. One begins with http:// or https://."));
        return;
    }
    m_problem->hide();
    m_back = m_byHand->isChecked() ? std::make_shared<session::HandBack>() : nullptr;
    m_model->plan(audit::leastPeople, m_flush->currentIndex() > 0 ? 1 : 0);
    m_picture->setPicture({});
    m_empty->setEmpty(false);
    m_progress->setRange(0, 0);
    m_progress->setFormat(tr("Starting the browser"));
    // Told from other threads; what comes late is dropped with this pane.
    const auto listener = [this](const session::LiveEvent &event) {
        std::optional<audit::LiveVisit> visit;
        if (event.visit != nullptr)
            visit = *event.visit;
        QMetaObject::invokeMethod(
            this,
            [this, told = session::LiveEvent(event), visit = std::move(visit)]() mutable {
                told.url = {}; // what it borrowed may be gone
                told.visit = visit ? &*visit : nullptr;
                follow(told);
            },
            Qt::QueuedConnection);
    };
    m_job.start([this, request = request(), listener](const StopToken &stop, const Progress &) {
        const auto outcome =
            std::make_shared<const session::LiveOutcome>(session::runLive(request, stop, listener));
        return session::Job::Finish([this, outcome] { finish(*outcome); });
    });
}

void AuditPane::follow(const session::LiveEvent &event) {
    using Kind = session::LiveEvent::Kind;
    if (event.total > 0) {
        m_progress->setRange(0, static_cast<int>(event.total));
        m_progress->setValue(static_cast<int>(event.done));
    }
    switch (event.kind) {
    case Kind::Step:
        m_model->begin(event.step);
        m_progress->setFormat(tr("Visiting: %v of %m page loads"));
        break;
    case Kind::InHand:
        m_inHand = event.step;
        m_progress->setFormat(tr("Waiting for you: %v of %m page loads"));
        m_hand->handOver(fromUtf8(audit::personName(event.step.person)));
        break;
    case Kind::Visited:
        if (event.step == m_inHand) // the page went away by itself
            m_hand->end();
        add(event);
        break;
    case Kind::Probing:
        m_progress->setFormat(tr("Asking the servers: %v of at most %m requests"));
        break;
    case Kind::Saved:
    case Kind::Skipped:
    case Kind::Failed:
        break;
    }
}

void AuditPane::add(const session::LiveEvent &event) {
    m_model->add(*event.visit, event.isStepOver);
    m_table->selectRow(m_model->current());
}

void AuditPane::finish(const session::LiveOutcome &outcome) {
    m_model->finish();
    m_hand->end();
    if (outcome.noBrowser)
        return say(fromUtf8(explain::sentenceOf(*outcome.noBrowser)));
    if (outcome.noFolder)
        return say(tr("The folder for the captures cannot be made."));
    if (outcome.sites.empty())
        return;
    const session::LiveSite &site = outcome.sites.front();
    // Nothing to look at: what was asked for stays in view, with the reason.
    if (!site.pageFailure.empty())
        return say(tr("No page came: %1").arg(shown(site.pageFailure)));
    if (site.failure)
        say(fromUtf8(explain::sentenceOf(*site.failure)));
    else if (site.notSaved)
        say(fromUtf8(explain::sentenceOf(*site.notSaved, site.url)));
    else if (outcome.stopped)
        say(site.file.empty() ? tr("Stopped before anything was seen.")
                              : tr("Stopped. What was seen until then is open."));
    else if (!site.trials.empty())
        say(outcomeOf(site.trials.front()));
    if (!site.file.empty())
        Q_EMIT captureMade(fromUtf8(site.file.string()));
}

void AuditPane::showPicture(int row) {
    QPixmap picture;
    picture.loadFromData(m_model->pictureAt(row), "PNG");
    m_picture->setPicture(picture);
}

void AuditPane::say(const QString &sentence) {
    m_problem->setText(neverRich(sentence));
    m_problem->show();
}

void AuditPane::enable() {
    const bool running = m_job.isRunning();
    m_running->setVisible(running);
    m_begin->setEnabled(!running && !m_url->text().trimmed().isEmpty());
    for (QWidget *widget : {static_cast<QWidget *>(m_url), static_cast<QWidget *>(m_browser),
                            static_cast<QWidget *>(m_pages), static_cast<QWidget *>(m_probes),
                            static_cast<QWidget *>(m_flush), static_cast<QWidget *>(m_byHand)})
        widget->setEnabled(!running);
    m_forget->setEnabled(!running && m_flush->currentIndex() > 0);
}

} // namespace etagere::ui
