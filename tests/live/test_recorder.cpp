// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/live/page_frames.h"
#include "tests/live/event_script.h"
#include "tests/live/recorder_cases.h"

using namespace etagere;
using namespace etagere::tests;

namespace {

QString textOf(const std::vector<live::LiveExchange> &exchanges) {
    QString text;
    for (const live::LiveExchange &exchange : exchanges)
        text += QString::fromStdString(lineOf(exchange)) + QLatin1Char('\n');
    return text;
}

Played play(const Lines &lines, const live::RecorderLimits &limits = {}) {
    EventPlayer player(limits);
    for (const std::string &line : lines)
        player.play(line);
    return player.finish();
}

} // namespace

class TestRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void exchanges_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t i = 0; i < cases().size(); ++i)
            QTest::newRow(cases()[i].name) << i;
    }
    void exchanges() {
        QFETCH(const std::size_t, index);
        const Case &row = cases()[index];
        QString expected;
        for (const std::string &line : row.expected)
            expected += QString::fromStdString(line) + QLatin1Char('\n');
        const Played played = play(row.events);
        QCOMPARE(textOf(played.exchanges), expected);
        QVERIFY(played.wasQuiet.back());
        QCOMPARE(played.blindness.unfinished, 0U);
        QCOMPARE(played.blindness.dropped, 0U);
    }

    void aHeadKeepsOrderCaseAndRepetition() {
        const Played played =
            play({sent("r1"), asked("r1", "'Cookie':'a'"),
                  "Network.responseReceivedExtraInfo {'requestId':'r1','statusCode':200,"
                  "'headersText':'HTTP/1.1 200 OK\\r\\nx-B: 1\\r\\nSet-Cookie: a=1\\r\\nX-A:2 "
                  "\\r\\nset-cookie: b=2\\r\\nno field\\r\\n\\r\\n','headers':{}}",
                  response("r1", "200"), finished("r1", "143")});
        const std::vector<live::FieldLine> expected{
            {"x-B", "1"}, {"Set-Cookie", "a=1"}, {"X-A", "2"}, {"set-cookie", "b=2"}};
        QVERIFY(played.exchanges.at(0).responseFields == expected);
    }

    void joinedLinesAreSplitAgain() {
        const Played played =
            play({sent("r1"), asked("r1", "'Cookie':'a'"),
                  answered("r1", "200", "'set-cookie':'a=1\\nb=2','etag':'x','odd':7"),
                  response("r1", "200"), finished("r1", "143")});
        const std::vector<live::FieldLine> expected{
            {"set-cookie", "a=1"}, {"set-cookie", "b=2"}, {"etag", "x"}};
        QVERIFY(played.exchanges.at(0).responseFields == expected);
    }

    void timesAndFramesAreTold() {
        const std::string document = "'type':'Document','frameId':'";
        const Played played = play(
            {sent("d1", "http://a.test/", document + "top'"),
             "Page.frameNavigated {'frame':{'id':'top','url':'http://a.test/#part'}}",
             "Page.frameAttached {'frameId':'f','parentFrameId':'top'}",
             sent("d2", "http://b.test/f", document + "f'"),
             "Page.frameNavigated {'frame':{'id':'f','parentId':'top','url':'http://b.test/f'}}",
             sent("r1", "http://c.test/i", "'type':'Image','frameId':'f'"),
             "s2 " + sent("r2", "http://c.test/j", "'type':'Fetch','frameId':''"),
             asked("r1", "'Cookie':'a'"), answered("r1", "200"), response("r1", "200"),
             finished("r1", "143")});
        QCOMPARE(played.topUrl, std::string("http://a.test/#part"));
        QCOMPARE(played.exchanges.size(), std::size_t{4});
        const live::LiveExchange &image = played.exchanges[0];
        QCOMPARE(image.frameUrl, std::string("http://b.test/f"));
        QCOMPARE(image.topUrl, std::string("http://a.test/"));
        QVERIFY(image.started == Instant(std::chrono::seconds(1000)));
        QVERIFY(image.duration == std::chrono::milliseconds(2500));
        QCOMPARE(played.exchanges[1].topUrl, std::string("http://a.test/"));
        QCOMPARE(played.exchanges[1].frameUrl, std::string());
        QCOMPARE(played.exchanges[2].frameUrl, std::string("http://a.test/"));
        QCOMPARE(played.exchanges[2].topUrl, std::string("http://a.test/"));
        QCOMPARE(played.exchanges[3].frameUrl, std::string("http://a.test/"));
        QCOMPARE(played.blindness.unfinished, 3U);
    }

    void someRequestsNeverEndAndKeepNobodyWaiting() {
        for (const char *type : {"EventSource", "Ping"}) {
            const Played played = play({sent("r1", url, std::string("'type':'") + type + "'"),
                                        asked("r1", "'Cookie':'a'"), answered("r1", "200"),
                                        response("r1", "200"), data("r1", "4", "4")});
            QCOMPARE(played.wasQuiet, std::vector<bool>(5, true));
            QCOMPARE(played.blindness.unfinished, 1U);
            QCOMPARE(played.exchanges.at(0).status, std::uint16_t{200});
        }
        QCOMPARE(play({sent("r1")}).wasQuiet, std::vector<bool>{false});
        // A film, once it plays; a worker's script, whose end its own session is told.
        QVERIFY(play({sent("r1", url, "'type':'Media'"), response("r1", "200")}).wasQuiet.back());
        const std::string script = "Network.requestWillBeSent {'requestId':'r1','documentURL':'" +
                                   url + "','loaderId':'','type':'Script','request':{'url':'" +
                                   url + "','method':'GET','headers':{}}}";
        QVERIFY(!play({script, asked("r1", "'Cookie':'a'")}).wasQuiet.back());
        QVERIFY(play({script, asked("r1", "'Cookie':'a'"), answered("r1", "200")}).wasQuiet.back());
    }

    void bodiesAreAskedForOnce() {
        EventPlayer player;
        player.play("wait");
        player.play("s7 " + sent("r1"));
        player.play(asked("r1", "'Cookie':'a'"));
        player.play(answered("r1", "200"));
        player.play(response("r1", "200"));
        player.play("s8 " + finished("r1", "143"));
        player.play("s8 " + finished("r1", "143"));
        QCOMPARE(player.asked().size(), std::size_t{1});
        QCOMPARE(player.asked()[0].session, std::string("s8"));
        QVERIFY(!player.recorder().isQuiet());
        const std::uint64_t ticket = player.asked()[0].ticket;
        player.recorder().takeBody(ticket, "aGVsbG8=", true);
        player.recorder().takeBody(ticket, "again", false);
        player.recorder().loseBody(ticket + 1);
        QVERIFY(player.recorder().isQuiet());
        const Played played = player.finish();
        QCOMPARE(played.exchanges.size(), std::size_t{1});
        QCOMPARE(played.exchanges[0].body, std::string("hello"));
    }

    void bodiesHaveABudget() {
        live::RecorderLimits limits;
        limits.body = Bytes{7}; // "body of r1" has 10
        limits.visitBodies = Bytes{10};
        Lines events;
        for (const char *id : {"r1", "r2", "r3"}) {
            for (const std::string &line :
                 {sent(id), asked(id, "'Cookie':'a'"), answered(id, "200"), response(id, "200"),
                  finished(id, "143")})
                events.push_back(line);
        }
        const Played played = play(events, limits);
        QCOMPARE(played.exchanges.at(0).body, std::string("body of"));
        QCOMPARE(played.exchanges.at(1).body, std::string("bod"));
        QCOMPARE(played.exchanges.at(2).body, std::string());
        for (const live::LiveExchange &exchange : played.exchanges)
            QVERIFY(exchange.bodyState == live::BodyState::Cut);
        QCOMPARE(played.blindness.cutBodies, 3U);
    }

    void lostBodiesAreCounted() {
        const Played played =
            play({"lose", sent("r1"), asked("r1", "'Cookie':'a'"), answered("r1", "200"),
                  response("r1", "200"), finished("r1", "143")});
        QVERIFY(played.exchanges.at(0).bodyState == live::BodyState::Lost);
        QCOMPARE(played.blindness.lostBodies, 1U);
    }

    void theEndTellsWhatIsUnderWay() {
        EventPlayer player;
        player.play(sent("r1"));
        player.play("wait");
        player.play(sent("r2"));
        player.play(asked("r2", "'Cookie':'a'"));
        player.play(answered("r2", "200"));
        player.play(response("r2", "200"));
        player.play(finished("r2", "143"));
        QCOMPARE(player.recorder().underWay(), std::size_t{2});
        const live::Blindness first = player.recorder().finish();
        player.play(sent("r3"));
        const Played played = player.finish();
        QCOMPARE(textOf(played.exchanges),
                 QStringLiteral("GET http://a.test/x 0 unknown transferred=-1 absent\n"
                                "GET http://a.test/x 200 network sent transferred=143 lost "
                                "Cookie=a ETag=x\n"));
        QCOMPARE(played.blindness.unfinished, 1U);
        QCOMPARE(played.blindness.lostBodies, 1U);
        QVERIFY(played.blindness == first);
    }

    void theMonitorSeesWhatTheCaptureDoesNot() {
        const auto seen = [](const std::string &target) {
            return "Etagere.requestSeen {'url':'" + target + "','method':'GET'}";
        };
        Lines events{seen(url), seen(url), seen("http://a.test/z#part"), seen("data:,x"),
                     seen("http://a.test/a")};
        // One of two is captured; a hit of the memory cache is none that a monitor sees.
        for (const std::string &line :
             {sent("r1"), asked("r1", "'Cookie':'a'"), answered("r1", "200"), response("r1", "200"),
              finished("r1", "143"), sent("r2"),
              std::string("Network.requestServedFromCache "
                          "{'requestId':'r2'}"),
              response("r2", "200"), finished("r2", "0")})
            events.push_back(line);
        const Played played = play(events);
        QCOMPARE(played.blindness.unseen, 3U);
        const std::vector<std::string> urls{url, "http://a.test/z", "http://a.test/a"};
        QCOMPARE(played.blindness.unseenUrls, urls);
    }

    void aWorkerSaysWhatItAsked() {
        const Lines page{sent("r1"),
                         response("r1", "200",
                                  "'url':'http://a.test/x','fromServiceWorker':true,"
                                  "'serviceWorkerResponseSource':'network'",
                                  "'hasExtraInfo':false"),
                         finished("r1", "0")};
        const live::Blindness blind = play(page).blindness;
        QCOMPARE(blind.unseen, 1U);
        QCOMPARE(blind.unseenUrls, std::vector<std::string>{url});
        Lines both = page;
        for (const std::string &line :
             {sent("r2"), asked("r2", "'Cookie':'a'"), answered("r2", "200"), response("r2", "200"),
              finished("r2", "143")})
            both.push_back("s2 " + line);
        both.push_back("Etagere.requestSeen {'url':'http://a.test/x','method':'GET'}");
        QCOMPARE(play(both).blindness.unseen, 0U);
    }

    void aHostilePageCostsNoMoreThanItsRoom() {
        live::RecorderLimits limits;
        limits.requests = 100;
        limits.held = 100'000;
        EventPlayer player(limits);
        const std::string field = "'X':'" + std::string(3000, 'x') + "'";
        for (int i = 0; i < 200; ++i) {
            player.play(sent("r" + std::to_string(i)));
            player.play(asked("r" + std::to_string(i), field));
        }
        const Played played = player.finish();
        QVERIFY(played.blindness.dropped >= 200);
        QVERIFY(played.exchanges.size() < 100);
        // Whoever is told of later, when there is room again, is recorded.
        EventPlayer again(limits);
        for (int i = 0; i < 1000; ++i) {
            const std::string id = "r" + std::to_string(i);
            for (const std::string &line : {sent(id), asked(id, field), answered(id, "200", field),
                                            response(id, "200"), finished(id, "143")})
                again.play(line);
        }
        const Played all = again.finish();
        QCOMPARE(all.exchanges.size(), std::size_t{1000});
        QCOMPARE(all.blindness.dropped, 0U);
    }

    void recordings_data() {
        QTest::addColumn<QString>("blind"); // what only the server knows, and what stands for it
        QTest::newRow("plain") << QString();
        QTest::newRow("third-party") << QString();
        QTest::newRow("fetches") << QString();
        QTest::newRow("swr") << QString();
        QTest::newRow("worker") << QString();
        QTest::newRow("events") << QString();
        QTest::newRow("socket") << QString();
        QTest::newRow("beacon") << QString();
        QTest::newRow("service-worker") << QStringLiteral("/sw/service.js");
        QTest::newRow("shared-worker") << QStringLiteral("/data.json?shared");
        QTest::newRow("srcdoc") << QStringLiteral("/pixel.gif");
    }
    void recordings() {
        QFETCH(const QString, blind);
        const std::string file = std::string(ETAGERE_SOURCE_DIR "/tests/live/recorded/") +
                                 QTest::currentDataTag() + ".jsonl";
        const std::vector<Played> visits = playRecording(file);
        QCOMPARE(visits.size(), std::size_t{2});
        int blindRows = 0;
        for (const Played &visit : visits) {
            QVERIFY(!visit.log.empty());
            QVERIFY(visit.wasQuiet.back());
            const QString text = differences(visit.log, wireRows(visit.exchanges));
            for (const QString &line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
                QVERIFY2(!blind.isEmpty() && line.contains(blind), qPrintable(line));
                ++blindRows;
            }
            QVERIFY(visit.topUrl.starts_with("http://a.localhost:8080/"));
        }
        QCOMPARE(blindRows > 0, !blind.isEmpty());
    }

    /// A page may make frames without end, each at an address as long as it is kept.
    void placesOfFramesAreBounded() {
        live::PageFrames frames;
        simdjson::dom::parser parser;
        const auto navigate = [&](int frame, std::size_t length) {
            const std::string event = "{\"frame\":{\"id\":\"f" + std::to_string(frame) +
                                      "\",\"parentId\":\"p\",\"url\":\"http://a/" +
                                      std::string(length, 'x') + "\"}}";
            frames.takeNavigated(live::EventObject(parser.parse(event).value()));
        };
        constexpr std::size_t length = 60'000;
        constexpr int count = 1000;
        for (int frame = 0; frame < count; ++frame)
            navigate(frame, length);
        std::size_t kept = 0;
        for (int frame = 0; frame < count; ++frame)
            kept += frames.urlOf("f" + std::to_string(frame)).size();
        QVERIFY(kept > length);
        QVERIFY2(kept <= std::size_t{16} << 20U, std::to_string(kept).c_str());
        // What goes makes room.
        for (int frame = 0; frame < count; ++frame)
            navigate(frame, 1);
        QCOMPARE(frames.urlOf("f999"), std::string("http://a/x"));
    }
};

QTEST_GUILESS_MAIN(TestRecorder)
#include "test_recorder.moc"
