// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>
#include <QUrl>

#include "core/report/redact.h"
#include "core/report/sarif_parts.h"
#include "core/report/sarif_report.h"
#include "tests/report/sample_report.h"

using namespace etagere;
using namespace etagere::report;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }
QLatin1String s(const char *text) { return QLatin1String(text); }

audit::Report placedReport() {
    audit::Report report = test::sampleReport();
    report.places.resize(report.findings.size());
    audit::Place place;
    place.url = report.findings[0].urls[0];
    place.file = report.inputs[0].file;
    place.entry = 17;
    place.value = report.findings[0].values[0];
    report.places[0] = {place};
    return report;
}

QJsonObject runOf(const audit::Report &report, Identifiers identifiers = Identifiers::Shown) {
    const QJsonObject root =
        QJsonDocument::fromJson(bytes(writeSarif(report, identifiers))).object();
    return root[s("runs")].toArray()[0].toObject();
}

} // namespace

/// The members that the schema of SARIF 2.1.0 requires, and what it says of their values.
class TestSarif : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLogHasWhatTheStandardRequires() {
        const std::string text = writeSarif(placedReport(), Identifiers::Shown);
        const QJsonObject root = QJsonDocument::fromJson(bytes(text)).object();
        QCOMPARE(root[s("version")].toString(), QStringLiteral("2.1.0"));
        QVERIFY(root[s("$schema")].toString().endsWith(s("sarif-2.1.0.json")));
        QCOMPARE(root[s("runs")].toArray().size(), 1);
        const QJsonObject run = runOf(placedReport());
        const QJsonObject driver = run[s("tool")].toObject()[s("driver")].toObject();
        QCOMPARE(driver[s("name")].toString(), QStringLiteral("Etagere"));
        QVERIFY(driver[s("semanticVersion")].toString().contains(QLatin1Char('.')));
        QVERIFY(run[s("invocations")].toArray()[0].toObject()[s("executionSuccessful")].isBool());
        for (const char character : text)
            QVERIFY(character == '\n' || (character >= ' ' && character <= '~'));
    }

    void everyRuleIsExplained() {
        const QJsonArray rules = runOf(placedReport())[s("tool")]
                                     .toObject()[s("driver")]
                                     .toObject()[s("rules")]
                                     .toArray();
        QSet<QString> ids;
        for (const QJsonValue &value : rules) {
            const QJsonObject rule = value.toObject();
            QVERIFY(!rule[s("id")].toString().isEmpty());
            ids.insert(rule[s("id")].toString());
            for (const char *part : {"shortDescription", "help"})
                QVERIFY(!rule[s(part)].toObject()[s("text")].toString().isEmpty());
        }
        QCOMPARE(ids.size(), rules.size());
    }

    void resultsPointToTheirRules() {
        const QJsonObject run = runOf(placedReport());
        const QJsonArray rules =
            run[s("tool")].toObject()[s("driver")].toObject()[s("rules")].toArray();
        const QJsonArray results = run[s("results")].toArray();
        QCOMPARE(results.size(), 6);
        const QStringList levels{QStringLiteral("error"), QStringLiteral("note"),
                                 QStringLiteral("note"),  QStringLiteral("warning"),
                                 QStringLiteral("note"),  QStringLiteral("warning")};
        for (qsizetype i = 0; i < results.size(); ++i) {
            const QJsonObject result = results[i].toObject();
            QCOMPARE(rules[result[s("ruleIndex")].toInt()].toObject()[s("id")],
                     result[s("ruleId")]);
            QCOMPARE(result[s("level")].toString(), levels[i]);
            QVERIFY(!result[s("message")].toObject()[s("text")].toString().isEmpty());
            QVERIFY(result[s("rank")].toDouble() >= 0 && result[s("rank")].toDouble() <= 100);
            QVERIFY(result[s("occurrenceCount")].toInt(1) >= 1);
        }
        const QJsonObject properties = results[0].toObject()[s("properties")].toObject();
        QCOMPARE(properties[s("grade")].toInt(), 4);
        QCOMPARE(properties[s("confidence")].toDouble(), 0.95);
    }

    void changesAtTheSameTimeAreResults() {
        const QJsonArray results = runOf(placedReport())[s("results")].toArray();
        const QJsonObject lost = results[3].toObject();
        QCOMPARE(lost[s("ruleId")].toString(), QStringLiteral("lost-update"));
        QVERIFY(lost[s("message")].toObject()[s("text")].toString().startsWith(
            s("Lost update: <b>A</b> overwrote what =B had just changed")));
        QCOMPARE(lost[s("properties")].toObject()[s("loser")].toString(), QStringLiteral("=B"));
        QCOMPARE(results[4].toObject()[s("ruleId")].toString(), QStringLiteral("update-prevented"));
        QCOMPARE(results[5].toObject()[s("ruleId")].toString(), QStringLiteral("weak-if-match"));
        QCOMPARE(results[5].toObject()[s("occurrenceCount")].toInt(), 3);
        audit::Report later = placedReport();
        later.concurrency[1].times = 7;
        const auto printsOf = [](const audit::Report &report) {
            QSet<QString> prints;
            for (const QJsonValue &value : runOf(report)[s("results")].toArray())
                prints.insert(value[s("partialFingerprints")]
                                  .toObject()[s("etagereConcurrency/v1")]
                                  .toString());
            return prints;
        };
        QCOMPARE(printsOf(later), printsOf(placedReport()));
        QCOMPARE(printsOf(later).size(), 4); // of three changes, and none of the findings
    }

    void locationsAreUris() {
        for (const QJsonValue &value : runOf(placedReport())[s("results")].toArray()) {
            const QJsonArray locations = value.toObject()[s("locations")].toArray();
            QVERIFY(!locations.isEmpty());
            for (const QJsonValue &location : locations) {
                const QString uri = location.toObject()[s("physicalLocation")]
                                        .toObject()[s("artifactLocation")]
                                        .toObject()[s("uri")]
                                        .toString();
                QVERIFY2(QUrl(uri, QUrl::StrictMode).isValid(), qPrintable(uri));
            }
        }
    }

    void theEntryOfTheRecordingIsNamed() {
        const QJsonObject result = runOf(placedReport())[s("results")].toArray()[0].toObject();
        const QJsonObject place = result[s("relatedLocations")].toArray()[0].toObject();
        QCOMPARE(place[s("logicalLocations")]
                     .toArray()[0]
                     .toObject()[s("fullyQualifiedName")]
                     .toString(),
                 QStringLiteral("log.entries[17]"));
        QVERIFY(bytes(writeSarif(placedReport(), Identifiers::Shown))
                    .contains("/home/al1cename/one.har"));
    }

    void fingerprintsStayWhenTheValuesChange() {
        const auto printOf = [](const audit::Report &report, qsizetype index) -> QJsonValue {
            return runOf(report)[s("results")]
                .toArray()[index]
                .toObject()[s("partialFingerprints")];
        };
        audit::Report later = placedReport();
        later.findings[0].values = {"\"another\""};
        later.findings[0].grade = analysis::Grade::IdentifierCapable;
        QVERIFY(printOf(later, 0) == printOf(placedReport(), 0));
        QVERIFY(printOf(later, 1) != printOf(placedReport(), 0));
        later.findings[0].origin = "https://other.example";
        QVERIFY(printOf(later, 0) != printOf(placedReport(), 0));
    }

    void redactedItHoldsNoIdentifier() {
        const audit::Report report = redacted(placedReport(), RedactionKey::fromPassphrase("a"));
        const QByteArray low = bytes(writeSarif(report, Identifiers::Redacted)).toLower();
        for (const char *secret : {"u5er1dent1f1er", "al1cename", "passw0rd", "s3ss10n1d"})
            QVERIFY2(!low.contains(secret), secret);
        QVERIFY(low.contains("\"redaction\": \"strict\""));
        QVERIFY(low.contains("log.entries[17]"));
    }

    void uris_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("uri");
        const auto row = [](const char *why, const QByteArray &text, const QByteArray &uri) {
            QTest::newRow(why) << text << uri;
        };
        row("plain", "https://a.example/b?c=d#e", "https://a.example/b?c=d#e");
        row("an escape stays", "https://a.example/%20", "https://a.example/%20");
        row("a lone percent sign", "https://a.example/%zz%", "https://a.example/%25zz%25");
        row("a second number sign", "a#b#c", "a#b%23c");
        row("brackets around an address", "http://[::1]/a[0]", "http://[::1]/a%5B0%5D");
        row("a space, quotes and angles", "a \"<>\\^`{|}", "a%20%22%3C%3E%5C%5E%60%7B%7C%7D");
        row("control characters and no UTF-8", QByteArray("\0\n\xff", 3), "%00%0A%FF");
    }
    void uris() {
        QFETCH(QByteArray, text);
        QTEST(bytes(uriReference(text.toStdString())), "uri");
    }
};

QTEST_APPLESS_MAIN(TestSarif)
#include "test_sarif.moc"
