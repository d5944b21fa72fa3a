// SPDX-License-Identifier: Apache-2.0
// How flushes that were tried out, and visitors that probes made up, are told.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/html_report.h"
#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "core/report/text_report.h"
#include "tests/report/sample_report.h"
#include "tests/report/schema_checker.h"

using namespace etagere;
using audit::FlushTarget;
using audit::FlushTrial;
using live::FlushFault;
using report::Identifiers;
using test::s;
using Source = audit::SurvivingIdentity::Source;

namespace {

FlushTrial held() {
    FlushTrial trial;
    trial.order = {FlushTarget::Site, {}, false};
    trial.scope = {flush::By::Site, {"shop.test"}, {}};
    trial.result = live::FlushResult{live::FlushResult::Way::Deleted, 12, false};
    trial.check.flushed = 7;
    trial.check.untouched = 2;
    trial.check.notVisited = {"https://shop.test/late.js?uid=secretva1ue99"};
    trial.cookiesBefore = trial.cookiesAfter = 3;
    trial.identities = 4;
    trial.survived = {
        {Source::Cookie, "uid of shop.test", "uid of shop.test", "c00kieva1ue"},
        {Source::Storage, "uid of https://shop.test", "uid of https://shop.test", "st0redva1ue"},
        {Source::Cache, "https://t.test/p.gif", "https://t.test/p.gif", "taggedva1ue7"},
        {Source::AddressAndBrowser, {}, "https://t.test/q.gif", "addressva1ue7"},
        {Source::Unknown, {}, "sid of t.test", "unkn0wnva1ue7"}};
    return trial;
}

FlushTrial broken() {
    FlushTrial trial;
    trial.order = {FlushTarget::Everything, {}, true};
    trial.result = live::FlushResult{live::FlushResult::Way::Overwritten, {}, true};
    trial.identities = 1;
    for (int kind = 0; kind < static_cast<int>(FlushFault::Kind::Count); ++kind)
        trial.check.faults.push_back({static_cast<FlushFault::Kind>(kind),
                                      "https://t.test/" + std::to_string(kind), "\"faultva1ue7\""});
    return trial;
}

FlushTrial missing(FlushTrial::Gap gap) {
    FlushTrial trial;
    trial.order = {FlushTarget::Findings, {}, true};
    trial.gap = gap;
    if (gap == FlushTrial::Gap::Failed)
        trial.failure = live::BrowserError{live::BrowserError::Kind::Unsupported, "entry"};
    return trial;
}

audit::Report reportOf(std::vector<FlushTrial> trials) {
    audit::Report report = test::sampleReport();
    audit::LiveRun run;
    run.url = "https://shop.test/";
    run.trials = std::move(trials);
    report.live = {run};
    return report;
}

audit::Report everything() {
    return reportOf({held(), broken(), missing(FlushTrial::Gap::NoFindings),
                     missing(FlushTrial::Gap::Failed), missing(FlushTrial::Gap::Stopped)});
}

QJsonObject written(const audit::Report &report, Identifiers identifiers = Identifiers::Shown) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(writeJson(report, identifiers)))
        .object();
}

QString textOf(const audit::Report &report) {
    return QString::fromStdString(report::writeText(report, {.width = 4000})).simplified();
}

} // namespace

class TestFlushReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everySentenceIsThere_data();
    void everySentenceIsThere();
    void jsonKeepsToItsSchema();
    void redactedValuesAreNotThere();
    void longListsAreCut();
    void visitorsOfProbesAreCounted();
};

void TestFlushReport::everySentenceIsThere_data() {
    QTest::addColumn<QString>("sentence");
    for (const char *sentence :
         {"Flush and verify: https://shop.test/",
          "Flushed: the site shop.test. Cookies and storage were to stay.",
          "It holds. On the visit after it, 7 URLs of it were asked for as if for the first time. "
          "Outside of it, 2 URLs were kept and asked about as before.",
          "1 URL of it was not asked for again, so nothing is known of it.",
          "Cookies: 3 before the flush, 3 after.",
          "The visitor can still be told from others: 5 values came back.",
          "by the cookie uid of shop.test, which was kept.",
          "by the page's storage, uid of https://shop.test, which was kept.",
          "by what the cache still holds of https://t.test/p.gif.",
          "it follows from the address and the browser's name (IP and User-Agent).",
          "by nothing that was seen",
          "Flushed: the whole cache, and cookies and storage as well.",
          "It does not hold: 5 things are not as asked.",
          "This browser cannot delete single entries",
          "The 1 value that told this visitor from others did not come back.",
          "https://t.test/0 was to be flushed and was asked about with \"faultva1ue7\".",
          "https://t.test/1 was to be flushed and came out of the cache, without a request.",
          "https://t.test/2 was to be kept and is gone",
          "The cookie https://t.test/3 was to go and is there.",
          "The cookie https://t.test/4 was to stay and is gone.",
          "so there was nothing to flush.",
          "The browser did not flush. This browser cannot do that. entry",
          "It was stopped before it could be verified."})
        QTest::newRow(sentence) << QString::fromUtf8(sentence);
}

void TestFlushReport::everySentenceIsThere() {
    QFETCH(const QString, sentence);
    const QString text = textOf(everything());
    QVERIFY2(text.contains(sentence), qPrintable(text));
    const QString html =
        QString::fromStdString(report::writeHtml(everything(), Identifiers::Shown));
    QString escaped = sentence.toHtmlEscaped();
    QString other = escaped;
    other.replace(s("&quot;"), s("\""));
    const bool isThere = html.contains(escaped) || html.contains(other) ||
                         html.contains(other.replace(s("'"), s("&#39;")));
    QVERIFY2(isThere, qPrintable(html));
}

void TestFlushReport::jsonKeepsToItsSchema() {
    const QJsonObject document = written(everything());
    const QStringList errors = test::Checker(test::schemaOf("audit")).errorsOf(document);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
    const QJsonArray trials = document[s("live")][0][s("flush_trials")].toArray();
    QCOMPARE(trials.size(), 5);
    QCOMPARE(trials[0][s("holds")].toBool(), true);
    QCOMPARE(trials[0][s("flush")].toString(), s("site"));
    QCOMPARE(trials[0][s("names")][0].toString(), s("shop.test"));
    QCOMPARE(trials[0][s("way")].toString(), s("deleted"));
    QCOMPARE(trials[0][s("survived")][3][s("source")].toString(), s("address-and-browser"));
    QCOMPARE(trials[1][s("holds")].toBool(), false);
    QCOMPARE(trials[1][s("faults")].toArray().size(), 5);
    QCOMPARE(trials[2][s("gap")].toString(), s("no-findings"));
    QVERIFY(trials[3][s("failure")].toString().contains(s("entry")));
    QVERIFY(trials[4][s("way")].isNull());
}

void TestFlushReport::redactedValuesAreNotThere() {
    const audit::Report redacted = report::redacted(everything(), report::RedactionKey::random());
    const QByteArray json = QByteArray::fromStdString(writeJson(redacted, Identifiers::Redacted));
    for (const char *secret : {"secretva1ue99", "c00kieva1ue", "st0redva1ue", "taggedva1ue7",
                               "addressva1ue7", "unkn0wnva1ue7", "faultva1ue7"})
        QVERIFY2(!json.contains(secret), secret);
}

void TestFlushReport::longListsAreCut() {
    FlushTrial trial = held();
    trial.survived.resize(40, trial.survived.front());
    QVERIFY(textOf(reportOf({trial})).contains(s("28 more: the JSON report lists them.")));
}

void TestFlushReport::visitorsOfProbesAreCounted() {
    audit::Report report = test::sampleReport();
    for (int i = 0; i < 30; ++i)
        report.visitors.push_back({"probe visitor " + std::to_string(i), 1, true});
    const QString text = textOf(report);
    QVERIFY2(text.contains(s("2 visitors (A: 3 visits; B: 1 visit; 30 made up by probes)")),
             qPrintable(text));
    QVERIFY(!text.contains(s("probe visitor")));
    const QJsonArray visitors = written(report)[s("visitors")].toArray();
    QCOMPARE(visitors.size(), 32);
    QVERIFY(!visitors[0][s("probe")].toBool() && visitors[2][s("probe")].toBool());
}

QTEST_GUILESS_MAIN(TestFlushReport)
#include "test_flush_report.moc"
