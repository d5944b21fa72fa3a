// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/base/column.h"

#include <numeric>
#include <string>
#include <vector>

using etagere::Column;
using etagere::RunStore;

class TestColumn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void growingMovesNothing() {
        Column<std::string> column;
        QVERIFY(column.empty());
        column.push_back("first");
        const std::string *first = &column[0];
        for (int i = 1; i < 20000; ++i)
            column.push_back(std::to_string(i));
        QCOMPARE(column.size(), std::size_t{20000});
        QVERIFY(first == &column[0]);
        QVERIFY(*first == "first");
        for (std::size_t i = 1; i < column.size(); ++i)
            QVERIFY(column[i] == std::to_string(i));
    }

    void elementsMayBeChanged() {
        Column<int> column;
        column.push_back(1);
        column[0] = 2;
        QCOMPARE(column[0], 2);
    }

    void movedColumnKeepsItsElements() {
        Column<int> column;
        column.push_back(7);
        const Column<int> other = std::move(column);
        QCOMPARE(other.size(), std::size_t{1});
        QCOMPARE(other[0], 7);
    }

    void runsStayContiguousAndUnmoved() {
        RunStore<int> store;
        std::vector<std::span<const int>> runs;
        for (const std::size_t size : {1U, 4095U, 4096U, 4097U, 10000U, 2U}) {
            std::vector<int> run(size);
            std::iota(run.begin(), run.end(), static_cast<int>(size));
            runs.push_back(store.append(run));
        }
        for (const auto &run : runs) {
            std::vector<int> expected(run.size());
            std::iota(expected.begin(), expected.end(), static_cast<int>(run.size()));
            QVERIFY(std::equal(run.begin(), run.end(), expected.begin(), expected.end()));
        }
    }

    void anEmptyRunIsEmpty() {
        RunStore<int> store;
        QVERIFY(store.append({}).empty());
    }
};

QTEST_APPLESS_MAIN(TestColumn)
#include "test_column.moc"
