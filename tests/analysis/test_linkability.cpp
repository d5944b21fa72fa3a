// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/judge.h"
#include "core/analysis/linkability.h"
#include "tests/support/capture_builder.h"

#include <set>
#include <string>

using namespace etagere;
using namespace etagere::analysis;
using tests::CaptureBuilder;
using url::Partitioning;

namespace {

/// A tracker met on `sites` sites by one visitor, each site with a tag of its own, as browsers with
/// partitions bring about.
Linkability partitioned(std::uint32_t sites, bool sameTag, bool issuedAnew) {
    Linkability made;
    for (std::uint32_t i = 0; i < sites; ++i) {
        made.sites.push_back("https://site" + std::to_string(i) + ".test");
        if (i == 0 || !sameTag)
            made.tokens.push_back("token" + std::to_string(i));
        made.edges.push_back({i, sameTag ? 0 : i, 1, issuedAnew});
    }
    return made;
}

struct Expected {
    Partitioning partitioning;
    Defence defence;
    LinkReason reason;
    std::size_t linkedSites;
    bool known;
};

void check(const Linkability &matrix, const std::vector<Expected> &expected) {
    for (const Expected &cell : expected) {
        const LinkabilityCell &found = cellOf(matrix, cell.partitioning, cell.defence);
        const std::string where =
            std::string(nameOf(cell.partitioning)) + " " + std::string(nameOf(cell.defence));
        QVERIFY2(found.reason == cell.reason, where.c_str());
        const std::size_t linked = found.linked.empty() ? 0 : found.linked.front().size();
        QVERIFY2(linked == cell.linkedSites, where.c_str());
        QVERIFY2(found.recognisedOnReturn == cell.known, where.c_str());
    }
}

constexpr auto None = Partitioning::None;
constexpr auto Chromium = Partitioning::TopFrameCross;
constexpr auto Firefox = Partitioning::TopAncestor;
constexpr auto Safari = Partitioning::TopSite;

} // namespace

class TestLinkability : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCellIsThere();
    void aCacheBorneTag();
    void aTagMadeFromTheAddress();
    void aTagWithACookie();
    void oneSiteLinksNothing();
    void namesAreDistinct();
    void findingsCarryIt();
    void aTagOnTwoSitesIsGradeFive();
};

void TestLinkability::everyCellIsThere() {
    Linkability matrix = partitioned(3, false, false);
    fillMatrix(matrix, false, false);
    QCOMPARE(matrix.cells.size(), std::size_t{4 * 5});
    fillMatrix(matrix, false, false);
    QCOMPARE(matrix.cells.size(), std::size_t{4 * 5});
}

void TestLinkability::aCacheBorneTag() {
    Linkability matrix = partitioned(3, false, true);
    fillMatrix(matrix, false, false);
    check(matrix, {{None, Defence::Nothing, LinkReason::OneCache, 3, true},
                   {None, Defence::ClearCookies, LinkReason::OneCache, 3, true},
                   {None, Defence::ClearCache, LinkReason::CacheCleared, 0, false},
                   {None, Defence::StripTags, LinkReason::TagsStripped, 0, false},
                   {None, Defence::EphemeralCache, LinkReason::CacheCleared, 0, false},
                   {Chromium, Defence::Nothing, LinkReason::OwnPartition, 0, true},
                   {Firefox, Defence::ClearCookies, LinkReason::OwnPartition, 0, true},
                   {Safari, Defence::ClearCache, LinkReason::CacheCleared, 0, false}});
}

void TestLinkability::aTagMadeFromTheAddress() {
    Linkability matrix = partitioned(2, true, true);
    fillMatrix(matrix, false, false);
    check(matrix, {{None, Defence::Nothing, LinkReason::DerivedAnew, 2, true},
                   {Safari, Defence::ClearCache, LinkReason::DerivedAnew, 2, true},
                   {Firefox, Defence::EphemeralCache, LinkReason::DerivedAnew, 2, true},
                   {Chromium, Defence::StripTags, LinkReason::TagsStripped, 0, false}});
}

void TestLinkability::aTagWithACookie() {
    Linkability matrix = partitioned(2, false, true);
    fillMatrix(matrix, true, false);
    check(matrix, {{Chromium, Defence::ClearCache, LinkReason::CookieLinks, 2, true},
                   {Firefox, Defence::ClearCache, LinkReason::CookieLinks, 0, true},
                   {Safari, Defence::ClearCache, LinkReason::CacheCleared, 0, false},
                   {None, Defence::ClearCookies, LinkReason::OneCache, 2, true}});
    fillMatrix(matrix, true, true);
    check(matrix, {{Safari, Defence::ClearCache, LinkReason::CookieLinks, 0, true}});
}

void TestLinkability::oneSiteLinksNothing() {
    Linkability matrix = partitioned(1, true, true);
    fillMatrix(matrix, false, true);
    check(matrix, {{None, Defence::Nothing, LinkReason::OneCache, 0, true}});
}

void TestLinkability::namesAreDistinct() {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Defence::Count); ++i)
        names.insert(nameOf(static_cast<Defence>(i)));
    for (const Partitioning partitioning : partitionings)
        names.insert(nameOf(partitioning));
    QCOMPARE(names.size(), std::size_t{9});
}

namespace {

/// Two visitors; the first meets the tracker on two sites and again later.
Judgement onTwoSites(std::string_view onSecondSite) {
    CaptureBuilder capture;
    const auto see = [&capture](std::string_view visitor, std::string_view page,
                                std::string_view tag, std::string_view sent) {
        const std::string cookie = "uid=" + std::string(tag);
        const std::string quoted = "\"" + std::string(tag) + "\"";
        const std::string back = sent.empty() ? std::string() : quoted;
        capture.visit(visitor)
            .see({.url = page, .body = "page"})
            .see({.url = "https://track.test/p.gif",
                  .etag = quoted,
                  .body = sent.empty() ? "gif" : "",
                  .ifNoneMatch = back,
                  .cookie = cookie,
                  .status = static_cast<std::uint16_t>(sent.empty() ? 200 : 304)});
    };
    see("A", "https://news.test/", "uzeubqdarf9", {});
    see("A", "https://shop.test/", onSecondSite, onSecondSite);
    see("A", "https://news.test/", "uzeubqdarf9", "uzeubqdarf9");
    see("B", "https://news.test/", "q1w2e3r4t5y6", {});
    return judge(capture.traffic(), tags::observe(capture.traffic()));
}

} // namespace

void TestLinkability::findingsCarryIt() {
    const Judgement judgement = onTwoSites("m9n8b7v6c5x4");
    const Finding &finding = judgement.findings.front();
    QCOMPARE(int(finding.grade), 4);
    QVERIFY(finding.linkability.has_value());
    QCOMPARE(finding.linkability->sites.size(), std::size_t{2});
    QCOMPARE(finding.linkability->siteCount, std::size_t{2});
    QCOMPARE(finding.linkability->tokens.size(), std::size_t{3});
    QCOMPARE(finding.linkability->edges.size(), std::size_t{3});
    check(*finding.linkability,
          {{None, Defence::Nothing, LinkReason::OneCache, 2, true},
           {Chromium, Defence::Nothing, LinkReason::OwnPartition, 0, true},
           {Chromium, Defence::ClearCache, LinkReason::CookieLinks, 2, true}});
}

// The same identifier of one visitor on two sites, and another visitor with another one: proven.
void TestLinkability::aTagOnTwoSitesIsGradeFive() {
    const Judgement judgement = onTwoSites("uzeubqdarf9");
    QCOMPARE(int(judgement.findings.front().grade), 5);
}

QTEST_APPLESS_MAIN(TestLinkability)
#include "test_linkability.moc"
