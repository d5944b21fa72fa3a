// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QPalette>

#include "ui/window/preferences.h"

namespace etagere::ui {

/// Our own two sets of colours; texts stand at least 4.5 to 1 against their grounds.
[[nodiscard]] QPalette lightPalette();
[[nodiscard]] QPalette darkPalette();

/// Puts the whole application into a theme, in the style Fusion, which looks the same everywhere
/// and at every scale. System follows the desktop's palette as it changes; where the desktop has
/// none, it is our light one.
void applyTheme(Theme theme);

} // namespace etagere::ui
