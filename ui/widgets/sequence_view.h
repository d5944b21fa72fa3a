// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtWidgets/QAbstractScrollArea>

#include "core/report/sequence.h"
#include "ui/widgets/sequence_layout.h"
#include "ui/widgets/sequence_paint.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace etagere::ui {

/// A sequence diagram: lifelines whose heads stay in sight, and below them rows from top to bottom,
/// of which one is selected by mouse or keys. Paints only what is visible. What is selected stands
/// in its accessible description; a table with the same rows belongs beside it.
class SequenceView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit SequenceView(QWidget *parent = nullptr);
    /// `owner` keeps the sequence alive. The first `rows` are shown.
    void setSequence(std::shared_ptr<const report::Sequence> sequence, std::size_t rows);
    /// What stands there while no row is shown.
    void setHint(const QString &hint);
    /// How many rows are shown; scrolls to the last when there are more than before.
    void setRows(std::size_t rows);
    /// By row; what is behind its end does not differ.
    void setDiffering(std::vector<bool> differs);
    [[nodiscard]] std::size_t rows() const noexcept { return m_layout.rowCount(); }
    /// -1: none.
    [[nodiscard]] int selected() const noexcept { return m_selected; }
    void select(int row); ///< emits nothing
    /// The words of a row for a screen reader: "Browser to Shop: GET /prices".
    [[nodiscard]] QString wordsOf(std::size_t row) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void rowSelected(int row); ///< by the user

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void layOut(std::size_t rows);
    void fitScrollBars();
    void choose(int row);
    void describe();
    void reveal(int row);
    [[nodiscard]] int bodyHeight() const;
    std::shared_ptr<const report::Sequence> m_sequence;
    SequenceLayout m_layout;
    std::vector<bool> m_differs;
    QString m_hint;
    int m_selected = -1;
};

} // namespace etagere::ui
