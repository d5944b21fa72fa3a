// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/facts.h"
#include "tests/cache/lines.h"

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;
using http::DeltaSeconds;
using http::Directive;

class TestFacts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void methods_data();
    void methods();
    void request_data();
    void request();
    void response_data();
    void response();
    void aTwoDigitYearIsNearTheRecording();
};

namespace {

struct MethodCase {
    const char *name;
    Method method;
    bool safe;
};

struct RequestCase {
    const char *name;
    const char *fields;
    RequestFacts expected;
};

struct ResponseCase {
    const char *name;
    const char *fields;
    ResponseFacts expected;
};

template <class Change>
RequestFacts asked(const Change &change) {
    RequestFacts facts;
    change(facts);
    return facts;
}

template <class Change>
ResponseFacts answered(const Change &change) {
    ResponseFacts facts;
    facts.status = 200;
    change(facts);
    return facts;
}

constexpr std::uint32_t bit(Directive directive) { return 1U << static_cast<unsigned>(directive); }

} // namespace

void TestFacts::methods_data() {
    static const MethodCase rows[] = {
        {"GET", Method::Get, true},         {"HEAD", Method::Head, true},
        {"OPTIONS", Method::Options, true}, {"TRACE", Method::Trace, true},
        {"POST", Method::Post, false},      {"PUT", Method::Put, false},
        {"DELETE", Method::Delete, false},  {"PATCH", Method::Patch, false},
        {"PURGE", Method::Other, false},    {"get", Method::Other, false},
        {"", Method::Other, false},
    };
    QTest::addColumn<const MethodCase *>("row");
    for (const MethodCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFacts::methods() {
    QFETCH(const MethodCase *, row);
    QVERIFY(methodFrom(row->name) == row->method);
    QCOMPARE(isSafe(row->method), row->safe);
}

void TestFacts::request_data() {
    static const std::vector<RequestCase> rows{
        {"nothing", "Accept: */*", {}},
        {"no-store", "Cache-Control: no-store", asked([](auto &f) { f.noStore = true; })},
        {"two lines are one list", "Cache-Control: no-cache | Cache-Control: only-if-cached",
         asked([](auto &f) { f.noCache = f.onlyIfCached = true; })},
        {"numbers", "Cache-Control: max-age=1, min-fresh=2, max-stale=3", asked([](auto &f) {
             f.maxAge = DeltaSeconds(1);
             f.minFresh = DeltaSeconds(2);
             f.maxStale = DeltaSeconds(3);
         })},
        {"any staleness will do", "Cache-Control: max-stale",
         asked([](auto &f) { f.maxStaleAny = true; })},
        {"a max-age that is no number limits nothing", "Cache-Control: max-age=x", {}},
        {"Pragma alone", "Pragma: No-Cache",
         asked([](auto &f) { f.pragmaNoCache = f.anyPragma = true; })},
        {"Pragma in a list", "Pragma: a, no-cache",
         asked([](auto &f) { f.pragmaNoCache = f.anyPragma = true; })},
        {"another Pragma", "Pragma: no-cachet", {}},
        {"Pragma beside Cache-Control says nothing", "Pragma: no-cache | Cache-Control: x",
         asked([](auto &f) { f.anyPragma = true; })},
        {"a range", "Range: bytes=0-", asked([](auto &f) { f.range = true; })},
        {"If-Match", "If-Match: *", asked([](auto &f) { f.ownCondition = true; })},
        {"If-Unmodified-Since", "If-Unmodified-Since: @0",
         asked([](auto &f) { f.ownCondition = true; })},
        {"If-Range without Range", "If-Range: \"a\"",
         asked([](auto &f) { f.ownCondition = f.ifRange = true; })},
        {"If-Range", "Range: bytes=0- | If-Range: \"a\"",
         asked([](auto &f) { f.range = f.ifRange = true; })},
        {"If-None-Match", "If-None-Match: \"a\"", asked([](auto &f) { f.validators = true; })},
        {"If-Modified-Since", "If-Modified-Since: @0", asked([](auto &f) { f.validators = true; })},
        {"credentials", "authorization: Basic YTpi",
         asked([](auto &f) { f.authorization = true; })},
    };
    QTest::addColumn<const RequestCase *>("row");
    for (const RequestCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFacts::request() {
    QFETCH(const RequestCase *, row);
    const Lines lines(row->fields);
    QVERIFY(requestFactsOf("GET", lines.fields()) == row->expected);
}

void TestFacts::response_data() {
    static const std::vector<ResponseCase> rows{
        {"nothing", "Server: x", answered([](auto &) {})},
        {"directives", "Cache-Control: public, max-age=5, s-maxage=6", answered([](auto &f) {
             f.directives =
                 bit(Directive::Public) | bit(Directive::MaxAge) | bit(Directive::SMaxAge);
             f.maxAge = DeltaSeconds(5);
             f.sMaxAge = DeltaSeconds(6);
         })},
        {"the first max-age counts", "Cache-Control: max-age=5 | Cache-Control: max-age=6",
         answered([](auto &f) {
             f.directives = bit(Directive::MaxAge);
             f.maxAge = DeltaSeconds(5);
         })},
        {"a max-age without a number is there", "Cache-Control: max-age=soon",
         answered([](auto &f) { f.directives = bit(Directive::MaxAge); })},
        {"no-cache for some fields", "Cache-Control: no-cache=\"Set-Cookie\"",
         answered([](auto &f) {
             f.directives = bit(Directive::NoCache);
             f.noCacheFields = true;
         })},
        {"dates", "Date: @0 | Expires: @60 | Last-Modified: @-60", answered([](auto &f) {
             f.date = at(0);
             f.expires = at(60);
             f.lastModified = at(-60);
             f.hasLastModified = true;
         })},
        {"Expires of zero", "Expires: 0",
         answered([](auto &f) { f.expiresBad = f.expiresZero = true; })},
        {"Expires that is no date", "Expires: soon",
         answered([](auto &f) { f.expiresBad = true; })},
        {"an empty Expires", "Expires:", answered([](auto &f) { f.expiresBad = true; })},
        {"two Expires are no date", "Expires: @30 | Expires: @60",
         answered([](auto &f) { f.expiresBad = true; })},
        {"Expires in another zone is no date", "Expires: Thu, 18 Aug 2050 02:01:18 UTC",
         answered([](auto &f) { f.expiresBad = true; })},
        {"a Date that is none is missing", "Date: today", answered([](auto &) {})},
        {"Last-Modified that is no date", "Last-Modified: today", answered([](auto &) {})},
        {"of a list of ages the first counts", "Age: 5, 6",
         answered([](auto &f) { f.age = DeltaSeconds(5); })},
        {"an age beyond all bounds", "Age: 99999999999999999999",
         answered([](auto &f) { f.age = DeltaSeconds(DeltaSeconds::cap); })},
        {"a negative age says nothing", "Age: -5", answered([](auto &) {})},
        {"a tag", "ETag: \"\"", answered([](auto &f) { f.hasETag = f.strongETag = true; })},
        {"a tag without quotes", "ETag: abc",
         answered([](auto &f) { f.hasETag = f.strongETag = true; })},
        {"a weak tag", "ETag: W/\"a\"", answered([](auto &f) { f.hasETag = true; })},
        {"a grace for renewal and for errors",
         "Cache-Control: stale-while-revalidate=7, stale-if-error=8", answered([](auto &f) {
             f.directives = bit(Directive::StaleWhileRevalidate) | bit(Directive::StaleIfError);
             f.staleWhileRevalidate = DeltaSeconds(7);
             f.staleIfError = DeltaSeconds(8);
         })},
        {"Location", "Location: /", answered([](auto &f) { f.hasLocation = true; })},
        {"an empty field is no tag", "ETag:", answered([](auto &) {})},
        {"Vary", "Vary: Accept", answered([](auto &f) { f.hasVary = true; })},
        {"Vary with a star in another line", "Vary: Accept | Vary: *",
         answered([](auto &f) { f.hasVary = f.varyAny = true; })},
        {"Pragma alone", "Pragma: no-cache",
         answered([](auto &f) { f.pragmaNoCache = f.anyPragma = true; })},
        {"Pragma beside Cache-Control", "Cache-Control: a | Pragma: no-cache",
         answered([](auto &f) { f.anyPragma = true; })},
    };
    QTest::addColumn<const ResponseCase *>("row");
    for (const ResponseCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestFacts::response() {
    QFETCH(const ResponseCase *, row);
    const Lines lines(row->fields);
    QVERIFY(responseFactsOf(200, lines.fields(), at(0)) == row->expected);
}

void TestFacts::aTwoDigitYearIsNearTheRecording() {
    using namespace std::chrono;
    const Lines lines("Expires: Sunday, 06-Nov-94 08:49:37 GMT");
    const auto yearAt = [&lines](Instant now) {
        const auto expires = responseFactsOf(200, lines.fields(), now).expires;
        return static_cast<int>(year_month_day(floor<days>(expires.value())).year());
    };
    QCOMPARE(yearAt(sys_days(year{2026} / 3 / 1)), 1994);
    QCOMPARE(yearAt(sys_days(year{2050} / 3 / 1)), 2094);
    QVERIFY(responseFactsOf(200, lines.fields(), Instant::max()).expires.has_value());
    QVERIFY(responseFactsOf(200, lines.fields(), Instant::min()).expires.has_value());
}

QTEST_APPLESS_MAIN(TestFacts)
#include "test_facts.moc"
