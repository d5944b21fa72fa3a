// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

#include <memory>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

/// Two of four requests can be answered.
const QByteArray trace = "time,key,size\n1,a,100\n2,b,100\n3,a,100\n4,b,100\n";

} // namespace

class TestSimulate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("trace.csv"), trace);
    }

    void aTraceIsPlayed() {
        const Outcome outcome =
            m_program->run({s("simulate"), s("--capacity"), s("1MiB"), s("trace.csv")});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.err.isEmpty(), outcome.err);
        QVERIFY2(outcome.out.contains("lru        1 MiB  50.00%  50.00%"), outcome.out);
    }

    void everyPolicyWithEveryCapacity() {
        const QJsonObject root =
            m_program
                ->run({s("simulate"), s("--capacity"), s("1MiB,100B"), s("--policy"),
                       s("lru,sieve,s3fifo"), s("--format"), s("json"), s("trace.csv")})
                .json();
        const QJsonArray runs = root[s("runs")].toArray();
        QCOMPARE(runs.size(), 6);
        QCOMPARE(runs[1][s("policy")].toString(), s("sieve"));
        QCOMPARE(runs[1][s("hits")].toInteger(), 2);
        QCOMPARE(runs[3][s("capacity_bytes")].toInteger(), 100);
        QCOMPARE(runs[3][s("hits")].toInteger(), 0);
        QCOMPARE(root[s("requests")].toInteger(), 4);
    }

    void aModelBringsItsLimits() {
        const QJsonObject chromium =
            m_program
                ->run({s("simulate"), s("--model"), s("chromium"), s("--max-age"), s("2"),
                       s("--format"), s("json"), s("trace.csv")})
                .json();
        const QJsonValue run = chromium[s("runs")][0];
        QCOMPARE(run[s("capacity_bytes")].toInteger(), 320 * 1024 * 1024);
        QCOMPARE(run[s("entry_limit_bytes")].toInteger(), 40 * 1024 * 1024);
        QCOMPARE(run[s("policy")].toString(), s("chromium"));
        QCOMPARE(run[s("revalidations")].toInteger(), 2);
        QCOMPARE(chromium[s("model")][s("name")].toString(), s("chromium"));
        const QJsonObject safari = m_program
                                       ->run({s("simulate"), s("--model"), s("safari"),
                                              s("--format"), s("json"), s("trace.csv")})
                                       .json();
        QVERIFY(QJsonDocument(safari).toJson().contains("a guess"));
    }

    void aPolicyFileSaysWhatServersAllow() {
        m_program->write(s("none.txt"), "# nothing is stored\n1 never Cache-Control: no-store\n");
        const QJsonObject root = m_program
                                     ->run({s("simulate"), s("--policy-file"), s("none.txt"),
                                            s("--format"), s("json"), s("trace.csv")})
                                     .json();
        QCOMPARE(root[s("not_stored")].toInteger(), 4);
        m_program->write(s("bad.txt"), "1 never ETag\n1 soon ETag\n");
        const Outcome bad =
            m_program->run({s("simulate"), s("--policy-file"), s("bad.txt"), s("trace.csv")});
        QCOMPARE(bad.status, 2);
        QVERIFY2(bad.err.contains("bad.txt, line 2: "), bad.err);
    }

    void standardInputAndCompressionAreRead() {
        const Outcome piped =
            m_program->run({s("simulate"), s("--capacity"), s("1k"), s("-")}, trace);
        QCOMPARE(piped.status, 0);
        QVERIFY(piped.out.contains("50.00%"));
        for (const char *tool : {"gzip", "zstd"}) {
            QProcess packer;
            packer.start(s(tool), {s("-q"), s("-k"), s("-f"), m_program->path(s("trace.csv"))});
            if (!packer.waitForStarted())
                continue; // the tool is not installed everywhere
            QVERIFY(packer.waitForFinished());
            const QString packed = s(tool) == s("gzip") ? s("trace.csv.gz") : s("trace.csv.zst");
            const Outcome outcome =
                m_program->run({s("simulate"), s("--capacity"), s("1k"), packed});
            QCOMPARE(outcome.status, 0);
            QVERIFY2(outcome.out.contains("50.00%"), outcome.out);
            const QByteArray whole = m_program->read(packed);
            m_program->write(s("cut"), whole.left(whole.size() - 6));
            const Outcome cut = m_program->run({s("simulate"), s("--capacity"), s("1k"), s("cut")});
            QVERIFY2(cut.out.contains("damaged or cut") || cut.status == 3, cut.err);
        }
    }

    void ourOwnFormatIsWrittenAndRead() {
        const Outcome written =
            m_program->run({s("simulate"), s("--write-trace"), s("own.etrace"), s("trace.csv")});
        QCOMPARE(written.status, 0);
        QVERIFY2(written.err.contains("own.etrace: 4 requests written"), written.err);
        QVERIFY(written.out.isEmpty());
        const QJsonObject root = m_program
                                     ->run({s("simulate"), s("--capacity"), s("1k"), s("--format"),
                                            s("json"), s("own.etrace")})
                                     .json();
        QCOMPARE(root[s("trace")][s("format")].toString(), s("etagere"));
        QCOMPARE(root[s("hits")].toInteger(), 2);
    }

    void aDamagedTraceIsReadAsFarAsItCanBe() {
        m_program->write(s("bad.csv"), trace + "5,a,many\n6,a,100\n");
        const Outcome outcome =
            m_program->run({s("simulate"), s("--capacity"), s("1k"), s("bad.csv")});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(outcome.out.contains("Not read: line 6 (byte 46): size is no number"),
                 outcome.out);
        QVERIFY(outcome.out.contains("5 requests"));
    }

    void whatCannotBeReadSaysWhy_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("empty") << QByteArray() << QByteArray("it is empty");
        QTest::newRow("another kind of file") << QByteArray("\x7f"
                                                            "ELF\0\1\2\3\xff\xff\xff\xff",
                                                            12)
                                              << QByteArray("it is no trace");
        QTest::newRow("no line of use") << QByteArray("time,key,size\nx,1,1\n")
                                        << QByteArray("line 2 (byte 14): time is no number");
        QTest::newRow("names without a key")
            << QByteArray("time,size\n1,1\n") << QByteArray("no column holds the key");
    }
    void whatCannotBeReadSaysWhy() {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, said);
        m_program->write(s("t"), bytes);
        const Outcome outcome = m_program->run({s("simulate"), s("--capacity"), s("1k"), s("t")});
        QCOMPARE(outcome.status, 3);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(said), outcome.err);
        QVERIFY2(outcome.err.contains("etagere: t: "), outcome.err);
    }

    void wrongUsageIsSaid_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const QStringList &arguments, const char *said) {
            QTest::newRow(name) << arguments << QByteArray(said);
        };
        const QString file = s("trace.csv");
        row("no trace", {s("--capacity"), s("1k")}, "no trace");
        row("no capacity", {file}, "--capacity 1GiB");
        row("a capacity in words", {s("--capacity"), s("big"), file},
            "not \xe2\x80\x9c"
            "big");
        row("a capacity of nothing", {s("--capacity"), s("0"), file}, "--capacity wants sizes");
        row("an unknown policy", {s("--policy"), s("fifo"), s("--capacity"), s("1k"), file},
            "known are lru, sieve, s3fifo");
        row("an unknown model", {s("--model"), s("opera"), file}, "known are rfc9111");
        row("an unknown column", {s("--columns"), s("time,kee"), s("--capacity"), s("1k"), file},
            "kee");
        row("an unknown format", {s("--trace-format"), s("xml"), s("--capacity"), s("1k"), file},
            "text|oracle-general|etagere");
        row("both a file and a max-age", {s("--max-age"), s("1"), s("--policy-file"), s("x"), file},
            "exclude each other");
    }
    void wrongUsageIsSaid() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const Outcome outcome = m_program->run(QStringList{s("simulate")} + arguments);
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY2(outcome.err.contains(said), outcome.err);
    }

    void outputGoesToAFileInTheFormatOfItsName() {
        const Outcome outcome = m_program->run(
            {s("simulate"), s("--capacity"), s("1k"), s("-o"), s("out.json"), s("trace.csv")});
        QCOMPARE(outcome.status, 0);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(m_program->read(s("out.json")).contains("\"etagere.simulate/1\""));
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_APPLESS_MAIN(TestSimulate)
#include "test_simulate.moc"
