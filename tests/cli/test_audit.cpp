// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

constexpr const char *identifierA = "k3b9x7q2m5w8z1";
constexpr const char *identifierB = "p6d4h0t8v2c9r7";

/// The terminal end of a pseudo terminal, for a program that wants to see one.
class Terminal {
public:
    Terminal()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY)) {
        if (m_master >= 0 && ::grantpt(m_master) == 0 && ::unlockpt(m_master) == 0)
            m_name = QString::fromLocal8Bit(::ptsname(m_master));
    }
    ~Terminal() {
        if (m_master >= 0)
            ::close(m_master);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    QString name() const { return m_name; }
    QByteArray output() const {
        QByteArray buffer(65536, '\0');
        const ssize_t got = ::read(m_master, buffer.data(), static_cast<size_t>(buffer.size()));
        return buffer.left(got > 0 ? got : 0);
    }

private:
    int m_master;
    QString m_name;
};

} // namespace

class TestAudit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("honest.har"), honest());
        m_program->write(s("a.har"), tracker(identifierA));
        m_program->write(s("b.har"), tracker(identifierB));
        m_program->write(s("broken.har"), "this is no HAR");
    }

    void jsonStandsAloneOnStandardOutput() {
        const Outcome outcome = m_program->run({s("audit"), s("--format"), s("json"), s("a.har")});
        const QJsonObject root = outcome.json();
        QCOMPARE(root[s("schema")].toString(), s("etagere.audit/1"));
        const QJsonObject input = root[s("inputs")].toArray()[0].toObject();
        QCOMPARE(input[s("file")].toString(), s("a.har"));
        QCOMPARE(input[s("entries")].toInt(), 2);
        QCOMPARE(input[s("imported")].toInt(), 2);
        QCOMPARE(root[s("exchanges")].toInt(), 2);
        QCOMPARE(root[s("observations")].toObject()[s("etag")].toInt(), 2);
        QCOMPARE(root[s("tags")].toInt(), 1);
        QVERIFY(!root[s("findings")].toArray().isEmpty());
    }

    void exitStatuses_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *arguments, int status) {
            QTest::newRow(name) << s(arguments).split(QLatin1Char(' ')) << status;
        };
        row("nothing found", "honest.har", 0);
        row("a finding of grade 3", "a.har", 1);
        row("a finding below the grade", "--fail-at 5 a.har", 0);
        row("never", "--fail-at never a.har", 0);
        row("no input", "--quiet", 2);
        row("an unknown option", "--nonsense a.har", 2);
        row("an unknown format", "--format xml a.har", 2);
        row("a bad grade", "--fail-at 6 a.har", 2);
        row("a bad visitor", "--visitor nobody a.har", 2);
        row("a ledger in ClickHouse, misspelt", "--ledger clickhouse:/h/d a.har", 2);
        row("history without a ledger", "--no-ledger --with-history a.har", 2);
        row("a baseline that is missing", "--baseline none.json a.har", 2);
        row("an output that cannot be made", "--output no/such/folder.txt a.har", 2);
        row("a missing input stands before a finding", "missing.har a.har", 3);
        row("an input that is no HAR", "broken.har honest.har", 3);
        row("a site that does not answer", "--no-ledger http://127.0.0.1:1/ a.har", 4);
        row("a missing input stands before a site", "--no-ledger http://127.0.0.1:1/ missing.har",
            3);
        row("an option for sites without one", "--pages 3 a.har", 2);
        row("pages without end", "--pages 1000 http://127.0.0.1:1/", 2);
    }
    void exitStatuses() {
        QFETCH(QStringList, arguments);
        QTEST(m_program->run(QStringList{s("audit")} + arguments).status, "status");
    }

    void anUnreadableInputLosesNoOther() {
        const Outcome outcome =
            m_program->run({s("audit"), s("--format"), s("json"), s("missing.har"), s("a.har")});
        QCOMPARE(outcome.json()[s("inputs")].toArray().size(), 2);
        QCOMPARE(outcome.json()[s("exchanges")].toInt(), 2);
        QVERIFY(outcome.err.contains("missing.har: It cannot be opened: no such file"));
    }

    void standardInputIsAFile() {
        const Outcome outcome =
            m_program->run({s("audit"), s("--format"), s("json"), s("-")}, tracker(identifierA));
        QCOMPARE(outcome.json()[s("exchanges")].toInt(), 2);
        QCOMPARE(outcome.json()[s("inputs")].toArray()[0].toObject()[s("file")].toString(), s("-"));
    }

    void visitorsAreNamed() {
        const Outcome outcome =
            m_program->run({s("audit"), s("--format"), s("json"), s("--visitor"), s("Ann=a.har"),
                            s("--visitor"), s("Bob=b.har"), s("a.har")});
        const QJsonArray visitors = outcome.json()[s("visitors")].toArray();
        QCOMPARE(visitors.size(), 2);
        QCOMPARE(outcome.json()[s("exchanges")].toInt(), 4);
        QStringList names{visitors[0].toObject()[s("name")].toString(),
                          visitors[1].toObject()[s("name")].toString()};
        names.sort();
        QCOMPARE(names, (QStringList{s("Ann"), s("Bob")}));
    }

    void redactionHidesIdentifiersInEveryFormat() {
        for (const char *format : {"text", "json", "csv", "html"}) {
            const Outcome outcome = m_program->run(
                {s("audit"), s("--redact"), s("--verbose"), s("--format"), s(format), s("a.har")});
            QVERIFY2(outcome.out.contains("id-"), format);
            QVERIFY2(!outcome.out.toLower().contains(identifierA), format);
        }
    }

    void aBaselineAcceptsWhatItKnows() {
        const QStringList json{s("audit"),    s("--format"),  s("json"),
                               s("--output"), s("base.json"), s("a.har")};
        QCOMPARE(m_program->run(json).status, 1);
        const Outcome again = m_program->run(
            {s("audit"), s("--format"), s("json"), s("--baseline"), s("base.json"), s("a.har")});
        QCOMPARE(again.status, 0);
        QVERIFY(again.json()[s("findings")].toArray().isEmpty());
        QVERIFY(again.json()[s("accepted_by_baseline")].toInt() > 0);
    }

    void theOutputFileIsWholeOrUntouched() {
        m_program->write(s("report.json"), "old");
        QCOMPARE(m_program
                     ->run({s("audit"), s("--output"), s("report.json"), s("--fail-at"), s("9"),
                            s("a.har")})
                     .status,
                 2);
        QCOMPARE(m_program->read(s("report.json")), QByteArray("old"));
        const Outcome outcome =
            m_program->run({s("audit"), s("--output"), s("report.json"), s("honest.har")});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(m_program->read(s("report.json")).startsWith("{"));
        QCOMPARE(QDir(m_program->path({})).entryList({s("*report*")}).size(), 1);
    }

    void coloursAreForTerminalsWithoutNoColor() {
        QVERIFY(!m_program->run({s("audit"), s("a.har")}).out.contains('\x1b'));
        for (const bool refused : {false, true}) {
            const Terminal terminal;
            if (terminal.name().isEmpty())
                QSKIP("no pseudo terminal here");
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(s("XDG_DATA_HOME"), m_program->path(s("data")));
            environment.insert(s("TERM"), s("xterm"));
            environment.remove(s("NO_COLOR"));
            if (refused)
                environment.insert(s("NO_COLOR"), s("1"));
            process.setProcessEnvironment(environment);
            process.setWorkingDirectory(m_program->path({}));
            process.setStandardOutputFile(terminal.name());
            process.start(s(ETAGERE_PROGRAM), {s("audit"), s("a.har")});
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(terminal.output().contains('\x1b'), !refused);
        }
    }

    void aReaderThatHadEnoughIsNoCrash() {
        QProcess process;
        process.setWorkingDirectory(m_program->path({}));
        process.start(s("/bin/sh"), {s("-c"), s("\"$0\" audit --no-ledger --format html a.har | :"),
                                     s(ETAGERE_PROGRAM)});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.readAllStandardError(), QByteArray());
    }

    void aFullDiskIsSaid() {
        QProcess process;
        process.setWorkingDirectory(m_program->path({}));
        process.setStandardOutputFile(s("/dev/full"));
        process.start(s(ETAGERE_PROGRAM), {s("audit"), s("--no-ledger"), s("honest.har")});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 2);
        QVERIFY(process.readAllStandardError().contains("no space left"));
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestAudit)
#include "test_audit.moc"
