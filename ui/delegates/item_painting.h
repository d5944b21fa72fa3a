// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QStyleOptionViewItem>

class QPainter;

namespace etagere::ui {

/// What our delegates share, so that their items look like the style's own. Options are those that
/// QStyledItemDelegate::initStyleOption has filled.

/// Ground, selection and focus of the item, without its text. What follows is clipped to the item.
void paintGround(QPainter &painter, const QStyleOptionViewItem &option);

/// Where the item's content goes: within the margin that the style keeps to the item's sides.
[[nodiscard]] QRect contentRect(const QStyleOptionViewItem &option);
/// That margin, on one side.
[[nodiscard]] int contentMargin(const QStyleOptionViewItem &option);

/// Whether the item stands on the selection's colour.
[[nodiscard]] bool isSelected(const QStyleOptionViewItem &option);
/// `colour` for an item as others are; what can be read on the selection for one that is selected.
[[nodiscard]] QColor inkOf(const QStyleOptionViewItem &option, const QColor &colour);
/// What the ink stands on.
[[nodiscard]] QColor groundOf(const QStyleOptionViewItem &option);

/// One line of plain text, elided at its end.
void paintText(QPainter &painter, const QStyleOptionViewItem &option, const QRect &rect,
               const QString &text);

} // namespace etagere::ui
