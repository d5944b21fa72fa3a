// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "core/report/json_report.h"
#include "core/session/workspace_state.h"
#include "tests/session/workspace_fixture.h"

#include <new>
#include <stdexcept>

using namespace etagere;
using session::InputFile;
using session::Workspace;
using tests::Files;
using tests::flushAt;
using tests::Watched;
using traffic::ExchangeId;

class TestWorkspace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openingAnnouncesEachPart();
    void theReportIsThatOfAnAudit();
    void addedFilesAreLaterVisits();
    void anotherFileReplacesWhatIsOpen();
    void aFileThatFailsChangesNothing_data();
    void aFileThatFailsChangesNothing();
    void aFileThatFailsLosesNoOther();
    void aDamagedFileIsShownAndNamed();
    void nothingIsAddedWhenWhatWasOpenIsGone();
    void filesAddedWhileOthersAreReadWait();
    void cancellingTheReadingKeepsWhatIsOpen();
    void cancellingBeforeAnythingIsOpen();
    void closingLeavesNothing();
    void progressNeverGoesBack();
    void whatWorkThrowsBecomesASentence();
    void destroyingABusyWorkspaceIsSafe_data();
    void destroyingABusyWorkspaceIsSafe();

private:
    Files m_files;
};

void TestWorkspace::openingAnnouncesEachPart() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    QVERIFY(workspace.isEmpty() && !workspace.isBusy());
    QCOMPARE(workspace.title(), QString());
    watched.open({{ETAGERE_SOURCE_DIR "/resources/samples/shop.har", ""}});
    QCOMPARE(watched.said.join(QLatin1Char(' ')), QStringLiteral("busy capture log report idle"));
    QVERIFY(!workspace.isEmpty());
    QVERIFY(workspace.traffic()->exchangeCount() > 0);
    QCOMPARE(workspace.log()->rows.size(), workspace.traffic()->exchangeCount());
    QCOMPARE(workspace.grades()->size(), workspace.traffic()->exchangeCount());
    QCOMPARE(workspace.report()->exchanges, workspace.traffic()->exchangeCount());
    QVERIFY(workspace.clock() == workspace.log()->end);
    QCOMPARE(workspace.inputs().size(), std::size_t{1});
    QCOMPARE(workspace.title(), QStringLiteral("shop.har"));
    QCOMPARE(workspace.path(), QString());
    QVERIFY(!workspace.isModified());
}

void TestWorkspace::theReportIsThatOfAnAudit() {
    const std::vector<InputFile> files{m_files.visitOfA(), m_files.visitOfB()};
    Watched watched;
    watched.open(files);
    const auto audited = session::runAudit({files, ":memory:", false}, {}, {});
    QCOMPARE(writeJson(*watched.workspace.report(), report::Identifiers::Shown),
             writeJson(audited.report, report::Identifiers::Shown));
    QCOMPARE(*watched.workspace.grades(), (std::vector<std::uint8_t>{3, 3}));
}

void TestWorkspace::addedFilesAreLaterVisits() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    workspace.setNote(ExchangeId(0), "mine");
    const auto before = workspace.traffic();
    const auto logBefore = workspace.log();
    watched.said.clear();
    watched.add({m_files.visitOfB()});
    QCOMPARE(watched.said.join(QLatin1Char(' ')), QStringLiteral("busy capture log report idle"));
    QCOMPARE(before->exchangeCount(), std::size_t{1}); // still what it was
    QCOMPARE(logBefore->rows.size(), std::size_t{1});
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{2});
    QCOMPARE(workspace.traffic()->visitorCount(), std::size_t{2});
    QCOMPARE(workspace.log()->rows.size(), std::size_t{2});
    QCOMPARE(workspace.notes().at(ExchangeId(0)), std::string("mine"));
    QCOMPARE(workspace.title(), QStringLiteral("a.har"));
    QVERIFY(workspace.isModified());
    workspace.setNote(ExchangeId(0), "");
    QVERIFY(workspace.isModified()); // the added file is in no document yet
}

void TestWorkspace::anotherFileReplacesWhatIsOpen() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    workspace.setNote(ExchangeId(0), "mine");
    workspace.setFilter(QStringLiteral("cart"));
    workspace.setFlushes({flushAt(workspace.log()->begin)});
    watched.settle();
    QSignalSpy filterChanged(&workspace, &Workspace::filterChanged);
    watched.open({m_files.visitOfB()});
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{1});
    QCOMPARE(workspace.title(), QStringLiteral("b.har"));
    QVERIFY(workspace.notes().empty() && workspace.flushes().empty());
    QCOMPARE(workspace.filter(), QString());
    QCOMPARE(filterChanged.count(), 1);
    QVERIFY(!workspace.isModified());
}

void TestWorkspace::aFileThatFailsChangesNothing_data() {
    QTest::addColumn<bool>("added");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("failure");
    using audit::InputFailure;
    for (const bool added : {false, true}) {
        const QByteArray how = added ? "added: " : "opened: ";
        QTest::newRow(how + "no such file")
            << added << QByteArray() << int(InputFailure::CannotOpen);
        QTest::newRow(how + "no HAR")
            << added << QByteArray("{\"a\":1}") << int(InputFailure::NotAHar);
        QTest::newRow(how + "no JSON")
            << added << QByteArray("hello") << int(InputFailure::NotJson);
        QTest::newRow(how + "a broken capture")
            << added << QByteArray("SQLite format 3\0and then nothing more of it", 44)
            << int(InputFailure::BadCapture);
    }
}

void TestWorkspace::aFileThatFailsChangesNothing() {
    QFETCH(bool, added);
    QFETCH(QByteArray, bytes);
    QFETCH(int, failure);
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    workspace.setNote(ExchangeId(0), "mine");
    const auto before = std::tuple(workspace.traffic(), workspace.log(), workspace.report());
    const InputFile bad =
        bytes.isEmpty() ? m_files.input("missing.har") : m_files.write("bad.har", bytes);
    watched.said.clear();
    if (added)
        watched.add({bad});
    else
        watched.open({bad});
    QCOMPARE(watched.said.join(QLatin1Char(' ')), QStringLiteral("busy inputs idle"));
    QCOMPARE(watched.inputsFailed.size(), std::size_t{1});
    QCOMPARE(watched.inputsFailed[0].file, bad.path);
    QCOMPARE(int(watched.inputsFailed[0].failure.value()), failure);
    QVERIFY(before == std::tuple(workspace.traffic(), workspace.log(), workspace.report()));
    QCOMPARE(workspace.title(), QStringLiteral("a.har"));
    QCOMPARE(workspace.inputs().size(), std::size_t{1});
    QCOMPARE(workspace.notes().size(), std::size_t{1});
    watched.add({m_files.visitOfB()}); // and it goes on as if nothing had been
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{2});
}

void TestWorkspace::aFileThatFailsLosesNoOther() {
    Watched watched;
    watched.open({m_files.input("missing.har"), m_files.visitOfB()});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{1});
    QCOMPARE(watched.workspace.inputs().size(), std::size_t{1});
    QCOMPARE(watched.workspace.title(), QStringLiteral("b.har"));
    QCOMPARE(watched.inputsFailed.size(), std::size_t{1});
    QCOMPARE(watched.inputsFailed[0].file, m_files.input("missing.har").path);
    watched.add({m_files.visitOfA(), m_files.input("missing.har")});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{2});
    QCOMPARE(watched.workspace.inputs().size(), std::size_t{2});
}

void TestWorkspace::aDamagedFileIsShownAndNamed() {
    const QByteArray whole = tests::har(tests::entry("01", tests::idOfA, "x") + "," +
                                        tests::entry("02", tests::idOfA, "x"));
    Watched watched;
    watched.open({m_files.write("cut.har", whole.left(whole.size() - 200))});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{1});
    QCOMPARE(watched.inputsFailed.size(), std::size_t{1});
    QVERIFY(!watched.inputsFailed[0].failure);
    QCOMPARE(watched.inputsFailed[0].log.skipped.size(), std::size_t{1});
}

void TestWorkspace::nothingIsAddedWhenWhatWasOpenIsGone() {
    Watched watched;
    watched.open({m_files.visitOfA("gone.har")});
    QVERIFY(QFile::remove(m_files.path("gone.har")));
    watched.add({m_files.visitOfB()});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{1});
    QCOMPARE(watched.inputsFailed.size(), std::size_t{1});
    QCOMPARE(watched.inputsFailed[0].file, m_files.input("gone.har").path);
}

void TestWorkspace::filesAddedWhileOthersAreReadWait() {
    Watched watched;
    watched.workspace.open({m_files.visitOfA()});
    watched.workspace.add({m_files.visitOfB()});
    watched.workspace.add({m_files.twoVisits()});
    watched.settle();
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{4});
    QCOMPARE(watched.workspace.log()->rows.size(), std::size_t{4});
    QCOMPARE(watched.workspace.title(), QStringLiteral("a.har"));
    // Without anything open they are opened.
    Watched fresh;
    fresh.add({m_files.visitOfB()});
    QCOMPARE(fresh.workspace.traffic()->exchangeCount(), std::size_t{1});
    QVERIFY(!fresh.workspace.isModified());
}

void TestWorkspace::cancellingTheReadingKeepsWhatIsOpen() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    const auto before = workspace.traffic();
    watched.said.clear();
    const InputFile large = m_files.large();
    for (const bool added : {false, true}) {
        if (added)
            workspace.add({large});
        else
            workspace.open({large});
        QVERIFY(workspace.isBusy());
        workspace.cancel();
        QVERIFY(!workspace.isBusy());
    }
    watched.add({m_files.visitOfB()}); // what was cancelled does not come in later
    QCOMPARE(watched.said.join(QLatin1Char(' ')),
             QStringLiteral("busy idle busy idle busy capture log report idle"));
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{2});
    QVERIFY(before->exchangeCount() == 1);
}

void TestWorkspace::cancellingBeforeAnythingIsOpen() {
    Watched watched;
    watched.workspace.cancel();
    watched.workspace.open({m_files.visitOfA()});
    watched.workspace.cancel();
    QCoreApplication::processEvents();
    QVERIFY(watched.workspace.isEmpty() && !watched.workspace.isBusy());
    QCOMPARE(watched.said.join(QLatin1Char(' ')), QStringLiteral("busy idle"));
}

void TestWorkspace::closingLeavesNothing() {
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.visitOfA()});
    workspace.setNote(ExchangeId(0), "mine");
    workspace.open({m_files.large()});
    workspace.close();
    QVERIFY(workspace.isEmpty() && !workspace.isBusy() && !workspace.isModified());
    QVERIFY(!workspace.log() && !workspace.report() && !workspace.grades());
    QVERIFY(workspace.inputs().empty() && workspace.notes().empty());
    QCOMPARE(workspace.title(), QString());
    watched.said.clear();
    workspace.close();
    QCoreApplication::processEvents();
    QVERIFY(watched.said.isEmpty());
    watched.open({m_files.visitOfB()});
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{1});
}

void TestWorkspace::progressNeverGoesBack() {
    Watched watched;
    QSignalSpy progressed(&watched.workspace, &Workspace::progressed);
    watched.open({m_files.large(), m_files.visitOfA(), m_files.large("more.har")});
    QVERIFY(progressed.count() > 0);
    auto stage = session::Stage::Reading;
    std::uint64_t before = 0;
    for (const QList<QVariant> &one : progressed) {
        const auto now = one.at(0).value<session::Stage>();
        const auto done = one.at(1).toULongLong();
        QVERIFY(now >= stage);
        QVERIFY(now != stage || done >= before);
        QVERIFY(done <= one.at(2).toULongLong());
        stage = now;
        before = done;
    }
}

void TestWorkspace::whatWorkThrowsBecomesASentence() {
    std::string said;
    const auto fail = [&said](const std::string &sentence) { said = sentence; };
    session::finishOf([]() -> session::Job::Finish { throw std::bad_alloc(); }, fail)();
    QVERIFY(said.find("not enough memory") != std::string::npos);
    session::finishOf([]() -> session::Job::Finish { throw std::length_error("too long"); },
                      fail)();
    QVERIFY(said.find("too long") != std::string::npos);
    said.clear();
    bool finished = false;
    session::finishOf([&] { return [&finished] { finished = true; }; }, fail)();
    QVERIFY(finished && said.empty());
}

void TestWorkspace::destroyingABusyWorkspaceIsSafe_data() {
    QTest::addColumn<QString>("after");
    QTest::newRow("while it reads") << QString();
    QTest::newRow("while it replays") << QStringLiteral("capture");
    QTest::newRow("while it judges") << QStringLiteral("log");
    QTest::newRow("while it writes") << QStringLiteral("report");
}

void TestWorkspace::destroyingABusyWorkspaceIsSafe() {
    QFETCH(QString, after);
    const InputFile large = m_files.large();
    {
        Watched watched;
        watched.workspace.open({large});
        if (!after.isEmpty())
            watched.runUntil(after);
        if (after == QStringLiteral("report")) {
            watched.workspace.exportReport(m_files.path("x.har"), session::ReportFormat::Har,
                                           false);
            watched.workspace.save(m_files.path("busy.etagere"));
        }
        QVERIFY(watched.workspace.isBusy());
    }
    QCoreApplication::processEvents();
    QVERIFY(!m_files.has("busy.etagere")); // it was waiting for the export
}

QTEST_GUILESS_MAIN(TestWorkspace)
#include "test_workspace.moc"
