// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QLayout>

#include <memory>
#include <vector>

namespace etagere::ui {

/// Widgets beside each other as words are, and further lines where one does not suffice; in the
/// direction in which the window is read. What stands on one line is equally high.
class FlowLayout final : public QLayout {
    Q_OBJECT
public:
    explicit FlowLayout(QWidget *parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    [[nodiscard]] QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    [[nodiscard]] int layOut(const QRect &rect, bool isMeant) const;
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace etagere::ui
