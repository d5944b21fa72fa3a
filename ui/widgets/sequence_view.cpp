// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/sequence_view.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include "ui/delegates/palette.h"
#include "ui/models/text.h"

#include <algorithm>
#include <utility>

namespace etagere::ui {

using report::SequenceRow;

namespace {

constexpr std::size_t wordLimit = 400;

} // namespace

SequenceView::SequenceView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_sequence(std::make_shared<const report::Sequence>()) {
    setObjectName(QStringLiteral("sequenceView"));
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Sequence diagram"));
    viewport()->setBackgroundRole(QPalette::Base);
    viewport()->setAutoFillBackground(true);
}

QSize SequenceView::sizeHint() const {
    const QFontMetrics metrics(font());
    return {metrics.averageCharWidth() * 90, metrics.height() * 30};
}

QSize SequenceView::minimumSizeHint() const {
    const QFontMetrics metrics(font());
    return {metrics.averageCharWidth() * 30, metrics.height() * 8};
}

int SequenceView::bodyHeight() const { return viewport()->height() - m_layout.headHeight(); }

void SequenceView::layOut(std::size_t rows) {
    m_layout = SequenceLayout(*m_sequence, rows, font(), viewport()->width());
    fitScrollBars();
    viewport()->update();
}

void SequenceView::fitScrollBars() {
    const int line = fontMetrics().height();
    QScrollBar *down = verticalScrollBar();
    down->setRange(0, std::max(0, m_layout.height() + line - bodyHeight()));
    down->setPageStep(std::max(1, bodyHeight()));
    down->setSingleStep(line * 2);
    QScrollBar *across = horizontalScrollBar();
    across->setRange(0, std::max(0, m_layout.width() - viewport()->width()));
    across->setPageStep(std::max(1, viewport()->width()));
    across->setSingleStep(line * 2);
}

void SequenceView::setSequence(std::shared_ptr<const report::Sequence> sequence, std::size_t rows) {
    m_sequence = std::move(sequence);
    m_differs.clear();
    if (m_selected >= static_cast<int>(std::min(rows, m_sequence->rows.size())))
        m_selected = -1;
    layOut(rows);
    describe();
}

void SequenceView::setHint(const QString &hint) {
    m_hint = hint;
    viewport()->update();
}

void SequenceView::setRows(std::size_t rows) {
    const std::size_t before = m_layout.rowCount();
    layOut(rows);
    if (m_selected >= static_cast<int>(m_layout.rowCount()))
        m_selected = -1;
    if (m_layout.rowCount() > before)
        verticalScrollBar()->setValue(verticalScrollBar()->maximum());
    describe();
}

void SequenceView::setDiffering(std::vector<bool> differs) {
    m_differs = std::move(differs);
    viewport()->update();
}

void SequenceView::select(int row) {
    if (row >= static_cast<int>(m_layout.rowCount()))
        row = -1;
    m_selected = row;
    reveal(row);
    viewport()->update();
    describe();
}

void SequenceView::choose(int row) {
    if (m_layout.rowCount() == 0)
        return;
    row = std::clamp(row, 0, static_cast<int>(m_layout.rowCount()) - 1);
    const bool isNew = row != m_selected;
    select(row);
    if (isNew)
        Q_EMIT rowSelected(row);
}

void SequenceView::reveal(int row) {
    if (row < 0)
        return;
    const QRect rect = m_layout.rowRect(static_cast<std::size_t>(row));
    QScrollBar *down = verticalScrollBar();
    if (rect.top() < down->value())
        down->setValue(rect.top());
    else if (rect.bottom() > down->value() + bodyHeight())
        down->setValue(rect.bottom() - bodyHeight() + fontMetrics().height() / 2);
}

QString SequenceView::wordsOf(std::size_t row) const {
    if (row >= m_sequence->rows.size())
        return {};
    const SequenceRow &one = m_sequence->rows[row];
    const auto name = [this](std::size_t lifeline) {
        return lifeline < m_sequence->lifelines.size()
                   ? shown(m_sequence->lifelines[lifeline].name, wordLimit)
                   : QString();
    };
    QString words = shown(one.label, wordLimit);
    for (const QString &line : detailLines(one))
        words += QStringLiteral(", ") + line;
    if (one.kind == SequenceRow::Kind::Message)
        words = tr("%1 to %2: %3").arg(name(one.from), name(one.to), words);
    else if (one.kind == SequenceRow::Kind::Decision)
        words = tr("%1: %2", "who, what").arg(name(one.from), words);
    if (row < m_differs.size() && m_differs[row])
        words += QStringLiteral(", ") + tr("differs from the plain course");
    return words;
}

void SequenceView::describe() {
    const QString words =
        m_selected < 0 ? tr("No row is chosen") : wordsOf(static_cast<std::size_t>(m_selected));
    setAccessibleDescription(words);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void SequenceView::paintEvent(QPaintEvent *event) {
    Q_UNUSED(event)
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const SequenceLook look{palette(), font()};
    const int left = horizontalScrollBar()->value();
    const int top = verticalScrollBar()->value();
    painter.save();
    painter.translate(-left, m_layout.headHeight() - top);
    const QRect seen(left, top, viewport()->width(), bodyHeight());
    if (!m_sequence->lifelines.empty())
        paintLifelines(painter, look, m_layout, seen);
    for (std::size_t row = m_layout.rowAt(top); row < m_layout.rowCount(); ++row) {
        if (m_layout.rowRect(row).top() > seen.bottom())
            break;
        SequenceRowState state;
        state.at = row;
        state.isSelected = static_cast<int>(row) == m_selected;
        state.hasFocus = hasFocus();
        state.differs = row < m_differs.size() && m_differs[row];
        state.left = left;
        paintSequenceRow(painter, look, m_layout, m_sequence->rows[row], state);
    }
    painter.restore();
    if (m_layout.rowCount() == 0) {
        painter.setPen(mutedText(palette()));
        const int line = fontMetrics().height();
        const QRect room = viewport()->rect().adjusted(line, m_layout.headHeight(), -line, 0);
        const QRect tight =
            fontMetrics().boundingRect(room, Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        painter.fillRect(tight.adjusted(-line, -line / 2, line, line / 2),
                         palette().brush(QPalette::Base));
        painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, m_hint);
    }
    painter.translate(-left, 0);
    if (!m_sequence->lifelines.empty())
        paintSequenceHead(painter, look, m_layout, *m_sequence);
}

void SequenceView::resizeEvent(QResizeEvent *event) {
    QAbstractScrollArea::resizeEvent(event);
    QScrollBar *down = verticalScrollBar();
    const bool isAtEnd = down->value() == down->maximum();
    layOut(m_layout.rowCount());
    if (isAtEnd) // the newest row stays in sight
        down->setValue(down->maximum());
    reveal(m_selected);
}

void SequenceView::scrollContentsBy(int dx, int dy) {
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    viewport()->update();
}

void SequenceView::mousePressEvent(QMouseEvent *event) {
    const int y = event->pos().y() - m_layout.headHeight();
    const int inside = y + verticalScrollBar()->value();
    if (y >= 0 && inside < m_layout.height())
        choose(static_cast<int>(m_layout.rowAt(inside)));
    event->accept();
}

void SequenceView::keyPressEvent(QKeyEvent *event) {
    const int last = static_cast<int>(m_layout.rowCount()) - 1;
    constexpr int page = 8; // rows
    switch (event->key()) {
    case Qt::Key_Down:
        return choose(m_selected + 1);
    case Qt::Key_Up:
        return choose(m_selected < 0 ? last : m_selected - 1);
    case Qt::Key_PageDown:
        return choose(m_selected + page);
    case Qt::Key_PageUp:
        return choose(m_selected < 0 ? last : m_selected - page);
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(last);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void SequenceView::changeEvent(QEvent *event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut(m_layout.rowCount());
}

void SequenceView::focusInEvent(QFocusEvent *event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SequenceView::focusOutEvent(QFocusEvent *event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace etagere::ui
