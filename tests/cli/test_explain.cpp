// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

#include <csignal>
#include <memory>

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

const QString sample = s(ETAGERE_SOURCE_DIR "/resources/samples/shop.har");

/// Two visits that a browser with a cache would make with one request.
QByteArray twice() {
    const QByteArray fields = field("Date", "Fri, 01 Mar 2024 12:00:00 GMT") + "," +
                              field("Cache-Control", "max-age=600") + "," +
                              field("ETag", "\\\"s3cretid-77\\\"");
    return har({entry("2024-03-01T12:00:00Z", "https://a.example/x.js?uid=s3cretquery", fields),
                entry("2024-03-01T12:05:00Z", "https://a.example/x.js?uid=s3cretquery", fields)});
}

QJsonObject modelOf(const QJsonObject &root, int index) {
    const QJsonObject exchange = root[s("exchanges")].toArray()[index].toObject();
    return exchange[s("models")].toObject()[s("rfc9111")].toObject();
}

/// Whether the process of that /proc status file handles the signal.
bool catches(const QString &statusFile, int signal) {
    QFile file(statusFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray status = file.readAll();
    constexpr const char *label = "SigCgt:";
    const qsizetype at = status.indexOf(label) + static_cast<qsizetype>(qstrlen(label));
    const qulonglong mask =
        status.mid(at, status.indexOf('\n', at) - at).trimmed().toULongLong(nullptr, 16);
    return (mask >> (signal - 1) & 1U) != 0;
}

} // namespace

class TestExplain : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("twice.har"), twice());
        m_program->write(s("broken.har"), "this is no HAR");
        m_program->write(s("empty.har"), har({}));
    }

    void theSampleIsExplained() {
        const Outcome outcome = m_program->run({s("explain"), sample});
        QCOMPARE(outcome.status, 0);
        QVERIFY2(
            outcome.out.startsWith("21 exchanges of 2 visitors, replayed by the model rfc9111"),
            outcome.out);
        QVERIFY(outcome.out.contains("Visit 2 of first profile"));
        QVERIFY(outcome.out.contains("Validated (304)  stale for 1 d 1 h"));
        QVERIFY(outcome.out.contains("Fresh hit        1 d 2 h old, fresh for 365 d"));
        QVERIFY(!outcome.out.contains('\x1b'));
        QVERIFY2(outcome.err.isEmpty(), outcome.err);
    }

    void verboseNamesEveryRule() {
        const Outcome outcome = m_program->run(
            {s("explain"), s("--verbose"), s("--filter"), s("url:logo visit:2"), sample});
        QCOMPARE(outcome.status, 0);
        const QByteArray flowed = outcome.out.simplified();
        QVERIFY2(flowed.contains("A tenth of that, 1 d 4 min 27 s, is taken. [lifetime-heuristic, "
                                 "RFC 9111 \u00a74.2.2]"),
                 flowed);
        QVERIFY(flowed.contains("1 of them matches url:logo visit:2."));
    }

    void jsonStandsAloneOnStandardOutput() {
        const Outcome outcome =
            m_program->run({s("explain"), s("--format"), s("json"), s("twice.har")});
        QCOMPARE(outcome.status, 0);
        const QJsonObject root = outcome.json();
        QCOMPARE(root[s("schema")].toString(), s("etagere.explain/1"));
        QCOMPARE(root[s("inputs")].toArray()[0].toObject()[s("imported")].toInt(), 2);
        QCOMPARE(modelOf(root, 0)[s("outcome")].toString(), s("stored"));
        const QJsonObject hit = modelOf(root, 1);
        QCOMPARE(hit[s("outcome")].toString(), s("fresh-hit"));
        QCOMPARE(hit[s("age_s")].toDouble(), 300.0);
        QCOMPARE(hit[s("lifetime_s")].toDouble(), 600.0);
    }

    void exitStatuses_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("said");
        const auto row = [](const char *name, const QStringList &arguments, int status,
                            const char *said) {
            QTest::newRow(name) << arguments << status << QByteArray(said);
        };
        const QString file = s("twice.har");
        row("fine", {file}, 0, "");
        row("a capture without exchanges", {s("empty.har")}, 0, "");
        row("no input", {}, 2, "no input");
        row("an unknown model", {s("--model"), s("netscape"), file}, 2,
            "known are rfc9111, chromium, firefox, safari, all");
        row("the differences of an unknown model", {s("--differences"), s("netscape")}, 2,
            "known are rfc9111");
        row("the differences and the rules", {s("--differences"), s("--rules")}, 2, "one of them");
        row("a filter with an unknown key", {s("--filter"), s("hots:x"), file}, 2, "hots");
        row("an unknown format", {s("--format"), s("xml"), file}, 2, "text|json|csv");
        row("HTML, which only audits have", {s("-o"), s("x.html"), file}, 2, "text|json|csv");
        row("a bad visitor", {s("--visitor"), s("nobody"), file}, 2, "NAME=FILE");
        row("an output that cannot be made", {s("-o"), s("no/such/x.txt"), file}, 2, "no/such");
        row("a missing input", {s("missing.har"), file}, 3, "missing.har: It cannot be opened");
        row("an input that is no HAR", {s("broken.har")}, 3, "broken.har");
        row("an unknown rule", {s("--rule"), s("lifetime-max-aeg")}, 2, "lifetime-max-age");
        row("a part of several ids", {s("--rule"), s("cluster")}, 2,
            "cluster-open, cluster-rejected, cluster-not-shown, cluster-recognised (");
        row("nothing like a rule", {s("--rule"), s("xyzzy42")}, 2, "--rules lists all");
        row("a very long id", {s("--rule"), QString(100000, QLatin1Char('a'))}, 2, "lists all");
        row("the rules of a file", {s("--rules"), file}, 2, "take no file");
        row("all rules and one", {s("--rules"), s("--rule"), s("fresh")}, 2, "one of them");
        row("every model", {s("--model"), s("all"), file}, 0, "");
        row("a model, twice", {s("--model"), s("safari"), s("--model"), s("safari"), file}, 0, "");
    }
    void exitStatuses() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, said);
        const Outcome outcome = m_program->run(QStringList{s("explain")} + arguments);
        QTEST(outcome.status, "status");
        QVERIFY2(said.isEmpty() ? outcome.err.isEmpty() : outcome.err.contains(said), outcome.err);
        if (outcome.status == 2)
            QVERIFY(outcome.out.isEmpty());
    }

    void anUnreadableInputLosesNoOther() {
        const Outcome outcome = m_program->run(
            {s("explain"), s("--format"), s("json"), s("missing.har"), s("twice.har")});
        QCOMPARE(outcome.status, 3);
        QCOMPARE(outcome.json()[s("inputs")].toArray().size(), 2);
        QCOMPARE(outcome.json()[s("exchanges")].toArray().size(), 2);
    }

    void eachVisitorHasACacheOfTheirOwn() {
        m_program->write(s("again.har"), twice());
        const Outcome outcome =
            m_program->run({s("explain"), s("--format"), s("json"), s("--visitor"),
                            s("Ann=twice.har"), s("--visitor"), s("Bob=again.har")});
        QCOMPARE(modelOf(outcome.json(), 2)[s("outcome")].toString(), s("stored"));
        QCOMPARE(modelOf(outcome.json(), 3)[s("outcome")].toString(), s("fresh-hit"));
    }

    void standardInputIsAFile() {
        const Outcome outcome = m_program->run({s("explain"), s("-f"), s("json"), s("-")}, twice());
        QCOMPARE(outcome.json()[s("exchanges")].toArray().size(), 2);
    }

    void filtersChooseExchanges() {
        const Outcome outcome = m_program->run(
            {s("explain"), s("--format"), s("csv"), s("--filter"), s("outcome:validated"), sample});
        QCOMPARE(outcome.status, 0);
        const QByteArrayList lines = outcome.out.trimmed().split('\n');
        QVERIFY(lines.size() > 3);
        for (const QByteArray &line : lines.mid(1))
            QVERIFY2(!line.contains(",rfc9111,") || line.contains(",validated,"), line);
    }

    void modelsAreChosenByName() {
        const auto namesFor = [this](const QStringList &models) {
            QStringList arguments{s("explain"), s("-f"), s("json")};
            for (const QString &model : models)
                arguments << s("--model") << model;
            const QJsonObject root = m_program->run(arguments << s("twice.har")).json();
            QStringList names;
            for (const QJsonValue &model : root[s("models")].toArray())
                names << model.toObject()[s("name")].toString();
            const QJsonObject first = root[s("exchanges")].toArray()[0].toObject();
            return names.size() == first[s("models")].toObject().size() ? names : QStringList();
        };
        const QStringList all{s("rfc9111"), s("chromium"), s("firefox"), s("safari")};
        QCOMPARE(namesFor({}), all);
        QCOMPARE(namesFor({s("all")}), all);
        QCOMPARE(namesFor({s("firefox")}), QStringList{s("firefox")});
        QCOMPARE(namesFor({s("safari"), s("chromium"), s("safari")}),
                 (QStringList{s("safari"), s("chromium")}));
        QCOMPARE(namesFor({s("firefox"), s("all")}).front(), s("firefox"));
        const QByteArray text =
            m_program->run({s("explain"), s("--model"), s("safari"), s("twice.har")}).out;
        QVERIFY2(text.contains("replayed by the model safari (version "), text);
    }

    void differencesAreListed() {
        const Outcome all = m_program->run({s("explain"), s("--differences"), s("-f"), s("json")});
        QCOMPARE(all.status, 0);
        QCOMPARE(all.json()[s("schema")].toString(), s("etagere.differences/1"));
        const QJsonArray models = all.json()[s("models")].toArray();
        QCOMPARE(models.size(), 4);
        QVERIFY(models[0].toObject()[s("differences")].toArray().isEmpty());
        qsizetype listed = 0;
        for (int i = 1; i < 4; ++i) {
            const QJsonArray differences = models[i].toObject()[s("differences")].toArray();
            QVERIFY(!differences.isEmpty());
            listed += differences.size();
            for (const QJsonValue &difference : differences) {
                for (const char *key : {"id", "section", "link", "text", "source"})
                    QVERIFY2(!difference.toObject()[s(key)].toString().isEmpty(), key);
            }
        }
        const Outcome csv = m_program->run({s("explain"), s("-f"), s("csv"), s("--differences")});
        QCOMPARE(csv.out.count("\r\n"), listed + 1);
        const Outcome one = m_program->run({s("explain"), s("--differences"), s("firefox")});
        QCOMPARE(one.status, 0);
        QVERIFY2(one.out.startsWith("firefox, version ") && !one.out.contains("chromium,"),
                 one.out);
        QVERIFY(one.out.contains("heuristic-week, RFC 9111 \u00a74.2.2\n"));
    }

    void redactionHidesIdentifiersInEveryFormat() {
        for (const char *format : {"text", "json", "csv"}) {
            const Outcome outcome =
                m_program->run({s("explain"), s("--redact"), s("--verbose"), s("--format"),
                                s(format), m_program->path(s("twice.har"))});
            QCOMPARE(outcome.status, 0);
            QVERIFY2(outcome.out.contains("id-"), format);
            QVERIFY2(!outcome.out.contains("s3cret"), format);
            QVERIFY2(!outcome.out.contains(m_program->path({}).toUtf8()), format);
        }
    }

    void aKeyMakesReportsComparable() {
        const QStringList arguments{s("explain"),      s("--format"), s("csv"),
                                    s("--redact-key"), s("k"),        s("twice.har")};
        QCOMPARE(m_program->run(arguments).out, m_program->run(arguments).out);
        QVERIFY(!m_program->run(arguments).out.contains("s3cret"));
    }

    void hostileRecordingsCannotActOnTheTerminal() {
        const QByteArray evil = "\\u001b]0;owned\\u0007\\u202e";
        m_program->write(
            s("evil.har"),
            har({entry("2024-03-01T12:00:00Z", "https://a.example/" + evil,
                       field("ETag", "\\\"" + evil + "\\\"") + "," + field("Vary", evil) + "," +
                           field("Expires", evil)),
                 entry("2024-03-01T12:05:00Z", "https://a.example/" + evil, field("ETag", evil))}));
        for (const char *format : {"text", "json", "csv"}) {
            const Outcome outcome = m_program->run(
                {s("explain"), s("--verbose"), s("--format"), s(format), s("evil.har")});
            QCOMPARE(outcome.status, 0);
            QVERIFY2(!outcome.out.contains('\x1b') && !outcome.out.contains('\x07'), format);
            QVERIFY2(!outcome.out.contains("\u202e"), format);
            QVERIFY2(!outcome.err.contains('\x1b'), format);
        }
    }

    void theOutputFileNamesItsFormat() {
        QCOMPARE(m_program->run({s("explain"), s("-o"), s("out.json"), s("twice.har")}).status, 0);
        QVERIFY(m_program->read(s("out.json")).contains("etagere.explain/1"));
        QCOMPARE(m_program->run({s("explain"), s("-o"), s("out.csv"), s("twice.har")}).status, 0);
        QVERIFY(m_program->read(s("out.csv")).startsWith("index,"));
    }

    void rulesAreListed() {
        const Outcome text = m_program->run({s("explain"), s("--rules")});
        QCOMPARE(text.status, 0);
        QVERIFY(text.out.startsWith("What the simulated cache does\n\n"));
        QVERIFY(text.out.contains("\nIs it fresh?\n  lifetime-max-age "));
        QVERIFY(text.out.contains("\n\n\nWhat the grade of a tag rests on\n\nEvidence\n  "));
        QVERIFY(text.out.contains("\nWhat is seen of versions and changes\n  lost-up"));
        const Outcome json = m_program->run({s("explain"), s("--rules"), s("-f"), s("json")});
        QCOMPARE(json.json()[s("schema")].toString(), s("etagere.rules/1"));
        const QJsonArray rules = json.json()[s("rules")].toArray();
        QVERIFY(rules.size() > 50);
        for (const QJsonValue &rule : rules) {
            for (const char *key : {"id", "step", "section", "title", "family"})
                QVERIFY(!rule.toObject()[s(key)].toString().isEmpty());
            QVERIFY(rule[s("family")].toString() != s("cache") ||
                    !rule[s("link")].toString().isEmpty());
        }
        const Outcome csv = m_program->run({s("explain"), s("--rules"), s("-f"), s("csv")});
        QCOMPARE(csv.out.count("\r\n"), rules.size() + 1);
    }

    void aRuleHasItsPage() {
        const Outcome text = m_program->run({s("explain"), s("--rule"), s("lifetime-heuristic")});
        QCOMPARE(text.status, 0);
        QVERIFY(text.out.startsWith("# Lifetime guessed from Last-Modified\n"));
        QVERIFY(text.out.contains("https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2"));
        const Outcome json =
            m_program->run({s("explain"), s("--rule"), s("fresh"), s("-f"), s("json")});
        const QJsonObject rule = json.json()[s("rules")].toArray()[0].toObject();
        QVERIFY(rule[s("page")].toString().startsWith(s("# Fresh\n")));
    }

    void everyFamilyHasItsPages_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QString>("family");
        const auto row = [](const char *why, const char *id, const char *begin,
                            const char *family) {
            QTest::newRow(why) << QString(s(id)) << QByteArray(begin) << QString(s(family));
        };
        row("evidence", "tag-unexplained", "# ", "analysis");
        row("a disguise", "encoded-elsewhere", "# ", "analysis");
        row("another explanation", "cluster-open", "# A cluster would look the same\n", "analysis");
        row("a next step", "need-replay", "# ", "analysis");
        row("what would lower it", "lowered-by-shared", "# What would lower it", "analysis");
        row("a lost update", "lost-update", "# Lost update\n", "concurrency");
        row("the audit of tags", "tag-stale", "# The content changed, the tag did not\n", "cache");
    }
    void everyFamilyHasItsPages() {
        QFETCH(QString, id);
        QFETCH(QByteArray, begin);
        QFETCH(QString, family);
        const Outcome page = m_program->run({s("explain"), s("--rule"), id});
        QCOMPARE(page.status, 0);
        QVERIFY2(page.out.startsWith(begin), page.out);
        const Outcome json = m_program->run({s("explain"), s("--rule"), id, s("-f"), s("json")});
        const QJsonObject rule = json.json()[s("rules")].toArray()[0].toObject();
        QCOMPARE(rule[s("family")].toString(), family);
        QVERIFY(!rule[s("page")].toString().isEmpty());
    }

    void aReaderThatHadEnoughIsNoError() {
        QProcess shell;
        shell.start(s("sh"), {s("-c"),
                              s("\"$0\" explain --format json \"$1\" | head -c 10; "
                                "exit 0"),
                              s(ETAGERE_PROGRAM), sample});
        if (!shell.waitForStarted())
            QSKIP("no shell here");
        QVERIFY(shell.waitForFinished(60000));
        QVERIFY2(shell.readAllStandardError().isEmpty(), "nothing to complain about");
    }

    void aStopIsClean() {
        // The stop may come too late for a capture as small as this: then the report is whole and
        // says so. Some try comes in time.
        constexpr int tries = 50;
        bool stopped = false;
        for (int i = 0; i < tries && !stopped; ++i) {
            QProcess process;
            process.start(s(ETAGERE_PROGRAM), {s("explain"), s("--format"), s("json"), s("-")});
            QVERIFY(process.waitForStarted());
            const QString about = s("/proc/%1/status").arg(process.processId());
            if (!QFile::exists(about))
                QSKIP("no /proc here");
            QTRY_VERIFY_WITH_TIMEOUT(catches(about, SIGINT), 60000);
            QVERIFY(::kill(static_cast<pid_t>(process.processId()), SIGINT) == 0);
            process.write(twice());
            process.closeWriteChannel();
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            stopped = process.exitCode() == 130;
            const QJsonObject root =
                QJsonDocument::fromJson(process.readAllStandardOutput()).object();
            QCOMPARE(root[s("complete")].toBool(stopped), !stopped);
            QCOMPARE(process.readAllStandardError().contains("stopped"), stopped);
        }
        QVERIFY(stopped);
    }

private:
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestExplain)
#include "test_explain.moc"
