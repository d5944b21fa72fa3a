// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/reuse.h"
#include "tests/cache/lines.h"

#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

class TestReuse : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void access_data();
    void access();
    void reuse_data();
    void reuse();
    void aMissIsForwarded();
    void aMissMayBeForbidden();
};

namespace {

struct PartCase {
    const char *name;
    const char *method;
    const char *fields;
    const char *expected; ///< the rule that keeps the cache out; empty: it takes part
};

/// A response that came at 0, asked for again at `now`.
struct ReuseCase {
    const char *name;
    const char *stored;
    const char *request;
    std::int64_t now;
    Outcome outcome;
    const char *reasons; ///< those after fresh or stale
};

std::string afterVerdict(const Reasons &reasons) {
    Reasons later;
    bool after = false;
    for (const Rule rule : reasons) {
        if (after)
            later.add(rule);
        after = after || rule == Rule::Fresh || rule == Rule::Stale;
    }
    return idsOf(later);
}

} // namespace

void TestReuse::access_data() {
    static const std::vector<PartCase> rows{
        {"GET", "GET", "", ""},
        {"HEAD", "HEAD", "", ""},
        {"a validator of the recorded cache", "GET", "If-None-Match: \"a\"", ""},
        {"POST", "POST", "", "method-forwarded"},
        {"OPTIONS is safe, but not for a cache", "OPTIONS", "", "method-forwarded"},
        {"a range", "GET", "Range: bytes=0-", ""},
        {"a range with its condition", "GET", "Range: bytes=0- | If-Range: \"a\"", ""},
        {"a condition on a range without it", "GET", "If-Range: \"a\"", "own-condition"},
        {"If-Match", "GET", "If-Match: \"a\"", "own-condition"},
        {"If-Unmodified-Since", "GET", "If-Unmodified-Since: @0", "own-condition"},
    };
    QTest::addColumn<const PartCase *>("row");
    for (const PartCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestReuse::access() {
    QFETCH(const PartCase *, row);
    const Lines lines(row->fields);
    Reasons reasons;
    const Access access = accessOf(requestFactsOf(row->method, lines.fields()), rfc9111(), reasons);
    QCOMPARE(idsOf(reasons).c_str(), row->expected);
    QCOMPARE(access == Access::Full, reasons.size() == 0);
}

void TestReuse::reuse_data() {
    static constexpr const char *minute = "Cache-Control: max-age=60 | ETag: \"a\"";
    static const std::vector<ReuseCase> rows{
        {"fresh", minute, "", 59, Outcome::FreshHit, "reused-fresh"},
        {"stale", minute, "", 60, Outcome::Revalidate, "stale-not-allowed validate-tag"},
        {"stale without a validator", "Cache-Control: max-age=60", "", 60, Outcome::Forward,
         "stale-not-allowed no-validator"},
        {"both validators are sent", "ETag: \"a\" | Last-Modified: @9 | Date: @0", "", 5,
         Outcome::Revalidate, "stale-not-allowed validate-tag validate-date"},
        {"Last-Modified alone", "Cache-Control: max-age=1 | Last-Modified: @-9", "", 5,
         Outcome::Revalidate, "stale-not-allowed validate-date"},
        {"fresh, but no-cache", "Cache-Control: max-age=60, no-cache | ETag: \"a\"", "", 5,
         Outcome::Revalidate, "no-cache validate-tag"},
        {"no-cache is no licence for max-stale", "Cache-Control: no-cache | ETag: \"a\"",
         "Cache-Control: max-stale", 5, Outcome::Revalidate, "no-cache validate-tag"},
        {"must-revalidate while fresh", "Cache-Control: max-age=60, must-revalidate", "", 5,
         Outcome::FreshHit, "reused-fresh"},
        {"must-revalidate once stale", "Cache-Control: max-age=60, must-revalidate | ETag: \"a\"",
         "", 60, Outcome::Revalidate, "must-revalidate validate-tag"},
        {"must-revalidate stands above max-stale",
         "Cache-Control: max-age=60, must-revalidate | ETag: \"a\"", "Cache-Control: max-stale", 60,
         Outcome::Revalidate, "must-revalidate validate-tag"},
        {"proxy-revalidate is not for us",
         "Cache-Control: max-age=60, proxy-revalidate | ETag: \"a\"", "Cache-Control: max-stale",
         60, Outcome::StaleHit, "request-max-stale"},
        {"Pragma of a response says nothing", "Expires: @60 | Date: @0 | Pragma: no-cache", "", 5,
         Outcome::FreshHit, "reused-fresh"},
        {"the request says no-cache", minute, "Cache-Control: no-cache", 5, Outcome::Revalidate,
         "request-no-cache validate-tag"},
        {"the request says Pragma: no-cache", minute, "Pragma: no-cache", 5, Outcome::Revalidate,
         "request-pragma validate-tag"},
        {"a reload", minute, "Cache-Control: max-age=0", 5, Outcome::Revalidate,
         "request-max-age validate-tag"},
        {"just young enough", minute, "Cache-Control: max-age=5", 5, Outcome::FreshHit,
         "reused-fresh"},
        {"fresh for just long enough", minute, "Cache-Control: min-fresh=55", 5, Outcome::FreshHit,
         "reused-fresh"},
        {"not fresh for as long", minute, "Cache-Control: min-fresh=56", 5, Outcome::Revalidate,
         "request-min-fresh validate-tag"},
        {"any staleness", minute, "Cache-Control: max-stale", 100'000, Outcome::StaleHit,
         "request-max-stale"},
        {"just not too stale", minute, "Cache-Control: max-stale=10", 70, Outcome::StaleHit,
         "request-max-stale"},
        {"too stale", minute, "Cache-Control: max-stale=10", 71, Outcome::Revalidate,
         "stale-not-allowed validate-tag"},
        {"max-stale does not lift max-age", minute, "Cache-Control: max-stale, max-age=60", 70,
         Outcome::Revalidate, "request-max-age validate-tag"},
        {"only if cached, and fresh", minute, "Cache-Control: only-if-cached", 5, Outcome::FreshHit,
         "reused-fresh"},
        {"only if cached, but stale", minute, "Cache-Control: only-if-cached", 60,
         Outcome::OnlyIfCachedFailure, "stale-not-allowed request-only-if-cached"},
        {"no-store of a request does not forbid what is stored", minute, "Cache-Control: no-store",
         5, Outcome::FreshHit, "reused-fresh"},
        {"everything at once",
         "Cache-Control: max-age=60, no-cache, must-revalidate | ETag: \"a\" | Last-Modified: @-9",
         "Cache-Control: no-cache, max-age=0, min-fresh=60, max-stale", 99, Outcome::Revalidate,
         "no-cache request-no-cache request-max-age request-min-fresh must-revalidate "
         "validate-tag validate-date"},
    };
    QTest::addColumn<const ReuseCase *>("row");
    for (const ReuseCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestReuse::reuse() {
    QFETCH(const ReuseCase *, row);
    const Lines stored(row->stored);
    const Lines request(row->request);
    const StoredFacts facts{responseFactsOf(200, stored.fields(), at(0)), at(0), at(0)};
    Decision decision;
    decideReuse(requestFactsOf("GET", request.fields()), facts, at(row->now), rfc9111(), decision);
    QCOMPARE(afterVerdict(decision.reasons).c_str(), row->reasons);
    QCOMPARE(nameOf(decision.outcome).data(), nameOf(row->outcome).data());
    QVERIFY(decision.age == std::chrono::seconds(row->now));
    QVERIFY(!decision.inferred);
}

void TestReuse::aMissIsForwarded() {
    Decision decision;
    decision.outcome = Outcome::Error;
    decideMiss({}, rfc9111(), decision);
    QVERIFY(decision.outcome == Outcome::Forward);
    QCOMPARE(decision.reasons.size(), std::size_t{0});
}

void TestReuse::aMissMayBeForbidden() {
    RequestFacts request;
    request.onlyIfCached = true;
    Decision decision;
    decideMiss(request, rfc9111(), decision);
    QVERIFY(decision.outcome == Outcome::OnlyIfCachedFailure);
    QCOMPARE(idsOf(decision.reasons).c_str(), "request-only-if-cached");
}

QTEST_APPLESS_MAIN(TestReuse)
#include "test_reuse.moc"
