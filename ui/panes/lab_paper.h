// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtGui/QImage>

#include <string>

namespace etagere::ui {

/// A drawing as a picture, so many pixels for each of its units, less where that would be very
/// large; null when it cannot be drawn.
[[nodiscard]] QImage pictureOf(const QByteArray &svg, double sharpness);

/// A handout (report::handoutHtml) on paper, its drawings as pictures and its answers on pages of
/// their own. Nothing that the page names is loaded. For a thread of Qt's own.
[[nodiscard]] QByteArray handoutPdf(const std::string &html, const QString &title);

} // namespace etagere::ui
