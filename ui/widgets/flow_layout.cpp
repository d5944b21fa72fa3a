// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/flow_layout.h"

#include <QtWidgets/QStyle>
#include <QtWidgets/QWidget>

#include <algorithm>

namespace etagere::ui {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() = default;

void FlowLayout::addItem(QLayoutItem *item) { m_items.emplace_back(item); }

int FlowLayout::count() const { return static_cast<int>(m_items.size()); }

QLayoutItem *FlowLayout::itemAt(int index) const {
    return index < 0 || index >= count() ? nullptr : m_items[static_cast<std::size_t>(index)].get();
}

QLayoutItem *FlowLayout::takeAt(int index) {
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[static_cast<std::size_t>(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const { return layOut(QRect(0, 0, width, 0), false); }

QSize FlowLayout::sizeHint() const {
    QSize size;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint();
        size = {size.width() + (size.isEmpty() ? 0 : spacing()) + wanted.width(),
                std::max(size.height(), wanted.height())};
    }
    return size;
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const auto &item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size;
}

void FlowLayout::setGeometry(const QRect &rect) {
    QLayout::setGeometry(rect);
    (void)layOut(rect, true);
}

/// How high it becomes at that width; places the items where that is meant.
int FlowLayout::layOut(const QRect &rect, bool isMeant) const {
    const auto direction = parentWidget()->layoutDirection();
    int x = rect.left();
    int y = rect.top();
    int height = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize wanted = item->sizeHint();
        const int width = std::min(wanted.width(), rect.width());
        if (x > rect.left() && x + width > rect.right() + 1) {
            x = rect.left();
            y += height + spacing();
            height = 0;
        }
        if (isMeant)
            item->setGeometry(QStyle::visualRect(
                direction, rect, QRect(QPoint(x, y), QSize(width, wanted.height()))));
        x += width + spacing();
        height = std::max(height, wanted.height());
    }
    return y + height - rect.top();
}

} // namespace etagere::ui
