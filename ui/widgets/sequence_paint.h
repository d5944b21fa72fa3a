// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QFont>
#include <QtGui/QPalette>

#include "core/report/sequence.h"
#include "ui/widgets/sequence_layout.h"

#include <cstddef>

class QPainter;

namespace etagere::ui {

/// With what a sequence diagram is painted.
struct SequenceLook {
    QPalette palette;
    QFont font;
};

/// How one row looks beside what it says.
struct SequenceRowState {
    std::size_t at = 0; ///< its place among the rows
    bool isSelected = false;
    bool hasFocus = false;
    bool differs = false; ///< from the plain course
    int left = 0;         ///< how far the diagram is scrolled: what has no lifeline stays in sight
};

/// The heads of the lifelines, as high as the layout says.
void paintSequenceHead(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                       const report::Sequence &sequence);
/// The lifelines from `top` to `bottom`.
void paintLifelines(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                    const QRect &area);
/// One row, in the coordinates of the layout.
void paintSequenceRow(QPainter &painter, const SequenceLook &look, const SequenceLayout &layout,
                      const report::SequenceRow &row, const SequenceRowState &state);

} // namespace etagere::ui
