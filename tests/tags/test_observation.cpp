// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "sample.h"

using namespace etagere::tags;
using namespace etagere::tags::test;
namespace http = etagere::http;
namespace traffic = etagere::traffic;

class TestObservation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLineIsOne() {
        Recorder recorder;
        recorder.exchange("https://a.example/", {Recorder::field("etag", "\"1\""),
                                                 Recorder::field("Last-Modified", "yesterday"),
                                                 Recorder::field("ETAG", "W/\"2\"")});
        recorder.exchange("https://a.example/", {Recorder::field("Content-Type", "x")});
        recorder.visitor("bob");
        recorder.exchange("https://b.example/", {Recorder::field("ETag", "")});
        const auto seen = observe(recorder.traffic);
        QCOMPARE(seen.size(), std::size_t{4});
        QVERIFY(seen[0].validator == Validator::ETag && seen[0].value == "\"1\"");
        QVERIFY(seen[1].validator == Validator::LastModified && seen[1].value == "yesterday");
        QVERIFY(seen[2].value == "W/\"2\"" && seen[2].exchange == traffic::ExchangeId(0));
        QVERIFY(seen[3].value.empty() && seen[3].exchange == traffic::ExchangeId(2));
        QVERIFY(seen[3].visit == traffic::VisitId(1) && seen[3].visitor == traffic::VisitorId(1));
        QVERIFY(recorder.traffic.originText(seen[3].origin) == "https://b.example");
        QVERIFY(seen[3].when == day(2) && seen[3].status == 200);
        QVERIFY((countFields(recorder.traffic) == FieldCounts{2, 1}));
    }

    void sentBack_data() {
        QTest::addColumn<QByteArray>("requestName");
        QTest::addColumn<QByteArray>("requestValue");
        QTest::addColumn<QByteArray>("responseName");
        QTest::addColumn<QByteArray>("responseValue");
        QTest::addColumn<bool>("sentBack");
        const auto row = [](const char *title, const char *request, const char *sent,
                            const char *response, const char *got, bool back) {
            QTest::newRow(title) << QByteArray(request) << QByteArray(sent) << QByteArray(response)
                                 << QByteArray(got) << back;
        };
        row("the same tag", "If-None-Match", "\"x\"", "ETag", "\"x\"", true);
        row("another tag", "If-None-Match", "\"x\"", "ETag", "\"y\"", false);
        row("a weak one for a strong one", "If-None-Match", "W/\"x\"", "ETag", "\"x\"", true);
        row("one of a list", "If-None-Match", "\"a\", \"x\", \"b\"", "ETag", "\"x\"", true);
        row("a part of a tag is another", "If-None-Match", "\"xx\"", "ETag", "\"x\"", false);
        row("any is none", "If-None-Match", "*", "ETag", "\"x\"", false);
        row("without quotes on both sides", "If-None-Match", "x", "ETag", "x", true);
        row("nothing was asked", "Accept", "\"x\"", "ETag", "\"x\"", false);
        row("If-Match is not it", "If-Match", "\"x\"", "ETag", "\"x\"", false);
        row("the same time", "If-Modified-Since", " Mon, 01 ", "Last-Modified", "Mon, 01", true);
        row("another time", "If-Modified-Since", "Mon, 01", "Last-Modified", "Mon, 02", false);
        row("an empty time is none", "If-Modified-Since", "", "Last-Modified", "", false);
        row("a tag is no time", "If-None-Match", "Mon, 01", "Last-Modified", "Mon, 01", false);
    }
    void sentBack() {
        QFETCH(QByteArray, requestName);
        QFETCH(QByteArray, requestValue);
        QFETCH(QByteArray, responseName);
        QFETCH(QByteArray, responseValue);
        QFETCH(bool, sentBack);
        const auto view = [](const QByteArray &text) {
            return std::string_view(text.constData(), static_cast<std::size_t>(text.size()));
        };
        Recorder recorder;
        recorder.exchange("https://a.example/",
                          {Recorder::field(view(responseName), view(responseValue))},
                          {Recorder::field(view(requestName), view(requestValue))});
        const auto seen = observe(recorder.traffic);
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].sentBack, sentBack);
    }

    void nothingIsSeenInNothing() {
        QVERIFY(observe(traffic::Traffic{}).empty());
        QVERIFY(countFields(traffic::Traffic{}) == FieldCounts{});
    }
};

QTEST_APPLESS_MAIN(TestObservation)
#include "test_observation.moc"
