// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/cache/transaction_rows.h"
#include "tests/cache/transaction_script.h"

using namespace etagere;
using namespace etagere::tests;

/// The rules that need bytes and a network, fired and nearly fired by whole transactions.
class TestTransactionRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowNamesARule() {
        for (const TransactionRow &row : transactionRows)
            QVERIFY2(cache::ruleFrom(row.rule) != cache::Rule::Count, row.rule.data());
    }

    void fires_data() {
        QTest::addColumn<const TransactionRow *>("row");
        for (const TransactionRow &row : transactionRows)
            QTest::newRow(row.rule.data()) << &row;
    }
    void fires() {
        QFETCH(const TransactionRow *, row);
        const TransactionScript script(row->model, row->fires);
        const cache::Reasons &reasons = script.decision().reasons;
        QVERIFY2(reasons.contains(cache::ruleFrom(row->rule)), idsOf(reasons).c_str());
    }

    void nearMiss_data() { fires_data(); }
    void nearMiss() {
        QFETCH(const TransactionRow *, row);
        const TransactionScript script(row->model, row->misses);
        const cache::Reasons &reasons = script.decision().reasons;
        QVERIFY(reasons.size() > 0);
        QVERIFY2(!reasons.contains(cache::ruleFrom(row->rule)), idsOf(reasons).c_str());
    }
};

QTEST_APPLESS_MAIN(TestTransactionRules)
#include "test_transaction_rules.moc"
