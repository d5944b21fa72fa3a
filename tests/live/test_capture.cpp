// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/live/capture.h"
#include "core/readers/har_reader.h"
#include "core/readers/har_writer.h"
#include "core/traffic/document.h"

using namespace etagere;
using live::BodyState;
using live::LiveExchange;
using traffic::ServedFrom;

namespace {

const live::EngineInfo engine{live::Engine::Chromium, "Chrome/156.0.0.0", "Mozilla/5.0", true};
constexpr Instant noon{std::chrono::hours(12)};

LiveExchange answered(std::string url, std::string body) {
    LiveExchange exchange;
    exchange.url = std::move(url);
    exchange.type = "Document";
    exchange.started = noon;
    exchange.duration = std::chrono::milliseconds(12);
    exchange.protocol = "http/1.1";
    exchange.serverAddress = "127.0.0.1";
    exchange.requestFields = {{"Host", "a.test"}, {"Cookie", "sid=s1"}};
    exchange.isRequestAsSent = true;
    exchange.status = 200;
    exchange.responseFields = {{"Content-Type", "text/html"},
                               {"Set-Cookie", "a=1"},
                               {"Set-Cookie", "b=2"},
                               {"ETag", "\"x\""}};
    exchange.servedFrom = ServedFrom::Network;
    exchange.transferredBytes = 300;
    exchange.bodyState = BodyState::Whole;
    exchange.body = std::move(body);
    return exchange;
}

LiveExchange notModified(std::string url) {
    LiveExchange exchange = answered(std::move(url), {});
    exchange.requestFields.push_back({"If-None-Match", "\"x\""});
    exchange.status = 304;
    exchange.servedFrom = ServedFrom::Validated;
    exchange.transferredBytes = 120;
    exchange.bodyState = BodyState::Absent;
    return exchange;
}

/// Two visitors, three visits at once, every way of being answered.
traffic::Traffic captured() {
    live::Capture capture(engine, "http://a.test/");
    const auto a = capture.beginVisit("A", "http://a.test/", noon);
    const auto b = capture.beginVisit("B", "http://a.test/", noon + std::chrono::seconds(1));
    capture.record(a, answered("http://a.test/", "<p>first</p>"));
    capture.record(b, answered("http://a.test/", std::string("\xff\0binary", 8)));
    const auto again = capture.beginVisit("A", "http://a.test/", noon + std::chrono::seconds(2));
    capture.record(again, notModified("http://a.test/"));
    for (const ServedFrom from : {ServedFrom::ValidatedAs200, ServedFrom::DiskCache,
                                  ServedFrom::MemoryCache, ServedFrom::ServiceWorker}) {
        LiveExchange exchange = answered("http://a.test/x", "kept");
        exchange.servedFrom = from;
        exchange.transferredBytes = from == ServedFrom::ValidatedAs200 ? 120 : 0;
        capture.record(again, exchange);
    }
    LiveExchange failed = answered("http://b.test/", {});
    failed.status = 0;
    failed.responseFields.clear();
    failed.bodyState = BodyState::Absent;
    failed.failure = "net::ERR_CONNECTION_REFUSED";
    failed.method = "POST";
    failed.requestBody = "a=1";
    capture.record(again, failed);
    return capture.take();
}

QString linesOf(const traffic::Traffic &traffic) {
    QString text;
    for (std::uint32_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId(i));
        const auto &visit = traffic.visit(exchange.visit);
        const auto body = traffic.loadBody(exchange.responseBody, Bytes{100});
        const auto asked = traffic.loadBody(exchange.requestBody, Bytes{100});
        std::string line(traffic.visitor(visit.visitor).name);
        line += " " + std::string(visit.title) + " " + std::string(exchange.method) + " " +
                std::string(traffic.urlText(exchange.url)) + " " + std::to_string(exchange.status) +
                " " + std::to_string(static_cast<int>(exchange.servedFrom)) + " " +
                std::to_string(exchange.transferredBytes) + " " +
                std::to_string(exchange.contentBytes) + " [" + body.value_or("none") + "] [" +
                asked.value_or("none") + "]";
        for (const auto fields : {exchange.requestFields, exchange.responseFields}) {
            for (const http::Field &field : fields)
                line += " " + std::string(field.name) + "=" + std::string(field.value);
        }
        text += QString::fromLatin1(line.data(), static_cast<qsizetype>(line.size())) +
                QLatin1Char('\n');
    }
    return text;
}

std::string harOf(const traffic::Traffic &traffic) {
    std::string text;
    const auto written = readers::writeHar(traffic, [&text](std::string_view piece) {
        text += piece;
        return Result<void, FileError>();
    });
    return written ? text : std::string();
}

} // namespace

class TestCapture : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exchangesBelongToTheirVisits() {
        const traffic::Traffic traffic = captured();
        QCOMPARE(traffic.visitCount(), std::size_t{3});
        QCOMPARE(traffic.visitorCount(), std::size_t{2});
        QCOMPARE(traffic.exchangeCount(), std::size_t{8});
        QCOMPARE(traffic.sourceInfo(traffic::SourceId(0)).creator, std::string_view("etagere"));
        QCOMPARE(traffic.sourceInfo(traffic::SourceId(0)).browser,
                 std::string_view("Chrome/156.0.0.0"));
        const QStringList lines = linesOf(traffic).split(QLatin1Char('\n'));
        QVERIFY2(lines[0].startsWith(QStringLiteral("A http://a.test/ GET http://a.test/ 200 1 300 "
                                                    "12 [<p>first</p>] [none] Host=a.test")),
                 qPrintable(lines[0]));
        QVERIFY2(lines[2].contains(QStringLiteral(" 304 2 120 -1 [none]")), qPrintable(lines[2]));
        QVERIFY2(lines[7].contains(QStringLiteral("POST http://b.test/ 0 ")), qPrintable(lines[7]));
        QVERIFY2(lines[7].contains(QStringLiteral("[a=1]")), qPrintable(lines[7]));
    }

    void aHarOfItReadsTheSame() {
        const traffic::Traffic traffic = captured();
        const std::string har = harOf(traffic);
        QTemporaryDir folder;
        QFile out(folder.filePath(QStringLiteral("a.har")));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(har.data(), static_cast<qint64>(har.size()));
        out.close();
        auto file = MappedFile::open(out.fileName().toStdString());
        QVERIFY(file);
        traffic::Traffic again;
        QVERIFY(readers::readHar(std::move(*file), {}, again));
        QCOMPARE(linesOf(again), linesOf(traffic));
    }

    void aSavedCaptureReadsTheSame() {
        const traffic::Traffic traffic = captured();
        QTemporaryDir folder;
        const std::filesystem::path path =
            folder.filePath(QStringLiteral("a.etagere")).toStdString();
        QVERIFY(traffic::saveCapture(traffic, path));
        const auto again = traffic::openCapture(path);
        QVERIFY(again);
        QCOMPARE(linesOf(again->traffic), linesOf(traffic));
    }

    /// What a page makes its browser ask for, and what it is answered with, has an end.
    void aPageWithoutEndIsCutOff() {
        live::Capture capture(engine, "http://a.test/", 100'000);
        const traffic::VisitId visit = capture.beginVisit("A", "http://a.test/", noon);
        LiveExchange exchange = answered("http://a.test/", "body");
        QVERIFY(capture.record(visit, exchange));
        exchange.responseFields.push_back({"X-Long", std::string(40'000, 'x')});
        QVERIFY(capture.record(visit, exchange));
        QVERIFY(capture.record(visit, exchange));
        QVERIFY(!capture.record(visit, exchange));
        exchange.url += std::string(200'000, 'x');
        QVERIFY(!capture.record(visit, exchange));
        QCOMPARE(capture.traffic().exchangeCount(), std::size_t{3});
    }
};

QTEST_GUILESS_MAIN(TestCapture)
#include "test_capture.moc"
