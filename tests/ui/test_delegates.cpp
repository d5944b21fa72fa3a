// SPDX-License-Identifier: Apache-2.0
#include <QPainter>
#include <QStandardItemModel>
#include <QStyleFactory>
#include <QStyleOptionViewItem>
#include <QTest>

#include "core/analysis/finding.h"
#include "core/cache/outcome.h"
#include "tests/ui/palettes.h"
#include "ui/delegates/delegates.h"
#include "ui/delegates/palette.h"
#include "ui/models/roles.h"

#include <algorithm>

using namespace etagere;
using Values = QMap<int, QVariant>;

namespace {

/// How an item is asked for.
struct Look {
    QPalette palette = tests::lightPalette();
    QStyle::State state = QStyle::State_Enabled | QStyle::State_Active;
    Qt::LayoutDirection direction = Qt::LeftToRight;
    qreal pointSize = 10;
    QSize size{240, 40};
};

Look selected(Look look = {}) {
    look.state |= QStyle::State_Selected;
    return look;
}

QStyleOptionViewItem optionFor(const Look &look) {
    QStyleOptionViewItem option;
    option.palette = look.palette;
    option.state = look.state;
    option.direction = look.direction;
    option.font.setPointSizeF(look.pointSize);
    option.fontMetrics = QFontMetrics(option.font);
    option.rect = QRect(QPoint(), look.size);
    option.showDecorationSelected = true;
    option.displayAlignment = Qt::AlignLeft | Qt::AlignVCenter;
    return option;
}

/// A model with one cell.
class Cell {
public:
    explicit Cell(const Values &values) {
        auto *item = new QStandardItem;
        for (auto value = values.begin(); value != values.end(); ++value)
            item->setData(value.value(), value.key());
        m_model.appendRow(item);
    }
    [[nodiscard]] QModelIndex index() const { return m_model.index(0, 0); }

private:
    QStandardItemModel m_model;
};

QImage painted(const QStyledItemDelegate &delegate, const Values &values, const Look &look = {}) {
    QImage image(look.size, QImage::Format_RGB32);
    image.fill(look.palette.color(QPalette::Base));
    QPainter painter(&image);
    const Cell cell(values);
    delegate.paint(&painter, optionFor(look), cell.index());
    return image;
}

QSize hinted(const QStyledItemDelegate &delegate, const Values &values, qreal pointSize = 10) {
    Look look;
    look.pointSize = pointSize;
    const Cell cell(values);
    return delegate.sizeHint(optionFor(look), cell.index());
}

bool has(const QImage &image, const QColor &colour) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == colour)
                return true;
        }
    }
    return false;
}

Values outcome(cache::Outcome outcome, bool inferred = false) {
    return {{Qt::DisplayRole, QStringLiteral("Fresh hit")},
            {ui::OutcomeRole, static_cast<int>(outcome)},
            {ui::InferredRole, inferred}};
}
Values grade(int grade, bool marked = false) {
    return {{ui::GradeRole, grade}, {ui::MarkedRole, marked}};
}
Values fresh(double left) {
    return {{Qt::DisplayRole, QStringLiteral("Fresh for 12 s")}, {ui::FractionRole, left}};
}

} // namespace

class TestDelegates : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyOutcomeLooksDifferent();
    void inferredIsUnderlined();
    void anItemWithoutAnOutcomeIsLikeAnyOther();
    void everyGradeLooksDifferentAndNoneIsNothing();
    void aNoteIsMarkedWithAndWithoutAGrade();
    void theBarShrinksWithTheFreshness();
    void colourIsNotTheOnlyDifference();
    void selectionIsPaintedAndReadable_data();
    void selectionIsPaintedAndReadable();
    void disabledStepsBack();
    void rightToLeftIsMirrored();
    void longTextStaysInItsCell();
    void nothingIsPaintedOutsideATinyCell_data() { selectionIsPaintedAndReadable_data(); }
    void nothingIsPaintedOutsideATinyCell();
    void hintsGrowWithTheFont_data() { selectionIsPaintedAndReadable_data(); }
    void hintsGrowWithTheFont();
    void hintsHoldWhatIsPainted();
};

void TestDelegates::initTestCase() {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
}

void TestDelegates::everyOutcomeLooksDifferent() {
    const ui::OutcomeDelegate delegate;
    for (const auto &palette : {tests::lightPalette(), tests::darkPalette()}) {
        QList<QImage> seen;
        Look look;
        look.palette = palette;
        for (int i = 0; i < static_cast<int>(cache::Outcome::Count); ++i) {
            const QImage image = painted(delegate, outcome(static_cast<cache::Outcome>(i)), look);
            QVERIFY2(!seen.contains(image), qPrintable(QString::number(i)));
            QVERIFY(has(image, palette.color(QPalette::Base)));
            seen.append(image);
        }
    }
}

void TestDelegates::inferredIsUnderlined() {
    const ui::OutcomeDelegate delegate;
    const QImage known = painted(delegate, outcome(cache::Outcome::FreshHit, false));
    const QImage inferred = painted(delegate, outcome(cache::Outcome::FreshHit, true));
    int rowsThatDiffer = 0;
    int changes = 0; // from line to gap and back, in the row of the line
    for (int y = 0; y < known.height(); ++y) {
        int here = 0;
        for (int x = 1; x < known.width(); ++x) {
            const bool differs = known.pixel(x, y) != inferred.pixel(x, y);
            here += differs != (known.pixel(x - 1, y) != inferred.pixel(x - 1, y)) ? 1 : 0;
        }
        rowsThatDiffer += here > 0 ? 1 : 0;
        changes = std::max(changes, here);
    }
    QVERIFY(rowsThatDiffer >= 1 && rowsThatDiffer <= 2);
    QVERIFY2(changes >= 6, "dashes, not one line");
}

void TestDelegates::anItemWithoutAnOutcomeIsLikeAnyOther() {
    const Values values{{Qt::DisplayRole, QStringLiteral("\u2026")}};
    const QStyledItemDelegate any;
    QCOMPARE(painted(ui::OutcomeDelegate(), values), painted(any, values));
    QCOMPARE(painted(ui::FreshnessDelegate(), values), painted(any, values));
}

void TestDelegates::everyGradeLooksDifferentAndNoneIsNothing() {
    const ui::GradeDelegate delegate;
    const QStyledItemDelegate any;
    QCOMPARE(painted(delegate, grade(0)), painted(any, {}));
    QList<QImage> seen{painted(delegate, grade(0))};
    const QPalette palette = tests::lightPalette();
    for (int i = 1; i <= 5; ++i) {
        const QImage image = painted(delegate, grade(i));
        QVERIFY(!seen.contains(image));
        QVERIFY(has(image, ui::colourOf(static_cast<analysis::Grade>(i), palette)));
        seen.append(image);
    }
}

void TestDelegates::aNoteIsMarkedWithAndWithoutAGrade() {
    const ui::GradeDelegate delegate;
    QVERIFY(painted(delegate, grade(0, true)) != painted(delegate, grade(0, false)));
    QVERIFY(painted(delegate, grade(3, true)) != painted(delegate, grade(3, false)));
}

void TestDelegates::theBarShrinksWithTheFreshness() {
    const ui::FreshnessDelegate delegate;
    const auto ink = [&](double left) {
        Values values = fresh(left);
        values[Qt::DisplayRole] = QString();
        const QImage image = painted(delegate, values);
        const QColor base = tests::lightPalette().color(QPalette::Base);
        int pixels = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                pixels += image.pixelColor(x, y) != base ? 1 : 0;
        }
        return pixels;
    };
    QVERIFY(ink(1.0) > ink(0.6));
    QVERIFY(ink(0.6) > ink(0.2));
    QVERIFY(ink(0.2) > ink(-1.0));
    QVERIFY(ink(-1.0) > 0);
    QCOMPARE(ink(7.5), ink(1.0)); // never beyond its frame
}

void TestDelegates::colourIsNotTheOnlyDifference() {
    // Selected items have one ink: what still differs is not colour.
    const ui::OutcomeDelegate outcomes;
    QVERIFY(painted(outcomes, outcome(cache::Outcome::FreshHit), selected()) !=
            painted(outcomes, outcome(cache::Outcome::Validated), selected()));
    const ui::FreshnessDelegate freshness;
    QVERIFY(painted(freshness, fresh(0.01), selected()) !=
            painted(freshness, fresh(-1), selected()));
    const ui::GradeDelegate grades;
    QVERIFY(painted(grades, grade(2), selected()) != painted(grades, grade(5), selected()));
}

void TestDelegates::selectionIsPaintedAndReadable_data() {
    QTest::addColumn<int>("which");
    QTest::newRow("outcome") << 0;
    QTest::newRow("grade") << 1;
    QTest::newRow("freshness") << 2;
}

namespace {

std::unique_ptr<QStyledItemDelegate> delegateOf(int which) {
    if (which == 0)
        return std::make_unique<ui::OutcomeDelegate>();
    if (which == 1)
        return std::make_unique<ui::GradeDelegate>();
    return std::make_unique<ui::FreshnessDelegate>();
}
Values valuesOf(int which) {
    if (which == 0)
        return outcome(cache::Outcome::Stored, true);
    return which == 1 ? grade(4, true) : fresh(0.5);
}

} // namespace

void TestDelegates::selectionIsPaintedAndReadable() {
    QFETCH(int, which);
    const auto delegate = delegateOf(which);
    for (const auto &palette : {tests::lightPalette(), tests::darkPalette()}) {
        Look look;
        look.palette = palette;
        look.palette.setColor(QPalette::HighlightedText, QColor(0xff, 0xee, 0xcc));
        look.pointSize = 24; // large letters have pixels of nothing but ink
        look.size = QSize(400, 80);
        const QImage plain = painted(*delegate, valuesOf(which), look);
        const QImage image = painted(*delegate, valuesOf(which), selected(look));
        QVERIFY(plain != image);
        QVERIFY(has(image, QColor(0xff, 0xee, 0xcc)));
        const QStyledItemDelegate any;
        const QImage ground = painted(any, {}, selected(look));
        QCOMPARE(image.pixel(399, 40), ground.pixel(399, 40)); // the style's own ground
        QVERIFY(!has(image, palette.color(QPalette::Base)));
    }
}

void TestDelegates::disabledStepsBack() {
    Look look;
    look.state &= ~QStyle::State_Enabled;
    look.pointSize = 24;
    look.size = QSize(400, 80);
    look.palette.setColor(QPalette::Disabled, QPalette::Text, QColor(0x12, 0xab, 0x34));
    const ui::OutcomeDelegate delegate;
    QVERIFY(
        has(painted(delegate, outcome(cache::Outcome::Stored), look), QColor(0x12, 0xab, 0x34)));
}

void TestDelegates::rightToLeftIsMirrored() {
    const auto inkIn = [](const QImage &image, int from, int to) {
        for (int x = from; x < to; ++x) {
            for (int y = 0; y < image.height(); ++y) {
                if (image.pixel(x, y) != image.pixel(image.width() / 2, 0))
                    return true;
            }
        }
        return false;
    };
    Look mirrored;
    mirrored.direction = Qt::RightToLeft;
    for (const int which : {0, 2}) {
        const auto delegate = delegateOf(which);
        const QImage left = painted(*delegate, valuesOf(which));
        const QImage right = painted(*delegate, valuesOf(which), mirrored);
        QVERIFY(inkIn(left, 0, 20) && !inkIn(left, 220, 240));
        QVERIFY(inkIn(right, 220, 240) && !inkIn(right, 0, 20));
    }
}

void TestDelegates::longTextStaysInItsCell() {
    Look narrow;
    narrow.size = QSize(60, 40);
    Look wide = narrow;
    wide.size = QSize(200, 40);
    for (const int which : {0, 2}) {
        Values values = valuesOf(which);
        values[Qt::DisplayRole] = QString(100'000, u'x');
        const auto delegate = delegateOf(which);
        QImage image(wide.size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        const Cell cell(values);
        delegate->paint(&painter, optionFor(narrow), cell.index());
        painter.end();
        for (int x = 60; x < 200; ++x)
            QCOMPARE(image.pixelColor(x, 20), QColor(Qt::white));
    }
}

void TestDelegates::nothingIsPaintedOutsideATinyCell() {
    QFETCH(int, which);
    const auto delegate = delegateOf(which);
    for (const QSize size : {QSize(1, 1), QSize(3, 40), QSize(40, 3), QSize(0, 0)}) {
        QImage image(80, 80, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionViewItem option = optionFor({});
        option.rect = QRect(QPoint(20, 20), size);
        const Cell cell(valuesOf(which));
        delegate->paint(&painter, option, cell.index());
        painter.end();
        for (int y = 0; y < 80; ++y) {
            for (int x = 0; x < 80; ++x) {
                const bool within = option.rect.contains(x, y);
                QVERIFY2(within || image.pixelColor(x, y) == QColor(Qt::white),
                         qPrintable(QStringLiteral("%1 %2 in %3 x %4")
                                        .arg(x)
                                        .arg(y)
                                        .arg(size.width())
                                        .arg(size.height())));
            }
        }
    }
}

void TestDelegates::hintsGrowWithTheFont() {
    QFETCH(int, which);
    const auto delegate = delegateOf(which);
    const QSize small = hinted(*delegate, valuesOf(which), 10);
    const QSize large = hinted(*delegate, valuesOf(which), 30);
    QVERIFY(large.width() > small.width() * 2);
    QVERIFY(large.height() > small.height() * 2);
}

void TestDelegates::hintsHoldWhatIsPainted() {
    for (const qreal pointSize : {8.0, 10.0, 20.0, 30.0}) {
        for (const int which : {0, 2}) {
            const auto delegate = delegateOf(which);
            Look hintedLook;
            hintedLook.pointSize = pointSize;
            hintedLook.size = hinted(*delegate, valuesOf(which), pointSize);
            Look roomy = hintedLook;
            roomy.size += QSize(100, 0);
            const QImage tight = painted(*delegate, valuesOf(which), hintedLook);
            const QImage full = painted(*delegate, valuesOf(which), roomy);
            QCOMPARE(tight, full.copy(tight.rect())); // nothing was elided
        }
    }
}

QTEST_MAIN(TestDelegates)
#include "test_delegates.moc"
