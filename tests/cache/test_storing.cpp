// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/invalidation.h"
#include "core/cache/storing.h"
#include "tests/cache/lines.h"

#include <algorithm>
#include <array>
#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

class TestStoring : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stores_data();
    void stores();
    void everyStatusWithAnExplicitLifetime();
    void everyStatusWithout();
    void invalidates_data();
    void invalidates();
};

namespace {

struct StoreCase {
    const char *name;
    std::uint16_t status;
    const char *request;
    const char *response;
    bool stores;
    const char *reasons;
    const char *method = "GET";
};

struct InvalidationCase {
    const char *name;
    const char *method;
    std::uint16_t status;
    const char *reason; ///< empty: none
};

} // namespace

void TestStoring::stores_data() {
    static const std::vector<StoreCase> rows{
        {"max-age", 200, "", "Cache-Control: max-age=5", true, "store-explicit"},
        {"max-age of 0 still is explicit", 200, "", "Cache-Control: max-age=0", true,
         "store-explicit"},
        {"a bad max-age too", 302, "", "Cache-Control: max-age=x", true, "store-explicit"},
        {"Expires in the past too", 302, "", "Expires: @-60", true, "store-explicit"},
        {"Expires that is no date too", 302, "", "Expires: 0", true, "store-explicit"},
        {"s-maxage permits shared caches only", 302, "", "Cache-Control: s-maxage=60", false,
         "store-no-permission"},
        {"public", 302, "", "Cache-Control: public", true, "store-by-directive"},
        {"private is for us", 302, "", "Cache-Control: private", true,
         "store-by-directive store-private"},
        {"private for some fields", 302, "", "Cache-Control: private=\"Cookie\"", true,
         "store-by-directive store-private"},
        {"a status whose lifetime may be guessed", 404, "", "", true, "store-heuristic"},
        {"a status whose lifetime may not", 403, "", "", false, "store-no-permission"},
        {"no-cache permits nothing", 302, "", "Cache-Control: no-cache", false,
         "store-no-permission"},
        {"no-cache forbids nothing", 200, "", "Cache-Control: no-cache", true, "store-heuristic"},
        {"no-store", 200, "", "Cache-Control: no-store, max-age=60", false, "store-no-store"},
        {"no-store of the request", 200, "Cache-Control: no-store", "Cache-Control: max-age=60",
         false, "store-request-no-store"},
        {"must-understand sets no-store aside", 200, "",
         "Cache-Control: no-store, must-understand, max-age=60", true,
         "store-must-understand store-explicit"},
        {"but not the request's", 200, "Cache-Control: no-store",
         "Cache-Control: no-store, must-understand, max-age=60", false,
         "store-must-understand store-request-no-store"},
        {"must-understand, and a strange status", 299, "",
         "Cache-Control: must-understand, max-age=60", false, "store-not-understood"},
        {"a strange status with max-age", 299, "", "Cache-Control: max-age=60", true,
         "store-explicit"},
        {"HEAD", 200, "", "Cache-Control: max-age=60", false, "store-method", "HEAD"},
        {"POST with a lifetime", 200, "", "Cache-Control: max-age=60", true, "store-post", "POST"},
        {"POST without", 200, "", "", false, "store-method", "POST"},
        {"PUT", 200, "", "Cache-Control: max-age=60", false, "store-method", "PUT"},
        {"a part", 206, "", "Cache-Control: max-age=60", false, "store-partial"},
        {"a 304 is no response of its own", 304, "", "Cache-Control: max-age=60", false,
         "store-orphan-304"},
        {"an interim response", 103, "", "Cache-Control: max-age=60", false, "store-not-final"},
        {"no response", 0, "", "", false, "no-response"},
        {"what is asked with credentials", 200, "Authorization: Basic YTpi",
         "Cache-Control: max-age=60", true, "store-explicit store-authorization"},
        {"Vary: *", 200, "", "Cache-Control: max-age=60 | Vary: *", true,
         "store-explicit store-vary-any"},
        {"all permissions at once", 200, "Authorization: Basic YTpi",
         "Cache-Control: no-store, must-understand, private, max-age=60 | Vary: *", true,
         "store-must-understand store-explicit store-private store-authorization store-vary-any"},
    };
    QTest::addColumn<const StoreCase *>("row");
    for (const StoreCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestStoring::stores() {
    QFETCH(const StoreCase *, row);
    const Lines request(row->request);
    const Lines response(row->response);
    Reasons reasons;
    const bool stores =
        decideStoring(requestFactsOf(row->method, request.fields()),
                      responseFactsOf(row->status, response.fields(), at(0)), rfc9111(), reasons);
    QCOMPARE(idsOf(reasons).c_str(), row->reasons);
    QCOMPARE(stores, row->stores);
}

void TestStoring::everyStatusWithAnExplicitLifetime() {
    for (unsigned status = 0; status <= 1000; ++status) {
        ResponseFacts response;
        response.status = static_cast<std::uint16_t>(status);
        response.expiresBad = true;
        Reasons reasons;
        const bool expected = status >= 200 && status <= 599 && status != 206 && status != 304;
        QVERIFY2(decideStoring({}, response, rfc9111(), reasons) == expected,
                 qPrintable(QString::number(status)));
    }
}

void TestStoring::everyStatusWithout() {
    constexpr std::array<unsigned, 11> storable{200, 203, 204, 300, 301, 308,
                                                404, 405, 410, 414, 501};
    for (unsigned status = 0; status <= 1000; ++status) {
        ResponseFacts response;
        response.status = static_cast<std::uint16_t>(status);
        Reasons reasons;
        const bool expected = std::find(storable.begin(), storable.end(), status) != storable.end();
        QVERIFY2(decideStoring({}, response, rfc9111(), reasons) == expected,
                 qPrintable(QString::number(status)));
        QCOMPARE(isHeuristicallyCacheable(response.status), expected || status == 206);
    }
}

void TestStoring::invalidates_data() {
    static const std::vector<InvalidationCase> rows{
        {"a POST that succeeds", "POST", 200, "invalidated-by-method"},
        {"a redirection is no error", "PUT", 303, "invalidated-by-method"},
        {"a DELETE that fails", "DELETE", 404, "not-invalidated"},
        {"a server's failure", "PATCH", 500, "not-invalidated"},
        {"a method nobody knows may be unsafe", "FROB", 200, "invalidated-by-method"},
        {"no answer", "POST", 0, "not-invalidated"},
        {"GET", "GET", 200, ""},
        {"HEAD", "HEAD", 200, ""},
        {"OPTIONS", "OPTIONS", 200, ""},
        {"TRACE", "TRACE", 200, ""},
    };
    QTest::addColumn<const InvalidationCase *>("row");
    for (const InvalidationCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestStoring::invalidates() {
    QFETCH(const InvalidationCase *, row);
    ResponseFacts response;
    response.status = row->status;
    Reasons reasons;
    const bool ends =
        decideInvalidation(requestFactsOf(row->method, {}), response, rfc9111(), reasons);
    QCOMPARE(idsOf(reasons).c_str(), row->reason);
    QCOMPARE(ends, reasons.contains(Rule::InvalidatedByMethod));
}

QTEST_APPLESS_MAIN(TestStoring)
#include "test_storing.moc"
