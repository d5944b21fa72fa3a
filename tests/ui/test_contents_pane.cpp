// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSlider>

#include "tests/ui/contents_room.h"
#include "ui/models/roles.h"
#include "ui/widgets/clock_bar.h"
#include "ui/widgets/empty_state.h"

#include <memory>

using etagere::tests::ContentsRoom;
using etagere::ui::ContentsModel;
using etagere::ui::EmptyState;

/// The contents of the caches at the clock.
class TestContentsPane final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPaneSaysWhatFillsIt();
    void clockKeysLetFreshnessRunOut();
    void clockBeforeEverythingOffersTheEnd();
    void choosingARowSetsTheFocus();
    void focusChoosesTheRow();
    void chosenRowIsKeptWhileTheClockTurns();
    void searchKeepsMatchingUrls();
    void hiddenPaneWaits();

private:
    std::unique_ptr<ContentsRoom> m_room;
};

void TestContentsPane::init() {
    m_room = std::make_unique<ContentsRoom>();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->pane));
}

void TestContentsPane::cleanup() { m_room.reset(); }

void TestContentsPane::emptyPaneSaysWhatFillsIt() {
    auto *empty = m_room->pane.findChild<EmptyState *>();
    QVERIFY(empty->isEmpty());
    QVERIFY(m_room->textsOf(*empty).contains(QStringLiteral("once a capture is open")));
    QVERIFY(!m_room->pane.findChild<etagere::ui::ClockBar *>()->isVisible());
}

void TestContentsPane::clockKeysLetFreshnessRunOut() {
    m_room->openShop();
    m_room->open.setClock(205);
    const QString logo = QStringLiteral("https://shop.test/logo.svg");
    QTRY_VERIFY(m_room->rowOf(logo) >= 0);
    const auto fraction = [&] {
        return m_room->table()
            ->model()
            ->index(m_room->rowOf(logo), static_cast<int>(ContentsModel::Column::Freshness))
            .data(etagere::ui::FractionRole)
            .toDouble();
    };
    QTRY_VERIFY(fraction() > 0.9);
    auto *slider = m_room->pane.findChild<QSlider *>();
    slider->setFocus();
    double before = fraction();
    int presses = 0;
    // From the capture on towards the day that it is fresh for.
    while (fraction() >= 0 && ++presses < 40) {
        QTest::keyClick(slider, Qt::Key_PageUp);
        QCOMPARE(m_room->open.workspace.clock(),
                 m_room->pane.findChild<etagere::ui::ClockBar *>()->clock());
        QTRY_VERIFY(fraction() < before || slider->value() == slider->maximum());
        before = fraction();
    }
    QVERIFY2(fraction() < 0, "the keys reach a time at which it is stale");
}

void TestContentsPane::clockBeforeEverythingOffersTheEnd() {
    m_room->openShop();
    m_room->open.workspace.setClock(m_room->open.workspace.log()->begin);
    auto *empty = m_room->pane.findChild<EmptyState *>();
    QTRY_VERIFY(empty->isEmpty());
    auto *toEnd = empty->findChild<QPushButton *>();
    QVERIFY(toEnd->isVisible());
    QTest::mouseClick(toEnd, Qt::LeftButton);
    QTRY_VERIFY(!empty->isEmpty());
    QCOMPARE(m_room->open.workspace.clock(), m_room->open.workspace.log()->end);
}

void TestContentsPane::choosingARowSetsTheFocus() {
    m_room->openShop();
    m_room->table()->setFocus();
    m_room->table()->setCurrentIndex(m_room->table()->model()->index(0, 0));
    QTest::keyClick(m_room->table(), Qt::Key_Down);
    QVERIFY(m_room->focus.version().isValid());
    QCOMPARE(m_room->focus.exchange(),
             m_room->open.workspace.log()->version(m_room->focus.version()).response);
    QCOMPARE(m_room->table()->currentIndex().row(), 1);
}

void TestContentsPane::focusChoosesTheRow() {
    m_room->openShop();
    const auto *model = qobject_cast<ContentsModel *>(m_room->table()->model());
    m_room->focus.setVersion(model->versionAt(2));
    QCOMPARE(m_room->table()->currentIndex().row(), 2);
}

void TestContentsPane::chosenRowIsKeptWhileTheClockTurns() {
    m_room->openShop();
    const QString app = QStringLiteral("https://shop.test/app.js");
    m_room->table()->selectRow(m_room->rowOf(app));
    const QString visitor =
        m_room->cell(m_room->table()->currentIndex().row(), ContentsModel::Column::Visitor);
    m_room->open.setClock(230); // it has been renewed by then: another version of the same entry
    QTRY_VERIFY(m_room->cell(m_room->rowOf(app), ContentsModel::Column::Age) !=
                QStringLiteral("10.0 s"));
    QCoreApplication::processEvents();
    QCOMPARE(m_room->cell(m_room->table()->currentIndex().row(), ContentsModel::Column::Url), app);
    QCOMPARE(m_room->cell(m_room->table()->currentIndex().row(), ContentsModel::Column::Visitor),
             visitor);
    QCOMPARE(m_room->table()->selectionModel()->selectedRows().size(), 1);
}

void TestContentsPane::searchKeepsMatchingUrls() {
    m_room->openShop();
    auto *search = m_room->pane.findChild<QLineEdit *>();
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("LOGO"));
    QCOMPARE(m_room->table()->model()->rowCount(), 1);
    QTest::keyClicks(search, QStringLiteral("xyz"));
    auto *empty = m_room->pane.findChild<EmptyState *>();
    QVERIFY(empty->isEmpty());
    QTest::mouseClick(empty->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(m_room->table()->model()->rowCount(), 5);
    QVERIFY(!empty->isEmpty());
}

void TestContentsPane::hiddenPaneWaits() {
    m_room->pane.hide();
    m_room->open.record(QStringLiteral("A"), {{.etag = "\"1\"", .cacheControl = "max-age=60"}});
    m_room->open.open(10);
    QCoreApplication::processEvents();
    QCOMPARE(m_room->table()->model()->rowCount(), 0);
    m_room->pane.show();
    QTRY_COMPARE(m_room->table()->model()->rowCount(), 1);
}

QTEST_MAIN(TestContentsPane)

#include "test_contents_pane.moc"
