// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QImage>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QScrollBar>

#include "ui/widgets/sequence_view.h"

#include <memory>

using namespace etagere;
using report::SequenceRow;

/// The painted diagram: what it selects, says and paints.
class TestSequenceView final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsStandBelowEachOther();
    void keysAndMouseSelect();
    void whatIsSelectedIsSaid();
    void onlyShownRowsAreThere();
    void headStaysInSight();
    void textsOfManyLinesAreBounded();
    void theNewestRowStaysInSight();
    void notesFitIntoWhatIsSeen();

private:
    static std::shared_ptr<const report::Sequence> sequence(int exchanges) {
        auto made = std::make_shared<report::Sequence>();
        made->lifelines.resize(2);
        made->lifelines[0].name = "Browser";
        made->lifelines[1].name = "<b>Shop</b>";
        for (int i = 0; i < exchanges; ++i) {
            SequenceRow row;
            row.step = static_cast<std::size_t>(i);
            row.kind = SequenceRow::Kind::Message;
            row.to = 1;
            row.label = "GET /" + std::to_string(i);
            made->rows.push_back(row);
            row.kind = SequenceRow::Kind::Decision;
            row.label = "Fresh hit";
            row.detail = "age 1 s of 60 s";
            row.outcome = cache::Outcome::FreshHit;
            made->rows.push_back(row);
        }
        return made;
    }
};

void TestSequenceView::rowsStandBelowEachOther() {
    const auto made = sequence(3);
    const ui::SequenceLayout layout(*made, 5, QFont(), 900);
    QCOMPARE(layout.rowCount(), std::size_t{5});
    int bottom = -1;
    for (std::size_t row = 0; row < layout.rowCount(); ++row) {
        const QRect rect = layout.rowRect(row);
        QVERIFY(rect.top() > bottom || row == 0);
        QCOMPARE(layout.rowAt(rect.center().y()), row);
        bottom = rect.bottom();
    }
    QVERIFY(layout.lifelineX(0) < layout.lifelineX(1));
    QVERIFY(layout.lifelineX(1) < layout.width());
    QCOMPARE(layout.lifelineX(99), layout.lifelineX(1));
}

void TestSequenceView::keysAndMouseSelect() {
    ui::SequenceView view;
    view.resize(700, 400);
    view.setSequence(sequence(20), 40);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const QSignalSpy chosen(&view, &ui::SequenceView::rowSelected);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selected(), 0);
    QTest::keyClick(&view, Qt::Key_Up); // stays on the first
    QCOMPARE(chosen.size(), 1);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.selected(), 39);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.verticalScrollBar()->value(), 0);
    const ui::SequenceLayout layout(*sequence(20), 40, view.font(), view.viewport()->width());
    const QPoint middle = layout.rowRect(2).center() + QPoint(0, layout.headHeight());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle);
    QCOMPARE(view.selected(), 2);
}

void TestSequenceView::whatIsSelectedIsSaid() {
    ui::SequenceView view;
    view.setSequence(sequence(2), 4);
    view.setDiffering({false, true});
    QTest::keyClick(&view, Qt::Key_Home);
    QCOMPARE(view.accessibleDescription(), QStringLiteral("Browser to <b>Shop</b>: GET /0"));
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.accessibleDescription(),
             QStringLiteral("Browser: Fresh hit, age 1 s of 60 s, differs from the plain course"));
}

void TestSequenceView::onlyShownRowsAreThere() {
    ui::SequenceView view;
    view.setSequence(sequence(5), 2);
    QTest::keyClick(&view, Qt::Key_End);
    QCOMPARE(view.selected(), 1);
    view.setRows(4);
    QCOMPARE(view.rows(), std::size_t{4});
    QCOMPARE(view.selected(), 1);
    view.setRows(0);
    QCOMPARE(view.selected(), -1);
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selected(), -1);
}

void TestSequenceView::theNewestRowStaysInSight() {
    ui::SequenceView view;
    view.resize(700, 500);
    view.setSequence(sequence(50), 0);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.setRows(100);
    const QScrollBar *bar = view.verticalScrollBar();
    QCOMPARE(bar->value(), bar->maximum());
    view.resize(700, 300); // what the caches hold takes its room
    QTRY_COMPARE(view.height(), 300);
    QCOMPARE(bar->value(), bar->maximum());
}

void TestSequenceView::notesFitIntoWhatIsSeen() {
    auto made = std::make_shared<report::Sequence>();
    made->lifelines.resize(6);
    SequenceRow note;
    note.kind = SequenceRow::Kind::Note;
    for (int i = 0; i < 60; ++i)
        note.label += "word ";
    made->rows.push_back(note);
    constexpr int seen = 400;
    constexpr int scrolled = 150;
    const ui::SequenceLayout layout(*made, 1, QFont(), seen);
    QVERIFY(layout.width() > seen);
    const QRect room = layout.noteRect(0, scrolled);
    QVERIFY(room.left() >= scrolled);
    QVERIFY(room.right() < scrolled + seen);
    const QRect text = QFontMetrics(QFont()).boundingRect(room, Qt::TextWordWrap,
                                                          QString::fromStdString(note.label));
    QVERIFY(text.height() <= room.height());
}

void TestSequenceView::headStaysInSight() {
    ui::SequenceView view;
    view.resize(700, 300);
    view.setSequence(sequence(50), 100);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const ui::SequenceLayout layout(*sequence(50), 100, view.font(), view.viewport()->width());
    const QRect head(0, 0, view.viewport()->width(), layout.headHeight());
    const QImage before = view.viewport()->grab(head).toImage();
    QTest::keyClick(&view, Qt::Key_End);
    QVERIFY(view.verticalScrollBar()->value() > 0);
    QCOMPARE(view.viewport()->grab(head).toImage(), before);
}

void TestSequenceView::textsOfManyLinesAreBounded() {
    SequenceRow row;
    row.detail = "one\n";
    for (int i = 0; i < 1000; ++i)
        row.detail += "more\n";
    const QStringList lines = ui::detailLines(row);
    QVERIFY(lines.size() < 10);
    QVERIFY(lines.last().endsWith(u'…'));
}

QTEST_MAIN(TestSequenceView)
#include "test_sequence_view.moc"
