// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "tests/cli/program.h"

#include <csignal>
#include <memory>

using namespace etagere::test;

namespace {

/// Answers every request with the same fresh response.
class Origin {
public:
    Origin() {
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests += static_cast<int>(socket->readAll().count("\r\n\r\n"));
                socket->write("HTTP/1.1 200 OK\r\nCache-Control: max-age=600\r\nETag: \"1\"\r\n"
                              "Content-Length: 5\r\n\r\nhello");
            });
        });
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort()); }
    int requests = 0;

private:
    QTcpServer m_server;
};

/// The gateway while it runs.
class Running {
public:
    Running(const Program &program, const QStringList &arguments) {
        m_process.setWorkingDirectory(program.path({}));
        m_process.start(QStringLiteral(ETAGERE_PROGRAM),
                        QStringList{QStringLiteral("gateway")} + arguments);
    }
    ~Running() { m_process.kill(); }
    QByteArray firstLine() {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 20000))
            return m_process.readAllStandardError();
        return m_process.readLine();
    }
    Outcome stop() {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGINT);
        if (!m_process.waitForFinished(20000))
            return {};
        return {m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1,
                m_process.readAllStandardOutput(), m_process.readAllStandardError()};
    }

private:
    QProcess m_process;
};

QByteArray ask(const QString &address, const QByteArray &head) {
    QTcpSocket socket;
    socket.connectToHost(address.section(QLatin1Char(':'), 0, 0),
                         address.section(QLatin1Char(':'), 1, 1).toUShort());
    socket.write(head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QByteArray all;
    const bool closed = QTest::qWaitFor([&] {
        all += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return closed ? all : QByteArray("(still open)");
}

QString s(const char *text) { return QString::fromUtf8(text); }

} // namespace

class TestGateway : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servesAndStops();
    void capturesWhatPassed_data();
    void capturesWhatPassed();
    void wrongUsage_data();
    void wrongUsage();
    void takenPorts();

private:
    Program m_program;
};

void TestGateway::servesAndStops() {
    Origin origin;
    Running running(m_program, {s("--origin"), origin.url(), s("--listen"), s("127.0.0.1:0"),
                                s("--control"), s("127.0.0.1:0"), s("--format"), s("json"),
                                s("--model"), s("chromium"), s("--clock"), s("+1h")});
    const QByteArray line = running.firstLine();
    const QJsonObject started = QJsonDocument::fromJson(line).object();
    QCOMPARE(started.value(s("schema")).toString(), s("etagere.gateway/1"));
    QCOMPARE(started.value(s("origin")).toString(), origin.url());
    QCOMPARE(started.value(s("model")).toString(), s("chromium"));
    QCOMPARE(started.value(s("clock_offset_s")).toInt(), 3600);
    const QString address = started.value(s("address")).toString();
    for (const char *status : {"fwd=uri-miss", "hit"}) {
        const QByteArray response = ask(address, "GET /a HTTP/1.1");
        QVERIFY2(response.startsWith("HTTP/1.1 200 OK\r\n") && response.endsWith("hello"),
                 response);
        QVERIFY2(response.contains("Cache-Status: etagere; " + QByteArray(status)), response);
    }
    QCOMPARE(origin.requests, 1);
    const QString control = started.value(s("control")).toString();
    QVERIFY(ask(control, "GET /entries HTTP/1.1").contains("/a\""));
    QVERIFY(ask(control, "POST /flush HTTP/1.1\r\nEtagere-Control: 1").contains("\"flushed\": 1"));
    QVERIFY(ask(address, "CONNECT h:443 HTTP/1.1").startsWith("HTTP/1.1 501 "));
    const Outcome outcome = running.stop();
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.err.isEmpty(), outcome.err);
}

void TestGateway::capturesWhatPassed_data() {
    QTest::addColumn<QString>("file");
    QTest::newRow("as a HAR") << s("passed.har");
    QTest::newRow("as a capture") << s("passed.etagere");
}

void TestGateway::capturesWhatPassed() {
    QFETCH(QString, file);
    Origin origin;
    Running running(m_program, {s("--forward"), s("--listen"), s("127.0.0.1:0"), s("--format"),
                                s("json"), s("--capture"), file});
    const QJsonObject started = QJsonDocument::fromJson(running.firstLine()).object();
    QVERIFY(started.value(s("origin")).isNull() && started.value(s("control")).isNull());
    const QString address = started.value(s("address")).toString();
    const QByteArray target = origin.url().toUtf8() + "/page";
    for (int i = 0; i < 2; ++i)
        QVERIFY(ask(address, "GET " + target + " HTTP/1.1").endsWith("hello"));
    const Outcome outcome = running.stop();
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.err.contains("2 exchanges written"), outcome.err);
    const Outcome explained =
        m_program.run({s("explain"), s("--format"), s("json"), m_program.path(file)});
    QCOMPARE(explained.status, 0);
    const QJsonArray exchanges = explained.json().value(s("exchanges")).toArray();
    QCOMPARE(exchanges.size(), qsizetype{2});
    QCOMPARE(exchanges.at(1).toObject().value(s("url")).toString().toUtf8(), target);
}

void TestGateway::wrongUsage_data() {
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("neither place") << s("gateway") << QByteArray("--origin URL, or --forward");
    QTest::newRow("both places") << s("gateway --origin http://h --forward")
                                 << QByteArray("--origin URL, or --forward");
    QTest::newRow("no URL") << s("gateway --origin example.org") << QByteArray("--origin wants");
    QTest::newRow("a URL with a query")
        << s("gateway --origin http://h/?a") << QByteArray("--origin wants");
    QTest::newRow("a name to listen on")
        << s("gateway --forward --listen example.org:80") << QByteArray("--listen wants");
    QTest::newRow("an address others reach")
        << s("gateway --forward --listen 0.0.0.0:0") << QByteArray("--beyond-loopback");
    QTest::newRow("control from elsewhere")
        << s("gateway --forward --control 0.0.0.0:81") << QByteArray("--control wants");
    QTest::newRow("an unknown model")
        << s("gateway --forward --model lynx") << QByteArray("there is no model");
    QTest::newRow("a clock without a number")
        << s("gateway --forward --clock +h") << QByteArray("--clock wants");
    QTest::newRow("no capacity") << s("gateway --forward --capacity 0")
                                 << QByteArray("--capacity wants");
    QTest::newRow("a capture of another kind")
        << s("gateway --forward --capture out.txt") << QByteArray("--capture wants");
    QTest::newRow("no such certificate file")
        << s("gateway --forward --trust none.pem") << QByteArray("none.pem cannot be opened");
    QTest::newRow("an unknown format")
        << s("gateway --forward --format yaml") << QByteArray("is one of text|json");
}

void TestGateway::wrongUsage() {
    QFETCH(QString, arguments);
    QFETCH(QByteArray, words);
    const Outcome outcome = m_program.run(arguments.split(QLatin1Char(' ')));
    QCOMPARE(outcome.status, 2);
    QVERIFY2(outcome.err.contains(words), outcome.err);
    QVERIFY(outcome.out.isEmpty());
}

void TestGateway::takenPorts() {
    QTcpServer taken;
    QVERIFY(taken.listen(QHostAddress(QHostAddress::LocalHost)));
    const Outcome outcome = m_program.run({s("gateway"), s("--forward"), s("--listen"),
                                           QStringLiteral("127.0.0.1:%1").arg(taken.serverPort())});
    QCOMPARE(outcome.status, 4);
    QVERIFY2(outcome.err.contains("in use by another program"), outcome.err);
}

QTEST_GUILESS_MAIN(TestGateway)
#include "test_gateway.moc"
