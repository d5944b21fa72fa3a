// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/sequence_paint.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include "ui/delegates/palette.h"
#include "ui/models/text.h"

#include <algorithm>

namespace etagere::ui {

namespace {

using report::SequenceRow;

constexpr std::size_t labelLimit = 300; ///< bytes of recorded text

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::SequenceView)
};

QFont strong(QFont font) {
    font.setBold(true);
    return font;
}

QFont slanted(QFont font) {
    font.setItalic(true);
    return font;
}

/// One line, cut to its room, on a ground of its own so that no lifeline runs through it.
void paintLine(QPainter &painter, const QRect &room, const QString &text, const QBrush &ground) {
    const QFontMetrics metrics(painter.font());
    const QString cut = metrics.elidedText(text, Qt::ElideRight, room.width());
    const QRect tight = metrics.boundingRect(room, Qt::AlignCenter, cut);
    if (ground.style() != Qt::NoBrush)
        painter.fillRect(
            tight.adjusted(-metrics.averageCharWidth() / 2, 0, metrics.averageCharWidth() / 2, 0),
            ground);
    painter.drawText(room, Qt::AlignCenter, cut);
}

void paintArrowHead(QPainter &painter, const QPointF &tip, int direction, double size,
                    bool filled) {
    const QPointF back(tip.x() - direction * size, tip.y());
    QPolygonF head;
    head << back + QPointF(0, -size / 2) << tip << back + QPointF(0, size / 2);
    if (filled) {
        painter.setBrush(painter.pen().color());
        painter.drawPolygon(head);
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.drawPolyline(head);
    }
}

QColor colourOfMessage(const SequenceRow &row, const QPalette &palette) {
    if (row.isFailure)
        return colourOf(cache::Outcome::Error, palette);
    return palette.color(QPalette::Text);
}

void paintMessage(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                  const SequenceRow &row, const QRect &rect) {
    const QFontMetrics metrics(look.font);
    const int from = layout.lifelineX(row.from);
    const int to = layout.lifelineX(row.to);
    const int direction = to >= from ? 1 : -1;
    const QColor ink = colourOfMessage(row, look.palette);
    const double y = rect.top() + metrics.height() * 1.45;
    const double edge = metrics.averageCharWidth() * 0.5;
    const QPointF begin(from + direction * edge, y);
    QPointF tip(to - direction * edge, y);
    if (row.isFailure)
        tip.setX(begin.x() + (tip.x() - begin.x()) * 0.62);
    QPen pen(ink, std::max(1.0, metrics.height() / 12.0));
    if (row.isResponse || row.isBackground)
        pen.setDashPattern(row.isBackground ? QVector<qreal>{1, 3} : QVector<qreal>{5, 3});
    painter.setPen(pen);
    painter.drawLine(begin, tip);
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    const double size = metrics.height() * 0.5;
    if (row.isFailure) {
        painter.drawLine(tip + QPointF(-size / 2, -size / 2), tip + QPointF(size / 2, size / 2));
        painter.drawLine(tip + QPointF(-size / 2, size / 2), tip + QPointF(size / 2, -size / 2));
    } else {
        paintArrowHead(painter, tip, direction, size, !row.isResponse);
    }
    const int left = std::min(from, to);
    const int pad = metrics.averageCharWidth();
    const QRect span(left + pad, rect.top(), std::max(0, std::abs(to - from) - 2 * pad),
                     metrics.height());
    const QBrush ground = look.palette.brush(QPalette::Base);
    painter.setFont(strong(look.font));
    painter.setPen(ink);
    QString label = shown(row.label, labelLimit);
    if (row.isBackground)
        label = Words::tr("%1 (nobody waits)").arg(label);
    paintLine(painter, span.translated(0, metrics.height() / 4), label, Qt::NoBrush);
    if (row.detail.empty())
        return;
    painter.setFont(look.font);
    painter.setPen(mutedText(look.palette));
    QRect below = span.translated(0, metrics.height() * 13 / 8);
    for (const QString &line : detailLines(row)) {
        paintLine(painter, below, line, ground);
        below.translate(0, metrics.height());
    }
}

void paintDecision(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                   const SequenceRow &row, const QRect &rect) {
    const QFontMetrics metrics(look.font);
    const QFontMetrics bold(strong(look.font));
    const QString word = glyphOf(row.outcome) + QStringLiteral("  ") + shown(row.label, labelLimit);
    const QStringList details = detailLines(row);
    const int pad = metrics.averageCharWidth() * 2;
    const int edge = metrics.averageCharWidth();
    const int most = std::min(layout.columnWidth() * 2, layout.width()) - 2 * edge;
    int wide = bold.horizontalAdvance(word);
    for (const QString &detail : details)
        wide = std::max(wide, metrics.horizontalAdvance(detail));
    wide = std::min(most, wide + 2 * pad);
    QRect box(0, 0, wide, rect.height() - metrics.height() / 2);
    box.moveCenter(QPoint(layout.lifelineX(row.from), rect.center().y()));
    box.moveRight(std::min(box.right(), layout.width() - edge));
    box.moveLeft(std::max(box.left(), edge));
    const QColor ink = colourOf(row.outcome, look.palette);
    painter.setPen(QPen(ink, std::max(1.0, metrics.height() / 10.0)));
    painter.setBrush(look.palette.brush(QPalette::Base));
    const double radius = metrics.height() / 3.0;
    painter.drawRoundedRect(QRectF(box), radius, radius);
    painter.setBrush(Qt::NoBrush);
    QRect line = box.adjusted(pad / 2, metrics.height() / 4, -pad / 2, 0);
    line.setHeight(metrics.height() * 5 / 4);
    painter.setFont(strong(look.font));
    paintLine(painter, line, word, Qt::NoBrush);
    painter.setFont(look.font);
    painter.setPen(look.palette.color(QPalette::Text));
    line.setHeight(metrics.height());
    line.translate(0, metrics.height() * 5 / 4);
    for (const QString &detail : details) {
        paintLine(painter, line, detail, Qt::NoBrush);
        line.translate(0, metrics.height());
    }
}

void paintTime(QPainter &painter, const SequenceLook &look, const SequenceRow &row,
               const QRect &rect, const SequenceRowState &state) {
    const QFontMetrics metrics(strong(look.font));
    const QString text = shown(row.label, labelLimit);
    const int pad = metrics.averageCharWidth();
    QRect pill(state.left + metrics.height(), 0, metrics.horizontalAdvance(text) + 2 * pad,
               metrics.height() * 5 / 4);
    pill.moveTop(rect.bottom() - pill.height() - metrics.height() / 6);
    painter.setPen(QPen(mutedText(look.palette), 1));
    const int y = pill.center().y();
    painter.drawLine(pill.right(), y, rect.right() - metrics.height(), y);
    painter.setBrush(look.palette.brush(QPalette::Window));
    painter.drawRoundedRect(pill, pill.height() / 2.0, pill.height() / 2.0);
    painter.setBrush(Qt::NoBrush);
    painter.setFont(strong(look.font));
    painter.setPen(look.palette.color(QPalette::WindowText));
    painter.drawText(pill, Qt::AlignCenter, text);
}

void paintNote(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
               const SequenceRow &row, const SequenceRowState &state) {
    const QFont font = slanted(look.font);
    painter.setFont(font);
    const QRect room = layout.noteRect(state.at, state.left);
    const QString text = noteText(row);
    const QFontMetrics metrics(font);
    const QRect tight = metrics.boundingRect(room, Qt::TextWordWrap | Qt::AlignCenter, text);
    if (!state.isSelected)
        painter.fillRect(tight.intersected(layout.rowRect(state.at)),
                         look.palette.brush(QPalette::Base));
    painter.setPen(mutedText(look.palette));
    painter.drawText(room, Qt::TextWordWrap | Qt::AlignCenter, text);
}

/// A row is marked by its ground and by a bar at its edge, so that colour is not alone.
void paintGround(QPainter &painter, const SequenceLook &look, const QRect &rect,
                 const SequenceRowState &state) {
    const int bar = std::max(3, QFontMetrics(look.font).height() / 5);
    if (state.isSelected) {
        QColor ground = look.palette.color(QPalette::Highlight);
        constexpr int faint = 46;
        ground.setAlpha(faint);
        painter.fillRect(rect, ground);
        painter.fillRect(QRect(rect.left(), rect.top(), bar, rect.height()),
                         look.palette.color(QPalette::Link));
    }
    if (state.hasFocus && state.isSelected) {
        painter.setPen(QPen(look.palette.color(QPalette::Link), 1, Qt::DotLine));
        painter.drawRect(rect.adjusted(0, 0, -1, -1));
    }
}

void paintDiffers(QPainter &painter, const SequenceLook &look, const QRect &rect) {
    painter.setFont(strong(look.font));
    painter.setPen(colourOf(cache::Outcome::Replaced, look.palette));
    const int room = QFontMetrics(look.font).height() * 2;
    painter.drawText(QRect(rect.right() - room, rect.top(), room, rect.height()), Qt::AlignCenter,
                     QStringLiteral("\u2260"));
}

} // namespace

void paintSequenceHead(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                       const report::Sequence &sequence) {
    const QFontMetrics metrics(look.font);
    const int head = layout.headHeight();
    painter.fillRect(QRect(0, 0, layout.width(), head), look.palette.brush(QPalette::Base));
    const int gap = metrics.averageCharWidth();
    for (std::size_t i = 0; i < sequence.lifelines.size(); ++i) {
        const report::Lifeline &line = sequence.lifelines[i];
        QRect box(0, 0, layout.columnWidth() - 2 * gap, head - metrics.height() / 4);
        box.moveCenter(QPoint(layout.lifelineX(i), head / 2));
        painter.setPen(QPen(look.palette.color(QPalette::Mid), 1));
        painter.setBrush(look.palette.brush(QPalette::Window));
        painter.drawRoundedRect(box, gap, gap);
        painter.setBrush(Qt::NoBrush);
        const QRect name = box.adjusted(gap, 0, -gap, -box.height() / 2 + metrics.height() / 8);
        painter.setFont(strong(look.font));
        painter.setPen(look.palette.color(QPalette::WindowText));
        paintLine(painter, name, shown(line.name, labelLimit), Qt::NoBrush);
        painter.setFont(look.font);
        painter.setPen(mutedText(look.palette));
        paintLine(painter, box.adjusted(gap, box.height() / 2 - metrics.height() / 8, -gap, 0),
                  shown(line.detail, labelLimit), Qt::NoBrush);
    }
}

void paintLifelines(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                    const QRect &area) {
    QPen pen(look.palette.color(QPalette::Mid), 1);
    pen.setDashPattern({4, 4});
    // The dashes stay where they are while the diagram is scrolled.
    pen.setDashOffset(area.top() % 8);
    painter.setPen(pen);
    const int count = layout.columnWidth() > 0 ? layout.width() / layout.columnWidth() : 0;
    int last = -1;
    for (int i = 0; i <= count; ++i) {
        const int x = layout.lifelineX(static_cast<std::size_t>(i));
        if (x != last)
            painter.drawLine(x, area.top(), x, area.bottom());
        last = x;
    }
}

void paintSequenceRow(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                      const SequenceRow &row, const SequenceRowState &state) {
    const QRect rect = layout.rowRect(state.at);
    paintGround(painter, look, rect, state);
    switch (row.kind) {
    case SequenceRow::Kind::Time:
        paintTime(painter, look, row, rect, state);
        break;
    case SequenceRow::Kind::Note:
        paintNote(painter, look, layout, row, state);
        break;
    case SequenceRow::Kind::Message:
        paintMessage(painter, look, layout, row, rect);
        break;
    case SequenceRow::Kind::Decision:
        paintDecision(painter, look, layout, row, rect);
        break;
    }
    if (state.differs)
        paintDiffers(painter, look, rect);
}

} // namespace etagere::ui
