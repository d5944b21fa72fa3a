// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/session.h"
#include "tests/session/har_text.h"

#include <algorithm>

using namespace etagere;
using session::AuditRequest;
using session::InputFile;
using tests::entry;
using tests::har;

namespace {

constexpr const char *idOfA = "k7f2q9zx4mvb1";
constexpr const char *idOfB = "w3hn8t05ydcrj";

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void filesOfOneVisitorAreVisitsOfOneVisitor();
    void namedVisitorsAreKeptApart();
    void anUnreadableInputLosesNoOther();
    void whatIsNoHarIsRefused_data();
    void whatIsNoHarIsRefused();
    void anAuditIsRecordedOnce();
    void historyChangesGradesOnlyWhenAskedFor();
    void aFailingLedgerLosesNoReport();
    void captureAndHarHoldTheSame();
    void nothingReadWritesNothing();
    void aStopBeforeTheEndWritesNothing();

private:
    InputFile write(const char *name, const QByteArray &bytes, const char *visitor = "") {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return {QFile::encodeName(path).toStdString(), visitor};
    }
    [[nodiscard]] std::string path(const char *name) const {
        return QFile::encodeName(m_folder.filePath(QString::fromLatin1(name))).toStdString();
    }

    QTemporaryDir m_folder;
};

void TestSession::filesOfOneVisitorAreVisitsOfOneVisitor() {
    const auto opened = session::openInputs({write("a1.har", har(entry("01", idOfA, idOfA))),
                                             write("a2.har", har(entry("02", idOfA, idOfA)))},
                                            {}, {});
    QCOMPARE(opened.traffic.visitorCount(), std::size_t{1});
    QCOMPARE(opened.traffic.visitCount(), std::size_t{2});
    QVERIFY(opened.inputs[0].assumedVisitor && opened.inputs[1].assumedVisitor);
}

void TestSession::namedVisitorsAreKeptApart() {
    const AuditRequest request{{write("a.har", har(entry("01", idOfA, idOfA)), "alice"),
                                write("b.har", har(entry("02", idOfB, idOfB)), "bob")},
                               ":memory:",
                               false};
    const auto outcome = session::runAudit(request, {}, {});
    QCOMPARE(outcome.report.visitors.size(), std::size_t{2});
    QCOMPARE(outcome.report.visitors[0].name, std::string("alice"));
    QCOMPARE(outcome.report.visitors[1].visits, 1U);
    QCOMPARE(outcome.report.findings.size(), std::size_t{1});
    QCOMPARE(int(outcome.report.findings[0].grade), 3);
    QVERIFY(!outcome.report.inputs[0].assumedVisitor);
}

void TestSession::anUnreadableInputLosesNoOther() {
    const auto opened = session::openInputs(
        {{path("missing.har"), ""}, write("a.har", har(entry("01", idOfA, idOfA)))}, {}, {});
    QCOMPARE(opened.inputs.size(), std::size_t{2});
    QVERIFY(opened.inputs[0].failure == audit::InputFailure::CannotOpen);
    QCOMPARE(opened.inputs[0].systemError, ENOENT);
    QVERIFY(!opened.inputs[1].failure);
    QCOMPARE(opened.traffic.exchangeCount(), std::size_t{1});
}

void TestSession::whatIsNoHarIsRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("failure");
    using audit::InputFailure;
    QTest::newRow("an empty file") << QByteArray() << int(InputFailure::Empty);
    QTest::newRow("white space") << QByteArray("  \n") << int(InputFailure::Empty);
    QTest::newRow("JSON without entries") << QByteArray("{\"a\":1}") << int(InputFailure::NotAHar);
    QTest::newRow("plain text") << QByteArray("hello") << int(InputFailure::NotJson);
    QTest::newRow("a database of nobody's")
        << QByteArray("SQLite format 3\0and then nothing more of it", 44)
        << int(InputFailure::BadCapture);
}

void TestSession::whatIsNoHarIsRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, failure);
    const auto opened = session::openInputs({write("odd.har", bytes)}, {}, {});
    QVERIFY(opened.inputs[0].failure.has_value());
    QCOMPARE(int(*opened.inputs[0].failure), failure);
    QCOMPARE(opened.traffic.exchangeCount(), std::size_t{0});
}

void TestSession::anAuditIsRecordedOnce() {
    const AuditRequest request{
        {write("a.har", har(entry("01", idOfA, idOfA)))}, path("once.sqlite"), false};
    QCOMPARE(session::runAudit(request, {}, {}).recorded, std::uint64_t{1});
    QCOMPARE(session::runAudit(request, {}, {}).recorded, std::uint64_t{0});
}

void TestSession::historyChangesGradesOnlyWhenAskedFor() {
    AuditRequest first{
        {write("a.har", har(entry("01", idOfA, "")), "alice")}, path("history.sqlite"), false};
    QCOMPARE(session::runAudit(first, {}, {}).report.visitors.size(), std::size_t{1});

    AuditRequest second{
        {write("b.har", har(entry("02", idOfB, "")), "bob")}, path("history.sqlite"), false};
    const auto alone = session::runAudit(second, {}, {});
    QCOMPARE(alone.report.findings.at(0).visitors.size(), std::size_t{1});

    second.withHistory = true;
    const auto together = session::runAudit(second, {}, {});
    QCOMPARE(together.report.findings.at(0).visitors.size(), std::size_t{2});
    QCOMPARE(together.report.exchanges, std::uint64_t{1});
    QCOMPARE(together.report.tags, std::uint64_t{1});
    QCOMPARE(together.report.visitors.size(), std::size_t{1});
}

void TestSession::aFailingLedgerLosesNoReport() {
    const AuditRequest request{{write("a.har", har(entry("01", idOfA, idOfA)))},
                               path("a.har"), // no database at all
                               true};
    const auto outcome = session::runAudit(request, {}, {});
    QVERIFY(outcome.ledgerFailure.has_value());
    QCOMPARE(outcome.report.findings.size(), std::size_t{1});
}

void TestSession::captureAndHarHoldTheSame() {
    const InputFile original = write("a.har", har(entry("01", idOfA, idOfA)), "alice");
    const InputFile capture{path("a.etagere"), ""};
    const InputFile back{path("back.har"), ""};
    QVERIFY(session::convert({original}, {capture.path, session::OutputFormat::Capture}, {}, {}));
    QVERIFY(session::convert({capture}, {back.path, session::OutputFormat::Har}, {}, {}));
    const auto opened = session::openInputs({back}, {}, {});
    QCOMPARE(opened.traffic.exchangeCount(), std::size_t{1});
    QCOMPARE(opened.traffic.visitor(traffic::VisitorId(0)).name, std::string_view("alice"));
    const auto &exchange = opened.traffic.exchange(traffic::ExchangeId(0));
    QCOMPARE(http::valueOf(exchange.responseFields, http::FieldName::ETag),
             std::string_view("\"k7f2q9zx4mvb1\""));
    QCOMPARE(opened.traffic.loadBody(exchange.responseBody, Bytes{100}).value_or(""),
             std::string("pixel"));
}

void TestSession::nothingReadWritesNothing() {
    const auto converted =
        session::convert({{path("missing.har"), ""}}, {path("none.har")}, {}, {});
    QVERIFY(!converted);
    QVERIFY(converted.error().kind == session::ConvertError::Kind::NothingRead);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("none.har"))));
}

void TestSession::aStopBeforeTheEndWritesNothing() {
    const InputFile original = write("a.har", har(entry("01", idOfA, idOfA)));
    std::stop_source source;
    const auto stopWhenWriting = [&source](session::Stage stage, std::uint64_t, std::uint64_t) {
        if (stage == session::Stage::Writing)
            source.request_stop();
    };
    const auto converted = session::convert({original, original}, {path("stopped.har")},
                                            source.get_token(), stopWhenWriting);
    QVERIFY(!converted);
    QVERIFY(converted.error().kind == session::ConvertError::Kind::Stopped);
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("stopped.har"))));
}

QTEST_APPLESS_MAIN(TestSession)
#include "test_session.moc"
