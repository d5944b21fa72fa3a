// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "tests/cli/program.h"

#include <csignal>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

/// Answers every request by the bytes it was given, in order; the last ones again and again.
class Origin {
public:
    explicit Origin(QByteArrayList answers)
        : m_answers(std::move(answers)) {
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests << socket->readAll();
                socket->write(m_answers.size() > 1 ? m_answers.takeFirst() : m_answers.front());
            });
        });
    }
    QString url() const {
        return QStringLiteral("http://127.0.0.1:%1/").arg(m_server.serverPort());
    }
    QByteArrayList requests;

private:
    QTcpServer m_server;
    QByteArrayList m_answers;
};

QByteArray page(const QByteArray &tag, const QByteArray &body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: " + tag +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}
const QByteArray notModified = "HTTP/1.1 304 Not Modified\r\n\r\n";

/// The program beside a server of this process.
Outcome watch(const Program &program, const QStringList &arguments, int interruptAfter = 0) {
    QProcess process;
    process.setWorkingDirectory(program.path({}));
    process.start(s(ETAGERE_PROGRAM),
                  QStringList{s("watch"), s("--state"), s("state.sqlite")} + arguments);
    int lines = 0;
    QByteArray out;
    const bool over = QTest::qWaitFor(
        [&] {
            out += process.readAllStandardOutput();
            lines = static_cast<int>(out.count('\n'));
            if (interruptAfter > 0 && lines >= interruptAfter) {
                ::kill(static_cast<pid_t>(process.processId()), SIGINT);
                interruptAfter = 0;
            }
            return process.state() == QProcess::NotRunning;
        },
        30000);
    if (!over) {
        process.kill();
        return {};
    }
    return {process.exitCode(), out + process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QJsonObject object(const QByteArray &line) { return QJsonDocument::fromJson(line).object(); }

} // namespace

class TestWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void goesOnWhereItWas();
    void tellsAForgottenTag();
    void tellsFailures();
    void stopsCleanly();
    void wrongUsage_data();
    void wrongUsage();
};

void TestWatch::goesOnWhereItWas() {
    Program program;
    Origin origin({page("\"1\"", "<p>Open</p>"), notModified, page("\"2\"", "<p>Closed</p>")});
    const QStringList arguments{origin.url(), s("--once"), s("--share"),
                                s("0"),       s("-f"),     s("json")};
    const QJsonObject first = object(watch(program, arguments).out);
    QCOMPARE(first.value(s("schema")).toString(), s("etagere.watch/1"));
    QCOMPARE(first.value(s("outcome")).toString(), s("first"));
    const QJsonObject second = object(watch(program, arguments).out);
    QCOMPARE(second.value(s("outcome")).toString(), s("not-modified"));
    QCOMPARE(second.value(s("saved_bytes")).toInt(), 11);
    QVERIFY(origin.requests.at(1).contains("\r\nIf-None-Match: \"1\"\r\n"));
    QVERIFY(origin.requests.at(1).contains("\r\nUser-Agent: etagere/"));
    const Outcome changed = watch(program, arguments);
    QCOMPARE(changed.status, 0);
    const QJsonObject third = object(changed.out);
    QCOMPARE(third.value(s("outcome")).toString(), s("changed"));
    const QJsonArray lines = third.value(s("diff")).toObject().value(s("lines")).toArray();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0).toObject().value(s("text")).toString(), s("Open"));
    QCOMPARE(lines.at(1).toObject().value(s("text")).toString(), s("Closed"));
    QCOMPARE(third.value(s("totals")).toObject().value(s("visits")).toInt(), 3);
}

void TestWatch::tellsAForgottenTag() {
    Program program;
    Origin origin({page("\"1\"", "<p>Open</p>"), page("\"1\"", "<p>Closed\x1b[2J</p>")});
    const Outcome outcome = watch(program, {origin.url(), s("--every"), s("1s"), s("--share"),
                                            s("1"), s("--max-visits"), s("3")});
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.out.contains("STALE TAG: the page changed and its validator \"1\" did not"),
             outcome.out);
    QVERIFY(outcome.out.contains("\n    - Open\n    + Closed"));
    QVERIFY(!outcome.out.contains('\x1b'));
    QVERIFY(outcome.out.contains("this server's tags are not believed"));
    QVERIFY(!origin.requests.at(2).contains("If-None-Match"));
    QVERIFY2(outcome.err.contains("3 visits: 1 changed"), outcome.err);
}

void TestWatch::tellsFailures() {
    Program program;
    Origin origin({"HTTP/1.1 503 Busy\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n"});
    const Outcome failed = watch(program, {origin.url(), s("--once")});
    QCOMPARE(failed.status, 4);
    QVERIFY2(failed.out.contains("failed: the server answered with status 503; the server asks "
                                 "for patience until "),
             failed.out);
    const Outcome held = watch(program, {origin.url(), s("--once")});
    QCOMPARE(held.status, 0);
    QVERIFY2(held.err.contains("was not visited: its server asked to be left alone"), held.err);
    QCOMPARE(origin.requests.size(), 1);
}

void TestWatch::stopsCleanly() {
    Program program;
    Origin origin({page("\"1\"", "x"), notModified});
    const Outcome endless =
        watch(program, {origin.url(), s("--every"), s("1s"), s("--share"), s("0")}, 1);
    QCOMPARE(endless.status, 0);
    QVERIFY2(endless.err.contains("visit"), endless.err);
    const Outcome counted =
        watch(program, {origin.url(), s("--every"), s("1s"), s("--max-visits"), s("1000")}, 1);
    QCOMPARE(counted.status, 130);
}

void TestWatch::wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no page") << QStringList{};
    QTest::newRow("no URL") << QStringList{s("example.org")};
    QTest::newRow("another scheme") << QStringList{s("ftp://example.org/")};
    QTest::newRow("too often") << QStringList{s("https://example.org/"), s("--every"), s("5s")};
    QTest::newRow("no time") << QStringList{s("https://example.org/"), s("--every"), s("soon")};
    QTest::newRow("negative") << QStringList{s("https://example.org/"), s("--every=-1h")};
    QTest::newRow("no share") << QStringList{s("https://example.org/"), s("--share"), s("2")};
    QTest::newRow("no format") << QStringList{s("https://example.org/"), s("-f"), s("csv")};
}

void TestWatch::wrongUsage() {
    QFETCH(QStringList, arguments);
    Program program;
    const Outcome outcome = watch(program, arguments);
    QCOMPARE(outcome.status, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(outcome.err.startsWith("etagere: "));
}

QTEST_GUILESS_MAIN(TestWatch)
#include "test_watch.moc"
