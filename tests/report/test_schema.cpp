// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "tests/report/sample_report.h"
#include "tests/report/schema_checker.h"

using namespace etagere;
using report::Identifiers;
using test::s;

namespace {

QJsonObject written(const audit::Report &report, Identifiers identifiers = Identifiers::Shown) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(writeJson(report, identifiers)))
        .object();
}

audit::Report fullReport() {
    audit::Report report = test::sampleReport();
    report.places.resize(report.findings.size());
    audit::Place place;
    place.url = report.findings[0].urls[0];
    place.file = report.inputs[0].file;
    report.places[0] = {place};
    return report;
}

} // namespace

/// The JSON report keeps to the schema that documents it.
class TestSchema : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void reportsKeepToTheSchema_data() {
        QTest::addColumn<QJsonObject>("document");
        QTest::newRow("an empty report") << written({});
        QTest::newRow("a full report") << written(fullReport());
        QTest::newRow("a sanitised report")
            << written(report::sanitised(fullReport()), Identifiers::Sanitised);
        QTest::newRow("a redacted report") << written(
            report::redacted(fullReport(), report::RedactionKey::random()), Identifiers::Redacted);
        audit::Report stopped = fullReport();
        stopped.stopped = true;
        stopped.firstExchange.reset();
        QTest::newRow("a stopped report") << written(stopped);
    }
    void reportsKeepToTheSchema() {
        QVERIFY(!test::schemaOf("audit").isEmpty());
        QFETCH(QJsonObject, document);
        const QStringList errors = test::Checker(test::schemaOf("audit")).errorsOf(document);
        QVERIFY2(errors.isEmpty(), qPrintable(errors.join(QLatin1Char('\n'))));
    }

    void whatDoesNotKeepToItIsFound_data() {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *why, const char *member, const QJsonValue &value,
                            const char *error) {
            QTest::newRow(why) << QString(s(member)) << value << QString(s(error));
        };
        row("another schema", "schema", s("etagere.audit/2"), "$.schema: is not the constant");
        row("an unknown level", "redaction", s("some"), "$.redaction: is none of the values: some");
        row("a fraction of a tag", "tags", 1.5, "$.tags: is of the type number");
        row("fewer than none", "tags", -1, "$.tags: is too small");
        row("a list of numbers", "visitors", QJsonArray{1}, "$.visitors[0]: is of the type number");
        row("something new", "surprise", 1, "$: has the undocumented surprise");
        row("nothing", "tags", QJsonValue(QJsonValue::Undefined), "$: lacks tags");
    }
    void whatDoesNotKeepToItIsFound() {
        QFETCH(QString, member);
        QFETCH(QJsonValue, value);
        QJsonObject document = written({});
        document.insert(member, value);
        QTEST(test::Checker(test::schemaOf("audit")).errorsOf(document).join(QLatin1Char('\n')),
              "error");
    }
};

QTEST_APPLESS_MAIN(TestSchema)
#include "test_schema.moc"
