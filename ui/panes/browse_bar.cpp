// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/browse_bar.h"

#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtGui/QAction>
#include <QtGui/QShortcut>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "core/cache/model.h"
#include "ui/delegates/icons.h"
#include "ui/models/text.h"

namespace etagere::ui {

using live::Load;

BrowseBar::BrowseBar(QWidget *parent)
    : QWidget(parent) {
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    m_back = addButton("browseBack", tr("&Leave"),
                       tr("Back to where you came from. The people stay, and what was recorded."));
    makeAddress();
    makeReload();
    makeAdd();
    makeRest();
    addKeys();
    setPerson(nullptr);
    tint();
}

QToolButton *BrowseBar::addButton(const char *name, const QString &text, const QString &tip) {
    auto *button = new QToolButton(this);
    button->setObjectName(QString::fromLatin1(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void BrowseBar::makeAddress() {
    connect(m_back, &QToolButton::clicked, this, &BrowseBar::leaveRequested);
    m_address = new QLineEdit(this);
    m_address->setObjectName(QStringLiteral("browseAddress"));
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(tr("https://example.org (Enter: visit)"));
    m_address->setClearButtonEnabled(true);
    static_cast<QHBoxLayout *>(layout())->addWidget(m_address, 1);
    setFocusProxy(m_address);
    connect(m_address, &QLineEdit::returnPressed, this, [this] {
        const QString address = m_address->text().trimmed();
        if (address.isEmpty())
            return;
        m_address->setModified(false);
        Q_EMIT visitRequested(address);
    });
}

void BrowseBar::makeReload() {
    m_reload = addButton("browseReload", tr("&Reload"),
                         tr("The same page again, as the browser's button does it"));
    m_reload->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(m_reload);
    menu->setAccessibleName(tr("How to reload"));
    const auto entry = [this, menu](const QString &text, const QKeySequence &keys, Load load) {
        QAction *action = menu->addAction(text);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, [this, load] { Q_EMIT reloadRequested(load); });
    };
    entry(tr("&Reload"), QKeySequence(Qt::Key_F5), Load::Reload);
    entry(tr("Reload &past the cache"), QKeySequence(Qt::CTRL | Qt::Key_F5), Load::HardReload);
    m_reload->setMenu(menu);
    connect(m_reload, &QToolButton::clicked, this,
            [this] { Q_EMIT reloadRequested(Load::Reload); });
    m_stop = addButton("browseStop", tr("&Stop"), tr("Stops loading; what came stays (Esc)"));
    connect(m_stop, &QToolButton::clicked, this, &BrowseBar::stopRequested);
}

void BrowseBar::makeAdd() {
    m_add = addButton("browseAdd", tr("New &person"),
                      tr("Somebody else: cookies, storage and cache of their own"));
    m_add->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(m_add);
    menu->setAccessibleName(tr("What the new person is"));
    menu->addAction(tr("&Off the record"), this, [this] { Q_EMIT addRequested({}); });
    menu->addAction(tr("With another &User-Agent…"), this, &BrowseBar::askUserAgent);
    menu->addAction(tr("&Kept in a folder…"), this, &BrowseBar::askFolder);
    QMenu *simulated = menu->addMenu(tr("With a &simulated cache"));
    for (const cache::Model &model : cache::models()) {
        const QString name = fromUtf8(model.name);
        simulated->addAction(name, this, [this, &model] {
            live::ProfileOptions options;
            options.simulated = &model;
            Q_EMIT addRequested(options);
        });
    }
    m_add->setMenu(menu);
    connect(m_add, &QToolButton::clicked, this, [this] { Q_EMIT addRequested({}); });
}

void BrowseBar::makeRest() {
    m_sideBySide = addButton("sideBySide", tr("Side by si&de"),
                             tr("Everybody's page at once, one beside the other"));
    m_sideBySide->setCheckable(true);
    connect(m_sideBySide, &QToolButton::toggled, this, &BrowseBar::sideBySideChanged);
    m_keep = new QPushButton(tr("&Keep and open"), this);
    m_keep->setObjectName(QStringLiteral("browseKeep"));
    m_keep->setAutoDefault(false);
    m_keep->setToolTip(tr("Saves what was recorded, readable for you alone, and opens it: every "
                          "exchange with its reasons, and the findings with their evidence"));
    layout()->addWidget(m_keep);
    connect(m_keep, &QPushButton::clicked, this, &BrowseBar::keepRequested);
}

/// They are the whole pane's, not this line's alone.
void BrowseBar::addKeys() {
    QWidget *pane = parentWidget() != nullptr ? parentWidget() : this;
    new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_L), pane, this, &BrowseBar::focusAddress,
                  Qt::WidgetWithChildrenShortcut);
    pane->addActions(m_reload->menu()->actions());
}

/// Another browser's name, or none that there is.
void BrowseBar::askUserAgent() {
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("userAgent"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("A person with another User-Agent"));
    dialog->setLabelText(tr("What the browser says it is:"));
    dialog->setComboBoxEditable(true);
    dialog->setComboBoxItems(
        {QStringLiteral("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 "
                        "Firefox/140.0"),
         QStringLiteral("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
                        "(KHTML, like Gecko) Version/18.5 Safari/605.1.15"),
         QStringLiteral("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) "
                        "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 "
                        "Safari/604.1")});
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        live::ProfileOptions options;
        options.userAgent = toUtf8(text.simplified());
        if (!options.userAgent.empty())
            Q_EMIT addRequested(options);
    });
    dialog->open();
}

void BrowseBar::askFolder() {
    auto *dialog = new QFileDialog(this, tr("Where the person is kept"));
    dialog->setObjectName(QStringLiteral("keptFolder"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        live::ProfileOptions options;
        options.kept = QFile::encodeName(folder).toStdString();
        Q_EMIT addRequested(options);
    });
    dialog->open();
}

void BrowseBar::setPerson(const session::BrowsingPerson *person) {
    const bool isThere = person != nullptr;
    const bool isOther = m_person != (isThere ? person->id : session::PersonId());
    m_person = isThere ? person->id : session::PersonId();
    m_reload->setEnabled(isThere && !person->isVisiting && person->visits > 0);
    for (QAction *action : m_reload->menu()->actions())
        action->setEnabled(m_reload->isEnabled());
    m_stop->setEnabled(isThere && person->isVisiting);
    m_address->setAccessibleName(isThere ? tr("Address for %1").arg(shown(person->name))
                                         : tr("Address"));
    const QString url = isThere ? fromUtf8(person->url) : QString();
    const bool isWritten = m_address->isModified() && m_address->text() != m_shown;
    if (!isThere || (!isOther && (url == m_shown || isWritten)))
        return;
    setUrl(url);
}

void BrowseBar::setUrl(const QString &url) {
    m_shown = url;
    m_address->setText(url);
    m_address->setCursorPosition(0);
}

void BrowseBar::setCanKeep(bool can) { m_keep->setEnabled(can); }

void BrowseBar::setCanAdd(bool can) {
    m_add->setEnabled(can);
    m_address->setEnabled(can);
}

bool BrowseBar::isSideBySide() const { return m_sideBySide->isChecked(); }

void BrowseBar::focusAddress() {
    m_address->setFocus(Qt::ShortcutFocusReason);
    m_address->selectAll();
}

void BrowseBar::tint() {
    m_back->setIcon(icon(QStringLiteral("previous"), palette()));
    m_reload->setIcon(icon(QStringLiteral("redo"), palette()));
    m_stop->setIcon(icon(QStringLiteral("stop"), palette()));
    m_add->setIcon(icon(QStringLiteral("plus"), palette()));
    m_keep->setIcon(icon(QStringLiteral("save"), palette()));
}

void BrowseBar::changeEvent(QEvent *event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        tint();
}

} // namespace etagere::ui
