// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/lab_paper.h"

#include <QtCore/QBuffer>
#include <QtCore/QUrl>
#include <QtGui/QPageLayout>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>
#include <QtSvg/QSvgRenderer>

#include "ui/models/text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace etagere::ui {

namespace {

constexpr int longestSide = 16'000;  ///< pixels
constexpr double mostPixels = 120e6; ///< of a picture: half a gigabyte while it is made
constexpr int paperWidth = 640;      ///< in the pixels of HTML, between the margins
constexpr int paperHeight = 820;
constexpr double paperSharpness = 3;
constexpr std::size_t mostPictures = 200;

/// The page's own pictures, and no others.
class HandoutDocument final : public QTextDocument {
public:
    explicit HandoutDocument(std::vector<QImage> pictures)
        : m_pictures(std::move(pictures)) {}

protected:
    QVariant loadResource(int type, const QUrl &name) override {
        bool isNumber = false;
        const qsizetype place = name.toString().section(u'-', 1).toLongLong(&isNumber);
        if (type != ImageResource || !isNumber || place < 0 ||
            static_cast<std::size_t>(place) >= m_pictures.size())
            return {};
        return m_pictures[static_cast<std::size_t>(place)];
    }

private:
    std::vector<QImage> m_pictures;
};

/// For paper, in what Qt's rich text knows of CSS; the page's own style is for browsers.
QString paperStyle() {
    return QStringLiteral("body { color: #1d2126; font-family: sans-serif; font-size: 10pt; }"
                          "h1 { font-size: 19pt; margin-bottom: 6px; }"
                          "h2 { font-size: 14pt; margin-top: 20px; margin-bottom: 6px; }"
                          "h3 { font-size: 11.5pt; margin-top: 14px; margin-bottom: 2px; }"
                          ".belief { font-size: 12pt; font-weight: bold; }"
                          ".ask, .truth, .learned { font-weight: bold; }"
                          ".note { color: #5b636d; }"
                          "th { text-align: left; color: #5b636d; padding: 3px 8px 3px 0; }"
                          "td { padding: 3px 8px 3px 0; }"
                          "code { font-family: monospace; font-size: 9pt; }");
}

void removeStyle(QString &text) {
    const QString tail = QStringLiteral("</style>");
    const qsizetype begin = text.indexOf(QStringLiteral("<style"));
    const qsizetype end = text.indexOf(tail, begin);
    if (begin >= 0 && end > begin)
        text.remove(begin, end + tail.size() - begin);
}

/// Takes the drawings out of the text and leaves places for pictures.
std::vector<QImage> takePictures(QString &text) {
    const QString head = QStringLiteral("<figure>");
    const QString tail = QStringLiteral("</figure>");
    std::vector<QImage> pictures;
    QString out;
    qsizetype from = 0;
    for (qsizetype begin = text.indexOf(head); begin >= 0; begin = text.indexOf(head, from)) {
        const qsizetype end = text.indexOf(tail, begin);
        if (end < 0)
            break;
        out += QStringView(text).mid(from, begin - from);
        from = end + tail.size();
        const QImage picture = pictureOf(
            QStringView(text).mid(begin + head.size(), end - begin - head.size()).toUtf8(),
            paperSharpness);
        if (picture.isNull() || pictures.size() == mostPictures)
            continue;
        const QSize size = (QSizeF(picture.size()) / paperSharpness).toSize();
        const QSize fits = size.width() <= paperWidth && size.height() <= paperHeight
                               ? size
                               : size.scaled(paperWidth, paperHeight, Qt::KeepAspectRatio);
        out += QStringLiteral("<p><img src=\"sequence-%1\" width=\"%2\" height=\"%3\"></p>")
                   .arg(pictures.size())
                   .arg(fits.width())
                   .arg(fits.height());
        pictures.push_back(picture);
    }
    text = out + text.mid(from);
    return pictures;
}

/// What a browser's style does to the page.
void putOnPaper(QString &text) {
    const auto change = [&text](const char *from, const char *to) {
        text.replace(QString::fromUtf8(from), QString::fromUtf8(to));
    };
    change("<div class=\"room\"></div>", "<p>&nbsp;</p><hr>");
    change("<section class=\"answers\">\n<h2>", "<h2 style=\"page-break-before:always\">");
    const QString head = QStringLiteral("<ul class=\"boxes\">");
    const QString tail = QStringLiteral("</ul>");
    for (qsizetype begin = text.indexOf(head); begin >= 0; begin = text.indexOf(head)) {
        const qsizetype end = text.indexOf(tail, begin);
        if (end < 0)
            return;
        QString list = text.mid(begin + head.size(), end - begin - head.size());
        list.replace(QStringLiteral("<li class=\"holds\">"),
                     QStringLiteral("<p class=\"truth\">☑ "));
        list.replace(QStringLiteral("<li>"), QStringLiteral("<p>☐ "));
        list.replace(QStringLiteral("</li>"), QStringLiteral("</p>"));
        text.replace(begin, end + tail.size() - begin, list);
    }
}

} // namespace

QImage pictureOf(const QByteArray &svg, double sharpness) {
    QSvgRenderer renderer(svg);
    QSizeF size = QSizeF(renderer.defaultSize()) * sharpness;
    if (!renderer.isValid() || size.isEmpty())
        return {};
    const double side = std::max(size.width(), size.height());
    size *= std::min({1.0, longestSide / side, mostPixels / (size.width() * size.height())});
    QImage image(size.toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return {};
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

QByteArray handoutPdf(const std::string &html, const QString &title) {
    constexpr int dotsPerInch = 300;
    QString text = fromUtf8(html);
    removeStyle(text);
    std::vector<QImage> pictures = takePictures(text);
    putOnPaper(text);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setCreator(QStringLiteral("Etagere"));
        writer.setTitle(title);
        writer.setResolution(dotsPerInch);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0)); // printing leaves two centimetres
        HandoutDocument document(std::move(pictures));
        document.setDefaultStyleSheet(paperStyle());
        document.setHtml(text);
        document.print(&writer);
    }
    return bytes;
}

} // namespace etagere::ui
