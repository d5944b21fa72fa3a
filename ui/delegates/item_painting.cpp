// SPDX-License-Identifier: Apache-2.0
#include "ui/delegates/item_painting.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyle>

namespace etagere::ui {

namespace {

const QStyle &styleOf(const QStyleOptionViewItem &option) {
    return option.widget != nullptr ? *option.widget->style() : *QApplication::style();
}

QPalette::ColorGroup groupOf(const QStyleOptionViewItem &option) {
    if (!option.state.testFlag(QStyle::State_Enabled))
        return QPalette::Disabled;
    return option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
}

} // namespace

void paintGround(QPainter &painter, const QStyleOptionViewItem &option) {
    painter.setClipRect(option.rect, Qt::IntersectClip);
    QStyleOptionViewItem empty = option;
    empty.text.clear();
    styleOf(option).drawControl(QStyle::CE_ItemViewItem, &empty, &painter, option.widget);
}

int contentMargin(const QStyleOptionViewItem &option) {
    return styleOf(option).pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
}

QRect contentRect(const QStyleOptionViewItem &option) {
    const int margin = contentMargin(option);
    return option.rect.adjusted(margin, 0, -margin, 0);
}

bool isSelected(const QStyleOptionViewItem &option) {
    return option.state.testFlag(QStyle::State_Selected);
}

QColor inkOf(const QStyleOptionViewItem &option, const QColor &colour) {
    if (isSelected(option))
        return option.palette.color(groupOf(option), QPalette::HighlightedText);
    return option.state.testFlag(QStyle::State_Enabled)
               ? colour
               : option.palette.color(QPalette::Disabled, QPalette::Text);
}

QColor groundOf(const QStyleOptionViewItem &option) {
    return option.palette.color(groupOf(option),
                                isSelected(option) ? QPalette::Highlight : QPalette::Base);
}

void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
               const QString &text) {
    if (rect.width() <= 0)
        return;
    const QString elided = option.fontMetrics.elidedText(text, Qt::ElideRight, rect.width());
    const auto flags = QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter |
                       Qt::TextSingleLine;
    painter.drawText(rect, static_cast<int>(flags), elided);
}

} // namespace etagere::ui
