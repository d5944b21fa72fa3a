// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/base/interner.h"

#include <string>

using etagere::Interner;

class TestInterner : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void numbersFollowTheOrderOfFirstSight() {
        Interner interner;
        QCOMPARE(interner.intern("b").index(), 0U);
        QCOMPARE(interner.intern("a").index(), 1U);
        QCOMPARE(interner.intern("b").index(), 0U);
        QCOMPARE(interner.size(), std::size_t{2});
    }

    void manyTextsKeepTheirNumbers() {
        Interner interner;
        constexpr std::uint32_t count = 50000;
        for (std::uint32_t i = 0; i < count; ++i)
            QCOMPARE(interner.intern("text " + std::to_string(i)).index(), i);
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto id = interner.find("text " + std::to_string(i));
            QVERIFY(id && id->index() == i);
            QVERIFY(interner.view(*id) == "text " + std::to_string(i));
        }
        QVERIFY(!interner.find("text x"));
    }

    void anyBytesAreAText() {
        using namespace std::string_view_literals;
        Interner interner;
        const auto empty = interner.intern("");
        const auto nul = interner.intern("\0"sv);
        const auto two = interner.intern("\0\0"sv);
        QVERIFY(empty != nul && nul != two);
        QVERIFY(interner.view(empty).empty());
        QVERIFY(interner.view(two) == "\0\0"sv);
    }

    void nothingIsFoundInAnEmptyOne() { QVERIFY(!Interner().find("")); }

    void theTextIsCopied() {
        Interner interner;
        std::string text = "before";
        const auto id = interner.intern(text);
        text = "after!";
        QVERIFY(interner.view(id) == "before");
    }
};

QTEST_APPLESS_MAIN(TestInterner)
#include "test_interner.moc"
