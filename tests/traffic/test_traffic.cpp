// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "sample.h"

using namespace etagere::traffic;
using namespace etagere::traffic::test;
namespace http = etagere::http;

class TestTraffic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesAreMadeOnce() {
        Traffic traffic;
        QVERIFY(traffic.visitor("a") == traffic.visitor("a"));
        QVERIFY(traffic.visitor("b") != traffic.visitor("a"));
        QVERIFY(traffic.internUrl("https://a.example/1") ==
                traffic.internUrl("https://a.example/1"));
        QCOMPARE(traffic.visitorCount(), std::size_t{2});
        QCOMPARE(traffic.urlCount(), std::size_t{1});
    }

    void urlsOfOneOriginShareIt() {
        Traffic traffic;
        const UrlId one = traffic.internUrl("https://www.example.co.uk/1");
        const UrlId two = traffic.internUrl("HTTPS://WWW.example.co.uk:443/2");
        const UrlId other = traffic.internUrl("http://www.example.co.uk/1");
        QVERIFY(traffic.originOf(one) == traffic.originOf(two));
        QVERIFY(traffic.originOf(one) != traffic.originOf(other));
        QVERIFY(traffic.originText(traffic.originOf(two)) == "https://www.example.co.uk");
        QVERIFY(traffic.siteText(traffic.originOf(one)) == "example.co.uk");
    }

    void whatIsAppendedIsCopied() {
        Traffic traffic;
        const VisitId visit = traffic.addVisit({traffic.visitor("v"), {}, ""sv, ""sv, {}});
        std::string value = "before";
        std::vector<http::Field> fields{field("X", value)};
        Exchange x;
        x.visit = visit;
        x.url = traffic.internUrl("https://a.example/");
        x.id = ExchangeId(77);
        x.responseFields = fields;
        const ExchangeId id = traffic.append(x);
        value = "after!";
        fields.clear();
        QVERIFY(id == ExchangeId(0) && traffic.exchange(id).id == id);
        QVERIFY(traffic.exchange(id).responseFields[0].value == "before");
    }

    void referencesSurviveGrowth() {
        Traffic traffic = oddTraffic();
        const Exchange &first = traffic.exchange(ExchangeId(0));
        const std::string before = dump(traffic, first);
        const Exchange copy = first;
        for (int i = 0; i < 20000; ++i)
            traffic.append(copy);
        QVERIFY(&first == &traffic.exchange(ExchangeId(0)));
        QVERIFY(dump(traffic, first) == before);
    }

    void anotherVisitorMayTakeAVisit() {
        Traffic traffic = oddTraffic();
        traffic.assignVisit(VisitId(0), traffic.visitor("bob"));
        QVERIFY(traffic.visitor(traffic.visit(VisitId(0)).visitor).name == "bob");
    }

    void bytesWithoutASourceAreAbsent() {
        const Traffic traffic = oddTraffic();
        const auto kindOf = [&](const BodyRef &body) {
            const auto bytes = traffic.loadBody(body, noLimit);
            return bytes ? -1 : static_cast<int>(bytes.error().kind);
        };
        QCOMPARE(kindOf({}), static_cast<int>(LoadError::Kind::Absent));
        QCOMPARE(kindOf({{}, BodyForm::Blob, false, 0, 1}),
                 static_cast<int>(LoadError::Kind::Absent));
        QCOMPARE(kindOf({SourceId(1), BodyForm::Blob, false, 0, 1}),
                 static_cast<int>(LoadError::Kind::Absent));
        QVERIFY(!traffic.loadRaw({}));
        QVERIFY(!traffic.loadRaw({SourceId(1), 0, 5}));
    }

    void memoryGrowsWithWhatIsKept() {
        Traffic traffic;
        QCOMPARE(traffic.memory().count, std::uint64_t{0});
        QVERIFY(oddTraffic().memory().count > 0);
    }
};

QTEST_APPLESS_MAIN(TestTraffic)
#include "test_traffic.moc"
