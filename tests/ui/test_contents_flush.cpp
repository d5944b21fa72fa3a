// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QToolButton>

#include "tests/ui/accessible_names.h"
#include "tests/ui/contents_room.h"
#include "ui/panes/flush_strip.h"

#include <memory>

using etagere::flush::By;
using etagere::flush::Scope;
using etagere::tests::ContentsRoom;
using etagere::tests::OpenWorkspace;
using etagere::ui::ContentsModel;
using etagere::ui::ContentsPane;
using etagere::ui::FlushChoice;
using etagere::ui::FlushDialog;
using etagere::ui::FlushStrip;

/// The flush of what the caches hold.
class TestContentsFlush final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void flushMenuCountsWhatItEnds();
    void flushIsPreviewedAndAskedFor_data();
    void flushIsPreviewedAndAskedFor();
    void deleteFlushesTheChosenEntries();
    void cancelledFlushChangesNothing();
    void resultSaysWhatTheNextRequestLacks();
    void undoIsAskedForAndTakesTheResultAway();
    void earlierFlushesAreJumpedTo();
    void flushCanBeKeptToOneVisitor();
    void hostileTextsStayPlain();
    void everyControlHasAName();

private:
    std::unique_ptr<ContentsRoom> m_room;
};

void TestContentsFlush::init() {
    m_room = std::make_unique<ContentsRoom>();
    QVERIFY(QTest::qWaitForWindowExposed(&m_room->pane));
}

void TestContentsFlush::cleanup() { m_room.reset(); }

void TestContentsFlush::flushMenuCountsWhatItEnds() {
    m_room->openShop();
    m_room->table()->selectRow(m_room->rowOf(QStringLiteral("https://shop.test/app.js")));
    QMenu *menu = m_room->button(QStringLiteral("Flush stored responses"))->menu();
    Q_EMIT menu->aboutToShow();
    QStringList texts;
    for (const QAction *action : menu->actions())
        texts << QString(action->text()).remove(QLatin1Char('&'));
    QCOMPARE(texts, QStringList({QStringLiteral("The chosen entries (1)…"),
                                 QStringLiteral("This URL (2): https://shop.test/app.js…"),
                                 QStringLiteral("This origin (3): https://shop.test…"),
                                 QStringLiteral("This site (4): shop.test…"),
                                 QStringLiteral("Everything (5)…")}));
}

void TestContentsFlush::flushIsPreviewedAndAskedFor_data() {
    QTest::addColumn<int>("by");
    QTest::addColumn<int>("covered");
    QTest::addColumn<QString>("name");
    QTest::newRow("the chosen entry") << static_cast<int>(By::Entry) << 1 << QString();
    QTest::newRow("its URL, in every cache")
        << static_cast<int>(By::Url) << 2 << QStringLiteral("https://shop.test/app.js");
    QTest::newRow("its origin") << static_cast<int>(By::Origin) << 3
                                << QStringLiteral("https://shop.test");
    QTest::newRow("its site, the CDN included")
        << static_cast<int>(By::Site) << 4 << QStringLiteral("shop.test");
    QTest::newRow("everything") << static_cast<int>(By::Everything) << 5 << QString();
}

void TestContentsFlush::flushIsPreviewedAndAskedFor() {
    QFETCH(const int, by);
    QFETCH(const int, covered);
    QFETCH(const QString, name);
    m_room->openShop();
    m_room->open.setClock(100); // the app is stale: its next request sends its tag
    m_room->table()->selectRow(m_room->rowOf(QStringLiteral("https://shop.test/app.js")));
    QSignalSpy asked(&m_room->pane, &ContentsPane::flushRequested);
    FlushDialog *dialog = m_room->chooseFlush(static_cast<By>(by));
    QVERIFY(dialog != nullptr);
    QVERIFY(dialog->isVisible());
    auto *preview = dialog->findChild<QTableView *>();
    QCOMPARE(preview->model()->rowCount(), covered);
    bool appIsListed = false;
    for (int row = 0; row < covered; ++row) {
        const QString url = preview->model()->index(row, 0).data().toString();
        const QString now = preview->model()->index(row, 2).data().toString();
        if (url.endsWith(QStringLiteral("app.js"))) {
            appIsListed = true;
            QCOMPARE(now, QStringLiteral("If-None-Match: \"app-1\""));
        }
        QCOMPARE(preview->model()->index(row, 3).data().toString(), QStringLiteral("no validator"));
    }
    QVERIFY(appIsListed);
    QVERIFY(m_room->textsOf(*dialog).contains(QStringLiteral("%1 stored response").arg(covered)));
    QCOMPARE(etagere::tests::namelessControls(*dialog), QStringList());
    QCOMPARE(asked.size(), 0);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    const auto scope = asked.first().first().value<Scope>();
    QCOMPARE(static_cast<int>(scope.by), by);
    if (!name.isEmpty())
        QCOMPARE(QString::fromStdString(scope.names.front()), name);
    QVERIFY(scope.visitor.empty());
}

void TestContentsFlush::deleteFlushesTheChosenEntries() {
    m_room->openShop();
    QSignalSpy asked(&m_room->pane, &ContentsPane::flushRequested);
    m_room->table()->setFocus();
    m_room->table()->selectAll();
    QTest::keyClick(m_room->table(), Qt::Key_Delete);
    auto *dialog = m_room->pane.findChild<FlushDialog *>();
    QVERIFY(dialog != nullptr);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<Scope>().names.size(), std::size_t{5});
}

void TestContentsFlush::cancelledFlushChangesNothing() {
    m_room->openShop();
    const QSignalSpy asked(&m_room->pane, &ContentsPane::flushRequested);
    FlushDialog *dialog = m_room->chooseFlush(By::Everything);
    QVERIFY(dialog != nullptr);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(asked.size(), 0);
    QVERIFY(m_room->open.workspace.flushes().empty());
}

void TestContentsFlush::resultSaysWhatTheNextRequestLacks() {
    m_room->openShop();
    m_room->open.setClock(100);
    m_room->open.flush({By::Url, {"https://shop.test/app.js"}, {}});
    auto *strip = m_room->pane.findChild<FlushStrip *>();
    QTRY_VERIFY(strip->isVisible());
    const QString said = m_room->textsOf(*strip);
    QVERIFY2(said.contains(QStringLiteral("2 stored response")), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("(was: If-None-Match: \"app-1\", and others)")),
             qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("without a validator")), qPrintable(said));
    QTRY_COMPARE(m_room->table()->model()->rowCount(), 3);
    QTest::mouseClick(strip->findChildren<QToolButton *>().first(), Qt::LeftButton);
    QVERIFY(!strip->isVisible());
}

void TestContentsFlush::undoIsAskedForAndTakesTheResultAway() {
    m_room->openShop();
    m_room->open.flush({});
    auto *strip = m_room->pane.findChild<FlushStrip *>();
    QTRY_VERIFY(strip->isVisible());
    const QSignalSpy undone(&m_room->pane, &ContentsPane::undoRequested);
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(undone.size(), 1);
    m_room->open.undo();
    QTRY_VERIFY(!strip->isVisible());
    QTRY_COMPARE(m_room->table()->model()->rowCount(), 5);
}

void TestContentsFlush::earlierFlushesAreJumpedTo() {
    m_room->openShop();
    m_room->open.setClock(20);
    m_room->open.flush({By::Site, {"other.test"}, {}});
    m_room->open.setClock(100);
    QPushButton *history = m_room->button(QStringLiteral("Earlier flushes"));
    QTRY_VERIFY(history->isVisible());
    Q_EMIT history->menu()->aboutToShow();
    QCOMPARE(history->menu()->actions().size(), 1);
    QVERIFY(history->menu()->actions().first()->text().contains(QStringLiteral("other.test")));
    history->menu()->actions().first()->trigger();
    QCOMPARE(m_room->open.workspace.clock(), OpenWorkspace::at(20));
}

void TestContentsFlush::flushCanBeKeptToOneVisitor() {
    m_room->openShop();
    m_room->table()->selectRow(m_room->rowOf(QStringLiteral("https://shop.test/app.js")));
    const QString visitor =
        m_room->cell(m_room->table()->currentIndex().row(), ContentsModel::Column::Visitor);
    QSignalSpy asked(&m_room->pane, &ContentsPane::flushRequested);
    FlushDialog *dialog = m_room->chooseFlush(By::Url);
    QVERIFY(dialog != nullptr);
    auto *only = dialog->findChild<QCheckBox *>();
    QVERIFY(only->text().contains(visitor));
    only->setFocus();
    QTest::keyClick(only, Qt::Key_Space);
    QCOMPARE(dialog->findChild<QTableView *>()->model()->rowCount(), 1);
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(QString::fromStdString(asked.first().first().value<Scope>().visitor), visitor);
}

void TestContentsFlush::hostileTextsStayPlain() {
    m_room->open.record(QStringLiteral("<b>A</b>&x"),
                        {{.url = "https://shop.test/<img src=x>?a=1&b=2",
                          .etag = "\"<h1>big</h1>\u202e\"",
                          .cacheControl = "max-age=5"}});
    m_room->open.record(QStringLiteral("B"), {{.url = "https://b.test/"}});
    m_room->open.open(100);
    QTRY_VERIFY(m_room->table()->model()->rowCount() > 0);
    m_room->table()->selectRow(0);
    QMenu *menu = m_room->button(QStringLiteral("Flush stored responses"))->menu();
    Q_EMIT menu->aboutToShow();
    QVERIFY2(menu->actions().at(1)->text().contains(QStringLiteral("a=1&&b=2")),
             "an ampersand in a URL is no mnemonic");
    FlushDialog *dialog = m_room->chooseFlush(By::Url);
    QVERIFY(dialog != nullptr);
    for (const auto *label : dialog->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    const auto *model = dialog->findChild<QTableView *>()->model();
    QVERIFY(!model->index(0, 2).data().toString().contains(QChar(0x202e)));
    QVERIFY(!Qt::mightBeRichText(model->index(0, 0).data(Qt::ToolTipRole).toString()));
    QTest::keyClick(dialog, Qt::Key_Return);
    m_room->open.flush({By::Url, {"https://shop.test/<img src=x>?a=1&b=2"}, {}});
    auto *strip = m_room->pane.findChild<FlushStrip *>();
    QTRY_VERIFY(strip->isVisible());
    for (const auto *label : strip->findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    QVERIFY(m_room->textsOf(*strip).contains(QStringLiteral("<h1>big</h1>")));
}

void TestContentsFlush::everyControlHasAName() {
    m_room->openShop();
    m_room->open.flush({By::Site, {"other.test"}, {}});
    QTRY_VERIFY(m_room->pane.findChild<FlushStrip *>()->isVisible());
    QCOMPARE(etagere::tests::namelessControls(m_room->pane), QStringList());
}

QTEST_MAIN(TestContentsFlush)
#include "test_contents_flush.moc"
