// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QPainter>

#include "ui/delegates/delegates.h"
#include "ui/delegates/item_painting.h"
#include "ui/delegates/palette.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace etagere::ui {

namespace {

/// The glyphs stand in a column of their own, so that the words begin below each other.
int glyphColumn(const QFontMetrics &metrics) {
    return metrics.horizontalAdvance(u'M') + metrics.horizontalAdvance(u' ');
}

void underline(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
               const QString &text) {
    const QFontMetrics &metrics = option.fontMetrics;
    const int width = std::min(metrics.horizontalAdvance(text), rect.width());
    const QRect line = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                           QSize(width, metrics.height()), rect);
    const int y =
        std::min(line.top() + metrics.ascent() + metrics.underlinePos(), option.rect.bottom());
    QPen pen(painter.pen().color());
    pen.setWidth(std::max(1, metrics.lineWidth()));
    pen.setDashPattern({3, 2});
    pen.setCapStyle(Qt::FlatCap);
    painter.setPen(pen);
    painter.drawLine(line.left(), y, line.right(), y);
}

} // namespace

void OutcomeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                            const QModelIndex &index) const {
    const QVariant value = index.data(OutcomeRole);
    if (!value.isValid())
        return QStyledItemDelegate::paint(painter, given, index);
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    const auto outcome = static_cast<cache::Outcome>(value.toInt());

    painter->save();
    paintGround(*painter, option);
    painter->setFont(option.font);
    painter->setPen(inkOf(option, colourOf(outcome, option.palette)));
    const QRect content = contentRect(option);
    const int column = glyphColumn(option.fontMetrics);
    const QRect glyph(content.left(), content.top(), column, content.height());
    paintText(*painter, option, QStyle::visualRect(option.direction, content, glyph),
              glyphOf(outcome));
    const QRect words =
        QStyle::visualRect(option.direction, content, content.adjusted(column, 0, 0, 0));
    paintText(*painter, option, words, option.text);
    if (index.data(InferredRole).toBool())
        underline(*painter, option, words, option.text);
    painter->restore();
}

QSize OutcomeDelegate::sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const {
    const QSize words = QStyledItemDelegate::sizeHint(given, index);
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    return {words.width() + glyphColumn(option.fontMetrics), words.height()};
}

} // namespace etagere::ui
