// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>

#include "tests/ui/palettes.h"
#include "ui/delegates/icons.h"

#include <algorithm>

using namespace etagere;

namespace {

constexpr const char *names[] = {
    "open",   "save",  "export",   "record",   "stop",           "undo",     "redo",    "flush",
    "filter", "clear", "help",     "settings", "clock",          "play",     "next",    "previous",
    "first",  "last",  "visit",    "tag",      "finding",        "contents", "why",     "headers",
    "entry",  "raw",   "exchange", "note",     "copy",           "close",    "warning", "info",
    "light",  "dark",  "search",   "plus",     "restore-layout", "lab"};

QIcon iconOf(const char *name, const QPalette &palette) {
    return ui::icon(QString::fromLatin1(name), palette);
}

QImage imageOf(const QIcon &icon, int side, qreal ratio = 1, QIcon::Mode mode = QIcon::Normal) {
    return icon.pixmap(QSize(side, side), ratio, mode)
        .toImage()
        .convertToFormat(QImage::Format_ARGB32);
}

/// The colours of its opaque pixels, or of those that are at least so opaque.
QList<QRgb> inkOf(const QImage &image, int opaque = 255) {
    QList<QRgb> ink;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) >= opaque)
                ink.append(image.pixel(x, y));
        }
    }
    return ink;
}

} // namespace

class TestIcons : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyIconIsThere_data();
    void everyIconIsThere();
    void everyIconIsDrawnAlike_data() { everyIconIsThere_data(); }
    void everyIconIsDrawnAlike();
    void everyIconLooksDifferent();
    void inkIsThePalettesText_data();
    void inkIsThePalettesText();
    void disabledStepsBack();
    void sharpAtEveryScale();
    void staysSquareInAnyPlace();
    void theAppsIconKeepsItsColours();
    void anUnknownNameGivesNoIcon();
};

void TestIcons::everyIconIsThere_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char *name : names)
        QTest::newRow(name) << QByteArray(name);
}

void TestIcons::everyIconIsThere() {
    QFETCH(QByteArray, name);
    const QIcon icon = iconOf(name.constData(), tests::lightPalette());
    QVERIFY(!icon.isNull());
    QVERIFY(inkOf(imageOf(icon, 64)).size() > 64);
    QVERIFY(inkOf(imageOf(icon, 16), 128).size() >= 12);
}

void TestIcons::everyIconIsDrawnAlike() {
    QFETCH(QByteArray, name);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(QString::fromLatin1(name)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(QSvgRenderer(svg).isValid());
    QCOMPARE(QSvgRenderer(svg).viewBoxF(), QRectF(0, 0, 24, 24));
    QVERIFY(svg.contains("stroke=\"currentColor\" stroke-width=\"1.75\""));
    QVERIFY(svg.contains("stroke-linejoin=\"round\""));
    QCOMPARE(svg.count("stroke-width"), qsizetype{1});
    QVERIFY2(!svg.contains('#'), "a colour of its own");
}

void TestIcons::everyIconLooksDifferent() {
    QList<QImage> seen;
    for (const char *name : names) {
        const QImage image = imageOf(iconOf(name, tests::lightPalette()), 32);
        QVERIFY2(!seen.contains(image), name);
        seen.append(image);
    }
}

void TestIcons::inkIsThePalettesText_data() {
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << tests::lightPalette();
    QTest::newRow("dark") << tests::darkPalette();
}

void TestIcons::inkIsThePalettesText() {
    QFETCH(QPalette, palette);
    const auto ink = inkOf(imageOf(iconOf("stop", palette), 64));
    QVERIFY(!ink.isEmpty());
    const QRgb text = palette.color(QPalette::WindowText).rgba();
    QVERIFY(std::all_of(ink.begin(), ink.end(), [text](QRgb pixel) { return pixel == text; }));
}

void TestIcons::disabledStepsBack() {
    QPalette palette = tests::lightPalette();
    palette.setColor(QPalette::Disabled, QPalette::WindowText, QColor(0x12, 0xab, 0x34));
    const auto ink = inkOf(imageOf(iconOf("stop", palette), 64, 1, QIcon::Disabled));
    QVERIFY(!ink.isEmpty());
    QCOMPARE(ink.front(), QColor(0x12, 0xab, 0x34).rgba());
}

void TestIcons::sharpAtEveryScale() {
    const QIcon icon = iconOf("stop", tests::lightPalette());
    const QImage twice = imageOf(icon, 32, 2);
    QCOMPARE(twice.size(), QSize(64, 64));
    QCOMPARE(inkOf(twice), inkOf(imageOf(icon, 64))); // drawn for it, not stretched
    QCOMPARE(imageOf(icon, 20, 1.5).size(), QSize(30, 30));
    QCOMPARE(imageOf(icon, 512).size(), QSize(512, 512));
}

void TestIcons::staysSquareInAnyPlace() {
    QImage image(96, 32, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    iconOf("stop", tests::lightPalette()).paint(&painter, image.rect());
    painter.end();
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 96; ++x)
            QVERIFY((x >= 32 && x < 64) || qAlpha(image.pixel(x, y)) == 0);
    }
    QVERIFY(!inkOf(image).isEmpty());
}

void TestIcons::theAppsIconKeepsItsColours() {
    const QIcon light = iconOf("etagere", tests::lightPalette());
    QVERIFY(!light.isNull());
    QCOMPARE(imageOf(light, 64), imageOf(iconOf("etagere", tests::darkPalette()), 64));
    QVERIFY(inkOf(imageOf(light, 16)).size() > 100);
}

void TestIcons::anUnknownNameGivesNoIcon() {
    QVERIFY(iconOf("no-such-icon", tests::lightPalette()).isNull());
    QVERIFY(iconOf("", tests::lightPalette()).isNull());
}

QTEST_MAIN(TestIcons)
#include "test_icons.moc"
