// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/Qt>

namespace etagere::ui {

/// What models give delegates beside text. Colours, icons and glyphs belong to the delegates.
enum Role : int {
    OutcomeRole = Qt::UserRole, ///< int(cache::Outcome)
    InferredRole,               ///< bool: drawn dashed
    GradeRole,                  ///< int 0 to 5
    ComparisonRole,             ///< int(replay::Comparison)
    FractionRole,               ///< double: how much freshness is left, 0 to 1; negative: stale
    IdRole,                     ///< uint: the index of the exchange, version or finding
    MarkedRole                  ///< bool: the exchange has a note
};

} // namespace etagere::ui
