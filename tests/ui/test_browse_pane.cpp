// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFileInfo>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

#include "tests/live/engine_test_main.h"
#include "tests/live/site.h"
#include "tests/support/wait_until.h"
#include "tests/ui/accessible_names.h"
#include "tests/ui/home.h"
#include "ui/models/browsing_model.h"
#include "ui/panes/browse_light.h"
#include "ui/panes/browse_pane.h"
#include "ui/panes/person_view.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_bar.h"

#include <algorithm>
#include <memory>

using namespace etagere;
using namespace etagere::tests;
using ModelColumn = ui::BrowsingModel::Column;

/// Browsing by hand, with the keyboard and the mouse, in the real engine on a real site.
class TestBrowsePane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void itSaysWhatToDoAtFirst();
    void anAddressIsVisited();
    void thePageIsAudited();
    void whatIsNoAddressIsSaid();
    void theSamePersonReturns();
    void aFlushIsVerified();
    void aSiteIsFlushedAlone();
    void cookiesAreForgotten();
    void peopleStandSideBySide();
    void aPersonLeaves();
    void oneReloads();
    void theCacheIsSimulated();
    void whatWasRecordedIsKept();
    void thePartitionIsSetForTheNextStart();
    void theKeyboardReachesEverything();

private:
    template <class Widget = QWidget>
    Widget *find(const char *name) {
        for (Widget *widget : m_pane->findChildren<Widget *>(QString::fromLatin1(name))) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    QLineEdit *address() { return m_pane->findChild<QLineEdit *>(QStringLiteral("browseAddress")); }
    QTabBar *tabs() { return m_pane->findChild<QTabBar *>(QStringLiteral("people")); }
    QTableView *table() {
        return m_pane->findChild<QTableView *>(QStringLiteral("browseExchanges"));
    }
    ui::MessageBar *notice() {
        return m_pane->findChild<ui::MessageBar *>(QStringLiteral("browseNotice"));
    }
    QString url(const char *path, const char *host = "a.localhost") {
        return QString::fromStdString(m_site->url(path, host));
    }
    /// Somebody is there and not on the way.
    [[nodiscard]] bool isQuiet() {
        return waitUntil([this] {
            auto *again = find<QToolButton>("personAgain");
            return again != nullptr && again->isEnabled();
        });
    }
    [[nodiscard]] bool visit(const QString &where) {
        QTest::mouseClick(address(), Qt::LeftButton);
        address()->selectAll();
        QTest::keyClicks(address(), where);
        QTest::keyClick(address(), Qt::Key_Return);
        return isQuiet();
    }
    [[nodiscard]] bool press(const char *name) {
        auto *button = find<QToolButton>(name);
        if (button == nullptr || !button->isEnabled())
            return false;
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
        return true;
    }
    /// The last row of that URL; -1: none.
    int rowOf(const QString &ending) {
        for (int row = table()->model()->rowCount() - 1; row >= 0; --row) {
            if (cellAt(row, ModelColumn::Url).endsWith(ending))
                return row;
        }
        return -1;
    }
    QString cellAt(int row, ModelColumn column) {
        return table()->model()->index(row, static_cast<int>(column)).data().toString();
    }
    /// What stands within the page is the engine's.
    QStringList nameless() {
        QStringList names = namelessControls(*m_pane);
        names.removeIf([](const QString &name) {
            return name.contains(QStringLiteral("WebEngine")) ||
                   name.contains(QStringLiteral("QQuickWidget"));
        });
        return names;
    }
    std::unique_ptr<Home> m_home;
    std::unique_ptr<Site> m_site;
    std::unique_ptr<ui::BrowsePane> m_pane;
};

void TestBrowsePane::init() {
    m_home = std::make_unique<Home>();
    m_site = std::make_unique<Site>();
    QVERIFY(m_site->isOpen());
    m_pane = std::make_unique<ui::BrowsePane>();
    m_pane->setFolder(m_home->file(QStringLiteral("kept")).toStdString());
    m_pane->resize(1300, 900);
    m_pane->show();
    m_pane->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_pane.get()));
}

void TestBrowsePane::cleanup() {
    m_pane.reset();
    m_site.reset();
    m_home.reset();
}

void TestBrowsePane::itSaysWhatToDoAtFirst() {
    QVERIFY(m_pane->findChild<ui::EmptyState *>()->isEmpty());
    QCOMPARE(tabs()->count(), 0);
    QVERIFY(!find<QPushButton>("browseKeep")->isEnabled());
    QVERIFY(!find<QToolButton>("browseReload")->isEnabled());
    QVERIFY(address()->isEnabled());
    QCOMPARE(find<ui::BrowseLight>("browseLight")->light(), ui::BrowseLight::Light::Off);
    QCOMPARE(nameless(), QStringList());
}

void TestBrowsePane::anAddressIsVisited() {
    QVERIFY(visit(url("/")));
    QCOMPARE(tabs()->count(), 1);
    QVERIFY2(tabs()->tabText(0).startsWith(QStringLiteral("A")), qPrintable(tabs()->tabText(0)));
    QVERIFY(rowOf(QStringLiteral("/stale.gif")) >= 0);
    const int page = rowOf(QStringLiteral("/"));
    QVERIFY(page >= 0);
    QCOMPARE(cellAt(page, ModelColumn::Person), QStringLiteral("A"));
    QCOMPARE(cellAt(page, ModelColumn::Status), QStringLiteral("200"));
    QCOMPARE(cellAt(page, ModelColumn::Sent), QString());
    QCOMPARE(table()->model()->rowCount(), static_cast<int>(m_site->log().size()));
    QCOMPARE(address()->text(), url("/"));
    // The page itself is shown.
    QWidget *shown = nullptr;
    for (QWidget *widget : m_pane->findChildren<QWidget *>()) {
        if (widget->inherits("QWebEngineView"))
            shown = widget;
    }
    QVERIFY(shown != nullptr && shown->isVisible());
    QVERIFY(waitUntil([&] {
        return find<ui::BrowseLight>("browseLight")->light() != ui::BrowseLight::Light::Off;
    }));
    QCOMPARE(nameless(), QStringList());
}

void TestBrowsePane::thePageIsAudited() {
    auto *audit = find<QPushButton>("browseAudit");
    QVERIFY(!audit->isEnabled());
    QVERIFY(visit(url("/one.html")));
    const QSignalSpy asked(m_pane.get(), &ui::BrowsePane::auditRequested);
    QTest::mouseClick(audit, Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.front().front().toString(), url("/one.html"));
}

void TestBrowsePane::whatIsNoAddressIsSaid() {
    QVERIFY(visit(url("/one.html")));
    const std::size_t before = m_site->log().size();
    QTest::mouseClick(address(), Qt::LeftButton);
    address()->selectAll();
    QTest::keyClicks(address(), QStringLiteral("file:///etc/passwd"));
    QTest::keyClick(address(), Qt::Key_Return);
    QVERIFY(waitUntil([&] { return !notice()->sentence().isEmpty(); }));
    QVERIFY(isQuiet());
    QCOMPARE(m_site->log().size(), before);
}

void TestBrowsePane::theSamePersonReturns() {
    QVERIFY(visit(url("/")));
    const QString given = cellAt(rowOf(QStringLiteral("/stale.gif")), ModelColumn::Given);
    QVERIFY(!given.isEmpty());
    const int before = table()->model()->rowCount();
    QVERIFY(press("personAgain"));
    QVERIFY(waitUntil([&] { return table()->model()->rowCount() > before; }));
    QVERIFY(isQuiet());
    const int row = rowOf(QStringLiteral("/stale.gif"));
    QVERIFY(row >= before);
    QCOMPARE(cellAt(row, ModelColumn::Sent), given);
    // Chosen, its tags are told in full.
    const QModelIndex index = table()->model()->index(row, static_cast<int>(ModelColumn::Url));
    table()->scrollTo(index);
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, table()->visualRect(index).center());
    const QString tags = find<QPlainTextEdit>("browseTags")->toPlainText();
    QVERIFY2(tags.contains(QStringLiteral("Tag sent: ") + given), qPrintable(tags));
}

void TestBrowsePane::aFlushIsVerified() {
    QVERIFY(visit(url("/")));
    QVERIFY(press("personAgain"));
    QVERIFY(isQuiet());
    m_site->clearLog();
    QVERIFY(press("personFlush"));
    QVERIFY(waitUntil([&] { return find("flushResult") != nullptr; }));
    const QString sentence = find<ui::MessageBar>("flushResult")->sentence();
    QVERIFY2(sentence.startsWith(QStringLiteral("Verified")), qPrintable(sentence));
    QVERIFY2(sentence.contains(QStringLiteral("cookies kept")), qPrintable(sentence));
    QVERIFY(!m_site->log().empty());
    for (const WireRow &row : m_site->log())
        QVERIFY2(row.ifNoneMatch.empty(), row.url.c_str());
    QVERIFY(!m_site->log().front().cookie.empty());
}

void TestBrowsePane::aSiteIsFlushedAlone() {
    QVERIFY(visit(url("/third-party.html")));
    auto *button = find<QToolButton>("personFlush");
    Q_EMIT button->menu()->aboutToShow();
    QAction *site = nullptr;
    for (QAction *action : button->menu()->actions()) {
        if (action->text().contains(QStringLiteral("a.localhost")) &&
            action->text().remove(u'&').contains(QStringLiteral("origin")))
            site = action;
    }
    QVERIFY(site != nullptr);
    m_site->clearLog();
    site->trigger();
    QVERIFY(waitUntil([&] { return find("flushResult") != nullptr; }));
    const QString sentence = find<ui::MessageBar>("flushResult")->sentence();
    QVERIFY2(sentence.startsWith(QStringLiteral("Verified")), qPrintable(sentence));
    for (const WireRow &row : m_site->log()) {
        if (row.url.find("//a.localhost") != std::string::npos)
            QVERIFY2(row.ifNoneMatch.empty(), row.url.c_str());
        if (row.url.find("pixel.gif") != std::string::npos)
            QVERIFY2(!row.ifNoneMatch.empty(), row.url.c_str());
    }
}

void TestBrowsePane::cookiesAreForgotten() {
    QVERIFY(visit(url("/")));
    m_site->clearLog();
    QVERIFY(press("personForget"));
    QVERIFY(waitUntil([&] { return !m_site->log().empty(); }));
    QVERIFY(isQuiet());
    QVERIFY(m_site->log().front().cookie.empty());
    QVERIFY(std::any_of(m_site->log().begin(), m_site->log().end(),
                        [](const WireRow &row) { return !row.ifNoneMatch.empty(); }));
}

void TestBrowsePane::peopleStandSideBySide() {
    QVERIFY(visit(url("/")));
    QVERIFY(press("browseAdd"));
    QVERIFY(waitUntil([&] { return tabs()->count() == 2; }));
    QCOMPARE(tabs()->currentIndex(), 1);
    QCOMPARE(address()->text(), QString());
    QVERIFY(visit(url("/one.html")));
    QCOMPARE(cellAt(rowOf(QStringLiteral("/one.html")), ModelColumn::Person), QStringLiteral("B"));
    const auto shown = [this] {
        const auto views = m_pane->findChildren<ui::PersonView *>();
        return std::count_if(views.begin(), views.end(),
                             [](const ui::PersonView *view) { return view->isVisible(); });
    };
    QCOMPARE(shown(), 1);
    QVERIFY(press("sideBySide"));
    QVERIFY(waitUntil([&] { return shown() == 2; }));
    // The line above speaks of the one whose tab is chosen.
    QTest::mouseClick(tabs(), Qt::LeftButton, {}, tabs()->tabRect(0).center());
    QVERIFY(waitUntil([&] { return address()->text() == url("/"); }));
    auto *only = find<QCheckBox>("onlyChosen");
    QTest::mouseClick(only, Qt::LeftButton, {}, QPoint(8, only->height() / 2));
    QCOMPARE(rowOf(QStringLiteral("/one.html")), -1);
    QVERIFY(rowOf(QStringLiteral("/")) >= 0);
    QCOMPARE(nameless(), QStringList());
}

void TestBrowsePane::aPersonLeaves() {
    QVERIFY(visit(url("/")));
    const int recorded = table()->model()->rowCount();
    QVERIFY(press("personRemove"));
    QVERIFY(waitUntil([&] { return tabs()->count() == 0; }));
    QVERIFY(m_pane->findChild<ui::EmptyState *>()->isEmpty());
    QCOMPARE(table()->model()->rowCount(), recorded);
    QCOMPARE(cellAt(0, ModelColumn::Person), QStringLiteral("A"));
    QVERIFY(visit(url("/one.html")));
    QVERIFY(tabs()->tabText(0).startsWith(QStringLiteral("B")));
}

void TestBrowsePane::oneReloads() {
    QVERIFY(visit(url("/")));
    m_site->clearLog();
    address()->setFocus();
    QTest::keyClick(address(), Qt::Key_F5);
    QVERIFY(waitUntil([&] { return !m_site->log().empty(); }));
    QVERIFY(isQuiet());
    QVERIFY(!m_site->log().front().ifNoneMatch.empty());
    m_site->clearLog();
    QTest::keyClick(address(), Qt::Key_F5, Qt::ControlModifier);
    QVERIFY(waitUntil([&] { return !m_site->log().empty(); }));
    QVERIFY(isQuiet());
    QVERIFY(m_site->log().front().ifNoneMatch.empty());
}

void TestBrowsePane::theCacheIsSimulated() {
    QMenu *simulated = nullptr;
    for (QAction *action : find<QToolButton>("browseAdd")->menu()->actions()) {
        if (action->menu() != nullptr)
            simulated = action->menu();
    }
    QVERIFY(simulated != nullptr);
    QCOMPARE(simulated->actions().size(), 4);
    simulated->actions().front()->trigger();
    QVERIFY(waitUntil([&] { return tabs()->count() == 1; }));
    QVERIFY(
        find<ui::ElidedLabel>("personWhat")->accessibleName().contains(QStringLiteral("rfc9111")));
    auto *later = find<QToolButton>("personLater");
    QVERIFY(later != nullptr);
    QCOMPARE(later->menu()->actions().size(), 3);
    // There is no page yet to come back to.
    QVERIFY(!later->isEnabled());
}

void TestBrowsePane::whatWasRecordedIsKept() {
    QVERIFY(!m_pane->hasUnkept());
    QVERIFY(visit(url("/")));
    QVERIFY(m_pane->hasUnkept());
    const QSignalSpy made(m_pane.get(), &ui::BrowsePane::captureMade);
    QTest::mouseClick(find<QPushButton>("browseKeep"), Qt::LeftButton);
    QCOMPARE(made.size(), 1);
    QVERIFY(!m_pane->hasUnkept());
    const QString file = made.front().front().toString();
    QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    QVERIFY(QFileInfo(file).size() > 0);
}

void TestBrowsePane::thePartitionIsSetForTheNextStart() {
    QVERIFY(visit(url("/one.html")));
    auto *button = find<QToolButton>("partition");
    QVERIFY2(button->text().contains(QStringLiteral("each site")), qPrintable(button->text()));
    const QSignalSpy chosen(m_pane.get(), &ui::BrowsePane::partitionChosen);
    button->menu()->actions().back()->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().front().toBool(), false);
    QVERIFY(button->text().contains(QStringLiteral("next start")));
    QVERIFY(!notice()->sentence().isEmpty());
}

void TestBrowsePane::theKeyboardReachesEverything() {
    QVERIFY(visit(url("/one.html")));
    address()->setFocus();
    QStringList reached;
    constexpr int most = 60;
    for (int pressed = 0; pressed < most; ++pressed) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *const now = QApplication::focusWidget();
        if (now == address())
            break;
        reached.append(now->objectName());
        // Within the page, its links are next.
        if (now->objectName().isEmpty())
            table()->setFocus();
    }
    const QStringList wanted{QStringLiteral("browseReload"), QStringLiteral("browseAdd"),
                             QStringLiteral("partition"),    QStringLiteral("people"),
                             QStringLiteral("personRemove"), QStringLiteral("personAgain"),
                             QStringLiteral("personForget"), QStringLiteral("personFlush")};
    qsizetype last = -1;
    for (const QString &name : wanted) {
        const qsizetype at = reached.indexOf(name);
        QVERIFY2(at > last, qPrintable(name + u' ' + reached.join(u' ')));
        last = at;
    }
    // And from anywhere to the address.
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(address()));
}

int main(int argc, char **argv) { return runEngineTest<TestBrowsePane>(argc, argv, {}); }
#include "test_browse_pane.moc"
