// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/page_view.h"

#include <QtCore/QEvent>
#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtGui/QShortcut>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include "core/explain/page.h"
#include "ui/models/text.h"

namespace etagere::ui {

namespace {

/// Pages are compiled in; nothing that they name is ever loaded.
class PageText final : public QTextBrowser {
public:
    using QTextBrowser::QTextBrowser;
    [[nodiscard]] QVariant loadResource(int, const QUrl &) override { return {}; }
};

/// The id of the page that a link between pages means: "fresh", "fresh.md" or "page:fresh".
QString pageIdOf(const QUrl &link) {
    if (!link.scheme().isEmpty() && link.scheme() != QStringLiteral("page"))
        return {};
    return QFileInfo(link.path()).completeBaseName();
}

/// A pane is no page: headings a little larger than the text, with room above them.
void tameHeadings(QTextEdit &text) {
    for (QTextBlock block = text.document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0)
            continue;
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(level == 1 ? 0 : text.fontMetrics().lineSpacing() * 0.8);
        format.setBottomMargin(text.fontMetrics().lineSpacing() * 0.3);
        cursor.setBlockFormat(format);
        cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        QTextCharFormat letters;
        letters.setProperty(QTextFormat::FontSizeAdjustment, level == 1 ? 1 : 0);
        cursor.mergeCharFormat(letters);
    }
}

QToolButton *makeButton(const QString &text, QWidget *parent) {
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

void openOutside(const QUrl &link) {
    if (link.scheme() == QStringLiteral("https"))
        QDesktopServices::openUrl(link);
}

PageView::PageView(QWidget *parent)
    : QWidget(parent)
    , m_back(makeButton(tr("\u2190 Back"), this))
    , m_text(new PageText(this)) {
    m_back->setAccessibleName(tr("Back to what was shown before"));
    connect(m_back, &QToolButton::clicked, this, &PageView::goBack);
    auto *close = makeButton(tr("Close"), this);
    close->setAccessibleName(tr("Close the explanation page"));
    connect(close, &QToolButton::clicked, this, [this] {
        closePages();
        Q_EMIT closed();
    });
    m_text->setAccessibleName(tr("Explanation page"));
    m_text->setOpenLinks(false);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(m_text, &QTextBrowser::anchorClicked, this, &PageView::follow);
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &PageView::goBack);

    auto *bar = new QHBoxLayout;
    bar->addWidget(m_back);
    bar->addStretch();
    bar->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(bar);
    column->addWidget(m_text);
    hide();
}

bool PageView::showPage(const QString &id) {
    if (explain::pageOf(toUtf8(id)).empty())
        return false;
    if (m_pages.isEmpty() || m_pages.last() != id)
        m_pages.append(id);
    show();
    load(id);
    m_text->setFocus();
    return true;
}

void PageView::goBack() {
    if (m_pages.size() > 1) {
        m_pages.removeLast();
        load(m_pages.last());
        return;
    }
    closePages();
    Q_EMIT closed();
}

void PageView::closePages() {
    m_pages.clear();
    hide();
}

void PageView::load(const QString &id) {
    m_text->document()->setDocumentMargin(fontMetrics().averageCharWidth());
    m_text->setMarkdown(fromUtf8(explain::pageOf(toUtf8(id))));
    tameHeadings(*m_text);
    m_text->moveCursor(QTextCursor::Start);
    m_text->verticalScrollBar()->setValue(0);
}

void PageView::follow(const QUrl &link) {
    const QString id = pageIdOf(link);
    if (id.isEmpty() || !showPage(id))
        openOutside(link);
}

void PageView::changeEvent(QEvent *event) {
    const bool looksOther =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (looksOther && !m_pages.isEmpty())
        load(m_pages.last());
    QWidget::changeEvent(event);
}

} // namespace etagere::ui
