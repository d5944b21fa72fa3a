// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QItemSelectionModel>
#include <QtCore/QTimer>
#include <QtTest/QTest>
#include <QtWidgets/QDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QToolButton>

#include "core/scenario/from_traffic.h"
#include "tests/ui/window_fixture.h"
#include "ui/panes/audit_pane.h"
#include "ui/panes/lab_bench.h"
#include "ui/panes/lab_pane.h"
#include "ui/window/actions.h"
#include "ui/window/desk.h"
#include "ui/window/english_plurals.h"

using namespace etagere;
using namespace etagere::tests;

/// The lab as a place in the window.
class TestWindowLab final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void labIsEnteredAndLeft();
    void lessonIsOpenedByNumber();
    void undoIsOfWhatOneLooksAt();
    void clockIsTheLabs();
    void exchangesBecomeAScenario();
    void theMenuTurnsExchangesIntoAScenario_data();
    void theMenuTurnsExchangesIntoAScenario();
    void theDemoSiteIsAScenario();
    void demoSiteIsServedForAnAudit();

private:
    ui::LabPane *lab() { return (*m_desktop)->findChild<ui::LabPane *>(); }
    [[nodiscard]] bool isOpen(const std::string &id) {
        return QTest::qWaitFor([&] {
            return lab() != nullptr && lab()->bench().plain() && !lab()->bench().isBusy() &&
                   lab()->bench().plain()->scenario.id == id;
        });
    }
    /// Presses the entry of the exchanges' context menu that has those words.
    void pressInMenu(const QString &words, QString &pressed) {
        QTimer::singleShot(0, m_desktop->table(), [words, &pressed] {
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            for (QAction *action : menu->actions()) {
                if (!action->text().remove(u'&').contains(words))
                    continue;
                pressed = action->text();
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                return;
            }
            menu->close();
        });
        QTableView *table = m_desktop->table();
        const QPoint at = table->visualRect(table->currentIndex()).center();
        Q_EMIT table->customContextMenuRequested(at);
    }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Desktop> m_desktop;
};

void TestWindowLab::init() {
    m_home = std::make_unique<Home>();
    m_desktop = std::make_unique<Desktop>();
    QVERIFY(m_desktop->isReady());
}

void TestWindowLab::cleanup() {
    m_desktop.reset();
    m_home.reset();
}

void TestWindowLab::labIsEnteredAndLeft() {
    m_desktop->press(Qt::Key_3, Qt::ControlModifier);
    QVERIFY(lab() != nullptr && lab()->isVisible());
    QVERIFY(isOpen("freshness-clock")); // the first that was not done
    m_desktop->click(m_desktop->find("labLeave"));
    QVERIFY(!lab()->isVisible());
    QVERIFY(m_desktop->find("startPage")->isVisible());
    m_desktop->click(m_desktop->find("lab"));
    QVERIFY(lab()->isVisible());
    // A capture that is opened meanwhile is shown, and the lab stays as it was left.
    lab()->bench().goTo(2);
    QVERIFY(m_desktop->open({shopHar}));
    QVERIFY(!lab()->isVisible());
    m_desktop->press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(lab()->bench().taken(), std::size_t{2});
}

void TestWindowLab::lessonIsOpenedByNumber() {
    (*m_desktop)->openLab(QStringLiteral("14"));
    QTRY_VERIFY(lab()->bench().plain() != nullptr);
    QCOMPARE(lab()->bench().plain()->scenario.number, std::string("14"));
    (*m_desktop)
        ->openLab(QStringLiteral(ETAGERE_SOURCE_DIR "/resources/lessons/10-cluster-tags.json"));
    QVERIFY(isOpen("cluster-tags"));
}

void TestWindowLab::undoIsOfWhatOneLooksAt() {
    ui::Actions &actions = (*m_desktop)->actions();
    (*m_desktop)->openLab(QStringLiteral("1"));
    QVERIFY(isOpen("freshness-clock"));
    QVERIFY(!actions[ui::Act::Undo]->isEnabled());
    lab()->bench().setWhatIf("no-age", true);
    QTRY_VERIFY(!lab()->bench().isBusy());
    QVERIFY(actions[ui::Act::Undo]->isEnabled());
    m_desktop->click(m_desktop->find("labLeave"));
    QVERIFY(!actions[ui::Act::Undo]->isEnabled());
    m_desktop->press(Qt::Key_3, Qt::ControlModifier);
    m_desktop->press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(lab()->bench().course(), lab()->bench().plain());
    QVERIFY(lab()->bench().change().whatIfs.empty());
}

void TestWindowLab::clockIsTheLabs() {
    (*m_desktop)->openLab(QStringLiteral("1"));
    QVERIFY(isOpen("freshness-clock"));
    m_desktop->press(Qt::Key_T, Qt::ControlModifier);
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = lab()->findChild<QDialog *>()) != nullptr && dialog->isVisible());
    dialog->activateWindow();
    auto *field = dialog->findChild<QLineEdit *>();
    field->selectAll();
    QTest::keyClicks(field, QStringLiteral("35 s"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(lab()->bench().clock(), Duration(std::chrono::seconds(35)));
    QCOMPARE(lab()->bench().taken(), std::size_t{2});
}

void TestWindowLab::exchangesBecomeAScenario() {
    QVERIFY(m_desktop->open({shopHar}));
    const int exchanges = m_desktop->table()->model()->rowCount();
    std::vector<traffic::ExchangeId> all;
    for (int i = 0; i < exchanges; ++i)
        all.push_back(traffic::ExchangeId(static_cast<std::uint32_t>(i)));
    Q_EMIT(*m_desktop)->desk()->scenarioRequested(all);
    QVERIFY(isOpen("recorded"));
    QVERIFY(lab()->isVisible());
    QVERIFY(lab()->bench().steps() > 3);
    QVERIFY(lab()->bench().course()->trace.outcomes.size() == lab()->bench().steps());
}

void TestWindowLab::theMenuTurnsExchangesIntoAScenario_data() {
    QTest::addColumn<int>("last");
    QTest::addColumn<QString>("words");
    QTest::newRow("one is selected: what is shown") << 1 << QStringLiteral("what is shown");
    QTest::newRow("several are selected: they") << 4 << QStringLiteral("4 selected exchanges");
}

void TestWindowLab::theMenuTurnsExchangesIntoAScenario() {
    QFETCH(int, last);
    QFETCH(QString, words);
    ui::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    QVERIFY(m_desktop->open({shopHar}));
    QTableView *table = m_desktop->table();
    m_desktop->clickRow(table, 1);
    const QModelIndex end = table->model()->index(last, 1);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      table->visualRect(end).center());
    QCOMPARE(table->selectionModel()->selectedRows().size(), last);
    QString pressed;
    pressInMenu(QStringLiteral("scenario"), pressed);
    QVERIFY2(pressed.contains(words), qPrintable(pressed));
    std::vector<traffic::ExchangeId> meant;
    const bool areSome = last > 1;
    const int rows = table->model()->rowCount();
    for (int row = areSome ? 1 : 0; row <= (areSome ? last : rows - 1); ++row)
        meant.push_back(static_cast<ui::ExchangeModel *>(table->model())->exchangeAt(row));
    const auto made = scenario::scenarioOf(*(*m_desktop)->workspace().traffic(), meant);
    QVERIFY(isOpen("recorded"));
    QVERIFY(made.taken > 1);
    QCOMPARE(lab()->bench().steps(), made.taken);
}

void TestWindowLab::theDemoSiteIsAScenario() {
    (*m_desktop)->openLab(QStringLiteral(ETAGERE_SOURCE_DIR "/resources/demo/demo.json"));
    QVERIFY(isOpen("demo"));
    QVERIFY(lab()->bench().steps() > 0);
}

void TestWindowLab::demoSiteIsServedForAnAudit() {
    (*m_desktop)->actions()[ui::Act::AuditDemo]->trigger();
    auto *pane = (*m_desktop)->findChild<ui::AuditPane *>();
    QVERIFY(pane != nullptr && pane->isVisible());
    const QString url = pane->findChild<QLineEdit *>()->text();
    QVERIFY2(url.startsWith(QStringLiteral("http://")) && url.contains(QStringLiteral("localhost")),
             qPrintable(url));
    // Asked for again it is the same one.
    (*m_desktop)->actions()[ui::Act::AuditDemo]->trigger();
    QCOMPARE(pane->findChild<QLineEdit *>()->text(), url);
}

QTEST_MAIN(TestWindowLab)
#include "test_window_lab.moc"
