// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/cache/cache.h"
#include "tests/cache/lines.h"

#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

namespace {

/// A cache that is asked by several at once.
class Desk {
public:
    explicit Desk(std::uint64_t capacity = 1U << 20U)
        : m_cache(optionsWith(capacity)) {}

    [[nodiscard]] Transaction ask(const char *method, const char *url, std::int64_t when) {
        Request request;
        request.method = method;
        request.url = url;
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
    void store(const char *url, const char *fields, const std::string &body, std::int64_t when) {
        Transaction transaction = ask("GET", url, when);
        answer(transaction, 200, fields, body, when);
    }
    [[nodiscard]] Cache &cache() { return m_cache; }

private:
    static Cache::Options optionsWith(std::uint64_t capacity) {
        Cache::Options options;
        options.limits.capacity = Bytes{capacity};
        return options;
    }
    Cache m_cache;
};

std::string bodyOf(const Transaction &transaction) {
    std::string body;
    for (const Slice &slice : transaction.answer().before)
        body += slice.view();
    return body;
}

constexpr const char *asks = "Cache-Control: no-cache | ETag: \"1\"";
constexpr const char *lasts = "Cache-Control: max-age=60 | ETag: \"1\"";

} // namespace

class TestTransaction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasAskedAboutMayBeGone();
    void anotherMayLieInItsPlace();
    void theSecondWaitsForTheFirst();
    void nobodyWaitsForWhatIsNotStored();
    void aDestroyedLeaderFreesTheOthers();
    void theCapacityHolds();
    void whatIsServedStaysWhole();
    void aScopeIsFlushed();
};

void TestTransaction::whatWasAskedAboutMayBeGone() {
    Desk desk;
    desk.store("http://a.test/", asks, "old", 0);
    Transaction validation = desk.ask("GET", "http://a.test/", 1);
    QVERIFY(validation.step() == Transaction::Step::Send);
    Transaction post = desk.ask("POST", "http://a.test/", 2);
    Desk::answer(post, 204, "", "", 2);
    Desk::answer(validation, 304, asks, "", 3);
    QCOMPARE(bodyOf(validation), std::string("old"));
    QVERIFY(!validation.isStored());
    QCOMPARE(desk.cache().totals().entries, std::uint64_t{0});
}

void TestTransaction::anotherMayLieInItsPlace() {
    Desk desk;
    desk.store("http://a.test/", asks, "old", 0);
    Transaction validation = desk.ask("GET", "http://a.test/", 1);
    Transaction post = desk.ask("POST", "http://a.test/", 2);
    Desk::answer(post, 204, "", "", 2);
    desk.store("http://a.test/other", lasts, "other", 2);
    Desk::answer(validation, 304, asks, "", 3);
    const Transaction other = desk.ask("GET", "http://a.test/other", 4);
    QCOMPARE(bodyOf(other), std::string("other"));
    QVERIFY(desk.ask("GET", "http://a.test/", 4).step() == Transaction::Step::Send);
}

void TestTransaction::theSecondWaitsForTheFirst() {
    Desk desk;
    Transaction first = desk.ask("GET", "http://a.test/", 0);
    Transaction second = desk.ask("GET", "http://a.test/", 0);
    QVERIFY(second.step() == Transaction::Step::Wait);
    QCOMPARE(second.waitsFor(), first.number());
    QVERIFY(first.isAwaited());
    Desk::answer(first, 200, lasts, "one", 1);
    QVERIFY(!first.isAwaited());
    second.resume(at(1));
    QVERIFY(second.step() == Transaction::Step::Answer);
    QVERIFY(second.isCollapsed());
    QCOMPARE(bodyOf(second), std::string("one"));
    QVERIFY(second.decision().reasons.contains(Rule::Collapsed));
}

void TestTransaction::nobodyWaitsForWhatIsNotStored() {
    Desk desk;
    Transaction first = desk.ask("GET", "http://a.test/", 0);
    Transaction second = desk.ask("GET", "http://a.test/", 0);
    const Lines lines("Cache-Control: no-store");
    first.receive(200, lines.fields(), at(1));
    QVERIFY(!first.isAwaited());
    second.resume(at(1));
    QVERIFY(second.step() == Transaction::Step::Send);
}

void TestTransaction::aDestroyedLeaderFreesTheOthers() {
    Desk desk;
    {
        const Transaction first = desk.ask("GET", "http://a.test/", 0);
        QVERIFY(first.isAwaited());
    }
    QVERIFY(desk.ask("GET", "http://a.test/", 1).step() == Transaction::Step::Send);
}

void TestTransaction::theCapacityHolds() {
    Desk desk(20000);
    for (int i = 0; i < 50; ++i) {
        const std::string url = "http://a.test/" + std::to_string(i);
        desk.store(url.c_str(), lasts, std::string(1000, 'x'), i);
        QVERIFY(desk.cache().totals().bytes <= 20000);
    }
    QVERIFY(desk.cache().totals().evictions > 30);
    Transaction large = desk.ask("GET", "http://a.test/large", 60);
    Desk::answer(large, 200, lasts, std::string(30000, 'x'), 60);
    QVERIFY(!large.isStored());
    QVERIFY(large.decision().reasons.contains(Rule::StoreTooLarge));
}

void TestTransaction::whatIsServedStaysWhole() {
    Desk desk;
    desk.store("http://a.test/", lasts, "whole", 0);
    const Transaction served = desk.ask("GET", "http://a.test/", 1);
    desk.cache().clear();
    QCOMPARE(bodyOf(served), std::string("whole"));
}

void TestTransaction::aScopeIsFlushed() {
    Desk desk;
    desk.store("http://a.test/1", lasts, "1", 0);
    desk.store("http://a.test/2", lasts, "2", 0);
    desk.store("http://b.test/", lasts, "3", 0);
    QCOMPARE(desk.cache().flush({flush::By::Url, {"http://a.test/1"}, {}}), std::size_t{1});
    QCOMPARE(desk.cache().flush({flush::By::Origin, {"http://a.test"}, {}}), std::size_t{1});
    std::string left;
    desk.cache().forEach([&left](const Kept &kept) { left += kept.response->url; });
    QCOMPARE(left, std::string("http://b.test/"));
}

QTEST_APPLESS_MAIN(TestTransaction)
#include "test_transaction.moc"
