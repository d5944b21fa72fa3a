// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/base/arena.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using etagere::Arena;

class TestArena : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyTakesNothing() {
        Arena arena;
        QVERIFY(arena.store("").empty());
        QVERIFY(arena.allocate(0).empty());
        QCOMPARE(arena.used(), std::size_t{0});
    }

    void piecesOfEverySizeStay() {
        Arena arena;
        std::vector<std::pair<std::string_view, std::string>> kept;
        std::size_t total = 0;
        for (const std::size_t size :
             {1U, 100U, 65536U, 65537U, 262144U, 262145U, 3U, 1000000U, 7U}) {
            for (int i = 0; i < 3; ++i) {
                const std::string text(size, static_cast<char>('a' + kept.size() % 26));
                kept.emplace_back(arena.store(text), text);
                total += size;
            }
        }
        for (const auto &[view, text] : kept)
            QVERIFY(view == text);
        QCOMPARE(arena.used(), total);
    }

    void viewsOutliveAMove() {
        Arena arena;
        const std::string_view text = arena.store("stays");
        const Arena other = std::move(arena);
        QVERIFY(text == "stays");
        QCOMPARE(other.used(), std::size_t{5});
    }

    void movedFromArenaMayBeUsedAgain() {
        Arena arena;
        const std::string_view first = arena.store("first");
        Arena other = std::move(arena);
        arena = Arena(); // NOLINT(bugprone-use-after-move): given a new value
        const std::string_view second = arena.store("second");
        const std::string_view third = other.store("third");
        QVERIFY(first == "first" && second == "second" && third == "third");
    }

    void shrinkingGivesRoomBack() {
        Arena arena;
        const auto room = arena.allocate(1000);
        std::fill(room.begin(), room.begin() + 10, 'x');
        arena.shrinkLast(room, 10);
        QCOMPARE(arena.used(), std::size_t{10});
        const std::string_view next = arena.store("next");
        QVERIFY(next.data() == room.data() + 10);
        QVERIFY(std::string_view(room.data(), 10) == "xxxxxxxxxx");
    }

    void shrinkingALargePieceHarmsNothing() {
        Arena arena;
        const std::string_view before = arena.store("before");
        const auto room = arena.allocate(std::size_t{1} << 20U);
        arena.shrinkLast(room, 5);
        const std::string_view after = arena.store("after");
        QVERIFY(before == "before" && after == "after");
        QVERIFY(after.data() == before.data() + before.size());
    }
};

QTEST_APPLESS_MAIN(TestArena)
#include "test_arena.moc"
