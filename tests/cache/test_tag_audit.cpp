// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/cache.h"
#include "tests/cache/lines.h"

#include <random>
#include <string>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

namespace {

std::string bytesOf(const StoredResponse &stored) {
    std::string bytes;
    for (const Slice &slice : stored.content.slices({Bytes{0}, Bytes{1U << 20U}}))
        bytes += slice.view();
    return bytes;
}

/// A cache whose validations are audited, and a server that answers with what is told.
class AuditedCache {
public:
    AuditedCache(double share, std::function<double()> chance)
        : m_cache(optionsWith(share, std::move(chance))) {}

    Transaction begin(std::int64_t when, const char *fields = "", const char *url = page) {
        const Lines asked(fields);
        Request request;
        request.url = url;
        request.fields = asked.fields();
        return m_cache.begin(request, at(when));
    }
    static void answer(Transaction &transaction, std::uint16_t status, const char *fields,
                       const std::string &body, std::int64_t when) {
        const Lines lines(fields);
        transaction.receive(status, lines.fields(), at(when));
        if (transaction.wantsBody())
            transaction.append(body);
        transaction.finish(Transaction::End::Complete, at(when));
    }
    /// A whole exchange with a server that forgets to change its tag; whether it was asked whole.
    bool visit(const std::string &body, std::int64_t when) {
        Transaction transaction = begin(when);
        const bool whole =
            http::find(transaction.outgoing(), http::FieldName::IfNoneMatch) == nullptr;
        answer(transaction, whole ? 200 : 304, tagged, body, when);
        return whole;
    }
    [[nodiscard]] Cache &cache() { return m_cache; }

    static constexpr const char *page = "https://shop.test/a";
    static constexpr const char *tagged = "Cache-Control: no-cache | ETag: \"a\"";

private:
    static Cache::Options optionsWith(double share, std::function<double()> chance) {
        Cache::Options options;
        options.audit.share = share;
        options.audit.chance = std::move(chance);
        options.audit.contradicts = [](const StoredResponse &before, const StoredResponse &now) {
            return bytesOf(before) != bytesOf(now);
        };
        return options;
    }
    Cache m_cache;
};

double always() { return 0; }
double never() { return 0.999; }

bool has(const Transaction &transaction, http::FieldName name) {
    return http::find(transaction.outgoing(), name) != nullptr;
}

} // namespace

class TestTagAudit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksTheShareThatWasSet();
    void aSilentServerIsFound();
    void anHonestServerIsNot();
    void noValidatorsGoOutAfterwards();
    void partsOfADistrustedServerAreNotJoined();
    void otherOriginsAreBelieved();
    void offByDefault();
};

void TestTagAudit::asksTheShareThatWasSet() {
    std::mt19937 random(7);
    AuditedCache desk(0.2, [&random] { return std::uniform_real_distribution<>(0, 1)(random); });
    int whole = 0;
    desk.visit("x", 0);
    for (int i = 1; i <= 5000; ++i)
        whole += desk.visit("x", i) ? 1 : 0;
    QVERIFY2(whole > 915 && whole < 1085, std::to_string(whole).c_str()); // three deviations
}

void TestTagAudit::aSilentServerIsFound() {
    AuditedCache desk(1, always);
    desk.visit("old", 0);
    QVERIFY(desk.cache().staleTags().empty());
    desk.visit("new", 1);
    const auto found = desk.cache().staleTags();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().origin, std::string("https://shop.test"));
    QCOMPARE(found.front().url, std::string(AuditedCache::page));
    QCOMPARE(found.front().validator, std::string("\"a\""));
    QVERIFY(found.front().found == at(1));
}

void TestTagAudit::anHonestServerIsNot() {
    AuditedCache desk(1, always);
    const auto visit = [&desk](const char *fields, const char *body, std::int64_t when) {
        Transaction transaction = desk.begin(when);
        AuditedCache::answer(transaction, 200, fields, body, when);
    };
    visit("Cache-Control: no-cache | ETag: \"a\"", "old", 0);
    visit("Cache-Control: no-cache | ETag: \"a\"", "old", 1);
    visit("Cache-Control: no-cache | ETag: \"b\"", "new", 2);
    visit("Cache-Control: no-cache", "newer", 3);
    visit("Cache-Control: no-store | ETag: \"b\"", "newest", 4);
    QVERIFY(desk.cache().staleTags().empty());
}

void TestTagAudit::noValidatorsGoOutAfterwards() {
    AuditedCache desk(1, always);
    desk.visit("old", 0);
    desk.visit("new", 1);
    Transaction stored = desk.begin(2, "If-None-Match: \"a\"");
    QVERIFY(stored.step() == Transaction::Step::Send);
    QVERIFY(!has(stored, http::FieldName::IfNoneMatch));
    QVERIFY(stored.decision().reasons.contains(Rule::TagDistrusted));
    QVERIFY(!stored.decision().reasons.contains(Rule::ValidateByTag));
    AuditedCache::answer(stored, 200, AuditedCache::tagged, "newest", 2);
    QCOMPARE(stored.answer().status, std::uint16_t{200});
    Transaction unknown =
        desk.begin(3, "If-None-Match: \"q\" | If-Modified-Since: @0", "https://shop.test/other");
    QVERIFY(!has(unknown, http::FieldName::IfNoneMatch));
    QVERIFY(!has(unknown, http::FieldName::IfModifiedSince));
    AuditedCache::answer(unknown, 200, AuditedCache::tagged, "x", 3);
}

void TestTagAudit::partsOfADistrustedServerAreNotJoined() {
    AuditedCache desk(1, always);
    desk.visit("old", 0);
    desk.visit("new", 1);
    const char *const url = "https://shop.test/long";
    Transaction part = desk.begin(2, "Range: bytes=0-1", url);
    AuditedCache::answer(
        part, 206, "Cache-Control: max-age=60 | ETag: \"p\" | Content-Range: bytes 0-1/4", "ab", 2);
    QVERIFY(!part.isStored());
    Transaction rest = desk.begin(3, "Range: bytes=2-3 | If-Range: \"p\"", url);
    QVERIFY(!has(rest, http::FieldName::IfRange));
    QVERIFY(!has(rest, http::FieldName::Range));
    AuditedCache::answer(rest, 200, AuditedCache::tagged, "abcd", 3);
}

void TestTagAudit::otherOriginsAreBelieved() {
    AuditedCache desk(1, always);
    desk.visit("old", 0);
    desk.visit("new", 1);
    Transaction other = desk.begin(2, "If-None-Match: \"q\"", "https://else.test/a");
    QVERIFY(has(other, http::FieldName::IfNoneMatch));
    AuditedCache::answer(other, 304, "", "", 2);
}

void TestTagAudit::offByDefault() {
    AuditedCache desk(0.2, never);
    desk.visit("x", 0);
    for (int i = 1; i < 50; ++i)
        QVERIFY(!desk.visit("x", i));
    QCOMPARE(Cache(Cache::Options{}).auditShare(), 0.0);
}

QTEST_APPLESS_MAIN(TestTagAudit)
#include "test_tag_audit.moc"
