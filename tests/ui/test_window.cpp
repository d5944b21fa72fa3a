// SPDX-License-Identifier: Apache-2.0
#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>

#include "tests/ui/window_fixture.h"
#include "ui/models/roles.h"
#include "ui/panes/exchanges_pane.h"
#include "ui/window/actions.h"
#include "ui/window/desk.h"

using namespace etagere;
using namespace etagere::tests;

/// The window as it is worked with, by mouse and keys, on the sample.
class TestWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theSampleIsOneClickAway();
    void typingInTheTableFilters();
    void aWrongFilterIsSaidInWords();
    void suggestionsCompleteTheFilter();
    void rowsAreWalkedFromAnywhere();
    void exchangesOfOneUrlAreFollowed();
    void theInspectorsTabsHaveKeys();
    void aChosenVisitFiltersAndBack();
    void aChosenOriginFilters();
    void flushesAreAskedForUndoneAndRedone();
    void aNoteIsWrittenMarkedAndUndone();
    void theRequestIsCopiedAsCurl();
    void theClockIsSet();
    void panesComeAndGoByKeys();
    void sortingKeepsTheExchangeInSight();
    void escapeClearsTheFilter();

private:
    [[nodiscard]] int rows() { return m_desktop->table()->model()->rowCount(); }
    [[nodiscard]] bool openShop() { return m_desktop->isReady() && m_desktop->open({shopHar}); }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

void TestWindow::init() {
    m_home = std::make_unique<Home>();
    m_desktop = std::make_unique<Desktop>();
}

void TestWindow::cleanup() {
    m_desktop.reset();
    m_home.reset();
}

void TestWindow::theSampleIsOneClickAway() {
    QVERIFY(m_desktop->isReady());
    QVERIFY(m_desktop->find("startPage")->isVisible());
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("open"));
    m_desktop->click(m_desktop->find("sample"));
    QVERIFY(m_desktop->isJudged());
    QVERIFY(!m_desktop->find("startPage")->isVisible());
    QCOMPARE(rows(), 21);
    QTRY_COMPARE((*m_desktop)->focus().exchange(), traffic::ExchangeId(0));
    QVERIFY(m_desktop->find<QDockWidget>("findings")->isVisible());
    QTRY_COMPARE(m_desktop->find<QLabel>("statusCounts")->accessibleName(),
                 QStringLiteral("21 exchange(s), 3 visit(s), 2 visitor(s)"));
    QVERIFY((*m_desktop)->windowTitle().contains(QStringLiteral("shop.har")));
}

void TestWindow::typingInTheTableFilters() {
    QVERIFY(openShop());
    m_desktop->table()->setFocus();
    m_desktop->keys(QStringLiteral("logo"));
    QCOMPARE(m_desktop->filter()->text(), QStringLiteral("logo"));
    QTRY_COMPARE(rows(), 3);
    QVERIFY(urlCell(m_desktop->table(), 0).contains(QStringLiteral("logo.svg")));
    QCOMPARE(m_desktop->find<QLabel>("filterCounts")->text(), QStringLiteral("3 of 21"));
    m_desktop->press(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), m_desktop->table());
}

void TestWindow::aWrongFilterIsSaidInWords() {
    QVERIFY(openShop());
    m_desktop->press(Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), m_desktop->filter());
    m_desktop->keys(QStringLiteral("hots:cdn.teapots.example "));
    auto *error = m_desktop->find<QLabel>("filterError");
    QTRY_VERIFY(error->isVisible());
    QVERIFY2(error->text().contains(QStringLiteral("host")), qPrintable(error->text()));
    QCOMPARE(rows(), 21);
    m_desktop->press(Qt::Key_Escape);
    QTRY_VERIFY(!error->isVisible());
}

void TestWindow::suggestionsCompleteTheFilter() {
    QVERIFY(openShop());
    m_desktop->press(Qt::Key_F, Qt::ControlModifier);
    m_desktop->keys(QStringLiteral("outcome:val"));
    auto *popup = (*m_desktop)->findChild<QCompleter *>()->popup();
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(m_desktop->filter()->text(), QStringLiteral("outcome:validated "));
    QTRY_VERIFY(rows() > 0 && rows() < 21);
}

void TestWindow::rowsAreWalkedFromAnywhere() {
    QVERIFY(openShop());
    ui::Focus &focus = (*m_desktop)->focus();
    QTRY_COMPARE(focus.exchange(), traffic::ExchangeId(0));
    m_desktop->filter()->setFocus();
    m_desktop->press(Qt::Key_F8);
    m_desktop->press(Qt::Key_F8);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(2));
    m_desktop->press(Qt::Key_F7);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(1));
    m_desktop->press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(2));
    m_desktop->press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(1));
    m_desktop->clickRow(m_desktop->table(), 5);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(5));
    m_desktop->press(Qt::Key_Down);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(6));
    QVERIFY(m_desktop->table()->selectionModel()->isRowSelected(6));
}

void TestWindow::exchangesOfOneUrlAreFollowed() {
    QVERIFY(openShop());
    ui::Focus &focus = (*m_desktop)->focus();
    m_desktop->clickRow(m_desktop->table(), 3);
    m_desktop->press(Qt::Key_BracketRight, Qt::ControlModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(10));
    m_desktop->press(Qt::Key_BracketRight, Qt::ControlModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(17));
    m_desktop->press(Qt::Key_BracketRight, Qt::ControlModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(17)); // the last one
    m_desktop->press(Qt::Key_BracketLeft, Qt::ControlModifier);
    QCOMPARE(focus.exchange(), traffic::ExchangeId(10));
}

void TestWindow::theInspectorsTabsHaveKeys() {
    QVERIFY(openShop());
    auto *tabs = m_desktop->find<QDockWidget>("inspector")->findChild<QTabWidget *>();
    m_desktop->table()->setFocus();
    for (int i = 0; i < 5; ++i) {
        m_desktop->press(static_cast<Qt::Key>(Qt::Key_1 + i), Qt::AltModifier);
        QCOMPARE(tabs->currentIndex(), i);
        QCOMPARE(QApplication::focusWidget(), m_desktop->table()); // goes on walking
    }
    m_desktop->press(Qt::Key_Return);
    QCOMPARE(tabs->currentIndex(), 0);
}

void TestWindow::aChosenVisitFiltersAndBack() {
    QVERIFY(openShop());
    auto *visits = m_desktop->find<QTableView>("visits");
    QTRY_COMPARE(visits->model()->rowCount(), 3);
    m_desktop->clickRow(visits, 1);
    QTRY_COMPARE(m_desktop->filter()->text(), QStringLiteral("visit:2"));
    QCOMPARE(rows(), 7);
    QTest::mouseClick(visits->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      visits->visualRect(visits->model()->index(2, 1)).center());
    QTRY_COMPARE(m_desktop->filter()->text(), QStringLiteral("visit:2,3"));
    QCOMPARE(rows(), 14);
    m_desktop->filter()->setFocus();
    m_desktop->press(Qt::Key_Escape);
    QTRY_COMPARE(rows(), 21);
    QVERIFY(!visits->selectionModel()->hasSelection());
}

void TestWindow::aChosenOriginFilters() {
    QVERIFY(openShop());
    auto *origins = m_desktop->find<QTableView>("origins");
    QTRY_COMPARE(cell(origins, 0, 1), QStringLiteral("metrics.example")); // the worst grade
    QCOMPARE(cell(origins, 0, 0), QStringLiteral("4"));
    m_desktop->clickRow(origins, 0);
    QTRY_COMPARE(m_desktop->filter()->text(), QStringLiteral("host:metrics.example"));
    QCOMPARE(rows(), 3);
}

void TestWindow::flushesAreAskedForUndoneAndRedone() {
    QVERIFY(openShop());
    auto &workspace = (*m_desktop)->workspace();
    m_desktop->clickRow(m_desktop->table(), 5);
    QMenu menu;
    (*m_desktop)->desk()->exchanges().fillFlushMenu(menu);
    menu.actions().at(1)->trigger(); // the origin
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QVERIFY(workspace.flushes().empty()); // only asked so far
    auto *buttons = dialog->findChild<QDialogButtonBox *>();
    QPushButton *accept = nullptr;
    for (QAbstractButton *button : buttons->buttons()) {
        if (buttons->buttonRole(button) == QDialogButtonBox::AcceptRole)
            accept = qobject_cast<QPushButton *>(button);
    }
    QVERIFY(accept != nullptr);
    m_desktop->click(accept);
    QTRY_COMPARE(workspace.flushes().size(), std::size_t{1});
    QCOMPARE(workspace.flushes().front().scope.by, flush::By::Origin);
    QVERIFY(workspace.isModified());
    QAction *undo = (*m_desktop)->actions()[ui::Act::Undo];
    QVERIFY2(undo->text().contains(QStringLiteral("metrics.example")), qPrintable(undo->text()));
    QVERIFY(m_desktop->isJudged());
    QTRY_VERIFY(undo->isEnabled());
    m_desktop->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(workspace.flushes().empty());
    m_desktop->press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(workspace.flushes().size(), std::size_t{1});
}

void TestWindow::aNoteIsWrittenMarkedAndUndone() {
    QVERIFY(openShop());
    auto &workspace = (*m_desktop)->workspace();
    m_desktop->clickRow(m_desktop->table(), 3);
    m_desktop->press(Qt::Key_M, Qt::ControlModifier);
    auto *dialog = m_desktop->dialog("note");
    QVERIFY(dialog != nullptr);
    auto *text = dialog->findChild<QPlainTextEdit *>();
    QTest::keyClicks(text, QStringLiteral("Why is this one cached?"));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(workspace.notes().size(), std::size_t{1});
    QCOMPARE(workspace.notes().at(traffic::ExchangeId(3)), std::string("Why is this one cached?"));
    m_desktop->filter()->setText(QStringLiteral("is:noted"));
    QTRY_COMPARE(rows(), 1);
    (*m_desktop)->actions()[ui::Act::Undo]->trigger();
    QTRY_VERIFY(workspace.notes().empty());
}

void TestWindow::theRequestIsCopiedAsCurl() {
    QVERIFY(openShop());
    m_desktop->clickRow(m_desktop->table(), 3);
    m_desktop->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(QStringLiteral("curl ")), qPrintable(copied));
    QVERIFY(copied.contains(QStringLiteral("--url 'https://cdn.teapots.example/logo.svg'")));
    m_desktop->press(Qt::Key_U, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("https://cdn.teapots.example/logo.svg"));
}

void TestWindow::theClockIsSet() {
    QVERIFY(openShop());
    auto &workspace = (*m_desktop)->workspace();
    const Instant before = workspace.clock();
    m_desktop->press(Qt::Key_T, Qt::ControlModifier);
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog != nullptr);
    auto *field = dialog->findChild<QLineEdit *>();
    field->clear();
    QTest::keyClicks(field, QStringLiteral("+90 min"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(workspace.clock() - before, std::chrono::minutes(90));
}

void TestWindow::panesComeAndGoByKeys() {
    QVERIFY(openShop());
    auto *findings = m_desktop->find<QDockWidget>("findings");
    auto *contents = m_desktop->find<QDockWidget>("contents");
    QVERIFY(!findings->visibleRegion().isEmpty());
    m_desktop->table()->setFocus();
    m_desktop->press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!contents->visibleRegion().isEmpty()); // came to the front
    m_desktop->press(Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!contents->isVisible());
    m_desktop->press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(!contents->visibleRegion().isEmpty());
    QVERIFY(!m_desktop->find<QDockWidget>("visits")->isVisible());
    m_desktop->press(Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(m_desktop->find<QDockWidget>("visits")->isVisible());
    QTRY_VERIFY(!findings->visibleRegion().isEmpty());
}

void TestWindow::sortingKeepsTheExchangeInSight() {
    QVERIFY(openShop());
    QTableView *table = m_desktop->table();
    m_desktop->clickRow(table, 20);
    const int url = static_cast<int>(ui::ExchangeModel::Column::Url);
    table->sortByColumn(url, Qt::DescendingOrder);
    QCOMPARE((*m_desktop)->focus().exchange(), traffic::ExchangeId(20));
    const QModelIndex current = table->currentIndex();
    QCOMPARE(current.data(ui::IdRole).toUInt(), 20U);
    QTRY_VERIFY(
        table->viewport()->rect().contains(QPoint(1, table->visualRect(current).center().y())));
    m_desktop->filter()->setText(QStringLiteral("host:pixel.example"));
    QTRY_COMPARE(rows(), 3);
    QVERIFY(table->selectionModel()->isRowSelected(table->currentIndex().row()));
}

void TestWindow::escapeClearsTheFilter() {
    QVERIFY(openShop());
    m_desktop->filter()->setText(QStringLiteral("logo"));
    QTRY_COMPARE(rows(), 3);
    m_desktop->table()->setFocus();
    m_desktop->press(Qt::Key_Escape);
    QTRY_COMPARE(rows(), 21);
}

QTEST_MAIN(TestWindow)
#include "test_window.moc"
