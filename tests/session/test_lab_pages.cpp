// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/lab/message.h"
#include "core/lab/server.h"
#include "core/session/lab_names.h"
#include "core/session/lab_pages.h"

using namespace etagere;
using session::LabClock;
using session::LabListing;

namespace {

struct Asking {
    std::vector<http::Field> fields;
    std::string body{};
};

lab::Response ask(lab::Origin &origin, std::string_view method, std::string_view target,
                  const Asking &asking = {}) {
    lab::Request request;
    request.method = method;
    request.target = target;
    request.fields = asking.fields;
    request.body = asking.body;
    request.now = lab::systemTime();
    return origin.answer(request);
}

http::Field field(std::string_view name, std::string_view value) {
    return {name, value, http::fieldNameFrom(name)};
}

scenario::Scenario shop() {
    scenario::Scenario scenario;
    for (const char *host : {"shop.test", "cdn.shop.test", "Example.org"}) {
        scenario::Actor actor;
        actor.host = host;
        scenario.actors.push_back(actor);
    }
    scenario.actors.emplace_back(); // a browser has no host
    scenario::Resource resource;
    resource.fields = {{"Location", "https://shop.test/a"}};
    resource.versions.push_back({});
    scenario.resources.push_back(resource);
    return scenario;
}

} // namespace

class TestLabPages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linksLeadToLocalNames_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("made");
        const auto row = [](const char *name, const char *body, const char *made) {
            QTest::newRow(name) << QByteArray(body) << QByteArray(made);
        };
        row("a whole URL", "<a href='http://shop.test/x'>",
            "<a href='http://shop.localhost:8080/x'>");
        row("a URL without a scheme", "src=//cdn.shop.test/a", "src=//cdn.shop.localhost:8080/a");
        row("encryption is taken away", "https://shop.test", "http://shop.localhost:8080");
        row("another host is left alone", "https://other.test/", "https://other.test/");
        row("a longer host is another one", "//shop.test.example/ //shop.tester/",
            "//shop.test.example/ //shop.tester/");
        row("a port is left alone", "//shop.test:81/", "//shop.test:81/");
        row("a name that is no link", "shop.test", "shop.test");
        row("slashes at the end", "a//", "a//");
    }
    void linksLeadToLocalNames() {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, made);
        scenario::Scenario scenario = shop();
        scenario.resources.front().versions.front().body = body.toStdString();
        const auto local = session::withLocalNames(std::move(scenario), 8080);
        QCOMPARE(QByteArray::fromStdString(local.resources.front().versions.front().body), made);
        QCOMPARE(local.resources.front().fields.front().second,
                 std::string("http://shop.localhost:8080/a"));
        QCOMPARE(local.actors[1].host, std::string("cdn.shop.localhost"));
        QCOMPARE(local.actors[2].host, std::string("Example.org.localhost"));
        QCOMPARE(local.actors[3].host, std::string());
    }

    void theStartPageEscapes() {
        LabClock clock(Duration(0));
        const auto page = session::makeStartPage(
            {"<b>title",
             "in & tro",
             {{"<i>name", "http://a.localhost:1/?\"><script>", "http://b/"}}},
            clock);
        const lab::Response answer = ask(*page, "GET", "/");
        QCOMPARE(answer.status, std::uint16_t{200});
        for (const char *bad : {"<b>", "<i>", "<script>", "in & tro"})
            QVERIFY2(answer.body.find(bad) == std::string::npos, bad);
        QVERIFY(answer.body.find("&lt;i&gt;name") != std::string::npos);
        QVERIFY(answer.body.find("href=\"http://b/\"") != std::string::npos);
        QCOMPARE(ask(*page, "GET", "/x").status, std::uint16_t{404});
        QCOMPARE(ask(*page, "DELETE", "/").status, std::uint16_t{404});
    }

    void onlyOwnPagesTurnTheClock_data() {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<QByteArray>("site");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const char *origin, const char *site,
                            const char *body, int status) {
            QTest::newRow(name) << QByteArray(origin) << QByteArray(site) << QByteArray(body)
                                << status;
        };
        const char *own = "http://localhost:8080";
        row("its own page", own, "same-origin", "turn=60", 303);
        row("no browser at all", "", "", "turn=60", 303);
        row("back as well", own, "", "turn=-0.5", 303);
        row("another site's page", "http://evil.test", "cross-site", "turn=60", 403);
        row("a page of the lab's own servers", "http://shop.localhost:8080", "same-site", "turn=60",
            403);
        row("another port", "http://localhost:8081", "same-site", "turn=60", 403);
        row("a page without an origin", "null", "cross-site", "turn=60", 403);
        row("a browser that says no origin", "", "cross-site", "turn=60", 403);
        row("no number", own, "", "turn=soon", 400);
        row("too far", own, "", "turn=1e12", 400);
        row("nothing", own, "", "", 400);
    }
    void onlyOwnPagesTurnTheClock() {
        QFETCH(const QByteArray, origin);
        QFETCH(const QByteArray, site);
        QFETCH(const QByteArray, body);
        QFETCH(const int, status);
        LabClock clock(Duration(0));
        const auto page = session::makeStartPage({}, clock);
        const std::string from = origin.toStdString();
        const std::string where = site.toStdString();
        Asking asking{{field("Host", "localhost:8080")}, body.toStdString()};
        if (!from.empty())
            asking.fields.push_back(field("Origin", from));
        if (!where.empty())
            asking.fields.push_back(field("Sec-Fetch-Site", where));
        const lab::Response answer = ask(*page, "POST", "/.etagere/clock", asking);
        QCOMPARE(static_cast<int>(answer.status), status);
        QCOMPARE(clock.turned() != Duration(0), status == 303);
    }

    void theClockStaysWithinTenYears() {
        LabClock clock(Duration(0));
        QVERIFY(!clock.turn(Duration::max()));
        QVERIFY(!clock.turn(Duration::min()));
        QVERIFY(clock.turn(std::chrono::hours(24 * 3653)));
        QVERIFY(!clock.turn(std::chrono::seconds(1)));
        QVERIFY(clock.turn(-std::chrono::hours(24 * 3653)));
        QVERIFY(clock.turned() == Duration(0));
    }

    void aTrackerSaysWhomItKnows() {
        const std::shared_ptr<lab::Tracker> tracker =
            lab::makeTracker(lab::TrackerKind::PlainEcho, 7);
        const auto door = session::withKnowsPage(tracker, tracker);
        const auto told = [&door] {
            const std::string body = ask(*door, "GET", "/.etagere/knows.json").body;
            return QJsonDocument::fromJson(QByteArray::fromStdString(body)).object();
        };
        QVERIFY(told().value(QLatin1String("you")).isNull());
        const lab::Response first = ask(*door, "GET", "/pixel.gif");
        QCOMPARE(first.status, std::uint16_t{200});
        const auto tag = std::find_if(first.fields.begin(), first.fields.end(),
                                      [](const auto &one) { return one.first == "ETag"; });
        QVERIFY(tag != first.fields.end());
        // A hostile visitor names itself.
        const std::string hostile = "\"<script>alert(1)</script>\"";
        (void)ask(*door, "GET", "/pixel.gif", {{field("If-None-Match", hostile)}});
        const QJsonObject both = told();
        QCOMPARE(both.value(QLatin1String("visitors")).toArray().size(), 2);
        QCOMPARE(both.value(QLatin1String("you")).toObject().value(QLatin1String("name")),
                 QJsonValue(QLatin1String("<script>alert(1)</script>")));
        (void)ask(*door, "GET", "/pixel.gif", {{field("If-None-Match", tag->second)}});
        QCOMPARE(QLatin1Char('"') +
                     told()
                         .value(QLatin1String("you"))
                         .toObject()
                         .value(QLatin1String("name"))
                         .toString() +
                     QLatin1Char('"'),
                 QString::fromStdString(tag->second));
        const std::string page = ask(*door, "GET", "/.etagere/knows").body;
        QVERIFY(page.find("<script>alert") == std::string::npos);
        QVERIFY(page.find("&lt;script&gt;alert") != std::string::npos);
        QCOMPARE(ask(*door, "GET", "/.etagere/knows.js").status, std::uint16_t{200});
        QCOMPARE(ask(*door, "GET", "/.etagere/knowsx").status, std::uint16_t{404});
    }
};

QTEST_GUILESS_MAIN(TestLabPages)
#include "test_lab_pages.moc"
