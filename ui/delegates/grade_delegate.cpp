// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include "ui/delegates/delegates.h"
#include "ui/delegates/item_painting.h"
#include "ui/delegates/palette.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace etagere::ui {

namespace {

/// Room for one figure, a little higher than wide figures are and at least as wide as high.
QSize badgeSize(const QFontMetrics &metrics) {
    const int height = metrics.ascent() + metrics.descent() / 2;
    return {std::max(height, metrics.horizontalAdvance(u'0') * 2), height};
}

void paintBadge(QPainter &painter, const QStyleOptionViewItem &option, int grade) {
    const QRect content = contentRect(option);
    const QSize size = badgeSize(option.fontMetrics).boundedTo(content.size());
    const QRect badge = QStyle::alignedRect(option.direction, Qt::AlignCenter, size, content);
    const qreal radius = badge.height() / 3.0;
    painter.setPen(Qt::NoPen);
    painter.setBrush(inkOf(option, colourOf(static_cast<analysis::Grade>(grade), option.palette)));
    painter.drawRoundedRect(QRectF(badge), radius, radius);
    QFont bold = option.font;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(groundOf(option));
    painter.drawText(badge, Qt::AlignCenter | Qt::TextSingleLine, QString::number(grade));
}

/// The corner where a line begins, folded like a note's.
void paintFold(QPainter &painter, const QStyleOptionViewItem &option) {
    const qreal side = option.fontMetrics.xHeight() * 0.9;
    const QRectF rect(option.rect);
    const bool leftToRight = option.direction == Qt::LeftToRight;
    const QPointF corner = leftToRight ? rect.topLeft() : rect.topRight();
    QPainterPath fold(corner);
    fold.lineTo(corner + QPointF(leftToRight ? side : -side, 0));
    fold.lineTo(corner + QPointF(0, side));
    fold.closeSubpath();
    painter.fillPath(fold, inkOf(option, option.palette.color(QPalette::Text)));
}

} // namespace

void GradeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                          const QModelIndex &index) const {
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    paintGround(*painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    const int grade = index.data(GradeRole).toInt();
    if (grade > 0)
        paintBadge(*painter, option, grade);
    if (index.data(MarkedRole).toBool())
        paintFold(*painter, option);
    painter->restore();
}

QSize GradeDelegate::sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const {
    const QSize text = QStyledItemDelegate::sizeHint(given, index);
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const QSize badge = badgeSize(option.fontMetrics);
    return QSize(badge.width() + 2 * contentMargin(option), badge.height()).expandedTo(text);
}

} // namespace etagere::ui
