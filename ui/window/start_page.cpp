// SPDX-License-Identifier: Apache-2.0
#include "ui/window/start_page.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "ui/delegates/icons.h"
#include "ui/delegates/palette.h"
#include "ui/models/text.h"
#include "ui/window/large_button.h"

namespace etagere::ui {

namespace {

constexpr int pageCharacters = 120;
constexpr int wayCharacters = 56;
constexpr int recentLines = 8;

QString homely(const QString &folder) {
    const QString home = QDir::homePath();
    return folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}

QString namesOf(const QStringList &paths) {
    constexpr qsizetype most = 3;
    QStringList names;
    for (const QString &path : paths.mid(0, most))
        names.append(shown(toUtf8(QFileInfo(path).fileName())));
    if (paths.size() > most)
        names.append(QStringLiteral("…"));
    return names.join(QStringLiteral(", "));
}

} // namespace

StartPage::StartPage(const Ways &to, QWidget *parent)
    : QScrollArea(parent) {
    setObjectName(QStringLiteral("startPage"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // what it holds has it
    auto *whole = new QWidget(this);
    auto *page = new QWidget(whole);
    page->setMaximumWidth(fontMetrics().averageCharWidth() * pageCharacters);
    auto *all = new QVBoxLayout(page);
    const int em = fontMetrics().height();
    addTitle(*all);
    all->addSpacing(em);

    auto *halves = new QHBoxLayout;
    halves->setSpacing(em * 2);
    auto *ways = new QVBoxLayout;
    ways->setSpacing(em / 2);
    addWays(*ways, to);
    halves->addLayout(ways, 1);
    m_recentPart = new QWidget(page);
    auto *recent = new QVBoxLayout(m_recentPart);
    recent->setContentsMargins(0, 0, 0, 0);
    addRecent(*recent);
    halves->addWidget(m_recentPart, 1);
    all->addLayout(halves);

    all->addSpacing(em);
    m_hint = new QLabel(tr("Or drop files anywhere in this window."), page);
    m_hint->setTextFormat(Qt::PlainText);
    all->addWidget(m_hint);

    auto *outer = new QVBoxLayout(whole);
    outer->addStretch(2);
    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(page, pageCharacters);
    middle->addStretch(1);
    outer->addLayout(middle);
    outer->addStretch(3);
    setWidget(whole);
    viewport()->setAutoFillBackground(false);
    whole->setAutoFillBackground(false);
    setFocusProxy(m_open);
    tint();
}

void StartPage::addTitle(QVBoxLayout &column) {
    auto *line = new QHBoxLayout;
    line->setSpacing(fontMetrics().height());
    m_mark = new QLabel(this);
    auto *words = new QVBoxLayout;
    auto *name = new QLabel(QStringLiteral("Etagere"), this);
    QFont large = font();
    constexpr double larger = 2.4;
    large.setPointSizeF(large.pointSizeF() * larger);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);
    m_line = new QLabel(
        tr("What does a browser's cache keep, and what does a server learn from it?"), this);
    m_line->setTextFormat(Qt::PlainText);
    m_line->setWordWrap(true);
    QFont larger2 = font();
    constexpr double alittle = 1.15;
    larger2.setPointSizeF(larger2.pointSizeF() * alittle);
    m_line->setFont(larger2);
    words->setSpacing(0);
    words->addWidget(name);
    words->addWidget(m_line);
    line->addWidget(m_mark);
    line->addLayout(words, 1);
    column.addLayout(line);
}

LargeButton *StartPage::addButton(QVBoxLayout &column, const QString &text,
                                  const QString &description) {
    auto *button = new LargeButton(text, description, this);
    button->setMinimumWidth(fontMetrics().averageCharWidth() * wayCharacters);
    column.addWidget(button);
    return button;
}

void StartPage::addWays(QVBoxLayout &column, const Ways &ways) {
    m_restore = addButton(column, tr("&Restore the last session"), {});
    m_restore->setObjectName(QStringLiteral("restore"));
    m_restore->hide();
    m_open =
        addButton(column, tr("&Open capture…"), tr("HAR files of a browser, or a saved capture"));
    m_open->setObjectName(QStringLiteral("open"));
    m_audit = addButton(column, tr("&Audit a site…"),
                        tr("Visit it as several people, and find what knows them again"));
    m_audit->setObjectName(QStringLiteral("audit"));
    m_browse = addButton(column, tr("&Browse as several people…"),
                         tr("Each with cookies and a cache of their own, side by side"));
    m_browse->setObjectName(QStringLiteral("browse"));
    m_lab = addButton(column, tr("&Learn in the lab…"),
                      tr("Lessons to step through under a clock that you turn"));
    m_lab->setObjectName(QStringLiteral("lab"));
    m_sample =
        addButton(column, tr("Open the &sample"), tr("A small shop, two visitors, and a tracker"));
    m_sample->setObjectName(QStringLiteral("sample"));
    connect(m_restore, &LargeButton::clicked, this, &StartPage::restoreRequested);
    connect(m_open, &LargeButton::clicked, ways.open, &QAction::trigger);
    connect(m_audit, &LargeButton::clicked, ways.audit, &QAction::trigger);
    connect(m_browse, &LargeButton::clicked, ways.browse, &QAction::trigger);
    connect(m_lab, &LargeButton::clicked, ways.lab, &QAction::trigger);
    connect(m_sample, &LargeButton::clicked, ways.sample, &QAction::trigger);
    column.addStretch(1);
}

void StartPage::addRecent(QVBoxLayout &column) {
    auto *line = new QHBoxLayout;
    auto *heading = new QLabel(tr("Opened last"), this);
    QFont strong = font();
    strong.setBold(true);
    heading->setFont(strong);
    auto *forget = new QToolButton(this);
    forget->setText(tr("Forget these"));
    forget->setAutoRaise(true);
    connect(forget, &QToolButton::clicked, this, &StartPage::forgetRequested);
    line->addWidget(heading, 1);
    line->addWidget(forget);
    column.addLayout(line);

    m_recent = new QListWidget(this);
    m_recent->setObjectName(QStringLiteral("recentFiles"));
    m_recent->setAccessibleName(tr("Files opened last"));
    m_recent->setTextElideMode(Qt::ElideMiddle);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setUniformItemSizes(true);
    const int lineHeight = fontMetrics().height() * 3 / 2;
    m_recent->setMaximumHeight(lineHeight * recentLines);
    column.addWidget(m_recent, 1);
    // A double click is two clicks and an activation: the first one counts.
    const auto choose = [this](const QListWidgetItem *item) {
        m_recent->setEnabled(false);
        Q_EMIT fileChosen(item->data(Qt::UserRole).toString());
    };
    connect(m_recent, &QListWidget::itemActivated, this, choose);
    connect(m_recent, &QListWidget::itemClicked, this, choose);
}

void StartPage::setRecentFiles(const QStringList &paths) {
    m_recent->clear();
    m_recent->setEnabled(true);
    for (const QString &path : paths) {
        const QFileInfo file(path);
        const QString name = shown(toUtf8(file.fileName()));
        auto *item = new QListWidgetItem(
            tr("%1 in %2", "file, folder").arg(name, shown(toUtf8(homely(file.absolutePath())))));
        item->setData(Qt::UserRole, path);
        item->setToolTip(shown(toUtf8(path)));
        m_recent->addItem(item);
    }
    m_recentPart->setVisible(!paths.isEmpty());
}

void StartPage::setUnsaved(const QStringList &paths) {
    m_restore->setVisible(!paths.isEmpty());
    const QString what = tr("Not saved when Etagere ended: %1").arg(namesOf(paths));
    m_restore->setDescription(what);
    setFocusProxy(paths.isEmpty() ? m_open : m_restore);
}

void StartPage::tint() {
    const int side = fontMetrics().height() * 5;
    m_mark->setPixmap(
        icon(QStringLiteral("etagere"), palette()).pixmap(QSize(side, side), devicePixelRatioF()));
    m_open->setIcon(icon(QStringLiteral("open"), palette()));
    m_sample->setIcon(icon(QStringLiteral("play"), palette()));
    m_audit->setIcon(icon(QStringLiteral("finding"), palette()));
    m_browse->setIcon(icon(QStringLiteral("visit"), palette()));
    m_lab->setIcon(icon(QStringLiteral("lab"), palette()));
    m_restore->setIcon(icon(QStringLiteral("undo"), palette()));
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    m_line->setPalette(muted);
    m_hint->setPalette(muted);
}

void StartPage::changeEvent(QEvent *event) {
    if (event->type() == QEvent::PaletteChange)
        tint();
    QScrollArea::changeEvent(event);
}

} // namespace etagere::ui
