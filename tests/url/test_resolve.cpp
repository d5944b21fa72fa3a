// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QtTest>

#include "core/url/partition.h"
#include "core/url/resolve.h"

#include <vector>

using namespace etagere::url;

namespace {

struct ResolveCase {
    const char *reference;
    const char *expected;
};

struct PartitionCase {
    const char *name;
    Partitioning partitioning;
    Embedding embedding;
    const char *expected;
};

} // namespace

class TestResolve : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void resolves_data();
    void resolves();
    void partitions_data();
    void partitions();
    void sitesHaveTheirScheme();
};

void TestResolve::resolves_data() {
    // RFC 3986 §5.4, with the base http://a/b/c/d;p?q
    static const std::vector<ResolveCase> rows{
        {"g", "http://a/b/c/g"},
        {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},
        {"/g", "http://a/g"},
        {"//g", "http://g"},
        {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},
        {"#s", "http://a/b/c/d;p?q"},
        {"g#s", "http://a/b/c/g"},
        {";x", "http://a/b/c/;x"},
        {"", "http://a/b/c/d;p?q"},
        {".", "http://a/b/c/"},
        {"..", "http://a/b/"},
        {"../g", "http://a/b/g"},
        {"../..", "http://a/"},
        {"../../g", "http://a/g"},
        {"../../../g", "http://a/g"},
        {"/./g", "http://a/g"},
        {"/../g", "http://a/g"},
        {"g..", "http://a/b/c/g.."},
        {"./g/.", "http://a/b/c/g/"},
        {"g/../h", "http://a/b/c/h"},
        {"http://other.test/x", "http://other.test/x"},
    };
    QTest::addColumn<const ResolveCase *>("row");
    for (const ResolveCase &row : rows)
        QTest::newRow(row.reference) << &row;
}

void TestResolve::resolves() {
    QFETCH(const ResolveCase *, row);
    QCOMPARE(resolve("http://a/b/c/d;p?q", row->reference).c_str(), row->expected);
}

void TestResolve::partitions_data() {
    static const Embedding own{"https://a.test", "https://a.test", false, false};
    static const Embedding framed{"https://a.test", "https://b.test", false, true};
    static const Embedding between{"https://a.test", "https://a.test", false, true};
    static const Embedding sent{"https://a.test", "https://a.test", true, false};
    static const std::vector<PartitionCase> rows{
        {"none", Partitioning::None, framed, ""},
        {"Chromium, own", Partitioning::TopFrameCross, own, "https://a.test https://a.test"},
        {"Chromium, a frame of another site", Partitioning::TopFrameCross, framed,
         "https://a.test https://b.test"},
        {"Chromium, sent by another site", Partitioning::TopFrameCross, sent,
         "cn_https://a.test https://a.test"},
        {"Firefox, own", Partitioning::TopAncestor, own, "https://a.test"},
        {"Firefox, a frame of another site", Partitioning::TopAncestor, framed, "https://a.test"},
        {"Firefox, its own frame within another site's", Partitioning::TopAncestor, between,
         "https://a.test f"},
        {"Firefox, sent by another site", Partitioning::TopAncestor, sent, "https://a.test"},
        {"Safari", Partitioning::TopSite, framed, "https://a.test"},
    };
    QTest::addColumn<const PartitionCase *>("row");
    for (const PartitionCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestResolve::partitions() {
    QFETCH(const PartitionCase *, row);
    QCOMPARE(partitionOf(row->partitioning, row->embedding).c_str(), row->expected);
}

void TestResolve::sitesHaveTheirScheme() {
    QCOMPARE(schemefulSiteOf("https://www.shop.example.co.uk/a?b").c_str(),
             "https://example.co.uk");
    QCOMPARE(schemefulSiteOf("http://127.0.0.1:81/").c_str(), "http://127.0.0.1");
    QCOMPARE(schemefulSiteOf("data:,x").c_str(), "");
}

QTEST_APPLESS_MAIN(TestResolve)
#include "test_resolve.moc"
