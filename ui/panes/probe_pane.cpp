// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/probe_pane.h"

#include <QtCore/QUrl>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/error_text.h"
#include "core/explain/probe_text.h"
#include "core/session/workspace.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/probe_text.h"
#include "ui/widgets/empty_state.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>

namespace etagere::ui {

ProbePane::ProbePane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus) {
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeQuestion());
    column->addWidget(makeRunning());
    m_article = new Article;
    m_article->setAccessibleName(tr("The plan, or what was found"));
    m_empty = new EmptyState(m_article, this);
    m_empty->say(tr("Name the URL of a tag: Etagere visits it as many new visitors, offers tags "
                    "that were never issued, and says whether they stand for visitors. It only "
                    "asks; nothing is submitted."));
    m_empty->setEmpty(true);
    column->addWidget(m_empty, 1);
    connect(&m_focus, &Focus::exchangeChanged, this, &ProbePane::offerFocus);
    connect(&m_job, &session::Job::progressed, this, [this](std::uint64_t done, std::uint64_t of) {
        m_progress->setRange(0, static_cast<int>(of));
        m_progress->setValue(static_cast<int>(done));
    });
    connect(&m_job, &session::Job::started, this, &ProbePane::enable);
    connect(&m_job, &session::Job::finished, this, &ProbePane::enable);
    connect(&m_saving, &session::Job::started, this, &ProbePane::enable);
    connect(&m_saving, &session::Job::finished, this, &ProbePane::enable);
    enable();
}

QWidget *ProbePane::makeQuestion() {
    auto *box = new QWidget(this);
    m_url = new QLineEdit(box);
    m_url->setPlaceholderText(QStringLiteral("https://example.org/app.js"));
    m_url->setAccessibleName(tr("URL to probe"));
    m_url->setClearButtonEnabled(true);
    setFocusProxy(m_url);
    m_visits = new QComboBox(box);
    m_visits->setAccessibleName(tr("Visitors"));
    m_visits->addItem(tr("12 visitors, for a first look"), probe::screeningVisits);
    m_visits->addItem(tr("30 visitors, for a finding"), probe::findingVisits);
    m_visits->addItem(tr("40 visitors, for a report that has to stand"), probe::legalVisits);
    m_identify = new QCheckBox(tr("&Say who asks:"), box);
    m_identify->setToolTip(tr("Puts your address into User-Agent; otherwise requests look like a "
                              "browser's"));
    m_identity = new QLineEdit(box);
    m_identity->setPlaceholderText(tr("where you are reached, a URL or an address"));
    m_identity->setAccessibleName(tr("Where you are reached"));
    m_plan = new QPushButton(tr("Show the &plan"), box);
    m_ask = new QPushButton(tr("&Ask"), box);
    m_ask->setDefault(true);
    m_save = new QPushButton(tr("Sa&ve\u2026"), box);
    m_save->setToolTip(tr("Keeps what was asked and answered, as a capture or a HAR: it can be "
                          "opened, and the same tags can be asked for again days later"));
    m_problem = new QLabel(box);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *first = new QHBoxLayout;
    first->addWidget(m_url, 1);
    first->addWidget(m_plan);
    first->addWidget(m_ask);
    first->addWidget(m_save);
    auto *second = new QHBoxLayout;
    second->addWidget(m_visits);
    second->addWidget(m_identify);
    second->addWidget(m_identity, 1);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_problem);
    connect(m_url, &QLineEdit::textChanged, this, &ProbePane::enable);
    connect(m_url, &QLineEdit::returnPressed, this, &ProbePane::showPlan);
    connect(m_identify, &QCheckBox::toggled, this, &ProbePane::enable);
    connect(m_identity, &QLineEdit::textChanged, this, &ProbePane::enable);
    connect(m_plan, &QPushButton::clicked, this, &ProbePane::showPlan);
    connect(m_ask, &QPushButton::clicked, this, &ProbePane::ask);
    connect(m_save, &QPushButton::clicked, this, &ProbePane::chooseFile);
    return box;
}

QWidget *ProbePane::makeRunning() {
    m_running = new QWidget(this);
    m_progress = new QProgressBar(m_running);
    m_progress->setAccessibleName(tr("Requests made"));
    m_progress->setFormat(tr("%v of at most %m requests"));
    m_stop = new QPushButton(tr("St&op"), m_running);
    auto *line = new QHBoxLayout(m_running);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_progress, 1);
    line->addWidget(m_stop);
    connect(m_stop, &QPushButton::clicked, &m_job, &session::Job::cancel);
    return m_running;
}

void ProbePane::setUrl(const QString &url) {
    m_url->setText(url);
    m_url->setFocus(Qt::OtherFocusReason);
}

/// As long as the user has not written one.
void ProbePane::offerFocus() {
    const auto traffic = m_workspace.traffic();
    const traffic::ExchangeId id = m_focus.exchange();
    if (!traffic || !id.isValid() || m_url->isModified() || m_job.isRunning())
        return;
    m_url->setText(fromUtf8(traffic->urlText(traffic->exchange(id).url)));
}

session::ProbeRequest ProbePane::request() const {
    session::ProbeRequest request;
    request.url = toUtf8(m_url->text().trimmed());
    request.options.visits = m_visits->currentData().toUInt();
    request.options.seed = std::random_device{}();
    request.options.waits = m_waits;
    if (m_identify->isChecked())
        request.options.identity = toUtf8(m_identity->text().trimmed());
    return request;
}

void ProbePane::showPlan() {
    if (m_url->text().trimmed().isEmpty() || m_job.isRunning())
        return;
    const auto plan = session::planProbe(request());
    m_problem->setVisible(!plan);
    if (!plan)
        return complain(plan.error());
    m_article->start();
    writePlan(*m_article, *plan);
    m_article->finish(false);
    m_empty->setEmpty(false);
}

void ProbePane::ask() {
    m_problem->hide();
    m_progress->setRange(0, 0);
    using Outcome = Result<session::ProbeOutcome, session::ProbeFailure>;
    m_job.start([this, request = request()](const StopToken &stop,
                                            const Progress &progress) -> session::Job::Finish {
        const auto outcome = std::make_shared<Outcome>(session::runProbe(
            request, stop, [&progress](session::Stage, std::uint64_t done, std::uint64_t of) {
                progress.report(done, of);
            }));
        return [this, outcome] {
            if (*outcome)
                tell(std::make_shared<const session::ProbeOutcome>(*std::move(*outcome)));
            else
                complain(outcome->error());
        };
    });
}

void ProbePane::tell(const std::shared_ptr<const session::ProbeOutcome> &outcome) {
    m_run = outcome;
    m_article->start();
    writeProbe(*m_article, *outcome);
    m_article->finish(false);
    m_empty->setEmpty(false);
}

void ProbePane::chooseFile() {
    const QString host = QUrl(m_url->text().trimmed()).host();
    const QString name = (host.isEmpty() ? QString() : host + u'-') + QStringLiteral("probe");
    auto *dialog = new QFileDialog(this, tr("Save the run"), name + QStringLiteral(".etagere"),
                                   tr("Captures (*.etagere);;HAR files (*.har)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("etagere"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        const bool har = filter.contains(QStringLiteral("*.har"));
        dialog->setDefaultSuffix(har ? QStringLiteral("har") : QStringLiteral("etagere"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ProbePane::saveTo);
    dialog->open();
}

void ProbePane::saveTo(const QString &path) {
    if (!m_run || m_run->outcomes.empty() || m_job.isRunning())
        return;
    m_problem->hide();
    m_saving.start(
        [this, run = m_run, path](const StopToken &, const Progress &) -> session::Job::Finish {
            const auto saved = session::saveRun(*run, std::filesystem::path(path.toStdString()));
            return [this, saved, path] { tellSaved(saved, path); };
        });
}

void ProbePane::tellSaved(const Result<std::uint64_t, session::TrafficFileError> &saved,
                          const QString &path) {
    const std::string name = toUtf8(path);
    say(fromUtf8(
        saved ? explain::plural(explain::probe_text::saved, static_cast<std::int64_t>(*saved), name)
              : sentenceOf(saved.error(), name)));
}

void ProbePane::say(const QString &sentence) {
    m_problem->setText(neverRich(sentence));
    m_problem->show();
}

void ProbePane::complain(const session::ProbeFailure &failure) {
    say(failure.plan ? fromUtf8(explain::sentenceOf(*failure.plan, request().url))
                     : tr("The run cannot be gone on with."));
    m_url->setFocus(Qt::OtherFocusReason);
}

void ProbePane::enable() {
    const bool running = m_job.isRunning();
    const bool named = !m_url->text().trimmed().isEmpty();
    const bool identified = !m_identify->isChecked() || !m_identity->text().trimmed().isEmpty();
    m_running->setVisible(running);
    m_identity->setEnabled(m_identify->isChecked() && !running);
    m_plan->setEnabled(named && !running);
    m_ask->setEnabled(named && identified && !running);
    m_save->setEnabled(m_run && !m_run->outcomes.empty() && !running && !m_saving.isRunning());
    for (QWidget *widget : {static_cast<QWidget *>(m_url), static_cast<QWidget *>(m_visits),
                            static_cast<QWidget *>(m_identify)})
        widget->setEnabled(!running);
}

} // namespace etagere::ui
