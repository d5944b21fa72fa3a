// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/selection.h"
#include "tests/cache/lines.h"

#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

class TestSelection : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
};

namespace {

struct Row {
    const char *name;
    const char *vary;
    const char *original;
    const char *request;
    const char *differsIn; ///< "*" for Vary: *
};

} // namespace

void TestSelection::matches_data() {
    static const std::vector<Row> rows{
        {"no Vary", "Server: x", "Accept: a", "Accept: b", ""},
        {"the same value", "Vary: Accept", "Accept: a", "Accept: a", ""},
        {"another value", "Vary: Accept", "Accept: a", "Accept: b", "Accept"},
        {"a field it does not vary by", "Vary: Accept", "Cookie: a", "Cookie: b", ""},
        {"absent in both", "Vary: Accept", "", "", ""},
        {"absent in the first request", "Vary: Accept", "", "Accept: a", "Accept"},
        {"absent in the second request", "Vary: Accept", "Accept: a", "", "Accept"},
        {"empty is not absent", "Vary: Accept", "Accept:", "", "Accept"},
        {"names without case", "Vary: aCCEPT", "Accept: a", "ACCEPT: a", ""},
        {"values with case", "Vary: Accept", "Accept: a", "Accept: A", "Accept"},
        {"a name that has no number here", "Vary: DPR", "dpr: 1", "DPR: 2", "DPR"},
        {"the same of such a name", "Vary: DPR", "dpr: 1", "Width: 5 | DPR: 1", ""},
        {"blanks after commas", "Vary: Accept", "Accept: a,b", "Accept: a,  b", ""},
        {"two lines are one list", "Vary: Accept", "Accept: a | Accept: b", "Accept: a, b", ""},
        {"blanks inside a value count", "Vary: Accept", "Accept: a b", "Accept: ab", "Accept"},
        {"the order counts", "Vary: Accept", "Accept: a, b", "Accept: b, a", "Accept"},
        {"one member more", "Vary: Accept", "Accept: a", "Accept: a, b", "Accept"},
        {"one member fewer", "Vary: Accept", "Accept: a, b", "Accept: a", "Accept"},
        {"a comma inside quotes is no separator", "Vary: Accept", "Accept: \"a,b\"",
         "Accept: \"a, b\"", "Accept"},
        {"the first of two that differ", "Vary: Cookie, Accept", "Accept: a | Cookie: a",
         "Accept: b | Cookie: b", "Cookie"},
        {"the second name", "Vary: Cookie, Accept", "Accept: a", "Accept: b", "Accept"},
        {"a second Vary line", "Vary: Cookie | Vary: Accept", "Accept: a", "Accept: b", "Accept"},
        {"any", "Vary: *", "Accept: a", "Accept: a", "*"},
        {"any among names", "Vary: Accept, *", "", "", "*"},
    };
    QTest::addColumn<const Row *>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestSelection::matches() {
    QFETCH(const Row *, row);
    const Lines response(row->vary);
    const Lines original(row->original);
    const Lines request(row->request);
    const VaryMatch match = compareVary(response.fields(), original.fields(), request.fields());
    const std::string differsIn(match.any ? std::string_view("*") : match.differsIn);
    QCOMPARE(differsIn.c_str(), row->differsIn);
    QCOMPARE(match.matches(), differsIn.empty());
}

QTEST_APPLESS_MAIN(TestSelection)
#include "test_selection.moc"
