// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QIcon>
#include <QtGui/QPalette>

namespace etagere::ui {

/// An icon of ours, `resources/icons/<name>.svg`: drawn in currentColor, tinted with the palette's
/// text colour, sharp at every scale. A name that is not there gives a null icon (and is a bug: the
/// tests ask for every name that is used). Keeps the palette's colours: ask again when it changes.
[[nodiscard]] QIcon icon(const QString &name, const QPalette &palette);

} // namespace etagere::ui
