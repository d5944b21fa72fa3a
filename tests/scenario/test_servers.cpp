// SPDX-License-Identifier: Apache-2.0
// What the servers of a scenario answer, and what its clients make of it, where HTTP has it
// otherwise than one would think.
#include <QTest>

#include "core/scenario/client.h"
#include "core/scenario/question.h"
#include "core/scenario/resource_server.h"
#include "tests/scenario/scenario_text.h"

#include <map>
#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::scenario;
using namespace etagere::test;

namespace {

/// A document's run, read by measures.
class Played {
public:
    Played(const std::string &actors, const std::string &resources, const std::string &steps)
        : m_scenario(read(document(actors, resources, steps)))
        , m_trace(run(m_scenario)) {}

    [[nodiscard]] const Trace &trace() const { return m_trace; }
    [[nodiscard]] int status(const char *step) const {
        return static_cast<int>(std::get<double>(valueOf(Measure::Status, step, "", "")));
    }
    [[nodiscard]] std::string text(Measure measure, const char *step, const char *name = "") const {
        return std::get<std::string>(valueOf(measure, step, name, ""));
    }
    [[nodiscard]] bool is(Measure measure, const char *step, const char *actor = "") const {
        return std::get<bool>(valueOf(measure, step, "", actor));
    }

private:
    [[nodiscard]] Value valueOf(Measure measure, const char *step, const char *name,
                                const char *actor) const {
        Reading reading;
        reading.measure = measure;
        reading.step = step;
        reading.name = name;
        reading.actor = actor;
        return scenario::measure(m_scenario, m_trace, reading);
    }

    Scenario m_scenario;
    Trace m_trace;
};

const std::string editor = "{'id': 'e', 'kind': 'editor'},";
const std::string browser = "{'id': 'b', 'kind': 'browser'},";
const std::string monitor = "{'id': 'm', 'kind': 'monitor'},";

} // namespace

class TestServers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void recipesGuardWrites();
    void errorsBearTheirDate();
    void deletedOnlyOnce();
    void otherMethodsWriteNothing();
    void clientsWriteOnlySoMuch();
    void farTimesAreTimes();
    void fieldsAreAsOverSockets();
    void headsHaveNoBody();
    void headsShowNothing();
    void variantsAreNotMissed();
    void oneUrlInSeveralWays();
    void nothingCameToTheBrowser();
    void storedWithoutBeingAsked();
    void renewalsAreExchanges();
    void reloadsReachBeyondSharedCaches_data();
    void reloadsReachBeyondSharedCaches();
};

void TestServers::recipesGuardWrites() {
    const Played played(
        editor + server,
        "{'on': 'o', 'path': '/', 'tag': 'nginx', 'writable': true, 'body': 'one'}",
        step("get", 0, "e", "o.test/") + "," +
            step("put", 10, "e", "o.test/",
                 "'method': 'PUT', 'body': 'two', 'fields': {'If-Match': '{tag}'}") +
            "," +
            step("late", 20, "e", "o.test/",
                 "'method': 'PUT', 'body': 'three', 'fields': {'If-Match': '\\\"0-0\\\"'}") +
            "," + step("again", 30, "e", "o.test/"));
    QVERIFY(!played.text(Measure::Field, "get", "ETag").empty());
    QCOMPARE(played.status("put"), 204);
    QCOMPARE(played.status("late"), 412);
    QCOMPARE(played.text(Measure::Body, "again"), "two");
    QCOMPARE(played.text(Measure::Field, "again", "ETag"),
             played.text(Measure::Field, "put", "ETag"));
}

void TestServers::errorsBearTheirDate() {
    const Played played(
        editor + server,
        "{'on': 'o', 'path': '/', 'status': 301, 'last_modified': true, 'body': ''}",
        step("get", 0, "e", "o.test/"));
    QCOMPARE(played.status("get"), 301);
    QCOMPARE(played.text(Measure::Field, "get", "Last-Modified"),
             played.text(Measure::Field, "get", "Date"));
}

void TestServers::deletedOnlyOnce() {
    const Played played(
        editor + server, "{'on': 'o', 'path': '/', 'writable': true, 'body': 'one'}",
        step("delete", 0, "e", "o.test/", "'method': 'DELETE'") + "," +
            step("twice", 1, "e", "o.test/", "'method': 'DELETE'") + "," +
            step("get", 2, "e", "o.test/") + "," +
            step("put", 3, "e", "o.test/",
                 "'method': 'PUT', 'body': 'two', 'fields': {'If-None-Match': '*'}"));
    QCOMPARE(played.status("delete"), 204);
    QCOMPARE(played.status("twice"), 404);
    QCOMPARE(played.status("get"), 404);
    QCOMPARE(played.status("put"), 201);
}

void TestServers::otherMethodsWriteNothing() {
    const Played played(editor + server,
                        "{'on': 'o', 'path': '/', 'writable': true, 'body': 'one'}",
                        step("options", 0, "e", "o.test/", "'method': 'OPTIONS'") + "," +
                            step("get", 1, "e", "o.test/"));
    QCOMPARE(played.status("options"), 405);
    QVERIFY(played.text(Measure::Field, "options", "Allow").find("PATCH") != std::string::npos);
    QCOMPARE(played.text(Measure::Body, "get"), "one");
}

/// Files of the twenty-third century: their nanoseconds do not fit 64 bits.
/// Over real sockets anybody can write.
void TestServers::clientsWriteOnlySoMuch() {
    const Scenario scenario =
        read(document(editor + server, "{'on': 'o', 'path': '/', 'writable': true, 'body': 'one'}",
                      step("get", 0, "e", "o.test/")));
    ResourceServer origin(scenario, scenario.actors.at(1));
    const std::string body(std::size_t{1} << 20U, 'x');
    const std::vector<http::Field> fields{{"Host", "o.test"}};
    lab::Request request;
    request.method = "PUT";
    request.target = "/";
    request.fields = fields;
    request.body = body;
    request.now = scenario.start;
    std::map<int, int> answers;
    for (int i = 0; i < 100; ++i)
        ++answers[origin.answer(request).status];
    QVERIFY(answers[204] > 50 && answers[204] < 70);
    QCOMPARE(answers[507], 100 - answers[204]);
    request.method = "GET";
    request.body = {};
    QCOMPARE(origin.answer(request).body, body);
}

void TestServers::farTimesAreTimes() {
    std::string json = document(
        editor + "{'id': 'o', 'kind': 'origin', 'host': 'o.test', 'clock_shift': '36525 d'}",
        "{'on': 'o', 'path': '/', 'tag': 'mtime', 'last_modified': true, 'versions':"
        " [{'from': 0, 'modified': '36525 d', 'body': 'x'}]}",
        step("get", 0, "e", "o.test/"));
    json.insert(1, q("'start': '2099-12-31T00:00:00Z',"));
    const Trace trace = run(read(json));
    QCOMPARE(trace.outcomes.at(0).status, std::uint16_t{200});
}

/// Blanks around values, and what is said of the connection, never reach a client.
void TestServers::fieldsAreAsOverSockets() {
    const Played played(
        editor + server,
        "{'on': 'o', 'path': '/', 'tag': 'none', 'body': 'four', 'fields': {'X': ' a b ',"
        " 'Connection': 'close', 'transfer-encoding': 'chunked',"
        " 'Content-Length': ['2', '3']}}",
        step("get", 0, "e", "o.test/"));
    const auto &fields = played.trace().outcomes.at(0).fields;
    std::vector<std::string> names;
    for (const auto &[name, value] : fields)
        names.push_back(name);
    QVERIFY((names == std::vector<std::string>{"Date", "Content-Type", "X", "Content-Length"}));
    QCOMPARE(played.text(Measure::Field, "get", "X"), "a b");
    QCOMPARE(played.text(Measure::Field, "get", "Content-Length"), "4");
}

void TestServers::headsHaveNoBody() {
    const Played played(
        browser + editor +
            "{'id': 's', 'kind': 'shared-cache', 'host': 's.test', 'upstream': 'lb'},"
            "{'id': 'lb', 'kind': 'balancer', 'nodes': ['o']}," +
            server,
        "{'on': 'o', 'path': '/', 'fields': {'Content-Length': '1', 'Cache-Control': 'no-store'},"
        " 'body': 'four'}",
        step("head", 0, "e", "s.test/", "'method': 'HEAD'") + "," + step("get", 1, "e", "s.test/"));
    QCOMPARE(played.status("head"), 200);
    for (const Message &message : played.trace().messages)
        QCOMPARE(message.bodyBytes, message.step == 1 && message.status == 200 ? 4U : 0U);
    QCOMPARE(played.text(Measure::Field, "head", "Content-Length"), "4");
    QCOMPARE(played.text(Measure::Body, "get"), "four");
}

void TestServers::headsShowNothing() {
    const Played played(
        monitor + browser + server,
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'max-age=60'},"
        " 'body': 'text'}",
        step("m1", 0, "m", "o.test/") + "," +
            step("m2", 1, "m", "o.test/", "'method': 'HEAD', 'unconditional': true") + "," +
            step("b1", 2, "b", "o.test/") + "," +
            step("b2", 3, "b", "o.test/", "'method': 'HEAD'"));
    QCOMPARE(played.status("m2"), 200);
    QVERIFY(!played.is(Measure::Noticed, "m2"));
    QVERIFY(!played.is(Measure::Missed, "m2"));
    QVERIFY(played.is(Measure::Intact, "m2"));
    QVERIFY(played.is(Measure::Intact, "b2"));
}

void TestServers::variantsAreNotMissed() {
    const std::string french = "'fields': {'Accept-Language': 'fr'}";
    const Played played(monitor + server,
                        "{'on': 'o', 'path': '/', 'vary_by': 'Accept-Language',"
                        " 'variants': {'fr': 'Bonjour'}, 'versions': [{'from': 0, 'body': 'Hi'},"
                        " {'from': 15, 'body': 'Hello'}]}",
                        step("m1", 0, "m", "o.test/", french) + "," +
                            step("m2", 20, "m", "o.test/", french));
    QCOMPARE(played.status("m2"), 304);
    QVERIFY(!played.is(Measure::Missed, "m2"));
}

void TestServers::oneUrlInSeveralWays() {
    const Played played(
        browser + server,
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'max-age=60'},"
        " 'body': 'x'}",
        step("plain", 0, "b", "o.test/") + "," + step("port", 1, "b", "o.test:80/") + "," +
            step("case", 2, "b", "O.Test/") + "," + step("bare", 3, "b", "o.test") + "," +
            "{'id': 'gone', 'at': 4, 'actor': 'b', 'do': 'flush',"
            " 'url': 'http://O.test'}," +
            step("last", 5, "b", "o.test/"));
    for (const char *id : {"port", "case", "bare"})
        QCOMPARE(played.text(Measure::Outcome, id), "fresh-hit");
    QCOMPARE(played.text(Measure::Outcome, "last"), "stored");
}

void TestServers::nothingCameToTheBrowser() {
    const Played played(
        browser + server, "{'on': 'o', 'path': '/', 'body': 'x'}",
        "{'id': 'off', 'at': 0, 'actor': 'o', 'do': 'stop'}," + step("get", 1, "b", "o.test/") +
            "," +
            step("cache", 2, "b", "o.test/", "'fields': {'Cache-Control': 'only-if-cached'}"));
    QCOMPARE(played.text(Measure::Outcome, "get"), "error");
    QCOMPARE(played.status("get"), 0);
    QVERIFY(!played.trace().outcomes.at(1).isWhole);
    QCOMPARE(played.status("cache"), 504); // it is the cache that answers
}

void TestServers::storedWithoutBeingAsked() {
    const Played played(
        browser + "{'id': 's', 'kind': 'shared-cache', 'host': 's.test', 'upstream': 'o'}," +
            server,
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'max-age=60'}, 'body': 'x'}",
        step("miss", 0, "b", "s.test/") + "," + step("hit", 1, "b", "s.test/") +
            ",{'id': 'gone', 'at': 2, 'actor': 'b', 'do': 'flush'},"
            "{'id': 'all', 'at': 3, 'actor': 's', 'do': 'flush'}");
    QVERIFY(played.is(Measure::Stored, "hit", "s"));
    QVERIFY(!played.is(Measure::Stored, "gone"));
    QVERIFY(played.is(Measure::Stored, "gone", "s"));
    QVERIFY(!played.is(Measure::Stored, "all"));
}

void TestServers::renewalsAreExchanges() {
    const Played played(browser + server,
                        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control':"
                        " 'max-age=10, stale-while-revalidate=60'}, 'body': 'x'}",
                        step("first", 0, "b", "o.test/") + "," + step("stale", 20, "b", "o.test/") +
                            "," + step("fresh", 21, "b", "o.test/"));
    const traffic::Traffic &traffic = *played.trace().traffic;
    std::vector<traffic::ServedFrom> from;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i)
        from.push_back(traffic.exchange(traffic::ExchangeId::fromSize(i)).servedFrom);
    using traffic::ServedFrom;
    QVERIFY((from == std::vector<ServedFrom>{ServedFrom::Network, ServedFrom::DiskCache,
                                             ServedFrom::Validated, ServedFrom::DiskCache}));
    const traffic::Exchange renewal = traffic.exchange(traffic::ExchangeId::fromSize(2));
    QVERIFY(!http::valueOf(renewal.requestFields, http::FieldName::IfNoneMatch).empty());
    QCOMPARE(renewal.visit, traffic.exchange(traffic::ExchangeId::fromSize(1)).visit);
}

void TestServers::reloadsReachBeyondSharedCaches_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("reload");
    QTest::addColumn<bool>("reaches");
    QTest::addColumn<QString>("said");
    QTest::newRow("visited") << QStringLiteral("chromium") << QString() << false << QString();
    QTest::newRow("reloaded") << QStringLiteral("chromium") << QStringLiteral("normal") << true
                              << QStringLiteral("max-age=0");
    QTest::newRow("reloaded past the cache") << QStringLiteral("chromium") << QStringLiteral("hard")
                                             << true << QStringLiteral("no-cache");
    QTest::newRow("Firefox, reloaded")
        << QStringLiteral("firefox") << QStringLiteral("normal") << false << QString();
    QTest::newRow("Firefox, past the cache") << QStringLiteral("firefox") << QStringLiteral("hard")
                                             << true << QStringLiteral("no-cache");
    QTest::newRow("back") << QStringLiteral("rfc9111") << QStringLiteral("back") << false
                          << QString();
}

void TestServers::reloadsReachBeyondSharedCaches() {
    QFETCH(QString, model);
    QFETCH(QString, reload);
    QFETCH(bool, reaches);
    QFETCH(QString, said);
    const std::string how =
        reload.isEmpty() ? std::string() : "'reload': '" + reload.toStdString() + "', ";
    const Played played(
        "{'id': 'b', 'kind': 'browser', 'model': '" + model.toStdString() +
            "'},{'id': 's', 'kind': 'shared-cache', 'host': 's.test', 'upstream': 'o'}," + server,
        "{'on': 'o', 'path': '/', 'tag': 'content-hash', 'fields': {'Cache-Control':"
        " 'max-age=5, s-maxage=60'}, 'body': 'x'}",
        step("first", 0, "b", "s.test/", "'document': true") + "," +
            step("again", 10, "b", "s.test/", how + "'document': true"));
    bool reached = false;
    std::string told;
    for (const Message &message : played.trace().messages) {
        const bool isAsked = message.step == 1 && message.kind == Message::Kind::Request;
        reached = reached || (isAsked && message.from == 1);
        if (isAsked && message.from == 0)
            told = valueIn(message.fields, "Cache-Control");
    }
    QCOMPARE(reached, reaches);
    QCOMPARE(told, said.toStdString());
}

QTEST_GUILESS_MAIN(TestServers)
#include "test_servers.moc"
