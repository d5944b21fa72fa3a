// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/reuse.h"
#include "core/cache/storing.h"
#include "tests/cache/lines.h"

#include <array>
#include <optional>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

/// All small inputs against a second implementation, written from RFC 9111 without a table, in
/// whole seconds.
class TestOracle : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySmallResponseIsJudgedAlike();
};

namespace {

struct Small {
    bool noStore, noCache, mustRevalidate, maxAge, isPublic, etag;
    std::optional<int> expires;      ///< seconds after Date
    std::optional<int> lastModified; ///< seconds before Date
    int status;
    std::optional<int> maxStale; ///< of the request
};

std::string responseText(const Small &small) {
    std::string text = "Date: @0 | Cache-Control: x";
    const auto add = [&text](bool there, const std::string &more) { text += there ? more : ""; };
    add(small.noStore, ", no-store");
    add(small.noCache, ", no-cache");
    add(small.mustRevalidate, ", must-revalidate");
    add(small.maxAge, ", max-age=10");
    add(small.isPublic, ", public");
    add(small.etag, " | ETag: \"a\"");
    if (small.expires)
        text += " | Expires: @" + std::to_string(*small.expires);
    if (small.lastModified)
        text += " | Last-Modified: @" + std::to_string(-*small.lastModified);
    return text;
}

bool mayGuess(const Small &small) { return small.status == 200 || small.status == 404; }

bool oracleStores(const Small &small) {
    if (small.noStore)
        return false;
    return small.maxAge || small.expires || small.isPublic || mayGuess(small);
}

int oracleLifetime(const Small &small) {
    if (small.maxAge)
        return 10;
    if (small.expires)
        return *small.expires < 0 ? 0 : *small.expires;
    if (small.lastModified && (mayGuess(small) || small.isPublic))
        return *small.lastModified / 10;
    return 0;
}

Outcome oracleOutcome(const Small &small, int age) {
    const bool fresh = age < oracleLifetime(small);
    if (fresh && !small.noCache)
        return Outcome::FreshHit;
    if (!fresh && !small.noCache && !small.mustRevalidate && small.maxStale &&
        age - oracleLifetime(small) <= *small.maxStale)
        return Outcome::StaleHit;
    return small.etag || small.lastModified ? Outcome::Revalidate : Outcome::Forward;
}

void judge(const Small &small) {
    const std::string text = responseText(small);
    const Lines lines(text);
    const auto status = static_cast<std::uint16_t>(small.status);
    const StoredFacts stored{responseFactsOf(status, lines.fields(), at(0)), at(0), at(0)};
    RequestFacts request;
    if (small.maxStale)
        request.maxStale = http::DeltaSeconds(static_cast<std::uint64_t>(*small.maxStale));

    Reasons reasons;
    QVERIFY2(decideStoring(request, stored.response, rfc9111(), reasons) == oracleStores(small),
             text.c_str());
    for (const int age : {0, 4, 5, 9, 10, 11, 19, 20, 30, 100}) {
        Decision decision;
        decideReuse(request, stored, at(age), rfc9111(), decision);
        QVERIFY2(decision.outcome == oracleOutcome(small, age), text.c_str());
        QVERIFY2(decision.age == std::chrono::seconds(age), text.c_str());
        QVERIFY2(decision.lifetime == std::chrono::seconds(oracleLifetime(small)), text.c_str());
    }
}

} // namespace

void TestOracle::everySmallResponseIsJudgedAlike() {
    constexpr std::array<std::optional<int>, 4> expiries{std::nullopt, -5, 5, 20};
    constexpr std::array<std::optional<int>, 4> modifications{std::nullopt, 0, 50, 200};
    constexpr std::array<std::optional<int>, 3> stalenesses{std::nullopt, 0, 10};
    int judged = 0;
    for (unsigned bits = 0; bits < 64; ++bits) {
        const auto has = [bits](unsigned bit) { return (bits >> bit & 1U) != 0; };
        for (unsigned rest = 0; rest < 4 * 4 * 3 * 3; ++rest) {
            constexpr std::array<int, 3> statuses{200, 302, 404};
            judge({has(0), has(1), has(2), has(3), has(4), has(5), expiries[rest % 4],
                   modifications[rest / 4 % 4], statuses[rest / 16 % 3],
                   stalenesses[rest / 48 % 3]});
            if (QTest::currentTestFailed())
                return;
            ++judged;
        }
    }
    QCOMPARE(judged, 64 * 144);
}

QTEST_APPLESS_MAIN(TestOracle)
#include "test_oracle.moc"
