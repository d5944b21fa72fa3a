// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/json_report.h"
#include "tests/report/sample_report.h"

using namespace etagere;
using report::Identifiers;

namespace {

QByteArray written(const audit::Report &report) {
    return QByteArray::fromStdString(report::writeJson(report, Identifiers::Shown));
}

QJsonObject parsed(const audit::Report &report) {
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(written(report), &error).object();
    return error.error == QJsonParseError::NoError ? object : QJsonObject();
}

QString s(const char *text) { return QString::fromUtf8(text); }

} // namespace

class TestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasTheKeysOfTheContract() {
        const QJsonObject root = parsed(test::sampleReport());
        QCOMPARE(root[s("schema")].toString(), s("etagere.audit/1"));
        for (const char *key :
             {"inputs", "exchanges", "observations", "tags", "explained", "visitors", "findings"})
            QVERIFY2(root.contains(s(key)), key);
        QCOMPARE(root[s("observations")].toObject()[s("etag")].toInt(), 20);
        QCOMPARE(root[s("observations")].toObject()[s("last_modified")].toInt(), 18);
        QCOMPARE(root[s("explained")].toObject()[s("verified")].toInt(), 7);
        QCOMPARE(root[s("explained")].toObject()[s("partial")].toInt(), 2);
        QCOMPARE(root[s("explained")].toObject()[s("unexplained")].toInt(), 3);
        QCOMPARE(root[s("visitors")].toArray()[0].toObject()[s("visits")].toInt(), 3);
        QCOMPARE(root[s("first_exchange")].toString(), s("2024-03-01T12:34:56Z"));
    }

    void findingsHaveTheKeysOfTheContract() {
        const QJsonArray findings = parsed(test::sampleReport())[s("findings")].toArray();
        QCOMPARE(findings.size(), 3);
        const QJsonObject linked = findings[0].toObject();
        for (const char *key :
             {"grade", "kind", "validator", "values", "origin", "site", "urls", "visitors", "bits",
              "confidence", "provenance", "evidence", "against", "next"})
            QVERIFY2(linked.contains(s(key)), key);
        QCOMPARE(linked[s("grade")].toInt(), 4);
        QCOMPARE(linked[s("kind")].toString(), s("linked-tag"));
        QCOMPARE(linked[s("validator")].toString(), s("etag"));
        QCOMPARE(linked[s("bits")].toDouble(), 83.2);
        QVERIFY(linked[s("provenance")].isNull());
        const QJsonObject evidence = linked[s("evidence")].toArray()[0].toObject();
        QCOMPARE(evidence[s("rule")].toString(), s("equals-cookie"));
        QVERIFY(evidence[s("text")].toString().contains(s(test::token)));
        QVERIFY(linked[s("next")].isString() && !linked[s("next")].toString().isEmpty());
        const QJsonObject partly = findings[1].toObject()[s("provenance")].toObject();
        QVERIFY(partly.contains(s("recipe")) && partly.contains(s("derivation")));
        QCOMPARE(findings[2].toObject()[s("validator")].toString(), s("last-modified"));
        QCOMPARE(findings[2].toObject()[s("value_count")].toInt(), 70);
    }

    void inputsTellWhatWasMendedAndSkipped() {
        const QJsonArray inputs = parsed(test::sampleReport())[s("inputs")].toArray();
        const QJsonObject read = inputs[0].toObject();
        QCOMPARE(read[s("entries")].toInt(), 30);
        QCOMPARE(read[s("imported")].toInt(), 28);
        const QJsonArray repaired = read[s("repaired")].toArray();
        QCOMPARE(repaired.size(), 2);
        QCOMPARE(repaired[0].toObject()[s("repair")].toString(), s("truncated"));
        QCOMPARE(repaired[0].toObject()[s("whole_file")].toBool(), true);
        QCOMPARE(repaired[1].toObject()[s("count")].toInt(), 25);
        QCOMPARE(repaired[1].toObject()[s("entries")].toArray().size(), 20);
        const QJsonObject skipped = read[s("skipped")].toArray()[0].toObject();
        QCOMPARE(skipped[s("entry")].toInt(), 3);
        QCOMPARE(skipped[s("reason")].toString(), s("no-url"));
        QVERIFY(read[s("error")].isNull());
        QVERIFY(!read[s("assumptions")].toArray().isEmpty());
        QCOMPARE(inputs[1].toObject()[s("error")].toObject()[s("id")].toString(), s("cannot-open"));
    }

    void whateverWasRecordedGivesAsciiJson() {
        const QByteArray json = written(test::sampleReport());
        for (const char byte : json)
            QVERIFY(byte == '\n' || (byte >= 0x20 && byte < 0x7f));
        const QString value = parsed(test::sampleReport())[s("findings")]
                                  .toArray()[2]
                                  .toObject()[s("values")]
                                  .toArray()[0]
                                  .toString();
        QVERIFY(value.contains(QChar(0x202e)));
        QVERIFY(value.endsWith(QChar(0xfffd)));
    }

    void numbersThatAreNoneStayJson() {
        audit::Report report = test::sampleReport();
        report.findings[0].bits = std::numeric_limits<double>::infinity();
        report.findings[0].confidence = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(parsed(report)[s("findings")].toArray()[0].toObject()[s("bits")].toDouble(), 0.0);
    }

    void anEmptyReportHasAllKeys() {
        const QJsonObject root = parsed(audit::Report{});
        QVERIFY(root[s("findings")].isArray());
        QVERIFY(root[s("first_exchange")].isNull());
    }
};

QTEST_APPLESS_MAIN(TestJson)
#include "test_json.moc"
