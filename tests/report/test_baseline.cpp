// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/report/baseline.h"
#include "core/report/json_report.h"
#include "tests/report/sample_report.h"

using namespace etagere;
using namespace etagere::report;
using Kind = BaselineError::Kind;

class TestBaseline : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ourOwnReportAcceptsItself() {
        audit::Report report = test::sampleReport();
        const auto baseline = readBaseline(writeJson(report, Identifiers::Shown));
        QVERIFY(baseline.has_value());
        QCOMPARE(baseline->findings.size(), std::size_t{3});
        applyBaseline(report, *baseline);
        QVERIFY(report.findings.empty());
        QCOMPARE(report.acceptedByBaseline, std::uint64_t{3});
    }

    void aHigherGradeIsNew() {
        audit::Report report = test::sampleReport();
        const auto baseline = readBaseline(writeJson(report, Identifiers::Shown));
        report.findings[1].grade = analysis::Grade::IdentifierCapable;
        applyBaseline(report, *baseline);
        QCOMPARE(report.findings.size(), std::size_t{1});
        QVERIFY(report.findings[0].origin == "https://cdn.example");
    }

    void anotherValidatorKindOrOriginIsNew() {
        const std::string known =
            R"({"schema":"etagere.baseline/1","findings":[{"origin":"https://cdn.example",)"
            R"("kind":"varying-tag","validator":"etag","grade":2}]})";
        const auto baseline = readBaseline(known);
        QVERIFY(baseline.has_value());
        const auto leftOver = [&](auto change) {
            audit::Report report;
            report.findings = {test::partlyExplained()};
            change(report.findings[0]);
            applyBaseline(report, *baseline);
            return report.findings.size();
        };
        using analysis::Finding;
        QCOMPARE(leftOver([](Finding &) {}), std::size_t{0});
        QCOMPARE(leftOver([](Finding &f) { f.validator = tags::Validator::LastModified; }),
                 std::size_t{1});
        QCOMPARE(leftOver([](Finding &f) { f.kind = analysis::Kind::LinkedTag; }), std::size_t{1});
        QCOMPARE(leftOver([](Finding &f) { f.origin = "http://cdn.example"; }), std::size_t{1});
    }

    void errors_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *json, Kind kind) {
            QTest::newRow(name) << QByteArray(json) << static_cast<int>(kind);
        };
        row("nothing", "", Kind::NotJson);
        row("half of it", R"({"schema":"etagere.audit/1")", Kind::NotJson);
        row("a list", "[]", Kind::WrongSchema);
        row("another schema", R"({"schema":"x/1","findings":[]})", Kind::WrongSchema);
        row("a schema that is no text", R"({"schema":1})", Kind::WrongSchema);
        row("no findings", R"({"schema":"etagere.audit/1"})", Kind::NoFindings);
        row("a finding that is none", R"({"schema":"etagere.audit/1","findings":[1]})",
            Kind::BadFinding);
        row("a grade below zero",
            R"({"schema":"etagere.audit/1","findings":[{"origin":"a","kind":"b","grade":-1}]})",
            Kind::BadFinding);
    }
    void errors() {
        QFETCH(QByteArray, json);
        const auto baseline = readBaseline(json.toStdString());
        QVERIFY(!baseline.has_value());
        QTEST(static_cast<int>(baseline.error().kind), "kind");
    }
};

QTEST_APPLESS_MAIN(TestBaseline)
#include "test_baseline.moc"
