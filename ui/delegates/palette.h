// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include "core/analysis/finding.h"
#include "core/cache/outcome.h"

namespace etagere::ui {

/// Whether text is lighter than its ground in that palette.
[[nodiscard]] bool isDark(const QPalette &palette);

/// The two tested sets of colours, by the palette's lightness: each at least 4.5 to 1 against the
/// palette's base when used for text. Never the only carrier of a fact.
[[nodiscard]] QColor colourOf(cache::Outcome outcome, const QPalette &palette);
[[nodiscard]] QColor colourOf(analysis::Grade grade, const QPalette &palette);
/// Of a freshness bar: `left` 0 to 1, negative when stale.
[[nodiscard]] QColor freshnessColour(double left, const QPalette &palette);
/// Text that steps back: at least 4.5 to 1 against the base all the same.
[[nodiscard]] QColor mutedText(const QPalette &palette);

/// A glyph for each outcome, the same as on the command line (report::glyphOf); none for Count.
[[nodiscard]] QString glyphOf(cache::Outcome outcome);

} // namespace etagere::ui
