// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/cache/transaction_rows.h"
#include "tests/cache/transaction_script.h"
#include "tests/replay/rule_rows.h"
#include "tests/replay/scenario.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

using namespace etagere;
using namespace etagere::tests;

/// Every rule of the catalogue that a replay can name, fired and nearly fired by a whole one.
class TestRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRuleHasItsRow();
    void fires_data();
    void fires();
    void nearMiss_data() { fires_data(); }
    void nearMiss();
    void reasonsGoStepByStep_data() { fires_data(); }
    void reasonsGoStepByStep();
};

namespace {

bool goesStepByStep(const cache::Reasons &reasons) {
    return std::is_sorted(reasons.begin(), reasons.end(), [](cache::Rule a, cache::Rule b) {
        return cache::rowOf(a).step < cache::rowOf(b).step;
    });
}

} // namespace

void TestRules::everyRuleHasItsRow() {
    for (std::size_t i = 0; i < static_cast<std::size_t>(cache::Rule::Count); ++i) {
        const std::string_view id = cache::rowOf(static_cast<cache::Rule>(i)).id;
        const auto named = [id](const auto &row) { return row.rule == id; };
        const auto rows =
            std::count_if(std::begin(ruleRows), std::end(ruleRows), named) +
            std::count_if(std::begin(modelRuleRows), std::end(modelRuleRows), named) +
            std::count_if(std::begin(transactionRows), std::end(transactionRows), named);
        QVERIFY2(rows == 1, id.data());
    }
    QCOMPARE(std::size(ruleRows) + std::size(modelRuleRows) + std::size(transactionRows),
             static_cast<std::size_t>(cache::Rule::Count));
}

void TestRules::fires_data() {
    QTest::addColumn<const RuleRows *>("row");
    for (const RuleRows &row : ruleRows)
        QTest::newRow(row.rule.data()) << &row;
    for (const RuleRows &row : modelRuleRows)
        QTest::newRow(row.rule.data()) << &row;
}

void TestRules::fires() {
    QFETCH(const RuleRows *, row);
    const replay::Log log = Scenario(row->fires).play(modelNamed(row->model));
    const cache::Reasons &reasons = lastOf(log).decision.reasons;
    QVERIFY2(reasons.contains(cache::ruleFrom(row->rule)), idsOf(reasons).c_str());
}

void TestRules::nearMiss() {
    QFETCH(const RuleRows *, row);
    const replay::Log log = Scenario(row->misses).play(modelNamed(row->model));
    const cache::Reasons &reasons = lastOf(log).decision.reasons;
    QVERIFY(reasons.size() > 0);
    QVERIFY2(!reasons.contains(cache::ruleFrom(row->rule)), idsOf(reasons).c_str());
}

void TestRules::reasonsGoStepByStep() {
    QFETCH(const RuleRows *, row);
    for (const std::string_view text : {row->fires, row->misses}) {
        for (const replay::Row &played : Scenario(text).play(modelNamed(row->model)).rows) {
            QVERIFY2(goesStepByStep(played.decision.reasons),
                     idsOf(played.decision.reasons).c_str());
        }
    }
}

QTEST_APPLESS_MAIN(TestRules)
#include "test_rules.moc"
