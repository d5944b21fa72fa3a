// SPDX-License-Identifier: Apache-2.0
#include <QJsonDocument>
#include <QJsonObject>

#include "core/session/session_state.h"
#include "core/traffic/document.h"
#include "tests/session/session_json.h"
#include "tests/session/workspace_fixture.h"

#include <chrono>

using namespace etagere;
using namespace std::chrono_literals;
using session::ReportFormat;
using session::Workspace;
using tests::dump;
using tests::Files;
using tests::flushAt;
using tests::Watched;
using traffic::ExchangeId;

class TestWorkspaceFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasSavedIsOpenedAgain();
    void namesThatAreNoTextAreSavedToo();
    void aSavedCaptureIsWhatMoreIsAddedTo();
    void aFailedSaveLosesNothing();
    void whatIsDoneAfterASaveIsUnsaved();
    void aSaveOutlastsTheCaptureItSaves();
    void aHarThatIsNamedLikeADocumentIsNone();
    void hostileSessionsAreReadAsFarAsTheyGo_data();
    void hostileSessionsAreReadAsFarAsTheyGo();
    void reportsAreExported_data();
    void reportsAreExported();
    void exportsWaitForEachOther();
    void anExportWithoutAReportIsRefused();
    void anExportThatCannotBeWrittenSaysWhy();
    void aCancelledExportWritesNothing();
    void unsavedWorkIsRecovered();
    void recoveryKeepsTheDocumentsName();
    void recoveryIsForgottenWhenNothingIsUnsaved();
    void recoveryIsForgottenOnClosing();
    void recoverableIsNothing_data();
    void recoverableIsNothing();

private:
    Files m_files;
};

void TestWorkspaceFiles::whatWasSavedIsOpenedAgain() {
    const QString path = m_files.path("work.etagere");
    Watched watched;
    Workspace &workspace = watched.workspace;
    watched.open({m_files.twoVisits()});
    const Instant begin = workspace.log()->begin;
    workspace.setFlushes(
        {flushAt(begin + 2s), {begin + 3s, {flush::By::Entry, {"stored-by-0"}, "x"}}});
    workspace.setNote(ExchangeId(1), "second \xc3\xa9");
    workspace.setFilter(QStringLiteral("outcome:stored"));
    workspace.setClock(begin + 1min);
    watched.settle();
    watched.save(path);
    QVERIFY(watched.said.contains(QStringLiteral("saved")));
    QCOMPARE(workspace.path(), path);
    QCOMPARE(workspace.title(), QStringLiteral("work.etagere"));
    QVERIFY(!workspace.isModified());

    Watched again;
    again.open({m_files.input("work.etagere")});
    const Workspace &opened = again.workspace;
    QCOMPARE(opened.path(), path);
    QVERIFY(!opened.isModified());
    QVERIFY(opened.flushes() == workspace.flushes());
    QVERIFY(opened.notes() == workspace.notes());
    QCOMPARE(opened.filter(), workspace.filter());
    QVERIFY(opened.clock() == workspace.clock());
    QCOMPARE(dump(*opened.log()), dump(*workspace.log()));
    QCOMPARE(opened.report()->findings.size(), workspace.report()->findings.size());
}

void TestWorkspaceFiles::namesThatAreNoTextAreSavedToo() {
    Watched watched;
    watched.open({m_files.visitOfA()});
    const replay::Flush odd{Instant{}, {flush::By::Url, {"\xff\xfe", "", "plain"}, "\xc0"}};
    watched.workspace.setFlushes({odd});
    watched.settle();
    watched.save(m_files.path("odd.etagere"));
    Watched again;
    again.open({m_files.input("odd.etagere")});
    QVERIFY(again.workspace.flushes() == std::vector{odd});
}

void TestWorkspaceFiles::aSavedCaptureIsWhatMoreIsAddedTo() {
    Watched watched;
    watched.open({m_files.visitOfA("first.har")});
    watched.add({m_files.visitOfB()});
    watched.save(m_files.path("both.etagere"));
    QVERIFY(QFile::remove(m_files.path("first.har"))); // the document has it
    watched.add({m_files.twoVisits()});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{4});
    QCOMPARE(watched.workspace.path(), m_files.path("both.etagere"));
    QVERIFY(watched.workspace.isModified());
    watched.save(m_files.path("both.etagere")); // over the file that it was read from
    QVERIFY(!watched.workspace.isModified());
    Watched again;
    again.open({m_files.input("both.etagere")});
    QCOMPARE(again.workspace.traffic()->exchangeCount(), std::size_t{4});
}

void TestWorkspaceFiles::aFailedSaveLosesNothing() {
    Watched watched;
    watched.workspace.save(m_files.path("nothing.etagere"));
    QVERIFY(!watched.workspace.isBusy());
    watched.open({m_files.visitOfA()});
    watched.workspace.setNote(ExchangeId(0), "mine");
    watched.save(m_files.path("no/such/folder.etagere"));
    QCOMPARE(watched.failures.size(), 1);
    QVERIFY(watched.failures[0].contains(QStringLiteral("folder.etagere")));
    QVERIFY(watched.workspace.isModified());
    QCOMPARE(watched.workspace.path(), QString());
    QVERIFY(!watched.said.contains(QStringLiteral("saved")));
}

void TestWorkspaceFiles::whatIsDoneAfterASaveIsUnsaved() {
    Watched watched;
    watched.open({m_files.visitOfA()});
    watched.workspace.save(m_files.path("early.etagere"));
    watched.workspace.setNote(ExchangeId(0), "too late");
    watched.settle();
    QCOMPARE(watched.workspace.title(), QStringLiteral("early.etagere"));
    QVERIFY(watched.workspace.isModified());
    Watched again;
    again.open({m_files.input("early.etagere")});
    QVERIFY(again.workspace.notes().empty());
}

void TestWorkspaceFiles::aSaveOutlastsTheCaptureItSaves() {
    Watched watched;
    watched.open({m_files.visitOfA()});
    watched.workspace.save(m_files.path("late.etagere"));
    watched.workspace.close();
    watched.settle();
    QVERIFY(m_files.has("late.etagere"));
    QCOMPARE(watched.workspace.path(), QString()); // it is no longer what is open
}

void TestWorkspaceFiles::aHarThatIsNamedLikeADocumentIsNone() {
    Watched watched;
    watched.open({m_files.visitOfA("har.etagere")});
    QCOMPARE(watched.workspace.traffic()->exchangeCount(), std::size_t{1});
    QCOMPARE(watched.workspace.path(), QString());
}

void TestWorkspaceFiles::hostileSessionsAreReadAsFarAsTheyGo_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("flushes");
    QTest::addColumn<int>("notes");
    QTest::addColumn<QString>("filter");
    for (const tests::SessionRow &row : tests::sessionRows)
        QTest::newRow(row.name) << QByteArray(row.json) << row.flushes << row.notes
                                << QString::fromLatin1(row.filter);
    QTest::newRow("nested deeply") << QByteArray(100'000, '[') << 0 << 0 << QString();
    QTest::newRow("a filter without end")
        << QByteArray("{\"schema\":\"etagere.session/1\",\"filter\":\"" + QByteArray(50'000, 'x') +
                      "\"}")
        << 0 << 0 << QString(session::maxFilterLength, QLatin1Char('x'));
    QTest::newRow("a note without end")
        << QByteArray("{\"schema\":\"etagere.session/1\",\"notes\":[{\"exchange\":0,\"url\":"
                      "\"https://px.test/id\",\"text\":\"" +
                      QByteArray(100'000, 'x') + "\"}]}")
        << 0 << 0 << QString();
    QByteArray many("{\"schema\":\"etagere.session/1\",\"flushes\":[");
    for (int i = 0; i < 20'000; ++i)
        many += "{\"at_us\":1,\"by\":\"site\",\"names\":[\"a\"]},";
    many.back() = ']';
    QTest::newRow("too many flushes")
        << QByteArray(many + '}') << int(session::maxFlushes) << 0 << QString();
}

void TestWorkspaceFiles::hostileSessionsAreReadAsFarAsTheyGo() {
    QFETCH(QByteArray, json);
    QFETCH(int, flushes);
    QFETCH(int, notes);
    QFETCH(QString, filter);
    const auto capture = session::openInputs({m_files.twoVisits()}, {}, {});
    const std::string path = m_files.input("hostile.etagere").path;
    QVERIFY(traffic::saveCapture(
        capture.traffic, path, {}, {},
        {{session::sessionAttachment, json.toStdString()}, {"another", "of no meaning"}}));
    Watched watched;
    watched.open({{path, ""}});
    const Workspace &workspace = watched.workspace;
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{2});
    QVERIFY(workspace.log() && workspace.report());
    QCOMPARE(int(workspace.flushes().size()), flushes);
    QCOMPARE(int(workspace.notes().size()), notes);
    QCOMPARE(workspace.filter(), filter);
    QVERIFY(workspace.clock() >= workspace.log()->begin);
    QVERIFY(!workspace.isModified());
}

void TestWorkspaceFiles::reportsAreExported_data() {
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("holds");
    const auto row = [](const char *name, ReportFormat format, const char *holds) {
        QTest::newRow(name) << int(format) << QByteArray(holds);
    };
    row("HTML", ReportFormat::Html, "<!DOCTYPE html>");
    row("JSON", ReportFormat::Json, "\"etagere.audit/1\"");
    row("CSV", ReportFormat::Csv, "https://px.test/id");
    row("text", ReportFormat::Text, "px.test");
    row("HAR", ReportFormat::Har, "\"entries\"");
}

void TestWorkspaceFiles::reportsAreExported() {
    QFETCH(int, format);
    QFETCH(QByteArray, holds);
    Watched watched;
    watched.open({m_files.visitOfA(), m_files.visitOfB()});
    for (const bool redacted : {false, true}) {
        watched.workspace.exportReport(m_files.path("report"), static_cast<ReportFormat>(format),
                                       redacted);
        watched.settle();
        const QByteArray written = m_files.read("report");
        QVERIFY2(written.toLower().contains(holds.toLower()), written.left(300).constData());
        QCOMPARE(written.contains(tests::idOfA), !redacted);
        QVERIFY(watched.failures.isEmpty());
    }
    QCOMPARE(watched.said.count(QStringLiteral("exported")), 2);
}

void TestWorkspaceFiles::exportsWaitForEachOther() {
    Watched watched;
    watched.open({m_files.visitOfA()});
    QStringList done;
    QObject::connect(&watched.workspace, &Workspace::exported,
                     [&done](const QString &path) { done << path; });
    QObject::connect(&watched.workspace, &Workspace::saved,
                     [&done](const QString &path) { done << path; });
    const QStringList all{m_files.path("1.json"), m_files.path("2.har"), m_files.path("3.etagere"),
                          m_files.path("4.csv")};
    watched.workspace.exportReport(all[0], ReportFormat::Json, false);
    watched.workspace.exportReport(all[1], ReportFormat::Har, false);
    watched.workspace.save(all[2]);
    watched.workspace.exportReport(all[3], ReportFormat::Csv, false);
    watched.settle();
    QCOMPARE(done, all);
}

void TestWorkspaceFiles::anExportWithoutAReportIsRefused() {
    Watched watched;
    watched.workspace.exportReport(m_files.path("none"), ReportFormat::Html, false);
    QVERIFY(watched.failures.isEmpty() && !watched.workspace.isBusy());
    watched.workspace.open({m_files.large()});
    watched.runUntil(QStringLiteral("capture"));
    watched.workspace.cancel(); // the capture is there, no report comes
    watched.workspace.exportReport(m_files.path("none"), ReportFormat::Html, false);
    QCOMPARE(watched.failures.size(), 1);
    QVERIFY(!m_files.has("none"));
    watched.workspace.exportReport(m_files.path("some.har"), ReportFormat::Har, false);
    watched.settle();
    QVERIFY(m_files.has("some.har"));
}

void TestWorkspaceFiles::anExportThatCannotBeWrittenSaysWhy() {
    Watched watched;
    watched.open({m_files.visitOfA()});
    for (const auto format : {ReportFormat::Html, ReportFormat::Har}) {
        watched.failures.clear();
        watched.workspace.exportReport(m_files.path("no/folder/x"), format, false);
        watched.settle();
        QCOMPARE(watched.failures.size(), 1);
        QVERIFY(watched.failures[0].contains(QStringLiteral("no such file or directory")));
    }
    QVERIFY(!watched.said.contains(QStringLiteral("exported")));
}

void TestWorkspaceFiles::aCancelledExportWritesNothing() {
    Watched watched;
    watched.open({m_files.large()});
    watched.workspace.exportReport(m_files.path("cancelled.har"), ReportFormat::Har, false);
    watched.workspace.save(m_files.path("cancelled.etagere"));
    watched.workspace.cancel();
    watched.settle();
    QVERIFY(!m_files.has("cancelled.har") && !m_files.has("cancelled.etagere"));
    QVERIFY(watched.failures.isEmpty());
}

void TestWorkspaceFiles::unsavedWorkIsRecovered() {
    const QString kept = m_files.path("recovery.json");
    {
        Watched watched;
        Workspace &workspace = watched.workspace;
        workspace.setRecoveryFile(kept);
        watched.open({m_files.visitOfA(), m_files.visitOfB()});
        EVENTUALLY(m_files.has("recovery.json"));
        const QFileDevice::Permissions others =
            QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY(!(QFile::permissions(kept) & others)); // URLs and notes stand in it
        workspace.setNote(ExchangeId(1), "mine");
        workspace.setFilter(QStringLiteral("px"));
        workspace.setFlushes({flushAt(workspace.log()->begin)});
        workspace.setClock(workspace.log()->begin);
        watched.settle();
        EVENTUALLY(m_files.read("recovery.json").contains("mine"));
    }
    // Left behind by the end of a workspace with unsaved work, as by a crash.
    Watched again;
    Workspace &workspace = again.workspace;
    workspace.setRecoveryFile(kept);
    QCOMPARE(workspace.recoverable().size(), std::size_t{2});
    QCOMPARE(workspace.recoverable()[1].visitor, std::string("bob"));
    workspace.recover();
    again.settle();
    QCOMPARE(workspace.traffic()->exchangeCount(), std::size_t{2});
    QCOMPARE(workspace.notes().at(ExchangeId(1)), std::string("mine"));
    QCOMPARE(workspace.filter(), QStringLiteral("px"));
    QCOMPARE(workspace.flushes().size(), std::size_t{1});
    QCOMPARE(workspace.log()->flushes.size(), std::size_t{1});
    QVERIFY(workspace.clock() == workspace.log()->begin);
    QVERIFY(workspace.isModified());
    QCOMPARE(workspace.path(), QString());
    workspace.close();
}

void TestWorkspaceFiles::recoveryKeepsTheDocumentsName() {
    const QString kept = m_files.path("of-document.json");
    {
        Watched watched;
        watched.workspace.setRecoveryFile(kept);
        watched.open({m_files.visitOfA()});
        watched.workspace.setNote(ExchangeId(0), "saved");
        watched.save(m_files.path("kept.etagere"));
        watched.workspace.setNote(ExchangeId(0), "not saved"); // and the end comes at once
    }
    Watched again;
    again.workspace.setRecoveryFile(kept);
    again.workspace.recover();
    again.settle();
    QCOMPARE(again.workspace.path(), m_files.path("kept.etagere"));
    QCOMPARE(again.workspace.notes().at(ExchangeId(0)), std::string("not saved"));
    QVERIFY(again.workspace.isModified());
}

void TestWorkspaceFiles::recoveryIsForgottenWhenNothingIsUnsaved() {
    const QString kept = m_files.path("clean.json");
    {
        Watched watched;
        watched.workspace.setRecoveryFile(kept);
        watched.open({m_files.visitOfA()});
        EVENTUALLY(m_files.has("clean.json")); // while it is open
    }
    QVERIFY(!m_files.has("clean.json"));
}

void TestWorkspaceFiles::recoveryIsForgottenOnClosing() {
    const QString kept = m_files.path("closed.json");
    Watched watched;
    watched.workspace.setRecoveryFile(kept);
    watched.open({m_files.visitOfA()});
    watched.workspace.setNote(ExchangeId(0), "thrown away");
    EVENTUALLY(m_files.read("closed.json").contains("thrown away"));
    watched.workspace.close();
    QVERIFY(!m_files.has("closed.json"));
    QVERIFY(watched.workspace.recoverable().empty());
}

void TestWorkspaceFiles::recoverableIsNothing_data() {
    QTest::addColumn<QByteArray>("bytes");
    for (const tests::RecoveryRow &row : tests::recoveryRows)
        QTest::newRow(row.name) << QByteArray(row.json);
}

void TestWorkspaceFiles::recoverableIsNothing() {
    QFETCH(QByteArray, bytes);
    m_files.write("odd.json", bytes);
    Watched watched;
    watched.workspace.recover();
    watched.workspace.setRecoveryFile(m_files.path("odd.json"));
    QVERIFY(watched.workspace.recoverable().empty());
    watched.workspace.recover();
    QVERIFY(!watched.workspace.isBusy());
}

QTEST_GUILESS_MAIN(TestWorkspaceFiles)
#include "test_workspace_files.moc"
