// SPDX-License-Identifier: Apache-2.0
// Responses tried out, and scenarios served for real, as people and scripts do it.
#include <QJsonArray>
#include <QTcpSocket>
#include <QTest>

#include "tests/cli/program.h"

#include <csignal>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

QStringList tried(const QStringList &arguments) {
    return QStringList{s("lab"), s("try")} + arguments;
}

/// What one model did.
QJsonObject model(const Outcome &outcome, const char *name) {
    for (const QJsonValue &one : outcome.json().value(s("models")).toArray()) {
        if (one.toObject().value(s("name")) == s(name))
            return one.toObject();
    }
    return {};
}

QByteArray ask(int port, const QByteArray &head) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), static_cast<quint16>(port));
    socket.write(head + "\r\nConnection: close\r\n\r\n");
    QByteArray all;
    const bool isOver = QTest::qWaitFor([&] {
        all += socket.readAll();
        return socket.state() == QAbstractSocket::UnconnectedState;
    });
    return isOver ? all : QByteArray("(still open)");
}

} // namespace

class TestLabServe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFreshResponseIsReused() {
        const Program program;
        const Outcome outcome =
            program.run(tried({s("--response"), s("Cache-Control: max-age=60"), s("--response"),
                               s("ETag: \"a\""), s("--after"), s("59"), s("--format"), s("json")}));
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.json().value(s("schema")).toString(), s("etagere.lab-try/1"));
        QCOMPARE(outcome.json().value(s("models")).toArray().size(), 4);
        for (const char *name : {"rfc9111", "chromium", "firefox", "safari"}) {
            const QJsonObject one = model(outcome, name);
            QVERIFY(one.value(s("stored")).toBool());
            QCOMPARE(one.value(s("lifetime_s")).toDouble(), 60.0);
            QCOMPARE(one.value(s("age_s")).toDouble(), 59.0);
            QCOMPARE(one.value(s("outcome")).toString(), s("fresh-hit"));
            QVERIFY(!one.value(s("asked")).toBool());
            QVERIFY(!one.value(s("storing")).toArray().isEmpty());
            QVERIFY(!one.value(s("reusing")).toArray().isEmpty());
        }
    }

    void aStaleOneIsValidated() {
        const Program program;
        // What it says of itself as a command does the same again.
        const Outcome outcome = program.run(
            tried({s("--from"), s("-"), s("--after"), s("1 min"), s("--format"), s("json"),
                   s("--model"), s("chromium")}),
            "HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nETag: \"a\"\r\nnonsense\r\n\r\nbody");
        QCOMPARE(outcome.status, 0);
        QCOMPARE(outcome.json().value(s("unused")).toArray().size(), 2);
        const QJsonObject one = model(outcome, "chromium");
        QCOMPARE(one.value(s("outcome")).toString(), s("validated"));
        QCOMPARE(one.value(s("answered")).toInt(), 304);
        bool isConditional = false;
        for (const QJsonValue &field : one.value(s("sent")).toArray())
            isConditional =
                isConditional || (field.toObject().value(s("name")) == s("If-None-Match") &&
                                  field.toObject().value(s("value")) == s("\"a\""));
        QVERIFY(isConditional);
        QCOMPARE(outcome.json().value(s("command")).toString(),
                 s("etagere lab try --response 'Cache-Control: max-age=60' --response 'ETag: "
                   "\"a\"' --after 60"));
    }

    void noStoreIsNotStored() {
        const Program program;
        const Outcome outcome = program.run(tried({s("--response"), s("Cache-Control: no-store")}));
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.contains("Not stored"));
        QVERIFY(outcome.out.contains("RFC 9111"));
        QVERIFY(outcome.out.contains("etagere lab try --response 'Cache-Control: no-store'"));
    }

    void itIsSharedAsAScenario() {
        const Program program;
        const Outcome outcome =
            program.run(tried({s("--status"), s("404"), s("--response"), s("ETag: \"a\""),
                               s("--save"), s("shared.json")}));
        QCOMPARE(outcome.status, 0);
        const Outcome run =
            program.run({s("lab"), s("run"), s("shared.json"), s("--format"), s("json")});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("404"));
    }

    void wrongUsageIsTold_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("a status that is none") << tried({s("--status"), s("99")});
        QTest::newRow("a time that is none") << tried({s("--after"), s("soon")});
        QTest::newRow("a time before the start") << tried({s("--after"), s("-5 s")});
        QTest::newRow("a model that is none") << tried({s("--model"), s("netscape")});
        QTest::newRow("a method that is none") << tried({s("--method"), s("A B")});
        QTest::newRow("a clock that is none")
            << QStringList{s("lab"), s("serve"), s("demo"), s("--turn-clock"), s("x")};
        QTest::newRow("a target that is no scenario")
            << QStringList{s("audit"), s("lab:no-such-thing")};
    }
    void wrongUsageIsTold() {
        QFETCH(const QStringList, arguments);
        const Program program;
        const Outcome outcome = program.run(arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY(!outcome.err.isEmpty());
    }

    void aFileThatIsNotThereIsUnreadable() {
        const Program program;
        const Outcome outcome = program.run(tried({s("--from"), s("nowhere.txt")}));
        QCOMPARE(outcome.status, 3);
        QVERIFY2(outcome.err.contains("nowhere.txt"), outcome.err);
        QVERIFY(outcome.out.isEmpty());
    }

    void aScenarioIsServedUntilCtrlC() {
        const Program program;
        QProcess process;
        process.setWorkingDirectory(program.path({}));
        process.start(QStringLiteral(ETAGERE_PROGRAM),
                      {s("lab"), s("serve"), s("demo"), s("--format"), s("json")});
        QVERIFY(QTest::qWaitFor([&process] { return process.canReadLine(); }, 20000));
        const QJsonObject told = QJsonDocument::fromJson(process.readLine()).object();
        QCOMPARE(told.value(s("schema")).toString(), s("etagere.lab-serve/1"));
        const int port = told.value(s("port")).toInt();
        QVERIFY(ask(port, "GET / HTTP/1.1\r\nHost: shop.localhost").contains("The tea shop"));
        QVERIFY(ask(port, "GET / HTTP/1.1\r\nHost: localhost").contains("shop.localhost"));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }
};

QTEST_GUILESS_MAIN(TestLabServe)
#include "test_lab_serve.moc"
