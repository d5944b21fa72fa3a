// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/report/json_report.h"
#include "core/report/redact.h"
#include "core/report/text_report.h"

#include <string>

using namespace etagere;
using analysis::Concurrency;

namespace {

audit::Report withNotes() {
    audit::Report report;
    analysis::ConcurrencyNote lost;
    lost.what = Concurrency::LostUpdate;
    lost.url = "https://api.test/doc?user=4711aa55";
    lost.method = "PUT";
    lost.status = 204;
    lost.value = "v1-9f8e7d6c";
    lost.writer = "Bob";
    lost.loser = "Ann";
    report.concurrency.push_back(lost);
    analysis::ConcurrencyNote refused;
    refused.what = Concurrency::UpdatePrevented;
    refused.url = "https://api.test/doc";
    refused.method = "PUT\x1b[2J";
    refused.status = 412;
    refused.value = "\"v1-9f8e7d6c\"";
    refused.times = 3;
    report.concurrency.push_back(refused);
    analysis::ConcurrencyNote coded;
    coded.what = Concurrency::TagOnTwoCodings;
    coded.url = "https://api.test/app.js";
    coded.method = "GET";
    coded.status = 200;
    coded.value = "\"v1-9f8e7d6c\"";
    coded.times = 3;
    coded.codings = {{"gzip", 1}, {"", 2}};
    report.concurrency.push_back(coded);
    return report;
}

} // namespace

class TestConcurrencyReport : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asJson() {
        const std::string json = report::writeJson(withNotes(), report::Identifiers::Shown);
        const QJsonArray notes = QJsonDocument::fromJson(QByteArray::fromStdString(json))
                                     .object()
                                     .value(QLatin1String("concurrency"))
                                     .toArray();
        QCOMPARE(notes.size(), 3);
        const QJsonObject lost = notes.at(0).toObject();
        QCOMPARE(lost.value(QLatin1String("kind")).toString(), QLatin1String("lost-update"));
        QCOMPARE(lost.value(QLatin1String("writer")).toString(), QLatin1String("Bob"));
        QCOMPARE(lost.value(QLatin1String("loser")).toString(), QLatin1String("Ann"));
        QVERIFY(lost.value(QLatin1String("text"))
                    .toString()
                    .startsWith(QLatin1String("Bob overwrote what Ann had just changed, by PUT of "
                                              "https://api.test/doc")));
        const QJsonObject refused = notes.at(1).toObject();
        QCOMPARE(refused.value(QLatin1String("times")).toInt(), 3);
        QVERIFY(refused.value(QLatin1String("loser")).isNull());
        QVERIFY(refused.value(QLatin1String("first")).isNull());
        QVERIFY(refused.value(QLatin1String("codings")).toArray().isEmpty());
        const QJsonArray codings = notes.at(2).toObject().value(QLatin1String("codings")).toArray();
        QCOMPARE(codings.size(), 2);
        const QJsonObject plain = codings.at(1).toObject();
        QCOMPARE(plain.value(QLatin1String("coding")).toString(), QLatin1String("identity"));
        QCOMPARE(plain.value(QLatin1String("times")).toInt(), 2);
    }

    void asText() {
        report::TextOptions options;
        options.width = 100;
        const QString text =
            QString::fromStdString(report::writeText(withNotes(), options)).simplified();
        QVERIFY(text.contains(QLatin1String("Versions and changes")));
        QVERIFY(text.contains(QLatin1String("Lost update: Bob overwrote")));
        QVERIFY(text.contains(QLatin1String("was refused 3 times (412)")));
        QVERIFY(text.contains(QLatin1String(
            "One tag on two content codings: https://api.test/app.js came in forms whose bytes "
            "differ (gzip: once; not compressed: 2 times)")));
        QVERIFY(!text.contains(QLatin1Char('\x1b')));
        const std::string none = report::writeText(audit::Report{}, options);
        QVERIFY(none.find("Versions and changes") == std::string::npos);
    }

    void withoutIdentifiers() {
        const auto key = report::RedactionKey::fromPassphrase("test");
        const audit::Report redacted = report::redacted(withNotes(), key);
        const std::string json = report::writeJson(redacted, report::Identifiers::Redacted);
        QVERIFY(json.find("9f8e7d6c") == std::string::npos);
        QVERIFY(json.find("4711aa55") == std::string::npos);
        QVERIFY(json.find("lost-update") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestConcurrencyReport)
#include "test_concurrency_report.moc"
