// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/body/sequence_diff.h"
#include "core/body/text_diff.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace etagere::body;

namespace {

using Items = std::vector<std::uint32_t>;

/// The edits' cost, when they turn one into the other; none when they do not.
std::optional<std::size_t> costOf(const std::vector<Edit> &edits, const Items &before,
                                  const Items &after) {
    Items made;
    std::size_t at = 0;
    std::size_t cost = 0;
    for (const Edit &edit : edits) {
        if (edit.beforeBegin < at || edit.afterBegin != made.size() + edit.beforeBegin - at)
            return std::nullopt;
        made.insert(made.end(), before.begin() + static_cast<std::ptrdiff_t>(at),
                    before.begin() + static_cast<std::ptrdiff_t>(edit.beforeBegin));
        made.insert(made.end(), after.begin() + static_cast<std::ptrdiff_t>(edit.afterBegin),
                    after.begin() + static_cast<std::ptrdiff_t>(edit.afterEnd));
        at = edit.beforeEnd;
        cost += edit.beforeEnd - edit.beforeBegin + edit.afterEnd - edit.afterBegin;
    }
    made.insert(made.end(), before.begin() + static_cast<std::ptrdiff_t>(at), before.end());
    return made == after ? std::optional(cost) : std::nullopt;
}

/// What is not in the longest common subsequence, by the table of all prefixes.
std::size_t leastCost(const Items &before, const Items &after) {
    std::vector<std::vector<std::size_t>> common(before.size() + 1,
                                                 std::vector<std::size_t>(after.size() + 1));
    for (std::size_t i = 1; i <= before.size(); ++i) {
        for (std::size_t j = 1; j <= after.size(); ++j) {
            common[i][j] = before[i - 1] == after[j - 1]
                               ? common[i - 1][j - 1] + 1
                               : std::max(common[i - 1][j], common[i][j - 1]);
        }
    }
    return before.size() + after.size() - 2 * common[before.size()][after.size()];
}

std::string shown(const TextDiff &diff) {
    std::string text;
    for (const DiffLine &line : diff.lines)
        text += (line.kind == DiffLine::Kind::Removed ? "-" : "+") + line.text + "\n";
    return text;
}

} // namespace

class TestTextDiff : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isShortest();
    void keepsToItsBound();
    void shows_data();
    void shows();
    void tellsNumbersFromWords_data();
    void tellsNumbersFromWords();
    void showsNoMoreThanAsked();
};

void TestTextDiff::isShortest() {
    std::mt19937 random(5);
    for (int round = 0; round < 2000; ++round) {
        const std::uint32_t letters = 1 + static_cast<std::uint32_t>(random()) % 4;
        const auto make = [&] {
            Items items(random() % 14);
            for (std::uint32_t &item : items)
                item = static_cast<std::uint32_t>(random()) % letters;
            return items;
        };
        const Items before = make();
        const Items after = make();
        const auto cost = costOf(editsBetween(before, after), before, after);
        QVERIFY(cost.has_value());
        QCOMPARE(*cost, leastCost(before, after));
    }
}

void TestTextDiff::keepsToItsBound() {
    Items before{1, 2};
    Items after{1, 2};
    for (std::uint32_t i = 0; i < 5000; ++i) {
        before.push_back(10 + i);
        after.push_back(100'000 + i);
    }
    before.push_back(3);
    after.push_back(3);
    const std::vector<Edit> edits = editsBetween(before, after, 100);
    QCOMPARE(edits.size(), std::size_t{1});
    QVERIFY(edits.front() == (Edit{2, 5002, 2, 5002}));
}

void TestTextDiff::shows_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("diff");
    const auto row = [](const char *name, const char *before, const char *after, const char *diff) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << QByteArray(diff);
    };
    row("the same", "a\nb", "a\nb", "");
    row("a line changed", "open 9 to 5\nx", "open 9 to 6\nx", "-open 9 to 5\n+open 9 to 6\n");
    row("a line came", "a\nc", "a\nb\nc", "+b\n");
    row("a line went", "a\nb\nc", "a\nc", "-b\n");
    row("two lines became one", "a\nb", "c", "-a\n+c\n-b\n");
    row("empty before", "", "a", "+a\n");
    row("a word in a long line", "one two three four five six seven eight nine ten eleven twelve",
        "one two three four five six SEVEN eight nine ten eleven twelve",
        "-\xE2\x80\xA6 three four five six seven eight nine ten eleven \xE2\x80\xA6\n"
        "+\xE2\x80\xA6 three four five six SEVEN eight nine ten eleven \xE2\x80\xA6\n");
}

void TestTextDiff::shows() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, diff);
    const TextDiff made = diffTexts(before.toStdString(), after.toStdString(), {40, 45});
    QCOMPARE(QByteArray::fromStdString(shown(made)), diff);
    QCOMPARE(made.empty(), before == after);
}

void TestTextDiff::tellsNumbersFromWords_data() {
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("onlyNumbers");
    QTest::newRow("a clock") << QByteArray("made at 12:03:55") << QByteArray("made at 12:04:10")
                             << true;
    QTest::newRow("a counter, with its line")
        << QByteArray("a\n17 visitors\nb") << QByteArray("a\n18 visitors\nb") << true;
    QTest::newRow("a word beside a number")
        << QByteArray("1 apple") << QByteArray("2 pears") << false;
    QTest::newRow("a word came") << QByteArray("sold") << QByteArray("not sold") << false;
    QTest::newRow("a line of a number came")
        << QByteArray("a") << QByteArray("a\n2026-11-22") << true;
    QTest::newRow("nothing changed") << QByteArray("a 1") << QByteArray("a 1") << false;
}

void TestTextDiff::tellsNumbersFromWords() {
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(bool, onlyNumbers);
    QCOMPARE(diffTexts(before.toStdString(), after.toStdString()).onlyNumbers, onlyNumbers);
}

void TestTextDiff::showsNoMoreThanAsked() {
    std::string before;
    std::string after;
    for (int i = 0; i < 300; ++i) {
        before += "old " + std::to_string(i) + "\n";
        after += "new " + std::to_string(i) + "\n";
    }
    const TextDiff diff = diffTexts(before, after, {10, 20});
    QCOMPARE(diff.lines.size(), std::size_t{10});
    QCOMPARE(diff.removed, std::size_t{300});
    QCOMPARE(diff.added, std::size_t{300});
    const TextDiff wide = diffTexts("a", std::string(5000, 'b'), {10, 20});
    QVERIFY(wide.lines.at(1).text.size() < 30);
}

QTEST_APPLESS_MAIN(TestTextDiff)
#include "test_text_diff.moc"
