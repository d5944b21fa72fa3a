// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include <cstddef>
#include <string>
#include <string_view>

namespace etagere::ui {

/// UTF-8 made by core (explain's sentences, stable names).
[[nodiscard]] inline QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
[[nodiscard]] std::string toUtf8(const QString &text);

/// How much of a recorded text one cell of a table shows.
inline constexpr std::size_t cellLimit = 512;
/// How much of it a tooltip shows.
inline constexpr std::size_t toolTipLimit = 2000;

/// Recorded bytes for a cell or label: one line, controls, bidirectional marks and bytes that are
/// no UTF-8 made visible (explain::printable), cut to `limit` characters. To be shown as plain
/// text.
[[nodiscard]] QString shown(std::string_view recorded, std::size_t limit = cellLimit);

/// The same text so that Qt never takes it for rich text (Qt::mightBeRichText), where a tooltip or
/// message box would guess: an invisible joiner stands after every character that could begin
/// markup. What is seen stays as it is.
[[nodiscard]] QString neverRich(QString text);

/// Recorded bytes for a tooltip: as shown(), neverRich(), in lines short enough for a screen.
[[nodiscard]] QString toolTipOf(std::string_view recorded);

} // namespace etagere::ui
