// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/flush/scope.h"

#include <string>
#include <vector>

using namespace etagere::flush;

class TestScope : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void covers_data();
    void covers();
};

namespace {

using Names = std::vector<std::string>;

struct Row {
    const char *name;
    Scope scope;
    bool expected;
};

const Target target{"stored-by-7", "https://www.shop.test/a?x=1#top", "https://www.shop.test",
                    "shop.test", "ann"};

} // namespace

void TestScope::covers_data() {
    static const std::vector<Row> rows{
        {"everything needs no name", {By::Everything, {}, ""}, true},
        {"everything of that visitor", {By::Everything, {}, "ann"}, true},
        {"everything of another visitor", {By::Everything, {}, "bob"}, false},
        {"a visitor's name is whole", {By::Everything, {}, "an"}, false},
        {"the entry by its name", {By::Entry, {"stored-by-7"}, ""}, true},
        {"an entry whose name begins alike", {By::Entry, {"stored-by-71"}, ""}, false},
        {"one of several entries, not sorted",
         {By::Entry, {"stored-by-9", "stored-by-7", "stored-by-1"}, ""},
         true},
        {"the URL without its fragment", {By::Url, {"https://www.shop.test/a?x=1"}, ""}, true},
        {"the URL with another fragment", {By::Url, {"https://www.shop.test/a?x=1#end"}, ""}, true},
        {"a URL without the query", {By::Url, {"https://www.shop.test/a"}, ""}, false},
        {"names stay sorted when fragments are cut",
         {By::Url, {"https://www.shop.test/a?x=1#b", "https://www.shop.test/a?x=1!"}, ""},
         true},
        {"the origin", {By::Origin, {"https://www.shop.test"}, ""}, true},
        {"the origin with another scheme", {By::Origin, {"http://www.shop.test"}, ""}, false},
        {"the site is no origin", {By::Origin, {"shop.test"}, ""}, false},
        {"the site", {By::Site, {"shop.test"}, ""}, true},
        {"the host is no site", {By::Site, {"www.shop.test"}, ""}, false},
        {"a site for another visitor", {By::Site, {"shop.test"}, "bob"}, false},
        {"no names cover nothing", {By::Url, {}, ""}, false},
        {"an unknown choice covers nothing", {By::Count, {"shop.test"}, ""}, false},
    };
    QTest::addColumn<const Row *>("row");
    for (const Row &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestScope::covers() {
    QFETCH(const Row *, row);
    QCOMPARE(ScopeMatcher(row->scope).covers(target), row->expected);
}

QTEST_APPLESS_MAIN(TestScope)
#include "test_scope.moc"
