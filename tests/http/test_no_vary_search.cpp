// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/http/field_block.h"
#include "core/http/no_vary_search.h"

#include <vector>

using namespace etagere::http;

namespace {

struct Case {
    const char *name;
    const char *value;
    const char *a;
    const char *b;
    bool same;
};

} // namespace

class TestNoVarySearch : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void compares_data();
    void compares();
    void severalLinesAreOne();
};

void TestNoVarySearch::compares_data() {
    static const std::vector<Case> rows{
        {"nothing said", "", "a=1", "a=2", false},
        {"nothing said, the same", "", "a=1", "a=1", true},
        {"no parameter counts", "params", "a=1", "b=2", true},
        {"no parameter counts, none there", "params", "", "b=2", true},
        {"said not to be so", "params=?0", "a=1", "a=2", false},
        {"one does not count", "params=(\"a\")", "a=1&b=2", "a=7&b=2", true},
        {"the others do", "params=(\"a\")", "a=1&b=2", "a=1&b=3", false},
        {"all but one do not", "params, except=(\"a\")", "a=1&b=2", "a=1&b=3", true},
        {"all but one do not, that one differs", "params, except=(\"a\")", "a=1", "a=2", false},
        {"the order counts", "params=(\"x\")", "a=1&b=2", "b=2&a=1", false},
        {"the order does not", "key-order", "a=1&b=2", "b=2&a=1", true},
        {"the order of equal names does", "key-order", "a=1&a=2", "a=2&a=1", false},
        {"names are compared decoded", "params=(\"a b\")", "a+b=1", "a%20b=2", true},
        {"values are compared decoded", "key-order", "a=%41", "a=A", true},
        {"no dictionary", "params=(", "a=1", "a=2", false},
        {"a member of another type", "key-order=(\"a\"), params", "a=1", "a=2", false},
        {"except without params", "except=(\"a\")", "b=1", "b=2", false},
        {"unknown members are skipped", "foo, params", "a=1", "a=2", true},
    };
    QTest::addColumn<const Case *>("row");
    for (const Case &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestNoVarySearch::compares() {
    QFETCH(const Case *, row);
    const std::vector<Field> fields{makeField(FieldName::NoVarySearch, row->value)};
    QCOMPARE(isSameSearch(noVarySearchOf(fields), row->a, row->b), row->same);
    QCOMPARE(isSameSearch(noVarySearchOf(fields), row->b, row->a), row->same);
}

void TestNoVarySearch::severalLinesAreOne() {
    const std::vector<Field> fields{makeField(FieldName::NoVarySearch, "params"),
                                    makeField("no-vary-search", "except=(\"a\")")};
    QVERIFY(isSameSearch(noVarySearchOf(fields), "a=1&b=1", "a=1&b=2"));
    QVERIFY(!isSameSearch(noVarySearchOf(fields), "a=1&b=1", "a=2&b=1"));
}

QTEST_APPLESS_MAIN(TestNoVarySearch)
#include "test_no_vary_search.moc"
