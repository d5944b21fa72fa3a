// SPDX-License-Identifier: Apache-2.0
// What is made of Firefox's events, recorded from a real one and written by hand.
#include <QTest>

#include "core/live/bidi_recorder.h"
#include "tests/live/event_script.h"

#include <simdjson.h>

#include <fstream>
#include <optional>
#include <sstream>

using namespace etagere;
using namespace etagere::tests;
using live::BidiLimits;
using live::BidiRecorder;

namespace {

using Lines = std::vector<std::string>;

/// Hands events to a recorder; bodies are answered at once, after the event.
class Player {
public:
    explicit Player(const BidiLimits &limits = {})
        : m_recorder(
              limits,
              [this](live::LiveExchange one) { m_played.exchanges.push_back(std::move(one)); },
              [this](const std::string &request, BidiRecorder::Part part) {
                  m_asked.emplace_back(request, part);
              }) {}

    BidiRecorder &recorder() { return m_recorder; }
    /// "network.fetchError {'request':…}": apostrophes stand for quotation marks.
    void play(std::string line) {
        std::replace(line.begin(), line.end(), '\'', '"');
        const std::size_t space = line.find(' ');
        simdjson::dom::parser parser;
        take(line.substr(0, space), parser.parse(line.substr(space + 1)).value());
    }
    void take(std::string_view method, simdjson::dom::element params) {
        m_recorder.take(method, params);
        for (const auto &[request, part] : std::exchange(m_asked, {}))
            m_recorder.takeBody(request, part, "body of " + request);
        m_played.wasQuiet.push_back(m_recorder.isQuiet());
    }
    Played finish() {
        m_played.blindness = m_recorder.finish();
        return std::move(m_played);
    }

private:
    Played m_played;
    BidiRecorder m_recorder;
    std::vector<std::pair<std::string, BidiRecorder::Part>> m_asked;
};

/// "GET http://a.test/|tag|date|304|cookies"
WireRow rowOf(std::string_view line) {
    std::vector<std::string> parts;
    std::istringstream rest{std::string(line)};
    for (std::string part; std::getline(rest, part, '|');)
        parts.push_back(part);
    parts.resize(5);
    const std::size_t space = parts[0].find(' ');
    return {parts[0].substr(0, space),
            parts[0].substr(space + 1),
            parts[1],
            parts[2],
            static_cast<std::uint16_t>(std::stoul(parts[3])),
            parts[4]};
}

/// The visits of a recording: lines {"visit", "context"}, {"method", "params"}, {"log"}.
std::vector<Played> playFirefox(const std::string &file, const BidiLimits &limits) {
    std::vector<Played> visits;
    std::optional<Player> player;
    std::ifstream lines(file);
    simdjson::dom::parser parser;
    for (std::string line; std::getline(lines, line);) {
        const simdjson::dom::element message = parser.parse(line).value();
        simdjson::dom::array log;
        if (message["visit"].error() == simdjson::SUCCESS) {
            player.emplace(limits);
            player->recorder().knowContext(message["context"].get_string().value(), {},
                                           message["visit"].get_string().value());
        } else if (message["log"].get(log) == simdjson::SUCCESS) {
            visits.push_back(player->finish());
            for (const simdjson::dom::element row : log)
                visits.back().log.push_back(rowOf(row.get_string().value()));
        } else {
            player->take(message["method"].get_string().value(), message["params"].value());
        }
    }
    return visits;
}

const std::string url = "http://a.test/x";

/// An event of request `id`, hop 0, unless `more` says otherwise.
std::string network(const std::string &method, const std::string &id, const std::string &response,
                    const std::string &more = "'destination':'image'",
                    const std::string &beside = "'context':'c'") {
    return "network." + method + " {'request':{'request':'" + id + "-r','url':'" + url +
           "','method':'GET','headers':[{'name':'Cookie','value':{'type':'string','value':'a'}}]," +
           more + "}," + beside + (response.empty() ? "" : "," + response) + "}";
}
std::string sent(const std::string &id, const std::string &more = "'destination':'image'") {
    return network("beforeRequestSent", id, {}, more);
}
std::string completed(const std::string &id, const std::string &status,
                      const std::string &more = "'bodySize':9,'bytesReceived':90") {
    return network("responseCompleted", id,
                   "'response':{'status':" + status +
                       ",'headers':[{'name':'ETag','value':{'type':'string','value':'merged'}}]," +
                       more + "}");
}
std::string note(const std::string &kind, const std::string &channel,
                 const std::string &more = "'x':0") {
    const std::string text = "7 {\"kind\":\"" + kind + "\",\"channel\":" + channel + ",\"url\":\"" +
                             url + "\",\"method\":\"GET\",\"policy\":20,";
    std::string json = text + more + "}";
    std::replace(json.begin(), json.end(), '\'', '"');
    std::string escaped;
    for (const char byte : json) {
        if (byte == '"')
            escaped += '\\';
        escaped += byte;
    }
    return "script.message {'channel':'etagere-wire','data':{'type':'string','value':'" + escaped +
           "'}}";
}
std::string asked(const std::string &channel) {
    return note("asked", channel, "'asked':[['If-None-Match','t'],['Cookie','a']]");
}
std::string answered(const std::string &channel, const std::string &status) {
    return note("answered", channel, "'status':" + status + ",'answered':[['ETag','raw']]");
}

struct Case {
    const char *name;
    Lines events;
    Lines expected;
};

const std::vector<Case> &cases() {
    static const std::string validated =
        "GET http://a.test/x 304 validated sent transferred=90 absent If-None-Match=t Cookie=a "
        "ETag=raw";
    static const std::vector<Case> table{
        {"a response of the wire has its fields of the wire",
         {sent("1"), asked("1"), answered("1", "200"), completed("1", "200")},
         {"GET http://a.test/x 200 network sent transferred=90 whole If-None-Match=t Cookie=a "
          "ETag=raw"}},
        {"a 304 is as it was before the cache merged it",
         {sent("1"), asked("1"), answered("1", "304"), completed("1", "304")},
         {validated}},
        {"the observer may tell after BiDi",
         {sent("1"), completed("1", "304"), asked("1"), answered("1", "304")},
         {validated}},
        {"a hit is no request of the wire",
         {sent("1"), completed("1", "200", "'fromCache':true,'bodySize':9,'bytesReceived':90")},
         {"GET http://a.test/x 200 cache transferred=0 whole Cookie=a ETag=merged"}},
        {"a worker that answers by itself is no request of the wire",
         {sent("1"), completed("1", "200", "'bodySize':0")},
         {"GET http://a.test/x 200 worker transferred=0 absent Cookie=a ETag=merged"}},
        {"what only the observer saw is told as well",
         {asked("5"), answered("5", "200"), note("ended", "5")},
         {"GET http://a.test/x 200 network sent transferred=-1 lost If-None-Match=t Cookie=a "
          "ETag=raw"}},
        {"what failed before it was answered",
         {sent("1"), asked("1"), network("fetchError", "1", "'errorText':'NS_ERROR_NET_RESET'")},
         {"GET http://a.test/x 0 unknown sent transferred=-1 absent NS_ERROR_NET_RESET "
          "If-None-Match=t Cookie=a"}},
        {"one image from the cache of images",
         {sent("3"), network("responseCompleted", "3",
                             "'response':{'status':200,'fromCache':true,'headers':[]}")},
         {"GET http://a.test/x 200 memory transferred=0 absent Cookie=a"}},
        {"an image that was loaded as well is told once",
         {sent("3"),
          network("responseCompleted", "3",
                  "'response':{'status':200,'fromCache':true,'headers':[]}"),
          sent("1"), asked("1"), answered("1", "304"), completed("1", "304")},
         {validated}},
        {"what is under way in the end",
         {sent("1"), asked("1")},
         {"GET http://a.test/x 0 unknown sent transferred=-1 absent If-None-Match=t Cookie=a"}},
        {"what is no event is no exchange",
         {"network.responseCompleted {}", "network.responseCompleted {'request':7}",
          "script.message {'channel':'other','data':{'value':'7 {}'}}", "browsingContext.load {}"},
         {}},
    };
    return table;
}

} // namespace

class TestBidiRecorder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsBecomeExchanges_data() {
        QTest::addColumn<std::size_t>("index");
        for (std::size_t index = 0; index < cases().size(); ++index)
            QTest::newRow(cases()[index].name) << index;
    }
    void eventsBecomeExchanges() {
        QFETCH(const std::size_t, index);
        Player player;
        for (const std::string &event : cases()[index].events)
            player.play(event);
        Lines lines;
        for (const live::LiveExchange &exchange : player.finish().exchanges)
            lines.push_back(lineOf(exchange));
        QCOMPARE(lines, cases()[index].expected);
    }

    void recordingsEqualTheServersLog_data() {
        QTest::addColumn<QString>("file");
        for (const char *name :
             {"plain", "third-party", "fetches", "shared-worker", "service-worker", "events"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void recordingsEqualTheServersLog() {
        QFETCH(const QString, file);
        const std::string path =
            ETAGERE_SOURCE_DIR "/tests/live/recorded/firefox/" + file.toStdString() + ".jsonl";
        const std::vector<Played> visits = playFirefox(path, {});
        QCOMPARE(visits.size(), std::size_t{2});
        for (const Played &played : visits) {
            QVERIFY(!played.log.empty());
            QCOMPARE(differences(played.log, wireRows(played.exchanges)), QString());
            for (const live::LiveExchange &exchange : played.exchanges)
                QCOMPARE(exchange.topUrl, played.exchanges.front().topUrl);
        }
    }

    void withoutTheObserverSharedWorkersAreUnseen() {
        BidiLimits limits;
        limits.hasObserver = false;
        Player player(limits);
        player.play(sent("1"));
        player.play(completed("1", "304"));
        const Played played = player.finish();
        QCOMPARE(played.exchanges.size(), std::size_t{1});
        QCOMPARE(lineOf(played.exchanges[0]),
                 std::string("GET http://a.test/x 304 validated sent transferred=90 absent "
                             "Cookie=a ETag=merged"));
    }

    void aStreamKeepsNoVisitFromEnding() {
        Player player;
        player.play(sent("1", "'initiatorType':'fetch'"));
        player.play(asked("1"));
        QVERIFY(!player.recorder().isQuiet(BidiRecorder::Streams::Ignored));
        player.play(answered("1", "200"));
        QVERIFY(!player.recorder().isQuiet());
        QVERIFY(player.recorder().isQuiet(BidiRecorder::Streams::Ignored));
        player.play(note("ended", "1"));
        QVERIFY(player.recorder().isQuiet());
        QCOMPARE(player.finish().blindness.unfinished, 0U);
    }

    void bodiesKeepToTheirBudgets() {
        BidiLimits limits;
        limits.body = Bytes{6};
        limits.visitBodies = Bytes{10};
        Player player(limits);
        for (const char *id : {"1", "2", "3"}) {
            player.play(sent(id));
            player.play(answered(id, "200"));
            player.play(completed(id, "200"));
        }
        const Played played = player.finish();
        QCOMPARE(played.exchanges.size(), std::size_t{3});
        QCOMPARE(played.exchanges[0].body, std::string("body o"));
        QCOMPARE(played.exchanges[1].body, std::string("body"));
        QCOMPARE(played.exchanges[2].body, std::string());
        QCOMPARE(played.blindness.cutBodies, 3U);
    }

    /// A page may ask for as much as it likes and be answered by whom it likes.
    void whatIsHeldIsBounded() {
        BidiLimits limits;
        limits.held = 20'000;
        Player player(limits);
        for (int id = 1; id <= 100; ++id) {
            player.play(sent(std::to_string(id)));
            player.play(asked(std::to_string(id)));
        }
        const Played played = player.finish();
        QVERIFY(played.blindness.unseen > 100);
        std::size_t bytes = 0;
        for (const live::LiveExchange &exchange : played.exchanges)
            bytes += sizeof exchange + exchange.url.size();
        QVERIFY2(bytes > 0 && bytes <= limits.held, std::to_string(bytes).c_str());
    }
    void whatWasToldMakesRoom() {
        BidiLimits limits;
        limits.held = 20'000;
        Player player(limits);
        for (int id = 1; id <= 100; ++id) {
            const std::string name = std::to_string(id);
            player.play(sent(name, "'destination':'script'"));
            player.play(asked(name));
            player.play(answered(name, "200"));
            player.play(completed(name, "200"));
        }
        const Played played = player.finish();
        QCOMPARE(played.exchanges.size(), std::size_t{100});
        QCOMPARE(played.blindness.dropped, 0U);
        QCOMPARE(played.blindness.unseen, 0U);
        QCOMPARE(played.exchanges.back().requestFields.size(), std::size_t{2});
    }
    /// As JSON a byte may become six, and a message that is too long ends the browser.
    void bodiesThatMayNotFitAreNotAskedFor() {
        Player player;
        player.play(sent("1"));
        player.play(asked("1"));
        player.play(answered("1", "200"));
        player.play(completed("1", "200", "'bodySize':17000,'content':{'size':17000000}"));
        const Played played = player.finish();
        QCOMPARE(played.exchanges.size(), std::size_t{1});
        QVERIFY(played.exchanges[0].bodyState == live::BodyState::Cut);
        QVERIFY(played.exchanges[0].body.empty());
    }
    void addressesThatAreTooLongAreCounted() {
        Player player;
        player.play("network.responseCompleted {'request':{'request':'1-r','url':'http://a.test/" +
                    std::string(70'000, 'x') + "','method':'GET'},'response':{'status':200}}");
        const Played played = player.finish();
        QVERIFY(played.exchanges.empty());
        QCOMPARE(played.blindness.dropped, 1U);
    }
};

QTEST_GUILESS_MAIN(TestBidiRecorder)
#include "test_bidi_recorder.moc"
