// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_export.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtGui/QImage>

#include "core/session/lab.h"
#include "ui/models/text.h"
#include "ui/panes/lab_paper.h"

#include <optional>

namespace etagere::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::LabExport)
};

constexpr double sharpness = 2; ///< pixels for each unit of the drawing

/// The drawing as a picture; nothing when it cannot be drawn.
std::optional<QByteArray> pngOf(const std::string &svg) {
    const QImage image = pictureOf(QByteArray::fromStdString(svg), sharpness);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.save(&buffer, "PNG"))
        return std::nullopt;
    return bytes;
}

std::optional<QByteArray> bytesOf(const session::LabCourse &course, const std::string &language,
                                  LabFormat format, bool isDark) {
    const auto bytes = [](const std::string &text) { return QByteArray::fromStdString(text); };
    const std::string_view title = course.scenario.title.in(language);
    switch (format) {
    case LabFormat::Svg:
        return bytes(report::sequenceSvg(course.sequence, title, isDark));
    case LabFormat::Png:
        return pngOf(report::sequenceSvg(course.sequence, title, isDark));
    case LabFormat::Mermaid:
        return bytes(report::sequenceMermaid(course.sequence));
    case LabFormat::Text:
        return bytes(report::sequenceText(course.sequence));
    case LabFormat::HandoutHtml:
        return bytes(session::labHandout(course.scenario, course.json, {language}));
    case LabFormat::HandoutPdf:
        return handoutPdf(session::labHandout(course.scenario, course.json, {language}),
                          shown(title));
    default:
        return bytes(course.json);
    }
}

} // namespace

QString nameOf(LabFormat format) {
    switch (format) {
    case LabFormat::Svg:
        return Words::tr("Diagram as drawing (S&VG)…");
    case LabFormat::Png:
        return Words::tr("Diagram as &picture (PNG)…");
    case LabFormat::Mermaid:
        return Words::tr("Diagram as &Mermaid…");
    case LabFormat::Text:
        return Words::tr("Table as &text…");
    case LabFormat::Scenario:
        return Words::tr("&Scenario as it is now (JSON)…");
    case LabFormat::HandoutHtml:
        return Words::tr("&Handout as page (HTML)…");
    case LabFormat::HandoutPdf:
        return Words::tr("Handout as &document (PDF)…");
    case LabFormat::Count:
        break;
    }
    return {};
}

QString extensionOf(LabFormat format) {
    switch (format) {
    case LabFormat::Svg:
        return QStringLiteral("svg");
    case LabFormat::Png:
        return QStringLiteral("png");
    case LabFormat::Mermaid:
        return QStringLiteral("mmd");
    case LabFormat::Text:
        return QStringLiteral("txt");
    case LabFormat::Scenario:
        return QStringLiteral("json");
    case LabFormat::HandoutHtml:
        return QStringLiteral("html");
    case LabFormat::HandoutPdf:
        return QStringLiteral("pdf");
    case LabFormat::Count:
        break;
    }
    return {};
}

QString writeLab(const session::LabCourse &course, const std::string &language, LabFormat format,
                 const QString &path, bool isDark) {
    const auto bytes = bytesOf(course, language, format, isDark);
    if (!bytes)
        return Words::tr("The diagram cannot be drawn.");
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(*bytes) == bytes->size() && file.commit())
        return {};
    return Words::tr("%1 cannot be written: %2").arg(shown(toUtf8(path)), file.errorString());
}

} // namespace etagere::ui
