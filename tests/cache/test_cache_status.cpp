// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/cache.h"
#include "core/cache/cache_status.h"
#include "core/http/http_date.h"

#include <string>
#include <vector>

using namespace etagere;
using cache::Transaction;

namespace {

const Instant start{std::chrono::sys_days(std::chrono::year(2030) / 1 / 1)};

http::Field field(std::string_view name, std::string_view value) {
    return {name, value, http::fieldNameFrom(name)};
}

cache::Request request(std::string_view method, http::Fields fields = {}) {
    cache::Request made;
    made.method = method;
    made.url = "http://h/a\"b";
    made.fields = fields;
    return made;
}

std::string statusOf(const Transaction &transaction, bool forwarded, bool failed = false) {
    std::string out;
    cache::writeCacheStatus(out, transaction, {"http://h/a\"b", forwarded, failed});
    return out.substr(0, out.find("; detail"));
}

/// A cache with one response that is fresh for a minute.
struct Filled {
    Filled() {
        Transaction first = cache.begin(request("GET"), start);
        const std::string date = http::formatHttpDate(start);
        const std::vector<http::Field> fields{field("Date", date), field("ETag", "\"t\""),
                                              field("Cache-Control", "max-age=60"),
                                              field("Content-Length", "2")};
        first.receive(200, fields, start);
        miss = statusOf(first, true);
        first.append("ok");
        first.finish(Transaction::End::Complete, start);
    }
    cache::Cache cache{cache::Cache::Options{}};
    std::string miss;
};

const std::string key = "; key=\"http://h/a\\\"b\"";

} // namespace

class TestCacheStatus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void misses() {
        QCOMPARE(Filled().miss, "etagere; fwd=uri-miss; fwd-status=200; stored" + key);
    }

    void hits() {
        Filled filled;
        const Transaction hit =
            filled.cache.begin(request("GET"), start + std::chrono::seconds(20));
        QCOMPARE(statusOf(hit, false), "etagere; hit; ttl=40" + key);
    }

    void revalidations() {
        Filled filled;
        const Instant later = start + std::chrono::seconds(100);
        Transaction stale = filled.cache.begin(request("GET"), later);
        QCOMPARE(stale.step(), Transaction::Step::Send);
        stale.receive(304, {}, later);
        QCOMPARE(statusOf(stale, true).substr(0, 38),
                 std::string("etagere; fwd=stale; fwd-status=304; st"));
    }

    void requestsThatDoNotWantIt() {
        Filled filled;
        const std::vector<http::Field> fields{field("Cache-Control", "no-cache")};
        Transaction asked = filled.cache.begin(request("GET", fields), start);
        asked.fail(start);
        QCOMPARE(statusOf(asked, true, true), "etagere; fwd=request" + key);
    }

    void whatIsNotStoredIsNotSaidToBe() {
        Filled filled;
        cache::Request other = request("GET");
        other.url = "http://h/other";
        Transaction asked = filled.cache.begin(other, start);
        const std::vector<http::Field> fields{field("Cache-Control", "no-store")};
        asked.receive(200, fields, start);
        QVERIFY(asked.wantsBody());
        QCOMPARE(statusOf(asked, true), "etagere; fwd=uri-miss; fwd-status=200" + key);
    }

    void otherMethods() {
        Filled filled;
        Transaction post = filled.cache.begin(request("POST"), start);
        post.receive(204, {}, start);
        QCOMPARE(statusOf(post, true), "etagere; fwd=method; fwd-status=204" + key);
    }

    void nothingStoredAndNoNetwork() {
        Filled filled;
        cache::Request other = request("GET");
        other.url = "http://h/other";
        const std::vector<http::Field> fields{field("Cache-Control", "only-if-cached")};
        other.fields = fields;
        const Transaction none = filled.cache.begin(other, start);
        std::string out;
        cache::writeCacheStatus(out, none, {{}, false, false});
        QVERIFY2(out.starts_with("etagere; fwd=miss; detail=\""), out.c_str());
    }

    void everyDecisionNamesItsRules() {
        Filled filled;
        const Transaction hit = filled.cache.begin(request("GET"), start);
        std::string out;
        cache::writeCacheStatus(out, hit, {{}, false, false});
        const std::string detail = out.substr(out.find("detail=\"") + 8);
        QVERIFY(detail.ends_with('"'));
        std::string_view ids(detail.data(), detail.size() - 1);
        QVERIFY(!ids.empty());
        while (!ids.empty()) {
            const std::string_view id = ids.substr(0, ids.find(' '));
            QVERIFY(cache::ruleFrom(id) != cache::Rule::Count);
            ids.remove_prefix(std::min(id.size() + 1, ids.size()));
        }
    }
};

QTEST_GUILESS_MAIN(TestCacheStatus)
#include "test_cache_status.moc"
