// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/scenario/document.h"
#include "core/session/demo_site.h"
#include "core/session/lab_host.h"
#include "tests/session/lab_asker.h"

#include <algorithm>

using namespace etagere;
using session::LabHost;
using session::LabHostOptions;
using session::LabLink;

namespace {

const scenario::Scenario &demo() {
    static const auto read = scenario::readScenario(session::demoDocument());
    return *read;
}

/// A style and a page, both behind a balancer, whose name the lab could take for one of its own.
constexpr std::string_view balanced = R"({"schema": "etagere.scenario/1", "id": "t", "title": "t",
  "actors": [
    {"id": "b", "kind": "browser"},
    {"id": "n1", "kind": "origin"}, {"id": "n2", "kind": "origin"},
    {"id": "front", "kind": "balancer", "host": "lab.test", "nodes": ["n1", "n2"]}],
  "resources": [
    {"on": ["n1", "n2"], "path": "/b/a", "type": "text/css", "body": "x"},
    {"on": ["n1", "n2"], "path": "/a", "type": "text/html", "body": "page"}],
  "steps": [{"at": 0, "actor": "b", "url": "http://lab.test/a"}]})";

std::string hostOf(const std::string &url) {
    const std::size_t begin = url.find("//") + 2;
    return url.substr(begin, url.find('/', begin) - begin);
}

} // namespace

class TestLabHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(scenario::readScenario(session::demoDocument())); }

    void theDemoSiteIsServed() {
        const auto host = LabHost::open(demo());
        QVERIFY(host);
        const std::string port = std::to_string((*host)->port());
        QCOMPARE((*host)->firstPage(), "http://shop.localhost:" + port + "/");
        tests::LabAsker asker((*host)->port());
        const auto page = asker.ask("GET", "shop.localhost:" + port, "/");
        QVERIFY(page->head.startsWith("200"));
        QVERIFY(page->head.contains("ETag=\""));
        QVERIFY(page->body.contains(("//cdn.shop.localhost:" + port + "/shop.css").c_str()));
        QVERIFY(page->body.contains(("//stats.shop.localhost:" + port + "/pixel.gif").c_str()));
        QVERIFY(!page->body.contains(".test"));
        // Everything that is listed is there.
        for (const LabLink &link : (*host)->links()) {
            const std::string at = hostOf(link.url);
            const auto answer =
                asker.ask("GET", at, link.url.substr(link.url.find(at) + at.size()));
            QVERIFY2(answer->head.startsWith("200"), link.url.c_str());
        }
        const auto start = asker.ask("GET", "localhost:" + port, "/");
        QVERIFY(start->head.startsWith("200"));
        QVERIFY(start->body.contains("/.etagere/knows"));
        // No name that is made up leads here: a page elsewhere cannot rebind one of its own.
        QVERIFY(asker.ask("GET", "evil.example", "/")->head.startsWith("421"));
    }

    void theTwoMachinesDisagree() {
        const auto host = LabHost::open(demo());
        tests::LabAsker asker((*host)->port());
        QList<QByteArray> heads;
        for (int i = 0; i < 4; ++i) {
            const QByteArray head = asker.ask("GET", "cdn.shop.localhost", "/shop.css")->head;
            const qsizetype tag = head.indexOf("ETag=");
            heads << head.mid(tag, head.indexOf('|', tag) - tag);
        }
        QVERIFY(heads[0] != heads[1]);
        QCOMPARE(heads[0], heads[2]);
        QCOMPARE(heads[1], heads[3]);
    }

    void aCookieComesBack() {
        const auto host = LabHost::open(demo());
        tests::LabAsker asker((*host)->port());
        const std::string_view at = "stats.shop.localhost";
        const QByteArray head = asker.ask("GET", at, "/pixel.gif")->head;
        QVERIFY(head.contains("Set-Cookie="));
        const qsizetype begin = head.indexOf("ETag=") + 5;
        const QByteArray tag = head.mid(begin, head.indexOf('|', begin) - begin);
        const QByteArray again =
            asker
                .ask("GET", at, "/pixel.gif",
                     {{"If-None-Match", tag.toStdString(), http::FieldName::IfNoneMatch}})
                ->head;
        QVERIFY(again.startsWith("304"));
        QVERIFY(again.contains("Set-Cookie="));
        QCOMPARE(asker.taken(at).value(QLatin1String("by")).toString(), QStringLiteral("tag"));
    }

    void theClockIsTurnedByTheStartPageOnly() {
        LabHostOptions options;
        options.turned = std::chrono::hours(24);
        const auto host = LabHost::open(demo(), options);
        tests::LabAsker asker((*host)->port());
        const std::string at = "localhost:" + std::to_string((*host)->port());
        const auto turned = [&] {
            return QJsonDocument::fromJson(asker.ask("GET", at, "/.etagere/clock")->body)
                .object()
                .value(QLatin1String("turned_s"))
                .toDouble();
        };
        QCOMPARE(turned(), 86400.0);
        const std::string own = "http://" + at;
        QVERIFY(asker
                    .ask("POST", at, "/.etagere/clock", {{"Origin", own, http::FieldName::Origin}},
                         "turn=60")
                    ->head.startsWith("303"));
        QCOMPARE(turned(), 86460.0);
        QVERIFY(asker
                    .ask("POST", at, "/.etagere/clock",
                         {{"Origin", "http://shop.localhost", http::FieldName::Origin}}, "turn=60")
                    ->head.startsWith("403"));
        QVERIFY(!asker.ask("POST", "shop.localhost", "/.etagere/clock", {}, "turn=60")
                     ->head.startsWith("303"));
        QCOMPARE(turned(), 86460.0);
    }

    void namesAreTheScenariosOwnIfAskedFor() {
        LabHostOptions options;
        options.localNames = false;
        const auto host = LabHost::open(demo(), options);
        QCOMPARE((*host)->firstPage(), std::string("http://shop.test/"));
        tests::LabAsker asker((*host)->port());
        const auto page = asker.ask("GET", "shop.test", "/");
        QVERIFY(page->body.contains("//cdn.shop.test/shop.css"));
        QCOMPARE((*host)->hostRules(), "MAP *.test 127.0.0.1:" + std::to_string((*host)->port()));
    }

    void hostsOfRecordingsAreFoundToo() {
        scenario::Scenario recorded = demo();
        recorded.actors.back().host = "www.example.org";
        LabHostOptions options;
        options.localNames = false;
        const auto host = LabHost::open(recorded, options);
        QVERIFY(host);
        const std::string here = " 127.0.0.1:" + std::to_string((*host)->port());
        QCOMPARE((*host)->hostRules(), "MAP *.test" + here + ", MAP www.example.org" + here);
    }

    void aPageBehindABalancerIsAPageToVisit() {
        const auto read = scenario::readScenario(balanced);
        QVERIFY(read);
        const auto host = LabHost::open(*read);
        QVERIFY(host);
        const std::string port = std::to_string((*host)->port());
        QCOMPARE((*host)->firstPage(), "http://lab.localhost:" + port + "/a");
        // Nothing of the lab's own stands in the way of a scenario's names.
        tests::LabAsker asker((*host)->port());
        QCOMPARE(asker.ask("GET", "lab.localhost:" + port, "/a")->body, QByteArray("page"));
    }

    void veryManyWaysBehindAnActorCostNothing() {
        scenario::Scenario many;
        constexpr int pairs = 18;
        for (int i = 0; i < pairs; ++i) {
            for (const char *half : {"x", "y"}) {
                scenario::Actor actor;
                actor.id = half + std::to_string(i);
                actor.kind = scenario::ActorKind::Balancer;
                actor.behind = {"o"};
                if (i + 1 < pairs)
                    actor.behind = {"x" + std::to_string(i + 1), "y" + std::to_string(i + 1)};
                actor.host = actor.id + ".test";
                many.actors.push_back(actor);
            }
        }
        scenario::Actor origin;
        origin.id = "o";
        origin.kind = scenario::ActorKind::Origin;
        many.actors.push_back(origin);
        many.resources.resize(1);
        many.resources[0].on = {"o"};
        many.resources[0].versions.resize(1);
        const auto host = LabHost::open(many);
        QVERIFY(host);
        QCOMPARE((*host)->links().size(), std::size_t{2 * pairs});
    }

    void aPortThatIsTakenIsTold() {
        const auto host = LabHost::open(demo());
        LabHostOptions options;
        options.port = (*host)->port();
        const auto second = LabHost::open(demo(), options);
        QVERIFY(!second);
        QCOMPARE(static_cast<int>(second.error().kind),
                 static_cast<int>(wire::WireError::Kind::AddressInUse));
        // Two of them stand beside each other, and go in any order.
        auto third = LabHost::open(demo());
        QVERIFY(third && (*third)->port() != (*host)->port());
        third->reset();
        tests::LabAsker asker((*host)->port());
        QVERIFY(asker.ask("GET", "shop.localhost", "/")->head.startsWith("200"));
    }
};

QTEST_GUILESS_MAIN(TestLabHost)
#include "test_lab_host.moc"
