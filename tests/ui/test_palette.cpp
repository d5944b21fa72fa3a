// SPDX-License-Identifier: Apache-2.0
#include <QFontInfo>
#include <QRawFont>
#include <QTest>

#include "tests/ui/palettes.h"
#include "ui/delegates/palette.h"

#include <cstdint>

using namespace etagere;

namespace {

constexpr double readable = 4.5;

struct Named {
    QString name;
    QPalette palette;
};
QList<Named> palettes() {
    return {{QStringLiteral("Fusion, light"), tests::lightPalette()},
            {QStringLiteral("Fusion, dark"), tests::darkPalette()},
            {QStringLiteral("light, with grey stripes"),
             tests::paletteOf(QColor(0xfc, 0xfc, 0xfc), QColor(0xef, 0xef, 0xef), Qt::black)},
            {QStringLiteral("black ground"),
             tests::paletteOf(Qt::black, QColor(0x1e, 0x1e, 0x1e), Qt::white)},
            {QStringLiteral("Breeze, dark"),
             tests::paletteOf(QColor(0x1b, 0x1e, 0x20), QColor(0x23, 0x26, 0x29),
                              QColor(0xfc, 0xfc, 0xfc))}};
}

/// Every colour that text is painted in, and what it means.
QList<std::pair<QString, QColor>> coloursIn(const QPalette &palette) {
    QList<std::pair<QString, QColor>> colours{
        {QStringLiteral("muted"), ui::mutedText(palette)},
        {QStringLiteral("fresh"), ui::freshnessColour(1, palette)},
        {QStringLiteral("nearly stale"), ui::freshnessColour(0.1, palette)},
        {QStringLiteral("stale"), ui::freshnessColour(-1, palette)}};
    for (int i = 0; i <= static_cast<int>(cache::Outcome::Count); ++i)
        colours.append({QStringLiteral("outcome %1").arg(i),
                        ui::colourOf(static_cast<cache::Outcome>(i), palette)});
    for (int i = 0; i <= 6; ++i)
        colours.append({QStringLiteral("grade %1").arg(i),
                        ui::colourOf(static_cast<analysis::Grade>(i), palette)});
    return colours;
}

} // namespace

class TestPalette : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSetIsChosenByLightness();
    void everyColourCanBeRead_data();
    void everyColourCanBeRead();
    void freshnessIsToldApart();
    void gradesAreToldApart();
    void glyphsAreToldApart();
    void glyphsAreInTheUsualFonts_data();
    void glyphsAreInTheUsualFonts();
};

void TestPalette::theSetIsChosenByLightness() {
    QVERIFY(!ui::isDark(tests::lightPalette()));
    QVERIFY(ui::isDark(tests::darkPalette()));
    QVERIFY(ui::colourOf(cache::Outcome::Stored, tests::lightPalette()) !=
            ui::colourOf(cache::Outcome::Stored, tests::darkPalette()));
}

void TestPalette::everyColourCanBeRead_data() {
    QTest::addColumn<QColor>("colour");
    QTest::addColumn<QColor>("ground");
    for (const auto &[name, palette] : palettes()) {
        for (const auto &[meaning, colour] : coloursIn(palette)) {
            for (const auto role : {QPalette::Base, QPalette::AlternateBase})
                QTest::addRow("%s on %s of %s", qPrintable(meaning),
                              role == QPalette::Base ? "the base" : "the stripes", qPrintable(name))
                    << colour << palette.color(role);
        }
    }
}

void TestPalette::everyColourCanBeRead() {
    QFETCH(QColor, colour);
    QFETCH(QColor, ground);
    const double ratio = tests::contrast(colour, ground);
    QVERIFY2(
        ratio >= readable,
        qPrintable(QStringLiteral("%1 on %2: %3").arg(colour.name(), ground.name()).arg(ratio)));
}

void TestPalette::freshnessIsToldApart() {
    for (const auto &[name, palette] : palettes()) {
        QVERIFY(ui::freshnessColour(0.9, palette) != ui::freshnessColour(0.1, palette));
        QVERIFY(ui::freshnessColour(0.1, palette) != ui::freshnessColour(-0.1, palette));
    }
}

void TestPalette::gradesAreToldApart() {
    for (const auto &[name, palette] : palettes()) {
        for (int a = 0; a < 6; ++a) {
            for (int b = 0; b < a; ++b)
                QVERIFY(ui::colourOf(static_cast<analysis::Grade>(a), palette) !=
                        ui::colourOf(static_cast<analysis::Grade>(b), palette));
        }
    }
}

void TestPalette::glyphsAreToldApart() {
    QStringList glyphs;
    for (int i = 0; i < static_cast<int>(cache::Outcome::Count); ++i)
        glyphs.append(ui::glyphOf(static_cast<cache::Outcome>(i)));
    QVERIFY(!glyphs.contains(QString()));
    QCOMPARE(glyphs.removeDuplicates(), qsizetype{0});
    QCOMPARE(ui::glyphOf(cache::Outcome::Count), QString());
}

void TestPalette::glyphsAreInTheUsualFonts_data() {
    QTest::addColumn<QString>("family");
    QTest::newRow("DejaVu") << QStringLiteral("DejaVu Sans");
    QTest::newRow("Noto") << QStringLiteral("Noto Sans");
}

void TestPalette::glyphsAreInTheUsualFonts() {
    QFETCH(QString, family);
    const QFont font(family);
    if (QFontInfo(font).family() != family)
        QSKIP("the font is not installed");
    const QRawFont raw = QRawFont::fromFont(font);
    for (int i = 0; i < static_cast<int>(cache::Outcome::Count); ++i) {
        const QString glyph = ui::glyphOf(static_cast<cache::Outcome>(i));
        QVERIFY2(raw.supportsCharacter(glyph.front()), qPrintable(glyph));
    }
}

QTEST_MAIN(TestPalette)
#include "test_palette.moc"
