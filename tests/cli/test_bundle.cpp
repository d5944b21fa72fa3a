// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QTest>

#include "tests/cli/program.h"

using namespace etagere::test;

namespace {

QString s(const char *text) { return QString::fromUtf8(text); }

constexpr const char *identifierA = "k3b9x7q2m5w8z1";
constexpr const char *identifierB = "p6d4h0t8v2c9r7";

} // namespace

/// Evidence bundles as they are made and checked on the command line.
class TestBundle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_program = std::make_unique<Program>();
        m_program->write(s("a.har"), tracker(identifierA));
        m_program->write(s("b.har"), tracker(identifierB));
    }

    void aBundleIsMadeAndVerifies_data() {
        QTest::addColumn<QString>("target");
        QTest::newRow("a folder") << s("ev");
        QTest::newRow("an archive") << s("ev.zip");
    }
    void aBundleIsMadeAndVerifies() {
        QFETCH(QString, target);
        const Outcome made =
            audit({s("--bundle"), target, s("--operator"), s("A. Smith"), s("--bundle-inputs")});
        QCOMPARE(made.status, 1); // the finding, not the bundle
        QVERIFY2(made.err.contains("Manifest SHA-256: "), made.err);
        const Outcome verified = m_program->run({s("audit"), s("--verify"), target});
        QCOMPARE(verified.status, 0);
        const QByteArray hash = made.err.mid(made.err.indexOf("SHA-256: ") + 9, 64);
        QVERIFY2(verified.out.contains(hash), verified.out);
    }

    void theFolderHoldsTheEvidence() {
        audit({s("--bundle"), s("ev"), s("--operator"), s("A. Smith"), s("--bundle-inputs")});
        for (const char *name :
             {"report.html", "report.json", "report.csv", "report.sarif", "exchanges.har",
              "digests.json", "provenance.json", "measures.json", "inputs.json", "environment.json",
              "limits.txt", "law.txt", "log.jsonl", "README.txt", "COVER.html"})
            QVERIFY2(m_program->exists(s("ev/") + s(name)), name);
        const QJsonObject environment = json("environment.json");
        QCOMPARE(environment[s("operator")].toString(), s("A. Smith"));
        QVERIFY(environment[s("replay")].toString().contains(s("audit")));
        QVERIFY(environment[s("clock")].toObject().contains(s("offset_s")));
        const QJsonObject input = json("inputs.json")[s("inputs")].toArray()[0].toObject();
        QCOMPARE(m_program->read(s("ev/") + input[s("copy")].toString()),
                 m_program->read(s("a.har")));
        const QJsonArray entries =
            json("exchanges.har")[s("log")].toObject()[s("entries")].toArray();
        const QJsonArray bodies = json("digests.json")[s("bodies")].toArray();
        QCOMPARE(entries.size(), 4);
        QCOMPARE(bodies.size(), entries.size());
        // SHA-256 of "same bytes".
        QCOMPARE(bodies[0].toObject()[s("decoded_sha256")].toString(),
                 s("58100dc8fc06562ce3e578231dc948e083520ee49c4b4ee5a5a28bb4b4003feb"));
        QVERIFY(
            entries[1].toObject()[s("cache")].toObject()[s("beforeRequest")].toObject().contains(
                s("eTag")));
        QVERIFY(!json("provenance.json")[s("tags")].toArray().isEmpty());
    }

    void coreutilsReadTheManifest() {
        audit({s("--bundle"), s("ev")});
        QProcess sums;
        sums.setWorkingDirectory(m_program->path(s("ev")));
        sums.start(s("sha256sum"), {s("--strict"), s("--quiet"), s("-c"), s("MANIFEST.sha256")});
        if (!sums.waitForStarted())
            QSKIP("no sha256sum here");
        QVERIFY(sums.waitForFinished(60000));
        QCOMPARE(sums.exitCode(), 0);
    }

    void whatWasChangedIsNamed() {
        audit({s("--bundle"), s("ev")});
        QByteArray law = m_program->read(s("ev/law.txt"));
        law[3] = static_cast<char>(law[3] ^ 1);
        m_program->write(s("ev/law.txt"), law);
        const Outcome text = m_program->run({s("audit"), s("--verify"), s("ev")});
        QCOMPARE(text.status, 1);
        QVERIFY2(text.out.contains("law.txt was changed"), text.out);
        const Outcome told =
            m_program->run({s("audit"), s("--verify"), s("ev"), s("--format"), s("json")});
        QCOMPARE(told.status, 1);
        QCOMPARE(told.json()[s("verifies")].toBool(), false);
        QCOMPARE(told.json()[s("problems")].toArray()[0].toObject()[s("file")].toString(),
                 s("law.txt"));
    }

    void redactedBundlesHoldNoIdentifier() {
        audit({s("--bundle"), s("ev"), s("--redact"), s("strict"), s("--redact-key"),
               s("pass w0rd")});
        QCOMPARE(m_program->run({s("audit"), s("--verify"), s("ev")}).status, 0);
        QDir folder(m_program->path(s("ev")));
        QVERIFY(folder.count() > 10);
        for (const QString &name : folder.entryList(QDir::Files)) {
            const QByteArray content = m_program->read(s("ev/") + name).toLower();
            QVERIFY2(!content.contains(identifierA), qPrintable(name));
            QVERIFY2(!content.contains("pass w0rd"), qPrintable(name));
        }
        // The report and the exchanges tell of the same identifier by the same digits.
        const QByteArray report = m_program->read(s("ev/report.json"));
        const QByteArray digits = report.mid(report.indexOf("id-") + 3, 10);
        QVERIFY2(m_program->read(s("ev/exchanges.har")).contains(digits), digits);
    }

    void sanitisedBundlesHoldNoCookie() {
        audit({s("--bundle"), s("ev"), s("--redact"), s("sanitised")});
        const QByteArray har = m_program->read(s("ev/exchanges.har"));
        QVERIFY(!har.contains("uid="));
        QVERIFY(har.contains(identifierA)); // the tag
        QCOMPARE(json("report.json")[s("redaction")].toString(), s("sanitised"));
    }

    void exitStatuses_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *arguments, int status) {
            QTest::newRow(name) << s(arguments).split(QLatin1Char(' ')) << status;
        };
        row("a bundle that is there already", "--bundle a.har a.har", 2);
        row("a place that is not there", "--bundle no/such/ev a.har", 2);
        row("no fail-at, a bundle", "--fail-at never --bundle ev a.har", 0);
        row("an operator without a bundle", "--operator X a.har", 2);
        row("inputs that were to be redacted", "--bundle ev --bundle-inputs --redact a.har", 2);
        row("an unknown level", "--redact=most a.har", 2);
        row("the old spelling", "--redact --fail-at never a.har", 0);
        row("a level of its own", "--redact none --fail-at never a.har", 0);
        row("nothing there to verify", "--verify nowhere", 3);
        row("no bundle to verify", "--verify a.har", 3);
        row("a folder that is no bundle", "--verify .", 1);
        row("verifying takes no input", "--verify ev a.har", 2);
        row("an input that cannot be read makes no bundle", "--bundle ev missing.har", 3);
        row("SARIF", "--format sarif --fail-at never a.har", 0);
    }
    void exitStatuses() {
        QFETCH(QStringList, arguments);
        QTEST(m_program->run(QStringList{s("audit"), s("--no-ledger")} + arguments).status,
              "status");
    }

    void aFailedBundleLeavesNothing() {
        m_program->run({s("audit"), s("--bundle"), s("ev"), s("missing.har")});
        QVERIFY(QDir(m_program->path({})).entryList({s("ev*")}).isEmpty());
    }

    void theEndingChoosesSarif() {
        audit({s("-o"), s("x.sarif")});
        QVERIFY(m_program->read(s("x.sarif")).contains("\"version\": \"2.1.0\""));
        QVERIFY(m_program->read(s("x.sarif")).contains("log.entries[0]"));
    }

private:
    Outcome audit(const QStringList &options) {
        return m_program->run(QStringList{s("audit"), s("--no-ledger"), s("--visitor"),
                                          s("A=a.har"), s("--visitor"), s("B=b.har")} +
                              options);
    }
    QJsonObject json(const char *name) const {
        return QJsonDocument::fromJson(m_program->read(s("ev/") + s(name))).object();
    }
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestBundle)
#include "test_bundle.moc"
