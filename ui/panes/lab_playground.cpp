// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_playground.h"

#include <QtCore/QDir>
#include <QtCore/QSaveFile>
#include <QtCore/QUrl>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/cache_rule_text.h"
#include "ui/delegates/delegates.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/models/trial_model.h"
#include "ui/panes/article.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_look.h"
#include "ui/panes/page_view.h"
#include "ui/panes/table_look.h"
#include "ui/panes/why_text.h"
#include "ui/widgets/clock_axis.h"

#include <utility>

namespace etagere::ui {

namespace {

constexpr int pauseLength = 250; ///< milliseconds behind the last key
constexpr int okStatus = 200;
constexpr int lastStatus = 599;

QString wordOf(scenario::UnusedLine::Why why) {
    using Why = scenario::UnusedLine::Why;
    switch (why) {
    case Why::NotAField:
        return LabPlayground::tr("no field: a name, a colon and a value are expected");
    case Why::OfConnection:
        return LabPlayground::tr("left out: it follows from the message itself");
    case Why::BadStatus:
        return LabPlayground::tr("no status from 200 to 599");
    case Why::Body:
        return LabPlayground::tr("an empty line ends the fields; what follows is left out");
    case Why::TooMuch:
        return LabPlayground::tr("too much: the rest is left out");
    case Why::Count:
        break;
    }
    return {};
}

void writeGrounds(Article &article, const scenario::Tried &tried, std::size_t decision,
                  const QString &heading) {
    if (decision >= tried.trace.decisions.size())
        return;
    const cache::Outcome outcome = tried.trace.decisions[decision].decision.outcome;
    article.writeTitle(heading + QStringLiteral("  ") + glyphOf(outcome) + QStringLiteral("  ") +
                           fromUtf8(explain::wordOf(outcome)),
                       colourOf(outcome, article.palette()));
    writeReasons(article, tried.trace, decision);
}

} // namespace

LabPlayground::LabPlayground(QWidget *parent)
    : QWidget(parent)
    , m_model(new TrialModel(this)) {
    setObjectName(QStringLiteral("labPlayground"));
    setAccessibleName(tr("Playground"));
    auto *parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(makeQuestion());
    parts->addWidget(makeAnswer());
    const int unit = fontMetrics().averageCharWidth();
    parts->setSizes({unit * 60, unit * 120});
    parts->setStretchFactor(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(parts);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseLength);
    connect(&m_pause, &QTimer::timeout, this, &LabPlayground::tryOut);
    setFocusProxy(m_response);
    setTabOrder(m_reload, m_request);
    m_response->setPlainText(QStringLiteral("Cache-Control: max-age=3600\nETag: \"v1\"\nAge: 60"));
    m_pause.stop();
    tryOut();
}

QWidget *LabPlayground::makeQuestion() {
    auto *box = new QWidget(this);
    m_response = new QPlainTextEdit(box);
    m_response->setObjectName(QStringLiteral("playResponse"));
    m_response->setAccessibleName(tr("Response headers, a field on each line"));
    m_request = new QPlainTextEdit(box);
    m_request->setObjectName(QStringLiteral("playRequest"));
    m_request->setAccessibleName(tr("Fields of the second request, one on each line"));
    m_request->setPlaceholderText(QStringLiteral("Cache-Control: no-cache"));
    for (QPlainTextEdit *edit : {m_response, m_request}) {
        edit->setTabChangesFocus(true);
        edit->setFont(QFont(QStringLiteral("monospace")));
        edit->setMinimumHeight(fontMetrics().height() * 3);
        connect(edit, &QPlainTextEdit::textChanged, this, &LabPlayground::ask);
    }
    m_method = new QComboBox(box);
    m_method->setEditable(true);
    m_method->setAccessibleName(tr("Method"));
    for (const char *method : {"GET", "HEAD", "POST", "PUT"})
        m_method->addItem(QString::fromLatin1(method));
    m_status = new QSpinBox(box);
    m_status->setObjectName(QStringLiteral("playStatus"));
    m_status->setRange(okStatus, lastStatus);
    m_status->setAccessibleName(tr("Status"));
    m_age = new QLineEdit(QStringLiteral("1 min"), box);
    m_age->setObjectName(QStringLiteral("playAge"));
    m_age->setAccessibleName(tr("Asked again after"));
    m_reload = new QComboBox(box);
    m_reload->setAccessibleName(tr("How it is asked for again"));
    m_reload->addItems({tr("by a link"), tr("by reload"), tr("by a hard reload"), tr("by back")});
    connect(m_method, &QComboBox::currentTextChanged, this, &LabPlayground::ask);
    connect(m_status, &QSpinBox::valueChanged, this, &LabPlayground::ask);
    connect(m_age, &QLineEdit::textChanged, this, &LabPlayground::ask);
    connect(m_reload, &QComboBox::currentIndexChanged, this, &LabPlayground::ask);
    auto *column = new QVBoxLayout(box);
    column->addWidget(headingLabel(tr("Response headers"), box));
    column->addWidget(m_response, 3);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Method:"), m_method);
    form->addRow(tr("Status:"), m_status);
    form->addRow(tr("Asked again after:"), m_age);
    form->addRow(tr("How:"), m_reload);
    column->addLayout(form);
    column->addWidget(headingLabel(tr("Fields of the second request"), box));
    column->addWidget(m_request, 1);
    m_remarks = plainLabel({}, box);
    m_remarks->setObjectName(QStringLiteral("playRemarks"));
    column->addWidget(m_remarks);
    return box;
}

QWidget *LabPlayground::makeAnswer() {
    auto *box = new QWidget(this);
    m_table = new QTableView(box);
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("playAnswers"));
    m_table->setAccessibleName(tr("What each browser does"));
    lookLikeTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new OutcomeDelegate(m_table));
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setMaximumHeight(fontMetrics().height() * 10);
    auto *reasons = new QSplitter(Qt::Vertical, box);
    reasons->setChildrenCollapsible(false);
    m_why = new Article(reasons);
    m_why->setObjectName(QStringLiteral("playWhy"));
    m_why->setAccessibleName(tr("Why the chosen browser does so"));
    m_page = new PageView(reasons);
    auto *column = new QVBoxLayout(box);
    column->addWidget(headingLabel(tr("What each browser does"), box));
    column->addWidget(m_table);
    column->addWidget(reasons, 1);
    column->addWidget(makeSharing());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LabPlayground::writeWhy);
    connect(m_why, &QTextBrowser::anchorClicked, this, [this](const QUrl &link) {
        if (link.scheme() == QStringLiteral("page"))
            m_page->showPage(link.path());
        else
            openOutside(link);
    });
    connect(m_page, &PageView::closed, m_why, qOverload<>(&QWidget::setFocus));
    return box;
}

QWidget *LabPlayground::makeSharing() {
    auto *box = new QWidget(this);
    auto *line = new QHBoxLayout(box);
    line->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &text, const char *name) {
        auto *button = new QPushButton(text, box);
        button->setObjectName(QString::fromLatin1(name));
        button->setAutoDefault(false);
        line->addWidget(button);
        return button;
    };
    m_stage = add(tr("Look at it as a scenario"), "playStage");
    m_save = add(tr("Save as scenario file…"), "playSave");
    m_copy = add(tr("Copy command line"), "playCopy");
    line->addStretch(1);
    connect(m_stage, &QPushButton::clicked, this, [this] { Q_EMIT scenarioMade(m_trial->json); });
    connect(m_save, &QPushButton::clicked, this, &LabPlayground::saveScenario);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        scenario::Experiment experiment;
        if (readQuestion(experiment))
            QGuiApplication::clipboard()->setText(fromUtf8(scenario::commandLineOf(experiment)));
    });
    return box;
}

void LabPlayground::ask() { m_pause.start(); }

/// False, with a word to the user, when the time is none.
bool LabPlayground::readQuestion(scenario::Experiment &experiment) {
    const Instant begin{};
    const auto at = instantFrom(m_age->text(), begin, begin);
    if (!at || *at < begin) {
        m_remarks->setText(tr("Write how much later it is asked again: 90 s, 10 min, 2 d."));
        return false;
    }
    experiment.method = toUtf8(m_method->currentText().trimmed());
    experiment.status = static_cast<std::uint16_t>(m_status->value());
    experiment.response =
        toUtf8(m_response->toPlainText()).substr(0, scenario::mostPastedBytes + 1);
    experiment.request = toUtf8(m_request->toPlainText()).substr(0, scenario::mostPastedBytes + 1);
    experiment.age = *at - begin;
    experiment.reload = static_cast<scenario::Reload>(m_reload->currentIndex());
    return true;
}

void LabPlayground::tryOut() {
    scenario::Experiment experiment;
    if (!readQuestion(experiment))
        return;
    m_job.start([this, experiment](const StopToken &, const Progress &) {
        auto trial = std::make_shared<const scenario::Trial>(scenario::tryOut(experiment));
        return session::Job::Finish([this, trial] { take(trial); });
    });
}

QString LabPlayground::remarksOn(const scenario::Trial &trial) const {
    QStringList lines = sentencesOf(trial.problems);
    const auto add = [&](const scenario::Pasted &pasted) {
        for (const scenario::UnusedLine &unused : pasted.unused)
            lines.append(tr("“%1”: %2", "a line, why it is not used")
                             .arg(shown(unused.text), wordOf(unused.why)));
    };
    add(trial.response);
    add(trial.request);
    constexpr qsizetype most = 6;
    if (lines.size() > most)
        lines = lines.mid(0, most) << QStringLiteral("…");
    return lines.join(u'\n');
}

void LabPlayground::take(std::shared_ptr<const scenario::Trial> trial) {
    m_trial = std::move(trial);
    const int row = std::max(0, m_table->currentIndex().row());
    m_model->setTrial(m_trial);
    m_table->resizeColumnsToContents();
    m_table->selectRow(row);
    m_remarks->setText(remarksOn(*m_trial));
    const bool isTried = m_trial->problems.empty();
    for (QPushButton *button : {m_stage, m_save, m_copy})
        button->setEnabled(isTried);
    writeWhy();
}

void LabPlayground::writeWhy() {
    m_why->start();
    if (const scenario::Tried *tried = m_model->triedAt(m_table->currentIndex().row())) {
        if (tried->reusing)
            writeGrounds(*m_why, *tried, *tried->reusing, tr("The second request:"));
        if (tried->storing)
            writeGrounds(*m_why, *tried, *tried->storing, tr("The first response:"));
    }
    m_why->finish(false);
}

void LabPlayground::saveScenario() {
    auto *dialog = new QFileDialog(this, tr("Save as scenario file"),
                                   QDir::home().filePath(QStringLiteral("experiment.json")));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray bytes = QByteArray::fromStdString(m_trial->json);
        const bool isDone =
            file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        m_remarks->setText(
            isDone ? tr("Written to %1").arg(shown(toUtf8(path)))
                   : tr("%1 cannot be written: %2").arg(shown(toUtf8(path)), file.errorString()));
    });
    dialog->open();
}

} // namespace etagere::ui
