// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/article.h"

#include <QtCore/QMimeData>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QTextDocumentFragment>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

#include "ui/delegates/palette.h"
#include "ui/panes/text_view.h"

namespace etagere::ui {

namespace {

constexpr double titleScale = 1.35;
constexpr double mutedScale = 0.92;

QFont scaled(const QFont &font, double factor) {
    QFont other = font;
    if (font.pointSizeF() > 0)
        other.setPointSizeF(font.pointSizeF() * factor);
    else
        other.setPixelSize(static_cast<int>(font.pixelSize() * factor));
    return other;
}

} // namespace

Article::Article(QWidget *parent)
    : QTextBrowser(parent) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
}

void Article::start() {
    m_place = verticalScrollBar()->value();
    clear();
    document()->setDocumentMargin(fontMetrics().averageCharWidth());
    m_cursor = QTextCursor(document());
    m_cursor.beginEditBlock();
    m_begun = false;
}

void Article::addBlock(const QTextBlockFormat &block) {
    if (m_begun)
        m_cursor.insertBlock(block, {});
    else
        m_cursor.setBlockFormat(block);
    m_begun = true;
}

void Article::writeTitle(const QString &text, const QColor &colour) {
    QTextBlockFormat block;
    block.setTopMargin(m_begun ? fontMetrics().lineSpacing() * 1.5 : 0.0);
    addBlock(block);
    QTextCharFormat format;
    QFont large = scaled(font(), titleScale);
    large.setBold(true);
    format.setFont(large);
    format.setForeground(colour);
    m_cursor.insertText(text, format);
}

void Article::writeHeading(const QString &text) {
    QTextBlockFormat block;
    block.setTopMargin(fontMetrics().lineSpacing() * 0.9);
    addBlock(block);
    m_cursor.insertText(text, formatOf(Look::Strong));
}

void Article::beginParagraph(int depth, bool apart) {
    QTextBlockFormat block;
    block.setLeftMargin(indentOf(depth));
    block.setTopMargin(apart ? fontMetrics().lineSpacing() * 0.35 : 0.0);
    addBlock(block);
}

void Article::beginPoint(QChar sign, int depth) {
    const QString hung = sign + QString(QChar::Nbsp);
    const QTextCharFormat strong = formatOf(Look::Strong);
    const double width = QFontMetricsF(strong.font(), this).horizontalAdvance(hung);
    QTextBlockFormat block;
    block.setLeftMargin(indentOf(depth) + width);
    block.setTextIndent(-width);
    addBlock(block);
    m_cursor.insertText(hung, strong);
}

double Article::indentOf(int depth) const { return depth * fontMetrics().averageCharWidth() * 2.5; }

QTextCharFormat Article::formatOf(Look look) const {
    QTextCharFormat format;
    QFont letters = look == Look::Value ? fixedFontBeside(font()) : font();
    if (look == Look::Muted) {
        letters = scaled(letters, mutedScale);
        format.setForeground(mutedText(palette()));
    }
    letters.setBold(look == Look::Strong);
    format.setFont(letters);
    return format;
}

void Article::write(const QString &text, Look look) { m_cursor.insertText(text, formatOf(look)); }

void Article::write(const QString &text, const QColor &colour) {
    QTextCharFormat format = formatOf(Look::Strong);
    format.setForeground(colour);
    m_cursor.insertText(text, format);
}

void Article::writeLink(const QString &text, const QString &target) {
    QTextCharFormat format = formatOf(Look::Text);
    format.setFont(scaled(font(), mutedScale));
    format.setAnchor(true);
    format.setAnchorHref(target);
    format.setForeground(palette().link());
    format.setFontUnderline(true);
    m_cursor.insertText(text, format);
}

void Article::finish(bool sameSubject) {
    m_cursor.endEditBlock();
    m_cursor = {};
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(sameSubject ? m_place : 0);
}

QVariant Article::loadResource(int, const QUrl &) { return {}; }

QMimeData *Article::createMimeDataFromSelection() const {
    auto *copied = new QMimeData;
    copied->setText(textCursor().selection().toPlainText());
    return copied;
}

void Article::contextMenuEvent(QContextMenuEvent *event) {
    QMenu *menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!actions().isEmpty())
        menu->addSeparator();
    menu->addActions(actions());
    menu->popup(event->globalPos());
}

} // namespace etagere::ui
