// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/raw_pane.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStringList>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyle>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/numbers.h"
#include "ui/models/text.h"
#include "ui/panes/readable.h"
#include "ui/panes/text_view.h"
#include "ui/panes/when_shown.h"
#include "ui/widgets/empty_state.h"

#include <chrono>
#include <utility>

namespace etagere::ui {

namespace {

// Whoever runs through exchanges loads nothing.
constexpr std::chrono::milliseconds restBeforeLoad{100};

QPushButton *makeButton(const QString &text, QWidget *parent) {
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace

RawPane::RawPane(session::Workspace &workspace, Focus &focus, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_focus(focus)
    , m_load(new session::Job(this))
    , m_saving(new session::Job(this)) {
    m_empty = new EmptyState(makeContent(), this);
    m_empty->say(tr("Choose an exchange to see its record and its body."));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_empty);

    connect(m_asBytes, &QCheckBox::toggled, this, [this] { showPart(0); });
    connect(m_previous, &QPushButton::clicked, this, [this] { showPart(m_part - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { showPart(m_part + 1); });
    connect(m_save, &QPushButton::clicked, this, &RawPane::askWhereToSave);
    m_shown = new WhenShown(
        *this, [this] { refresh(); }, restBeforeLoad);
    const auto ask = [this] {
        clearContent();
        m_shown->ask();
    };
    connect(m_kind, &QComboBox::currentIndexChanged, this, ask);
    connect(&focus, &Focus::exchangeChanged, this, ask);
    connect(&workspace, &session::Workspace::captureChanged, this, ask);
}

QWidget *RawPane::makeContent() {
    auto *content = new QWidget;
    m_kind = new QComboBox(content);
    m_kind->addItems({tr("Record of the exporter"), tr("Response body"), tr("Request body")});
    m_kind->setAccessibleName(tr("What is shown"));
    m_asBytes = new QCheckBox(tr("As &bytes"), content);
    m_save = makeButton(tr("&Save\u2026"), content);
    m_save->setAccessibleName(tr("Save what is shown to a file"));
    m_says = new QLabel(content);
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    m_view = new TextView(content);
    m_view->setAccessibleName(tr("Record or body"));
    m_paging = new QWidget(content);
    m_partSays = new QLabel(m_paging);
    m_previous = makeButton(tr("&Previous part"), m_paging);
    m_next = makeButton(tr("&Next part"), m_paging);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_kind);
    bar->addWidget(m_asBytes);
    bar->addStretch();
    bar->addWidget(m_save);
    auto *pages = new QHBoxLayout(m_paging);
    pages->setContentsMargins(0, 0, 0, 0);
    pages->addWidget(m_previous);
    pages->addWidget(m_next);
    pages->addWidget(m_partSays);
    pages->addStretch();
    auto *column = new QVBoxLayout(content);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutLeftMargin) / 2;
    column->setContentsMargins(margin, margin, margin, margin);
    column->addLayout(bar);
    column->addWidget(m_says);
    column->addWidget(m_view);
    column->addWidget(m_paging);
    return content;
}

RawKind RawPane::kind() const { return static_cast<RawKind>(m_kind->currentIndex()); }

bool RawPane::hasExchange() const {
    const auto traffic = m_workspace.traffic();
    const traffic::ExchangeId exchange = m_focus.exchange();
    return traffic && exchange.isValid() && exchange.index() < traffic->exchangeCount();
}

void RawPane::clearContent() {
    m_load->cancel();
    m_content.reset();
    m_view->clear();
    m_says->setText(tr("Loading \u2026"));
    m_paging->hide();
    m_save->setEnabled(false);
    m_asBytes->setEnabled(false);
}

void RawPane::refresh() {
    m_empty->setEmpty(!hasExchange());
    if (!hasExchange() || m_content)
        return;
    clearContent();
    m_load->start([this, traffic = m_workspace.traffic(), exchange = m_focus.exchange(),
                   what = kind()](const StopToken &stop, const Progress &) {
        auto loaded = std::make_shared<Result<RawContent, traffic::LoadError>>(
            loadRawContent(*traffic, exchange, what));
        const bool wanted = !stop.stop_requested();
        return [this, loaded, what, wanted] {
            if (wanted)
                take(std::move(*loaded), what);
        };
    });
}

void RawPane::take(Result<RawContent, traffic::LoadError> loaded, RawKind what) {
    const bool tooLarge = !loaded && loaded.error().kind == traffic::LoadError::Kind::TooLarge;
    m_save->setEnabled(loaded || tooLarge);
    if (!loaded) {
        m_says->setText(wordsFor(loaded.error(), what));
        return;
    }
    m_content = std::make_shared<const RawContent>(std::move(*loaded));
    m_asBytes->setEnabled(m_content->text);
    showPart(0);
}

void RawPane::showPart(std::size_t part) {
    if (!m_content)
        return;
    const bool asDump = !m_content->text || m_asBytes->isChecked();
    m_part = part;
    m_view->setAligned(asDump);
    m_view->setPlainText(m_content->partText(part, asDump));
    const std::size_t parts = m_content->parts(asDump).size();
    m_paging->setVisible(parts > 1);
    m_previous->setEnabled(part > 0);
    m_next->setEnabled(part + 1 < parts);
    m_partSays->setText(tr("Part %1 of %2").arg(part + 1).arg(parts));
    describe();
}

QString RawPane::origin() const {
    const auto traffic = m_workspace.traffic();
    const traffic::Exchange &exchange = traffic->exchange(m_focus.exchange());
    if (kind() == RawKind::ResponseBody)
        return shown(exchange.mimeType);
    const traffic::SourceId source =
        kind() == RawKind::Record ? exchange.raw.source : exchange.requestBody.source;
    if (!source.isValid() || source.index() >= traffic->sourceCount())
        return {};
    const QString path = fromUtf8(traffic->sourceInfo(source).name);
    return shown(toUtf8(QFileInfo(path).fileName()));
}

void RawPane::describe() {
    const QString size = fromUtf8(explain::size(Bytes{m_content->bytes.size()}));
    const QString from = origin();
    QStringList said{from.isEmpty() ? tr("%1.").arg(size) : tr("%1, %2.").arg(size, from)};
    if (m_content->bytes.empty())
        said = QStringList{tr("Recorded, and empty.")};
    else if (!m_content->text)
        said += tr("No text, so its bytes are shown.");
    if (m_content->indented)
        said += tr("Lines and indentation were added.");
    if (m_content->decoded)
        said += tr("Its content coding was undone.");
    if (m_content->truncated)
        said += tr("The recorder cut it.");
    m_says->setText(said.join(u' '));
}

void RawPane::askWhereToSave() {
    if (!hasExchange())
        return;
    const Asked asked{m_workspace.traffic(), m_focus.exchange(), kind()};
    const auto &exchange = asked.traffic->exchange(asked.exchange);
    auto *dialog = new QFileDialog(this, tr("Save to a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(fileNameFor(asked.traffic->urlText(exchange.url), asked.kind));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, asked](const QString &path) { save(asked, path); });
    dialog->open();
}

void RawPane::save(const Asked &asked, const QString &path) {
    m_says->setText(tr("Saving \u2026"));
    m_saving->start([this, asked, path](const StopToken &, const Progress &) {
        const QString failure = saveRawContent(*asked.traffic, asked.exchange, asked.kind, path);
        return [this, failure, path] {
            const QString name = shown(toUtf8(QDir::toNativeSeparators(path)));
            m_says->setText(failure.isEmpty() ? tr("Saved to %1.").arg(name)
                                              : tr("Not saved: %1").arg(failure));
        };
    });
}

} // namespace etagere::ui
