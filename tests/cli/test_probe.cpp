// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include "tests/cli/program.h"

#include <csignal>
#include <functional>

using namespace etagere::test;

namespace {

/// Answers each request, on a connection of its own, from its head.
class Origin {
public:
    using Answer = std::function<QByteArray(const QByteArray &head)>;
    explicit Origin(Answer answer)
        : m_answer(std::move(answer)) {
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                QObject::connect(socket, &QTcpSocket::readyRead, socket,
                                 [this, socket] { read(*socket); });
        });
    }
    QString url() const {
        return QStringLiteral("http://127.0.0.1:%1/pixel").arg(m_server.serverPort());
    }
    QByteArrayList heads;

private:
    void read(QTcpSocket &socket) {
        QByteArray head = socket.property("head").toByteArray() + socket.readAll();
        socket.setProperty("head", head);
        if (!head.endsWith("\r\n\r\n"))
            return;
        heads << head;
        socket.write(m_answer(head));
        socket.disconnectFromHost();
    }
    Answer m_answer;
    QTcpServer m_server;
};

QByteArray fieldOf(const QByteArray &head, const QByteArray &name) {
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

QByteArray whole(const QByteArray &tag) {
    return "HTTP/1.1 200 OK\r\nETag: " + tag + "\r\nContent-Length: 5\r\n\r\npixel";
}

/// A number for each visitor, kept by whoever sends it back.
Origin::Answer tracker() {
    return [count = 0](const QByteArray &head) mutable {
        const QByteArray sent = fieldOf(head, "If-None-Match");
        if (!sent.isEmpty())
            return "HTTP/1.1 304 Not Modified\r\nETag: " + sent + "\r\n\r\n";
        return whole("\"v" + QByteArray::number(0x5eed0000 + 7919 * ++count, 36) + "kq3x7w2m\"");
    };
}

/// One file, compared as it should be.
Origin::Answer file() {
    return [](const QByteArray &head) {
        const QByteArray tag = "\"65e1cb70-5\"";
        QByteArray answer = fieldOf(head, "If-None-Match") == tag
                                ? "HTTP/1.1 304 Not Modified\r\nETag: " + tag + "\r\n\r\n"
                                : whole(tag);
        return answer.replace("\r\nETag",
                              "\r\nLast-Modified: Fri, 01 Mar 2024 12:34:56 GMT\r\nETag");
    };
}

/// The program beside an origin that this process serves.
Outcome runBeside(const Program &program, const QStringList &arguments,
                  const std::function<void(QProcess &)> &meanwhile = {}) {
    QProcess process;
    process.setWorkingDirectory(program.path({}));
    process.start(QStringLiteral(ETAGERE_PROGRAM),
                  QStringList{QStringLiteral("probe")} + arguments);
    if (meanwhile)
        meanwhile(process);
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 60000);
    if (!ended) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QStringList words(const QString &line) { return line.split(QLatin1Char(' ')); }

} // namespace

class TestProbe : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsATracker();
    void acquitsAFile();
    void printsThePlanAndSendsNothing();
    void savesAndResumes();
    void saysWhoAsks();
    void stopsCleanly();
    void tellsTheNetworksFailure();
    void refusesWrongUsage_data();
    void refusesWrongUsage();

private:
    Program m_program;
};

void TestProbe::findsATracker() {
    Origin origin(tracker());
    const Outcome outcome = runBeside(
        m_program, {origin.url(), QStringLiteral("--visits"), QStringLiteral("12"),
                    QStringLiteral("--rate"), QStringLiteral("50"), QStringLiteral("--seed"),
                    QStringLiteral("7"), QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(outcome.status, 1);
    const QJsonObject json = outcome.json();
    QCOMPARE(json[QStringLiteral("schema")].toString(), QStringLiteral("etagere.probe/1"));
    QCOMPARE(json[QStringLiteral("seed")].toString(), QStringLiteral("7"));
    QCOMPARE(json[QStringLiteral("complete")].toBool(), true);
    QCOMPARE(json[QStringLiteral("requests")].toInt(), static_cast<int>(origin.heads.size()));
    QCOMPARE(json[QStringLiteral("outcomes")].toArray().size(), origin.heads.size());
    QVERIFY(json[QStringLiteral("grade")].toInt() >= 4);
    QVERIFY(outcome.out.contains("echoes-never-issued"));
    for (const QByteArray &head : origin.heads)
        QVERIFY2(head.startsWith("GET /pixel HTTP/1.1\r\n"), head.constData());
    const Outcome never = runBeside(
        m_program,
        words(QStringLiteral("--visits 2 --only P3 --rate 50 --fail-at never ") + origin.url()));
    QCOMPARE(never.status, 0);
    QVERIFY2(never.out.contains("Made-up values that the server had never issued"), never.out);
}

void TestProbe::acquitsAFile() {
    Origin origin(file());
    const Outcome outcome =
        runBeside(m_program, words(QStringLiteral("--visits 12 --rate 50 ") + origin.url()));
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.out.contains("Nothing shows that the tag stands for visitors."), outcome.out);
    QVERIFY2(outcome.out.contains("as it makes it") || outcome.out.contains("nginx"), outcome.out);
    QVERIFY2(outcome.err.isEmpty(), outcome.err);
}

void TestProbe::printsThePlanAndSendsNothing() {
    Origin origin(tracker());
    const Outcome text =
        runBeside(m_program, words(QStringLiteral("--dry-run --verbose --seed 3 ") + origin.url()));
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("P4 Do all visitors' tags match"), text.out);
    QVERIFY2(text.out.contains("LiteSpeed"), text.out);
    const Outcome json =
        runBeside(m_program, words(QStringLiteral("--dry-run --format json ") + origin.url()));
    QCOMPARE(json.json()[QStringLiteral("dry_run")].toBool(), true);
    QVERIFY(!json.json()[QStringLiteral("plan")]
                 .toObject()[QStringLiteral("steps")]
                 .toArray()
                 .isEmpty());
    QVERIFY(origin.heads.isEmpty());
}

void TestProbe::savesAndResumes() {
    Origin origin(tracker());
    for (const char *name : {"run.etagere", "run.har"}) {
        const QString saved = QLatin1String(name);
        const Outcome first = runBeside(
            m_program,
            words(QStringLiteral("--visits 12 --rate 50 --save %1 %2").arg(saved, origin.url())));
        QCOMPARE(first.status, 1);
        QVERIFY(m_program.exists(saved));
        origin.heads.clear();
        const Outcome later = runBeside(
            m_program, words(QStringLiteral("--rate 50 --format json --resume %1").arg(saved)));
        QCOMPARE(later.status, 1);
        QVERIFY2(later.out.contains("old-tag-still-matches"), later.out);
        QCOMPARE(later.json()[QStringLiteral("requests")].toInt(),
                 static_cast<int>(origin.heads.size()));
        // What was made up for the probe is no evidence against the server.
        const Outcome audit =
            m_program.run({QStringLiteral("audit"), QStringLiteral("--no-ledger"),
                           QStringLiteral("--format"), QStringLiteral("json"), saved});
        const auto findings = audit.json()[QStringLiteral("findings")].toArray();
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().toObject()[QStringLiteral("value_count")].toInt(), 12);
    }
}

void TestProbe::saysWhoAsks() {
    Origin origin(file());
    (void)runBeside(m_program, words(QStringLiteral("--visits 2 --only P1 --rate 50 --identify "
                                                    "https://me.example/probe ") +
                                     origin.url()));
    QCOMPARE(origin.heads.size(), 2);
    QVERIFY(fieldOf(origin.heads.first(), "User-Agent").startsWith("etagere/"));
    QVERIFY(fieldOf(origin.heads.first(), "User-Agent").endsWith("(+https://me.example/probe)"));
}

void TestProbe::stopsCleanly() {
    Origin origin(tracker());
    const Outcome outcome = runBeside(
        m_program, words(QStringLiteral("--rate 5 --format json ") + origin.url()),
        [&origin](QProcess &process) {
            QVERIFY(QTest::qWaitFor([&origin] { return origin.heads.size() >= 2; }, 20000));
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        });
    QCOMPARE(outcome.status, 130);
    QCOMPARE(outcome.json()[QStringLiteral("end")].toString(), QStringLiteral("stopped"));
    QVERIFY(outcome.json()[QStringLiteral("requests")].toInt() >= 1);
}

void TestProbe::tellsTheNetworksFailure() {
    QString url;
    {
        Origin origin(file());
        url = origin.url();
    }
    const Outcome outcome = runBeside(m_program, words(QStringLiteral("--rate 50 ") + url));
    QCOMPARE(outcome.status, 4);
    QVERIFY2(outcome.err.contains("refuses connections"), outcome.err);
}

void TestProbe::refusesWrongUsage_data() {
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *arguments, int status = 2) {
        QTest::newRow(name) << QString::fromUtf8(arguments) << status;
    };
    row("no URL", "--quiet");
    row("another scheme", "ftp://example.org/");
    row("a password", "http://a:b@example.org/");
    row("one visit", "--visits 1 http://127.0.0.1/");
    row("an unknown probe", "--only P1,P12 http://127.0.0.1/");
    row("no rate", "--rate 0 http://127.0.0.1/");
    row("a contact that ends the field", "--identify a(b http://127.0.0.1/");
    row("a file of another sort", "--save x.txt http://127.0.0.1/");
    row("a grade that there is not", "--fail-at 9 http://127.0.0.1/");
    row("a URL and a run", "--resume x.har http://127.0.0.1/");
    row("a page of another site", "--page http://example.org/ http://127.0.0.1/");
    row("a run that is not there", "--resume nothing.etagere", 3);
    row("a file without a run", "--resume empty.har", 3);
}

void TestProbe::refusesWrongUsage() {
    QFETCH(QString, arguments);
    QFETCH(int, status);
    m_program.write(QStringLiteral("empty.har"),
                    har({entry("2024-03-01T12:00:00Z", "https://example.org/", {})}));
    const Outcome outcome = m_program.run(QStringList{QStringLiteral("probe")} + words(arguments));
    QCOMPARE(outcome.status, status);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestProbe)
#include "test_probe.moc"
