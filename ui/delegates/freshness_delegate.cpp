// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QPainter>

#include "ui/delegates/delegates.h"
#include "ui/delegates/item_painting.h"
#include "ui/delegates/palette.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace etagere::ui {

namespace {

constexpr int barCharacters = 6;

int barWidth(const QFontMetrics &metrics) { return metrics.averageCharWidth() * barCharacters; }
int barHeight(const QFontMetrics &metrics) { return std::max(3, metrics.xHeight()); }
int gap(const QFontMetrics &metrics) { return metrics.averageCharWidth(); }

/// A frame for the whole lifetime, filled as far as it is left, from where a line begins. Stale:
/// the frame alone, dashed.
void paintBar(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
              double left) {
    const QColor ink = inkOf(option, freshnessColour(left, option.palette));
    const qreal line = std::max(1, option.fontMetrics.lineWidth());
    const QRectF frame = QRectF(rect).adjusted(line / 2, line / 2, -line / 2, -line / 2);
    const qreal radius = frame.height() / 4;
    QPen pen(ink, line);
    if (left < 0)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(frame, radius, radius);
    if (left <= 0)
        return;
    QRectF filled = frame;
    filled.setWidth(std::max(line, frame.width() * std::min(left, 1.0)));
    if (option.direction == Qt::RightToLeft)
        filled.moveRight(frame.right());
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawRoundedRect(filled, radius, radius);
}

} // namespace

void FreshnessDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                              const QModelIndex &index) const {
    const QVariant left = index.data(FractionRole);
    if (!left.isValid())
        return QStyledItemDelegate::paint(painter, given, index);
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    paintGround(*painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    const QFontMetrics &metrics = option.fontMetrics;
    const QRect content = contentRect(option);
    const QSize size(std::min(barWidth(metrics), content.width()), barHeight(metrics));
    paintBar(*painter, option,
             QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, size, content),
             left.toDouble());
    painter->setFont(option.font);
    painter->setPen(inkOf(option, freshnessColour(left.toDouble(), option.palette)));
    const QRect words = content.adjusted(barWidth(metrics) + gap(metrics), 0, 0, 0);
    paintText(*painter, option, QStyle::visualRect(option.direction, content, words), option.text);
    painter->restore();
}

QSize FreshnessDelegate::sizeHint(const QStyleOptionViewItem &given,
                                  const QModelIndex &index) const {
    const QSize words = QStyledItemDelegate::sizeHint(given, index);
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QFontMetrics &metrics = option.fontMetrics;
    return {words.width() + barWidth(metrics) + gap(metrics),
            std::max(words.height(), barHeight(metrics))};
}

} // namespace etagere::ui
