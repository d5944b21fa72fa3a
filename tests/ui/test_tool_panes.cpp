// SPDX-License-Identifier: Apache-2.0
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTextBrowser>

#include "core/lab/server.h"
#include "core/lab/tracker.h"
#include "core/session/workspace.h"
#include "core/watch/state_file.h"
#include "tests/ui/accessible_names.h"
#include "ui/panes/browse_table.h"
#include "ui/panes/probe_pane.h"
#include "ui/panes/watch_pane.h"

#include <algorithm>
#include <memory>

using namespace etagere;
using namespace etagere::ui;

/// Probing and watching from the window, with a tracker of the lab on a real socket; and what is
/// said while nothing is recorded.
class TestToolPanes final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void planIsShownBeforeAnythingIsSent();
    void addressesThatCannotBeAskedAreSaid();
    void trackerIsFound();
    void runsAreSavedAsTheCommandSavesThem_data();
    void runsAreSavedAsTheCommandSavesThem();
    void whatCannotBeSavedIsSaid();
    void pagesAreWatched();
    void linesThatAreNoPagesAreSaid();
    void recordingSaysThatAPageIsLoading();
    void everyControlHasAName();

private:
    static QString path() {
        const std::string_view path = lab::rowOf(lab::TrackerKind::PlainEcho).path;
        return QString::fromLatin1(path.data(), static_cast<qsizetype>(path.size()));
    }
    [[nodiscard]] QString url() const {
        return QStringLiteral("http://127.0.0.1:%1").arg(m_server->address().port) + path();
    }
    template <class Pane>
    static QPushButton *button(const Pane &pane, const QString &text) {
        for (auto *one : pane.template findChildren<QPushButton *>()) {
            if (one->text().remove(QLatin1Char('&')) == text)
                return one;
        }
        return nullptr;
    }
    void askOnce(ProbePane &pane) const {
        pane.setWaits(false);
        pane.show();
        pane.setUrl(url());
        QTest::mouseClick(button(pane, QStringLiteral("Ask")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!pane.isRunning(), 60'000);
    }
    static bool says(const QWidget &pane, const QString &part) {
        const auto labels = pane.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&part](const QLabel *label) {
            return label->isVisible() && label->text().contains(part);
        });
    }
    static QString article(const QWidget &pane) {
        return pane.findChild<QTextBrowser *>()->toPlainText();
    }
    wire::Loop m_loop;
    std::shared_ptr<lab::Tracker> m_tracker;
    std::unique_ptr<lab::Server> m_server;
    session::Workspace m_workspace;
    Focus m_focus;
};

void TestToolPanes::initTestCase() {
    m_tracker = lab::makeTracker(lab::TrackerKind::PlainEcho, 7);
    auto server = lab::Server::open(m_loop, {});
    QVERIFY(server.has_value());
    m_server = std::move(*server);
    m_server->serve({}, m_tracker);
}

void TestToolPanes::planIsShownBeforeAnythingIsSent() {
    ProbePane pane(m_workspace, m_focus);
    pane.show();
    const std::uint64_t before = m_server->answered();
    QVERIFY(!button(pane, QStringLiteral("Ask"))->isEnabled());
    pane.setUrl(url());
    QTest::mouseClick(button(pane, QStringLiteral("Show the plan")), Qt::LeftButton);
    QVERIFY(article(pane).contains(QStringLiteral("P3")));
    QVERIFY(article(pane).contains(QStringLiteral("nothing has been sent")));
    QCOMPARE(m_server->answered(), before);
}

void TestToolPanes::addressesThatCannotBeAskedAreSaid() {
    ProbePane pane(m_workspace, m_focus);
    pane.show();
    pane.setUrl(QStringLiteral("ftp://<b>x</b>.test/"));
    QTest::mouseClick(button(pane, QStringLiteral("Show the plan")), Qt::LeftButton);
    const auto labels = pane.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("only http and https"));
    }));
}

void TestToolPanes::trackerIsFound() {
    ProbePane pane(m_workspace, m_focus);
    pane.setWaits(false);
    pane.show();
    pane.setUrl(url());
    QTest::mouseClick(button(pane, QStringLiteral("Ask")), Qt::LeftButton);
    QVERIFY(pane.isRunning());
    QTRY_VERIFY_WITH_TIMEOUT(!pane.isRunning(), 60'000);
    QVERIFY2(article(pane).contains(QStringLiteral("Grade 4")), qPrintable(article(pane)));
    QVERIFY(article(pane).contains(QStringLiteral("What was asked")));
}

void TestToolPanes::runsAreSavedAsTheCommandSavesThem_data() {
    QTest::addColumn<QString>("name");
    QTest::newRow("a capture") << QStringLiteral("run.etagere");
    QTest::newRow("a HAR") << QStringLiteral("run.har");
}

void TestToolPanes::runsAreSavedAsTheCommandSavesThem() {
    QFETCH(QString, name);
    QTemporaryDir folder;
    const QString path = folder.filePath(name);
    ProbePane pane(m_workspace, m_focus);
    auto *save = button(pane, QStringLiteral("Save…"));
    QVERIFY(save != nullptr && !save->isEnabled());
    pane.saveTo(path); // there is nothing yet
    QVERIFY(!pane.isSaving() && !QFile::exists(path));
    askOnce(pane);
    QVERIFY(save->isEnabled());
    pane.saveTo(path);
    QTRY_VERIFY(!pane.isSaving());
    QVERIFY(save->isEnabled());
    QVERIFY(says(pane, QStringLiteral("exchanges written")));
    session::ProbeRequest again;
    again.resume = path.toStdString();
    const auto plan = session::planProbe(again);
    QVERIFY(plan.has_value());
    QCOMPARE(QString::fromStdString(plan->url), url());
}

void TestToolPanes::whatCannotBeSavedIsSaid() {
    QTemporaryDir folder;
    ProbePane pane(m_workspace, m_focus);
    askOnce(pane);
    for (const char *name : {"gone/run.har", "gone/run.etagere"}) {
        const QString path = folder.filePath(QLatin1String(name));
        pane.saveTo(path);
        QTRY_VERIFY(!pane.isSaving());
        QVERIFY2(says(pane, path), name);
        QVERIFY(!says(pane, QStringLiteral("exchanges written")));
        QVERIFY(!QFile::exists(path));
    }
    QVERIFY(button(pane, QStringLiteral("Save…"))->isEnabled());
}

void TestToolPanes::pagesAreWatched() {
    WatchPane pane;
    pane.setStateFile(watch::StateFile::memoryName);
    pane.show();
    QVERIFY(!button(pane, QStringLiteral("Watch"))->isEnabled());
    pane.findChild<QPlainTextEdit *>()->setPlainText(url() + u'\n');
    QTest::mouseClick(button(pane, QStringLiteral("Watch")), Qt::LeftButton);
    auto *log = pane.findChild<QTableView *>();
    QTRY_COMPARE(log->model()->rowCount(), 1);
    QVERIFY(log->model()->index(0, 1).data().toString().contains(path()));
    QVERIFY(article(pane).contains(path()));
    QVERIFY(pane.isRunning());
    QTest::mouseClick(button(pane, QStringLiteral("Stop")), Qt::LeftButton);
    QTRY_VERIFY(!pane.isRunning());
    QVERIFY(button(pane, QStringLiteral("Watch"))->isEnabled());
}

void TestToolPanes::linesThatAreNoPagesAreSaid() {
    WatchPane pane;
    pane.setStateFile(watch::StateFile::memoryName);
    pane.show();
    pane.findChild<QPlainTextEdit *>()->setPlainText(QStringLiteral("no page"));
    QTest::mouseClick(button(pane, QStringLiteral("Watch")), Qt::LeftButton);
    const auto labels = pane.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("no page"));
    }));
    QVERIFY(!pane.isRunning());
}

void TestToolPanes::recordingSaysThatAPageIsLoading() {
    BrowseTable recorded;
    const auto said = [&recorded] {
        return recorded.findChild<QLabel *>(QStringLiteral("browseCount"))->text();
    };
    QVERIFY(said().startsWith(QStringLiteral("Nothing recorded yet")));
    session::BrowsingPerson person;
    person.isVisiting = true;
    recorded.setPeople({person});
    QCOMPARE(said(), QStringLiteral("The page is loading …"));
    recorded.setPeople({});
    QVERIFY(said().startsWith(QStringLiteral("Nothing recorded yet")));
}

void TestToolPanes::everyControlHasAName() {
    ProbePane probe(m_workspace, m_focus);
    QCOMPARE(etagere::tests::namelessControls(probe), QStringList());
    WatchPane watch;
    QCOMPARE(etagere::tests::namelessControls(watch), QStringList());
}

QTEST_MAIN(TestToolPanes)
#include "test_tool_panes.moc"
