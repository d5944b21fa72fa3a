// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/session/lab_course.h"

#include <cstdint>
#include <string>

namespace etagere::ui {

/// As what a scenario can be written.
enum class LabFormat : std::uint8_t {
    Svg,
    Png,
    Mermaid,
    Text,
    Scenario,
    HandoutHtml,
    HandoutPdf,
    Count
};
/// "Diagram (SVG)"
[[nodiscard]] QString nameOf(LabFormat format);
[[nodiscard]] QString extensionOf(LabFormat format);

/// Writes the course whole, or nothing: why not, as a sentence; empty when it went well. `isDark`:
/// the diagram on dark ground. For a thread of Qt's own: laying text out asks for timers.
[[nodiscard]] QString writeLab(const session::LabCourse &course, const std::string &language,
                               LabFormat format, const QString &path, bool isDark = false);

} // namespace etagere::ui
