// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_export.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtGui/QImage>
#include <QtGui/QPageLayout>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>
#include <QtSvg/QSvgRenderer>

#include "ui/models/text.h"

#include <algorithm>
#include <optional>

namespace etagere::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::LabExport)
};

constexpr int sharpness = 2;         ///< pixels for each unit of the drawing
constexpr int longestSide = 16'000;  ///< pixels
constexpr double mostPixels = 120e6; ///< of a picture: half a gigabyte while it is made

/// The drawing as a picture; nothing when it cannot be drawn.
std::optional<QByteArray> pngOf(const std::string &svg) {
    QSvgRenderer renderer(QByteArray::fromStdString(svg));
    if (!renderer.isValid())
        return std::nullopt;
    QSizeF size = QSizeF(renderer.defaultSize()) * sharpness;
    if (size.isEmpty())
        return std::nullopt;
    const double side = std::max(size.width(), size.height());
    size *= std::min({1.0, longestSide / side, mostPixels / (size.width() * size.height())});
    QImage image(size.toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return std::nullopt;
    return bytes;
}

/// Nothing that the page names is loaded.
class HandoutDocument final : public QTextDocument {
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

/// For paper, in what Qt's rich text knows of CSS; the page's own style is for browsers.
QString paperStyle() {
    return QStringLiteral("body { color: #1d2126; font-family: sans-serif; font-size: 10pt; }"
                          "h1 { font-size: 19pt; margin-bottom: 6px; }"
                          "h2 { font-size: 14pt; margin-top: 20px; margin-bottom: 6px; }"
                          "h3 { font-size: 11.5pt; margin-top: 14px; margin-bottom: 2px; }"
                          "th { text-align: left; color: #5b636d; padding: 3px 8px 3px 0; }"
                          "td { padding: 3px 8px 3px 0; }"
                          "code { font-family: monospace; font-size: 9pt; }");
}

QByteArray pdfOf(const std::string &html, std::string_view title) {
    constexpr int dotsPerInch = 300;
    constexpr double margin = 18; // millimetres
    QString text = fromUtf8(html);
    const QString tail = QStringLiteral("</style>");
    const qsizetype begin = text.indexOf(QStringLiteral("<style"));
    const qsizetype end = text.indexOf(tail, begin);
    if (begin >= 0 && end > begin)
        text.remove(begin, end + tail.size() - begin);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setCreator(QStringLiteral("Etagere"));
    writer.setTitle(shown(title));
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout::Millimeter);
    HandoutDocument document;
    document.setDefaultStyleSheet(paperStyle());
    document.setHtml(text);
    document.print(&writer);
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
        return bytes(session::labHandout(course, language, true));
    case LabFormat::HandoutPdf:
        return pdfOf(session::labHandout(course, language, false), title);
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
