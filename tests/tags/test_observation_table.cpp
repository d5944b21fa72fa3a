// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/tags/ledger_analysis.h"
#include "core/tags/observation_table.h"

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace etagere;
using namespace etagere::tags;

/// A row that owns its texts.
struct Row {
    std::string origin, url, visitor, tag, content;
    std::optional<Instant> when;
};

/// Shaped like what is recorded: most tags are their URL's, some a visitor's, some a server's.
std::vector<Row> generated(std::uint64_t seed, std::size_t count, unsigned urls) {
    std::mt19937_64 random(seed);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t url = random() % urls;
        const std::uint64_t visitor = random() % 40;
        const std::string own[]{"shared", std::to_string(url), std::to_string(visitor),
                                std::to_string(random() % 3), std::to_string(random())};
        Row row{"o" + std::to_string(url % 7),
                "u" + std::to_string(url),
                "v" + std::to_string(visitor),
                own[(url + random() % 2) % 5],
                {},
                {}};
        if (random() % 3 != 0)
            row.content = "c" + std::to_string(random() % 4);
        if (random() % 5 != 0)
            row.when = Instant(std::chrono::microseconds(random() % 1000));
        rows.push_back(std::move(row));
    }
    return rows;
}

void fill(ObservationTable &table, const std::vector<Row> &rows) {
    std::vector<TableRow> views;
    views.reserve(rows.size());
    for (const Row &row : rows)
        views.push_back({row.origin, row.url, row.visitor, row.tag, row.content, row.when});
    table.append(views);
}

/// The obvious way: sets of texts.
struct Obvious {
    std::set<std::string> urls, contents;
    std::set<std::string> visitors;
    std::map<std::string, std::set<std::string>> visitorsOf;
    std::uint64_t observations = 0;
    std::optional<Instant> first, last;

    void add(const Row &row) {
        ++observations;
        urls.insert(row.url);
        visitors.insert(row.visitor);
        visitorsOf[row.tag].insert(row.visitor);
        if (!row.content.empty())
            contents.insert(row.content);
        if (row.when) {
            first = first ? std::min(*first, *row.when) : *row.when;
            last = last ? std::max(*last, *row.when) : *row.when;
        }
    }
    [[nodiscard]] TagCounts counts() const {
        TagCounts counts{observations, visitorsOf.size(), visitors.size()};
        for (const auto &[tag, itsVisitors] : visitorsOf) {
            counts.draws += itsVisitors.size();
            counts.tagsOfOneVisitor += itsVisitors.size() == 1 ? 1U : 0U;
            counts.tagsOfTwo += itsVisitors.size() == 2 ? 1U : 0U;
        }
        return counts;
    }
};

LedgerAnalysis obviously(const std::vector<Row> &rows) {
    std::map<std::pair<std::string, std::string>, Obvious> urls;
    std::map<std::string, Obvious> origins;
    for (const Row &row : rows) {
        urls[{row.origin, row.url}].add(row);
        origins[row.origin].add(row);
    }
    LedgerAnalysis analysis;
    for (const auto &[key, seen] : urls)
        analysis.urls.push_back(
            {key.first, key.second, seen.counts(), seen.contents.size(), seen.first, seen.last});
    for (const auto &[origin, seen] : origins)
        analysis.origins.push_back({origin, seen.urls.size(), seen.counts()});
    return analysis;
}

class TestObservationTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEmptyTableHasNothingToSay() {
        const ObservationTable table;
        QCOMPARE(table.size(), std::size_t{0});
        QVERIFY(analyse(table) == LedgerAnalysis{});
    }

    void everyTextIsKeptOnce() {
        TextColumn texts;
        std::vector<std::string> owned;
        for (int i = 0; i < 5000; ++i)
            owned.push_back(std::string(static_cast<std::size_t>(i % 9), '\0') +
                            std::to_string(i % 1234));
        const std::vector<std::string_view> views(owned.begin(), owned.end());
        std::vector<std::uint32_t> numbers(views.size());
        texts.intern(views, numbers);
        const std::set<std::string_view> different(views.begin(), views.end());
        QCOMPARE(texts.size(), different.size());
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < views.size(); ++i) {
            QVERIFY(texts.view(numbers[i]) == views[i]);
            QVERIFY(numbers[i] <= next); // new ones in the order in which they came
            next = std::max(next, numbers[i] + 1);
        }
    }

    void answersAsTheObviousWayDoes_data() {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("urls");
        QTest::newRow("one row") << 1 << 1 << 1;
        QTest::newRow("one URL") << 2 << 500 << 1;
        QTest::newRow("a batch, and one more") << 3 << 65 << 10;
        QTest::newRow("many URLs, few rows each") << 4 << 900 << 700;
        QTest::newRow("few URLs, many rows each") << 5 << 20'000 << 12;
        QTest::newRow("more than a block") << 6 << 70'000 << 3000;
    }
    void answersAsTheObviousWayDoes() {
        QFETCH(int, seed);
        QFETCH(int, rows);
        QFETCH(int, urls);
        const auto made = generated(static_cast<std::uint64_t>(seed),
                                    static_cast<std::size_t>(rows), static_cast<unsigned>(urls));
        ObservationTable table;
        fill(table, made);
        QCOMPARE(table.size(), made.size());
        const LedgerAnalysis expected = obviously(made);
        const LedgerAnalysis got = analyse(table);
        QCOMPARE(got.urls.size(), expected.urls.size());
        QVERIFY(got.urls == expected.urls);
        QVERIFY(got.origins == expected.origins);
    }

    void appendedLiveOrAtOnceIsTheSame() {
        const auto rows = generated(9, 3000, 50);
        ObservationTable whole;
        fill(whole, rows);
        ObservationTable live;
        for (const Row &row : rows)
            fill(live, {row});
        QVERIFY(analyse(live) == analyse(whole));
    }

    void anObservationTakesLessThanAHundredBytes() {
        const auto rows = generated(11, 300'000, 20'000);
        ObservationTable table;
        fill(table, rows);
        QVERIFY2(table.bytes() < 100 * table.size(),
                 qPrintable(QString::number(table.bytes() / table.size())));
    }
};

} // namespace

QTEST_APPLESS_MAIN(TestObservationTable)
#include "test_observation_table.moc"
