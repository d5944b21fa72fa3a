// SPDX-License-Identifier: Apache-2.0
// Which partition of a visitor's cache an exchange goes through.
#include <QTest>

#include "core/replay/partitions.h"
#include "core/replay/schedule.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

using namespace etagere;

namespace {

/// An exchange of one visit, or of the next one where it is a new page.
struct Seen {
    int second;
    const char *url;
    const char *location = "";
    const char *referer = "";
    bool isNewVisit = false;
    bool isFrame = false;
};

struct Row {
    const char *name;
    std::vector<Seen> seen;
    const char *expected; ///< a letter for each exchange; the same one for the same partition
    const char *inFirefox = "";
};

constexpr auto page = "https://shop.test/";
constexpr auto pixel = "https://t.test/p.gif";

std::vector<Row> rows() {
    return {
        {"a page and what it embeds", {{0, page}, {1, pixel, "", page}}, "aa"},
        {"the page is not recorded first",
         {{1, pixel, "", page}, {0, page}, {5, page, "", "", true}, {6, pixel, "", page}},
         "aaaa"},
        {"another site's page",
         {{0, page}, {1, pixel, "", page}, {5, "https://news.test/", "", "", true}, {6, pixel}},
         "aabb"},
        {"a page that is elsewhere now",
         {{0, "https://old.test/", page},
          {1, page},
          {2, pixel, "", page},
          {5, page, "", "", true},
          {6, pixel, "", page}},
         "abbbb"},
        {"elsewhere in two steps, recorded the other way round",
         {{3, pixel, "", page},
          {2, page},
          {1, "https://www.old.test/", page},
          {0, "https://short.test/x", "https://www.old.test/"},
          {9, page, "", "", true}},
         "aabca"},
        {"frames of other sites, and the page's own within one",
         {{0, page},
          {1, pixel, "", page},
          {2, "https://ads.test/", "", page, false, true},
          {3, pixel, "", "https://ads.test/"},
          {4, "https://shop.test/in", "", "https://ads.test/", false, true},
          {5, pixel, "", "https://shop.test/in"}},
         "aabbaa",
         "aaaabb"},
        {"a redirect that is not the page's",
         {{0, page}, {1, pixel, "https://u.test/p.gif", page}, {2, "https://u.test/p.gif"}},
         "aaa"},
    };
}

std::string partitionsOf(const std::vector<Seen> &all, const cache::Model &model) {
    traffic::Traffic traffic;
    const traffic::Visit visit{traffic.visitor("ann"), {}, {}, {}, {}};
    traffic::VisitId current = traffic.addVisit(visit);
    for (const Seen &seen : all) {
        if (seen.isNewVisit)
            current = traffic.addVisit(visit);
        const std::array request{
            http::Field{"Referer", seen.referer, http::FieldName::Referer},
            http::Field{"Sec-Fetch-Dest", seen.isFrame ? "iframe" : "", http::FieldName::Other}};
        const std::array response{
            http::Field{"Location", seen.location, http::FieldName::Location}};
        traffic::Exchange exchange;
        exchange.visit = current;
        exchange.url = traffic.internUrl(seen.url);
        exchange.method = "GET";
        exchange.status = *seen.location == '\0' ? 200 : 302;
        exchange.started = Instant(std::chrono::seconds(seen.second));
        exchange.requestFields = request;
        exchange.responseFields = response;
        traffic.append(exchange);
    }
    replay::Partitions partitions(traffic, model, replay::scheduleOf(traffic).order);
    std::vector<std::uint32_t> numbers;
    std::string letters;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto number = partitions.of(traffic.exchange(traffic::ExchangeId::fromSize(i)));
        const auto found = std::find(numbers.begin(), numbers.end(), number);
        letters += static_cast<char>('a' + (found - numbers.begin()));
        if (found == numbers.end())
            numbers.push_back(number);
    }
    return letters;
}

} // namespace

class TestPartitions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTabsSiteIsThatOfItsPage_data() {
        QTest::addColumn<std::size_t>("at");
        for (std::size_t at = 0; at < rows().size(); ++at)
            QTest::newRow(rows()[at].name) << at;
    }
    void theTabsSiteIsThatOfItsPage() {
        QFETCH(std::size_t, at);
        const Row row = rows()[at];
        QCOMPARE(partitionsOf(row.seen, cache::chromium()), std::string(row.expected));
        if (*row.inFirefox != '\0')
            QCOMPARE(partitionsOf(row.seen, cache::firefox()), std::string(row.inFirefox));
    }
};

QTEST_APPLESS_MAIN(TestPartitions)
#include "test_partitions.moc"
