// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

QStringList words(const char *text) { return s(text).split(QLatin1Char(' ')); }

} // namespace

class TestFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("a.har"), tracker("k3b9x7q2m5w8z1"));
        m_program->write(s("b.har"), tracker("p6d4h0t8v2c9r7"));
    }

    void capturesRememberTheirVisitors() {
        QCOMPARE(
            m_program->run(words("convert --visitor Ann=a.har --visitor Bob=b.har both.etagere"))
                .status,
            0);
        const Outcome outcome = m_program->run(words("audit --format json both.etagere"));
        QCOMPARE(outcome.json()[s("exchanges")].toInt(), 4);
        QCOMPARE(outcome.json()[s("visitors")].toArray().size(), 2);
    }

    void harsCanBeRedacted() {
        QCOMPARE(m_program->run(words("convert --redact a.har shared.har")).status, 0);
        QVERIFY(!m_program->read(s("shared.har")).contains("k3b9x7q2m5w8z1"));
        QCOMPARE(
            m_program->run(words("audit --format json shared.har")).json()[s("exchanges")].toInt(),
            2);
    }

    void conversionStatuses_data() {
        QTest::addColumn<QByteArray>("arguments");
        QTest::addColumn<int>("status");
        QTest::newRow("by its name") << QByteArray("convert a.har out.etagere") << 0;
        QTest::newRow("by --to") << QByteArray("convert --to har a.har out.bin") << 0;
        QTest::newRow("an unknown ending") << QByteArray("convert a.har out.bin") << 2;
        QTest::newRow("one name only") << QByteArray("convert a.har") << 2;
        QTest::newRow("to a pipe") << QByteArray("convert a.har -") << 2;
        QTest::newRow("a redacted capture")
            << QByteArray("convert --redact a.har out.etagere") << 2;
        QTest::newRow("a missing input") << QByteArray("convert none.har out.har") << 3;
        QTest::newRow("one missing of two") << QByteArray("convert none.har a.har out.har") << 3;
    }
    void conversionStatuses() {
        QFETCH(QByteArray, arguments);
        QTEST(m_program->run(words(arguments.constData())).status, "status");
    }

    void nothingReadWritesNothing() {
        m_program->write(s("out.har"), "old");
        QCOMPARE(m_program->run(words("convert none.har out.har")).status, 3);
        QCOMPARE(m_program->read(s("out.har")), QByteArray("old"));
    }

    void auditsAreRecordedAndListed() {
        m_program->run(words("audit --ledger l.sqlite a.har"));
        const QJsonObject listed =
            m_program->run(words("tags list --ledger l.sqlite --format json")).json();
        QCOMPARE(listed[s("schema")].toString(), s("etagere.tags/1"));
        const QJsonArray observations = listed[s("observations")].toArray();
        QCOMPARE(observations.size(), 2);
        QCOMPARE(observations[0].toObject()[s("value")].toString(), s("\"k3b9x7q2m5w8z1\""));
        QCOMPARE(observations[0].toObject()[s("seen")].toString(), s("2024-03-01T12:00:00Z"));
        QVERIFY(m_program->run(words("tags list --ledger l.sqlite --site nowhere.example"))
                    .out.isEmpty());
        QCOMPARE(m_program->run(words("tags list --ledger l.sqlite --limit 1 --format csv"))
                     .out.count('\n'),
                 qsizetype{2});
    }

    void nothingIsRecordedWithoutALedger() {
        m_program->run(words("audit --no-ledger a.har"));
        QVERIFY(!m_program->exists(s("data/etagere/ledger.sqlite")));
        m_program->run(words("audit a.har"));
        QVERIFY(m_program->exists(s("data/etagere/ledger.sqlite")));
    }

    void theLedgerIsDescribedErasedAndExported() {
        m_program->run(words("audit --ledger l.sqlite a.har b.har"));
        const QJsonObject info =
            m_program->run(words("ledger info --ledger l.sqlite --format json")).json();
        QCOMPARE(info[s("schema")].toString(), s("etagere.ledger/1"));
        QCOMPARE(info[s("observations")].toInt(), 4);
        QVERIFY(
            m_program->run(words("ledger info --ledger l.sqlite")).out.contains("Observations 4"));
        QCOMPARE(
            m_program->run(words("ledger export --ledger l.sqlite --format csv")).out.count('\n'),
            qsizetype{5});

        QCOMPARE(m_program->run(words("ledger erase --ledger l.sqlite")).status, 2);
        QCOMPARE(m_program->run(words("ledger erase --ledger l.sqlite --all")).status, 2);
        QCOMPARE(
            m_program->run(words("ledger erase --ledger l.sqlite --site a --all --yes")).status, 2);
        const Outcome erased = m_program->run(
            words("ledger erase --ledger l.sqlite --origin https://tracker.example --yes"));
        QCOMPARE(erased.status, 0);
        QVERIFY(erased.err.contains("4 observations erased"));
        QCOMPARE(m_program->run(words("ledger info --ledger l.sqlite --format json"))
                     .json()[s("observations")]
                     .toInt(),
                 0);
    }

    void timesAreRead_data() {
        QTest::addColumn<QString>("time");
        QTest::addColumn<int>("status");
        QTest::newRow("a date") << s("2024-03-01") << 0;
        QTest::newRow("an RFC 3339 time") << s("2024-03-01T12:00:00Z") << 0;
        QTest::newRow("with a fraction and an offset") << s("2024-03-01T12:00:00.5+02:00") << 0;
        QTest::newRow("days ago") << s("30d") << 0;
        QTest::newRow("a day that is none") << s("2024-02-30") << 2;
        QTest::newRow("an hour that is none") << s("2024-03-01T25:00:00Z") << 2;
        QTest::newRow("no offset") << s("2024-03-01T12:00:00") << 2;
        QTest::newRow("a word") << s("yesterday") << 2;
        QTest::newRow("just a d") << s("d") << 2;
    }
    void timesAreRead() {
        m_program->run(words("audit --ledger l.sqlite a.har"));
        QFETCH(QString, time);
        QTEST(m_program->run(words("tags list --ledger l.sqlite --since") << time).status,
              "status");
    }

    void retentionIsKept() {
        m_program->run(words("audit --ledger l.sqlite a.har"));
        QVERIFY(
            m_program->run(words("ledger retention --ledger l.sqlite")).out.contains("for ever"));
        QCOMPARE(m_program->run(words("ledger retention --ledger l.sqlite 180")).status, 0);
        QVERIFY(
            m_program->run(words("ledger retention --ledger l.sqlite")).out.contains("180 days"));
        QCOMPARE(m_program->run(words("ledger retention --ledger l.sqlite 0")).status, 2);
    }

    void aLedgerThatIsNamedHasToBeThere() {
        QCOMPARE(m_program->run(words("ledger info --ledger none.sqlite")).status, 3);
        QVERIFY(!m_program->exists(s("none.sqlite")));
        QCOMPARE(m_program->run(words("ledger info")).status, 0);
        QVERIFY(!m_program->exists(s("data/etagere/ledger.sqlite")));
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestFiles)
#include "test_files.moc"
