// SPDX-License-Identifier: Apache-2.0
#include <QRegularExpression>
#include <QTest>

#include "core/explain/concurrency_text.h"
#include "core/explain/utf8.h"
#include "core/report/csv.h"
#include "core/report/csv_report.h"
#include "core/report/html_report.h"
#include "core/report/text_report.h"
#include "tests/report/sample_report.h"

#include <algorithm>

using namespace etagere;
using report::Identifiers;

namespace {

QByteArray bytes(const std::string &text) { return QByteArray::fromStdString(text); }

bool has(const std::string &text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Nothing in it but printable characters and line ends.
bool isHarmless(std::string_view text, bool allowReturn) {
    while (!text.empty()) {
        const explain::CodePoint point = explain::firstCodePoint(text);
        const bool lineEnd = point.value == '\n' || (allowReturn && point.value == '\r');
        if (!point.valid || (explain::isDeceptive(point.value) && !lineEnd))
            return false;
        text.remove_prefix(point.length);
    }
    return true;
}

} // namespace

class TestWriters : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textBeginsWithTheVerdict() {
        const std::string text = report::writeText(test::sampleReport(), {});
        QVERIFY2(text.starts_with("Visitors are recognised: 1 origin"), bytes(text).left(200));
        QVERIFY(has(text, "30 entries, 28 imported, 2 skipped, 26 repairs"));
        QVERIFY(has(text, "missing.har: not read"));
        QVERIFY(has(text, "Nobody said whose visits these are"));
        QVERIFY(text.find("https://tracker.example") < text.find("https://cdn.example"));
        QVERIFY(has(text, "12 distinct tags"));
    }

    void textIsHarmlessAndUncolouredUnlessAsked() {
        QVERIFY(isHarmless(report::writeText(test::sampleReport(), {}), false));
        QVERIFY(isHarmless(report::writeText(test::sampleReport(), {.verbose = true}), false));
        QVERIFY(has(report::writeText(test::sampleReport(), {.colour = true}), "\x1b["));
    }

    void textWrapsAtTheWidth() {
        audit::Report report = test::sampleReport();
        report.findings.pop_back();
        report.concurrency.clear();
        for (auto &finding : report.findings) {
            finding.urls.clear();
            if (finding.linkability)
                finding.linkability->sites = {"https://a.example", "https://b.example"};
        }
        report.findings[0].evidence.erase(report.findings[0].evidence.begin() + 1);
        for (const std::size_t width : {40U, 60U, 100U}) {
            const QByteArrayList lines =
                bytes(report::writeText(report, {.width = width})).split('\n');
            for (const QByteArray &line : lines)
                QVERIFY2(QString::fromUtf8(line).size() <= static_cast<qsizetype>(width), line);
        }
    }

    void textTellsTheOtherExplanations() {
        audit::Report report = test::sampleReport();
        using analysis::Explanation;
        using analysis::Rule;
        using analysis::Standing;
        report.findings[0].alternatives = {
            {Explanation::Cluster, Standing::Open, {Rule::ClusterOpen, {2, 2, 2}}},
            {Explanation::Deploy, Standing::RuledOut, {Rule::Interleaved, {}}},
            {Explanation::Rewriting, Standing::RuledOut, {Rule::NotRewritten, {}}},
            {Explanation::ServingTime, Standing::Holds, {Rule::ClockOpen, {}}}};
        const std::string brief = report::writeText(report, {.width = 120});
        QVERIFY2(has(brief, "Other explanations that were considered\n"
                            "     ? Another server of a cluster (open): 2 values among 2 visitors"),
                 bytes(brief));
        QVERIFY(has(brief, "     = The time of the response (explains it): "));
        QVERIFY(has(brief, "     x ruled out: A new version between the visits; A server on the "
                           "way that rewrites tags.\n"));
        const std::string whole = report::writeText(report, {.verbose = true, .width = 120});
        QVERIFY(has(whole, "     x A new version between the visits (ruled out): An older value "
                           "was handed out"));
        QVERIFY(has(whole, "What would raise the grade"));
    }

    void textShowsWhichSitesItCouldLink() {
        audit::Report report = test::sampleReport();
        analysis::Linkability &shared = *report.findings[0].linkability;
        analysis::fillMatrix(shared, false, false);
        const std::string text = report::writeText(report, {.width = 80});
        QVERIFY2(has(text, "     Defence                              One cache  Chromium  Firefox"
                           "  Safari\n"
                           "     Nothing                              3 sites    again     again  "
                           "  again\n"),
                 bytes(text));
        QVERIFY(has(text, "     Tags removed from all traffic        \u2013          \u2013    "
                          "     \u2013        \u2013\n"));
        QVERIFY(has(text, "* All sites share one cache, so the same tag goes out"));
        QVERIFY(!has(text, "* No tag is sent back."));
        QVERIFY(has(report::writeText(report, {.verbose = true}), "* No tag is sent back."));
        const std::string narrow = report::writeText(report, {.width = 60});
        QVERIFY2(bytes(narrow).simplified().contains(
                     "Nothing: One cache 3 sites, Chromium again, Firefox again, Safari again"),
                 bytes(narrow));
    }

    void textSaysNothingOfLinksWithoutSeveralSites() {
        audit::Report report = test::sampleReport();
        report.findings[0].linkability->sites.resize(1);
        report.findings[0].linkability->siteCount = 1;
        QVERIFY(!has(report::writeText(report, {}), "Which sites it could link"));
        report.findings[0].linkability.reset();
        QVERIFY(!has(report::writeText(report, {.verbose = true}), "Which sites it could link"));
    }

    void manyConstantsAreBriefUnlessVerbose() {
        audit::Report report;
        report.inputs.resize(1);
        report.findings.assign(40, test::hostileConstant());
        const std::string brief = report::writeText(report, {});
        QVERIFY(has(brief, "25 more (--verbose shows all)"));
        QVERIFY(bytes(report::writeText(report, {.verbose = true})).count("evil.example") >= 40);
    }

    void manyWholeFilesAreOneLineUnlessVerbose() {
        audit::Report report;
        audit::Input whole;
        whole.file = "whole.har";
        whole.log.entries = whole.log.imported = 10;
        whole.log.repaired = {{traffic::Repair::OddTime, 1}};
        report.inputs.assign(40, whole);
        report.inputs[7] = test::sampleReport().inputs[0];
        const std::string brief = report::writeText(report, {});
        QVERIFY(has(brief, "39 files read whole: 390 entries"));
        QVERIFY(has(brief, "39 places: each writes a time in another form"));
        QVERIFY(has(brief, "one.har: 30 entries"));
        QVERIFY(!has(brief, "whole.har"));
        QVERIFY(has(report::writeText(report, {.verbose = true}), "whole.har"));
    }

    void verdicts_data() {
        QTest::addColumn<int>("grade");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("nothing found") << 0 << QByteArray("No tracking found: none of the 5 tags");
        QTest::newRow("constants only") << 1 << QByteArray("No tracking found: at 1 origin");
        QTest::newRow("varying") << 2 << QByteArray("Undecided");
        QTest::newRow("capable") << 3 << QByteArray("Visitors can be identified");
        QTest::newRow("recognised") << 4 << QByteArray("Visitors are recognised");
        QTest::newRow("respawned") << 5 << QByteArray("Deleted identifiers come back");
        QTest::newRow("linked") << 6 << QByteArray("Visitors are followed from site to site");
    }
    void verdicts() {
        QFETCH(int, grade);
        audit::Report report;
        report.inputs.resize(1);
        report.tags = report.etagResponses = 5;
        if (grade > 0) {
            report.findings = {test::hostileConstant()};
            report.findings[0].grade = static_cast<analysis::Grade>(std::min(grade, 5));
            if (grade == 5)
                report.findings[0].kind = analysis::Kind::RespawnedId;
        }
        QFETCH(QByteArray, begin);
        QCOMPARE(bytes(report::writeText(report, {})).left(begin.size()), begin);
    }

    void aStoppedAuditSaysSo() {
        audit::Report report = test::sampleReport();
        report.stopped = true;
        QVERIFY(has(report::writeText(report, {}), "Stopped before the end"));
        QVERIFY(has(report::writeHtml(report, Identifiers::Shown), "Stopped before the end"));
    }

    void csvCellsAreQuotedAndNoFormulas_data() {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b\r\n");
        QTest::newRow("a comma") << QByteArray("a,b") << QByteArray("\"a,b\"\r\n");
        QTest::newRow("a quote is doubled")
            << QByteArray("\"x\"") << QByteArray("\"\"\"x\"\"\"\r\n");
        for (const char *start : {"=1+1", "+1", "-1", "@x"})
            QTest::newRow(start) << QByteArray(start) << "'" + QByteArray(start) + "\r\n";
        QTest::newRow("a tab begins a formula too")
            << QByteArray("\t=1") << QByteArray("'\\t=1\r\n");
        QTest::newRow("line ends cannot end the record")
            << QByteArray("a\r\nb") << QByteArray("a\\x0d\\nb\r\n");
    }
    void csvCellsAreQuotedAndNoFormulas() {
        QFETCH(QByteArray, cell);
        QTEST(bytes(report::csvRecord({cell.toStdString()})), "expected");
    }

    void csvHasARowForEachUrl() {
        const std::string csv = report::writeCsv(test::sampleReport());
        QCOMPARE(bytes(csv).count("\r\n"), qsizetype{1 + 2 + 1 + 1 + 3});
        QVERIFY(csv.starts_with("grade,grade_name,kind,validator,origin,site,url,values,"));
        QVERIFY(isHarmless(csv, true));
        QVERIFY(!has(csv, ",=cmd") && !has(csv, "\"=cmd"));
    }

    void csvHasChangesAtTheSameTimeUnderTheSameColumns() {
        const QByteArrayList rows = bytes(report::writeCsv(test::sampleReport())).split('\n');
        const QByteArray lost = rows[rows.size() - 4];
        QVERIFY2(lost.startsWith(",Lost update,lost-update,,https://api.example,api.example,"),
                 lost);
        QVERIFY(lost.contains(",<b>A</b> | =B,,,,,"));
        QVERIFY(lost.contains("overwrote what =B had just changed"));
        // No value of theirs holds a comma, but a sentence does, in quotes.
        static const QRegularExpression quoted(QStringLiteral("\"([^\"]|\"\")*\""));
        for (qsizetype i = rows.size() - 4; i < rows.size() - 1; ++i) {
            const QString bare =
                QString::fromUtf8(rows[i]).replace(quoted, QStringLiteral("quoted"));
            QCOMPARE(bare.count(QLatin1Char(',')), rows[0].count(','));
        }
    }

    void htmlHasChangesAtTheSameTime() {
        const std::string html = report::writeHtml(test::sampleReport(), Identifiers::Shown);
        QVERIFY(has(html, "<h2>" + explain::text(explain::concurrency_text::heading) + "</h2>"));
        QVERIFY(has(html, "<span class=\"mark alarm\">Lost update</span>"));
        QVERIFY(has(html, "<span class=\"mark calm\">Lost update prevented</span>"));
        QVERIFY(has(html, "<span class=\"mark warning\">Weak tag in If-Match</span>"));
        QVERIFY(has(html, "&lt;b&gt;A&lt;/b&gt; overwrote what =B had just changed"));
        QVERIFY(has(html, "PUT\\x00&lt;img src=x&gt;\\x1b[2J"));
        QVERIFY(has(html, "<td class=\"number\">3</td>"));
        audit::Report none = test::sampleReport();
        none.concurrency.clear();
        QVERIFY(!has(report::writeHtml(none, Identifiers::Shown), "class=\"mark"));
        none.concurrency.assign(250, test::concurrentChanges()[0]);
        const std::string many = report::writeHtml(none, Identifiers::Shown);
        QCOMPARE(bytes(many).count("class=\"mark"), qsizetype{200});
        QVERIFY(has(many, "50 more are in the JSON report"));
    }

    void htmlEscapesWhatWasRecorded() {
        const std::string html = report::writeHtml(test::sampleReport(), Identifiers::Shown);
        QVERIFY(!has(html, "<script"));
        QVERIFY(!has(html, "<img"));
        QVERIFY(!has(html, "<b>A"));
        QVERIFY(
            has(html, "&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;\\u{202e}\\x00\\x1b[31m"));
        QVERIFY(isHarmless(html, false));
    }

    void htmlLoadsNothing() {
        const std::string html = report::writeHtml(test::sampleReport(), Identifiers::Shown);
        QVERIFY(has(html, "default-src 'none'"));
        for (const char *loader : {"url(", "@import", "<link", "<form"})
            QVERIFY2(!has(html, loader), loader);
        // Within a tag; what was recorded may say so in escaped text.
        static const QRegularExpression reference(QStringLiteral("<[^>]*\\s(src|href)="));
        QVERIFY(!QString::fromStdString(html).contains(reference));
    }

    void htmlIsAccessible() {
        const std::string html = report::writeHtml(test::sampleReport(), Identifiers::Shown);
        QVERIFY(has(html, "<html lang=\"en\">"));
        QCOMPARE(bytes(html).count("<h1>"), qsizetype{1});
        QVERIFY(bytes(html).count("<th>") == 0);
        for (const char *element : {"ul", "dl", "table", "article", "details", "div", "span",
                                    "code", "main", "header", "li", "td", "th", "tr"}) {
            const QByteArray page = bytes(html);
            const QByteArray open = QByteArray("<") + element;
            QCOMPARE(page.count(open + ">") + page.count(open + " "),
                     page.count(QByteArray("</") + element + ">"));
        }
    }

    void redactedReportsSayTheyAre() {
        QVERIFY(has(report::writeHtml(test::sampleReport(), Identifiers::Redacted), "Redacted:"));
        QVERIFY(has(report::writeText(test::sampleReport(), {.identifiers = Identifiers::Redacted}),
                    "Redacted:"));
    }
};

QTEST_APPLESS_MAIN(TestWriters)
#include "test_writers.moc"
