// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/cache/eviction.h"
#include "core/cache/eviction_limits.h"
#include "tests/cache/plain_policies.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

using namespace etagere;
using namespace etagere::cache;

namespace {

Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds(1'600'000'000 + seconds)}; }

/// An Eviction and its plain counterpart, led through the same requests.
class Pair {
public:
    Pair(EvictionPolicy policy, std::uint64_t capacity)
        : m_eviction(policy, Bytes{capacity})
        , m_plain(test::plain(policy, capacity)) {}

    void request(std::uint64_t key, std::uint64_t size, std::int64_t now) {
        const auto found = m_slots.find(key);
        if (found != m_slots.end()) {
            m_eviction.touch(found->second, at(now));
            m_plain->touch(found->second, seconds(now));
            return;
        }
        if (!m_eviction.admits(Bytes{size}))
            return;
        makeRoom(size, now);
        const Slot slot = freeSlot();
        m_eviction.insert(slot, key, Bytes{size}, at(now));
        m_plain->insert(slot, key, size, seconds(now));
        m_slots.emplace(key, slot);
    }
    void drop(std::uint64_t key) {
        const auto found = m_slots.find(key);
        if (found == m_slots.end())
            return;
        m_eviction.remove(found->second);
        m_plain->remove(found->second);
        release(found->second);
    }
    [[nodiscard]] Eviction &eviction() { return m_eviction; }
    [[nodiscard]] bool holds(std::uint64_t key) const { return m_slots.count(key) != 0; }
    [[nodiscard]] std::size_t evictions() const { return m_evictions; }

private:
    static std::uint64_t seconds(std::int64_t now) { return epochSecondsOf(at(now)); }
    void makeRoom(std::uint64_t size, std::int64_t now) {
        std::vector<Slot> gone;
        while (const auto slot = m_eviction.victim(Bytes{size}, at(now)))
            gone.push_back(*slot);
        QCOMPARE(gone, m_plain->makeRoom(size, seconds(now)));
        for (const Slot slot : gone)
            release(slot);
        m_evictions += gone.size();
        QCOMPARE(m_eviction.used().count, m_plain->used());
    }
    Slot freeSlot() {
        if (m_free.empty())
            return m_next++;
        const Slot slot = m_free.back();
        m_free.pop_back();
        return slot;
    }
    void release(Slot slot) {
        m_free.push_back(slot);
        const auto found = std::find_if(m_slots.begin(), m_slots.end(),
                                        [slot](const auto &one) { return one.second == slot; });
        m_slots.erase(found);
    }
    Eviction m_eviction;
    std::unique_ptr<test::Plain> m_plain;
    std::map<std::uint64_t, Slot> m_slots;
    std::vector<Slot> m_free;
    Slot m_next = 0;
    std::size_t m_evictions = 0;
};

} // namespace

class TestEviction : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesComeBack();
    void aPolicyDoesWhatItsPlainFormDoes_data() { everyPolicy(); }
    void aPolicyDoesWhatItsPlainFormDoes();
    void neverMoreThanTheCapacity_data() { everyPolicy(); }
    void neverMoreThanTheCapacity();
    void whatWasRemovedIsNoVictim_data() { everyPolicy(); }
    void whatWasRemovedIsNoVictim();
    void resizingCounts_data() { everyPolicy(); }
    void resizingCounts();
    void unboundedAsksForNothing_data() { everyPolicy(); }
    void unboundedAsksForNothing();
    void lruForgetsTheLeastRecent();
    void sieveKeepsWhatWasUsed();
    void s3FifoKeepsWhoReturns();
    void chromiumPrefersToDropLarge();
    void chromiumMakesRoomAhead();
    void firefoxKeepsTheFrequent();
    void firefoxForgetsOldUses();
    void ghostsThatAreTakenLeaveNothing();
    void ghostsStayWithinBounds();
    void aModelHasItsLimits_data();
    void aModelHasItsLimits();

private:
    static void everyPolicy() {
        QTest::addColumn<int>("policy");
        for (std::size_t i = 0; i < evictionPolicyCount; ++i)
            QTest::newRow(std::string(nameOf(static_cast<EvictionPolicy>(i))).c_str())
                << static_cast<int>(i);
    }
    static EvictionPolicy policy() {
        return static_cast<EvictionPolicy>(
            *static_cast<int *>(QTest::qData("policy", ::qMetaTypeId<int>())));
    }
};

void TestEviction::namesComeBack() {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < evictionPolicyCount; ++i) {
        const auto one = static_cast<EvictionPolicy>(i);
        QCOMPARE(evictionPolicyFrom(nameOf(one)), std::optional(one));
        names.insert(nameOf(one));
    }
    QCOMPARE(names.size(), evictionPolicyCount);
    QVERIFY(!evictionPolicyFrom("fifo"));
}

void TestEviction::aPolicyDoesWhatItsPlainFormDoes() {
    for (const unsigned seed : {1U, 2U, 3U}) {
        std::mt19937 random(seed);
        Pair pair(policy(), 4'000'000);
        std::int64_t now = 0;
        for (int i = 0; i < 3000 && !QTest::currentTestFailed(); ++i) {
            now += static_cast<std::int64_t>(random() % 900);
            // Squaring makes few keys popular; a key's size is its own.
            const std::uint64_t draw = random() % 400;
            const std::uint64_t key = draw * draw / 400;
            const std::uint64_t size = key * 7919 % 90'000 + (key % 17 == 0 ? 350'000 : 0);
            if (random() % 37 == 0)
                pair.drop(key);
            else
                pair.request(key, size, now);
        }
        QVERIFY(pair.evictions() > 100);
    }
}

void TestEviction::neverMoreThanTheCapacity() {
    std::mt19937 random(7);
    Pair pair(policy(), 300'000);
    for (int i = 0; i < 2000; ++i) {
        pair.request(random() % 500, random() % 40'000, i);
        QVERIFY(pair.eviction().used() <= pair.eviction().capacity());
    }
    QVERIFY(!pair.eviction().admits(Bytes{300'001}));
    QVERIFY(pair.eviction().admits(Bytes{0}));
}

void TestEviction::whatWasRemovedIsNoVictim() {
    Eviction eviction(policy(), Bytes{1'000'000});
    for (Slot slot = 0; slot < 8; ++slot)
        eviction.insert(slot, slot, Bytes{100'000}, at(slot));
    eviction.remove(0);
    eviction.remove(7);
    eviction.remove(3);
    std::multiset<Slot> gone;
    while (const auto slot = eviction.victim(Bytes{1'000'000}, at(100)))
        gone.insert(*slot);
    QCOMPARE(gone, (std::multiset<Slot>{1, 2, 4, 5, 6})); // each once
    QCOMPARE(eviction.used().count, 0U);
}

void TestEviction::resizingCounts() {
    Eviction eviction(policy(), Bytes{1'024'000});
    eviction.insert(0, 1, Bytes{102'400}, at(0));
    eviction.insert(1, 2, Bytes{102'400}, at(1));
    eviction.resize(0, Bytes{409'600});
    QCOMPARE(eviction.used().count, 512'000U);
    eviction.resize(0, Bytes{0});
    QCOMPARE(eviction.used().count, 102'400U);
    eviction.remove(0);
    eviction.remove(1);
    QCOMPARE(eviction.used().count, 0U);
}

void TestEviction::unboundedAsksForNothing() {
    Eviction eviction(policy(), StorageLimits::unbounded);
    for (Slot slot = 0; slot < 1000; ++slot) {
        QVERIFY(!eviction.victim(Bytes{4'000'000'000}, at(slot)));
        eviction.insert(slot, slot, Bytes{4'000'000'000}, at(slot));
    }
}

void TestEviction::lruForgetsTheLeastRecent() {
    Eviction eviction(EvictionPolicy::Lru, Bytes{30});
    for (Slot slot = 0; slot < 3; ++slot)
        eviction.insert(slot, slot, Bytes{10}, at(0));
    eviction.touch(0, at(1));
    QCOMPARE(eviction.victim(Bytes{10}, at(2)), std::optional<Slot>(1));
    QCOMPARE(eviction.victim(Bytes{10}, at(2)), std::nullopt);
}

void TestEviction::sieveKeepsWhatWasUsed() {
    Eviction eviction(EvictionPolicy::Sieve, Bytes{30});
    for (Slot slot = 0; slot < 3; ++slot)
        eviction.insert(slot, slot, Bytes{10}, at(0));
    eviction.touch(0, at(1));
    eviction.touch(1, at(1));
    QCOMPARE(eviction.victim(Bytes{10}, at(2)), std::optional<Slot>(2));
    eviction.insert(2, 9, Bytes{10}, at(2));
    QCOMPARE(eviction.victim(Bytes{10}, at(3)), std::optional<Slot>(0)); // its mark was spent
}

void TestEviction::s3FifoKeepsWhoReturns() {
    Eviction eviction(EvictionPolicy::S3Fifo, Bytes{100});
    const auto store = [&](Slot slot, std::uint64_t key) {
        const Slot gone = eviction.victim(Bytes{5}, at(0)).value_or(noSlot);
        eviction.insert(slot, key, Bytes{5}, at(0));
        return gone;
    };
    for (Slot slot = 0; slot < 20; ++slot)
        QCOMPARE(store(slot, slot), noSlot);
    QCOMPARE(store(20, 20), 0U);
    QCOMPARE(store(0, 0), 1U); // back soon: into the main queue
    std::set<Slot> gone;
    for (Slot slot = 21; slot < 60; ++slot)
        gone.insert(store(slot, slot));
    QCOMPARE(gone.size(), 39U); // newcomers only
    QCOMPARE(gone.count(0), 0U);
}

void TestEviction::chromiumPrefersToDropLarge() {
    Eviction eviction(EvictionPolicy::ChromiumDisk, Bytes{1'000'000});
    eviction.insert(0, 0, Bytes{1'000}, at(0));    // 100 s x 1.5 KB
    eviction.insert(1, 1, Bytes{900'000}, at(90)); // 10 s x 900 KB
    QCOMPARE(eviction.victim(Bytes{100'000}, at(100)), std::optional<Slot>(1));
    QCOMPARE(eviction.victim(Bytes{100'000}, at(100)), std::nullopt);
}

void TestEviction::chromiumMakesRoomAhead() {
    Eviction eviction(EvictionPolicy::ChromiumDisk, Bytes{1'024'000}); // marks: 972800, 921600
    for (Slot slot = 0; slot < 38; ++slot)
        eviction.insert(slot, slot, Bytes{25'600}, at(slot));
    QCOMPARE(eviction.used().count, 972'800U); // at the mark, not above it
    QCOMPARE(eviction.victim(Bytes{0}, at(50)), std::nullopt);
    eviction.insert(38, 38, Bytes{25'600}, at(38));
    std::vector<Slot> gone;
    while (const auto slot = eviction.victim(Bytes{0}, at(50)))
        gone.push_back(*slot);
    QCOMPARE(gone, (std::vector<Slot>{0, 1, 2}));
    QCOMPARE(eviction.used().count, 921'600U);
}

void TestEviction::firefoxKeepsTheFrequent() {
    Eviction eviction(EvictionPolicy::FirefoxDisk, Bytes{2 * 1024});
    eviction.insert(0, 0, Bytes{1024}, at(0));
    for (int use = 0; use < 10; ++use)
        eviction.touch(0, at(use));
    eviction.insert(1, 1, Bytes{1024}, at(3600)); // once, but later
    QCOMPARE(eviction.victim(Bytes{1024}, at(3601)), std::optional<Slot>(1));
}

void TestEviction::firefoxForgetsOldUses() {
    Eviction eviction(EvictionPolicy::FirefoxDisk, Bytes{2 * 1024});
    eviction.insert(0, 0, Bytes{1024}, at(0));
    for (int use = 0; use < 10; ++use)
        eviction.touch(0, at(use));
    eviction.insert(1, 1, Bytes{1024}, at(24 * 3600)); // eleven uses four half-lives ago are less
    QCOMPARE(eviction.victim(Bytes{1024}, at(24 * 3600)), std::optional<Slot>(0));
}

void TestEviction::ghostsThatAreTakenLeaveNothing() {
    GhostQueue ghosts(1000);
    ghosts.add(1, 10); // the oldest stays, all others come and are taken
    std::uint64_t taken = 0;
    for (std::uint64_t key = 2; key < 200'000; ++key) {
        ghosts.add(key, 10);
        taken += ghosts.take(key) && !ghosts.take(key) ? 1U : 0U;
    }
    QCOMPARE(taken, 199'998U);
    QVERIFY(ghosts.memory() < std::size_t{64} * 1024);
    QVERIFY(ghosts.take(1));
}

void TestEviction::ghostsStayWithinBounds() {
    GhostQueue ghosts(1000);
    ghosts.add(5, 1001);
    QVERIFY(!ghosts.take(5)); // larger than all it may remember
    for (std::uint64_t key = 0; key < 101; ++key)
        ghosts.add(key, 10);
    QVERIFY(!ghosts.take(0));
    QVERIFY(ghosts.take(1));
}

void TestEviction::aModelHasItsLimits_data() {
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<qulonglong>("capacity");
    QTest::addColumn<qulonglong>("entry");
    QTest::addColumn<int>("policy");
    const auto row = [](const char *name, StorageLimits limits, EvictionPolicy policy) {
        QTest::newRow(name) << QByteArray(name) << qulonglong(limits.capacity.count)
                            << qulonglong(limits.entry.count) << int(policy);
    };
    constexpr std::uint64_t mebibyte = 1024 * 1024;
    row("rfc9111", {}, EvictionPolicy::Lru);
    row("chromium", {Bytes{320 * mebibyte}, Bytes{40 * mebibyte}}, EvictionPolicy::ChromiumDisk);
    row("firefox", {Bytes{256'000 * 1024}, Bytes{32'000 * 1024}}, EvictionPolicy::FirefoxDisk);
    row("safari", {Bytes{500 * mebibyte}}, EvictionPolicy::Lru);
}

void TestEviction::aModelHasItsLimits() {
    QFETCH(QByteArray, model);
    QFETCH(qulonglong, capacity);
    QFETCH(qulonglong, entry);
    QFETCH(int, policy);
    const StorageLimits limits = storageLimitsOf(model.toStdString());
    QCOMPARE(limits.capacity.count, capacity);
    QCOMPARE(limits.entry.count, entry);
    QCOMPARE(int(limits.policy), policy);
    QCOMPARE(limits.assumed, model == "safari");
    // The smallest entry a Chromium refuses does not shrink below 5 MiB; Firefox's share does.
    const StorageLimits small = storageLimitsOf(model.toStdString(), Bytes{8 * 1024 * 1024});
    if (model == "chromium")
        QCOMPARE(small.entry.count, 5U * 1024 * 1024);
    if (model == "firefox")
        QCOMPARE(small.entry.count, 1024U * 1024);
}

QTEST_APPLESS_MAIN(TestEviction)
#include "test_eviction.moc"
