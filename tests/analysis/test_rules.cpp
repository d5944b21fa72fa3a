// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/finding.h"
#include "core/analysis/rule.h"

#include <set>

using namespace etagere::analysis;

class TestRules : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void idsAreDistinctAndStable();
    void kindsHaveNames();
};

void TestRules::idsAreDistinctAndStable() {
    std::set<std::string_view> ids;
    for (int i = 0; i < int(Rule::Count); ++i) {
        const RuleRow &row = rowOf(static_cast<Rule>(i));
        QVERIFY2(ids.insert(row.id).second, row.id.data());
        for (const char c : row.id)
            QVERIFY2((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-', row.id.data());
    }
}

void TestRules::kindsHaveNames() {
    std::set<std::string_view> names;
    for (int i = 0; i < int(Kind::Count); ++i)
        QVERIFY(!nameOf(static_cast<Kind>(i)).empty() &&
                names.insert(nameOf(static_cast<Kind>(i))).second);
}

QTEST_APPLESS_MAIN(TestRules)
#include "test_rules.moc"
