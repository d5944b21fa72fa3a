// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGui/QPalette>

#include <algorithm>
#include <cmath>

namespace etagere::tests {

inline QPalette paletteOf(const QColor &base, const QColor &alternate, const QColor &text) {
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, alternate);
    palette.setColor(QPalette::Window, alternate);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(role, text);
    palette.setColor(QPalette::Highlight, QColor(0x30, 0x8c, 0xc6));
    palette.setColor(QPalette::HighlightedText, QColor(0xff, 0xff, 0xff));
    return palette;
}

/// As the style Fusion has it.
inline QPalette lightPalette() {
    return paletteOf(QColor(0xff, 0xff, 0xff), QColor(0xf7, 0xf7, 0xf7), QColor(0, 0, 0));
}
inline QPalette darkPalette() {
    return paletteOf(QColor(0x24, 0x24, 0x24), QColor(0x35, 0x35, 0x35), QColor(0xff, 0xff, 0xff));
}

/// Relative luminance (WCAG 2.1).
inline double luminance(const QColor &colour) {
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// Contrast ratio (WCAG 2.1): 1 to 21.
inline double contrast(const QColor &a, const QColor &b) {
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace etagere::tests
