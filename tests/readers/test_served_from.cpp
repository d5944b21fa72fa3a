// SPDX-License-Identifier: Apache-2.0
// Where each exporter says a response came from, and which hint wins.
#include <QTest>

#include "tests/readers/har_fixture.h"

#include <string>

using namespace etagere;
using namespace etagere::readers;
using traffic::ServedFrom;

namespace {

constexpr const char *conditional =
    R"("request":{"url":"https://a/","headers":[{"name":"If-None-Match","value":"\"t\""}]},)";
constexpr const char *plain = R"("request":{"url":"https://a/"},)";

} // namespace

class TestServedFrom : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void infers_data();
    void infers();
};

void TestServedFrom::infers_data() {
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, const std::string &members, ServedFrom kind) {
        QTest::newRow(name) << QByteArray::fromStdString(members) << static_cast<int>(kind);
    };
    const std::string ok = R"("response":{"status":200})";
    row("nothing is said", plain + ok, ServedFrom::Unknown);
    row("Chrome's memory cache", plain + ok + R"(,"_fromCache":"memory")", ServedFrom::MemoryCache);
    row("Chrome's disk cache", plain + ok + R"(,"_fromCache":"disk")", ServedFrom::DiskCache);
    row("another cache of Chrome", plain + ok + R"(,"_fromCache":"prefetch")", ServedFrom::Cache);
    row("_fromCache null says nothing", plain + ok + R"(,"_fromCache":null)", ServedFrom::Unknown);
    row("WebKit's memory cache", plain + ok + R"(,"_fetchType":"Memory Cache")",
        ServedFrom::MemoryCache);
    row("WebKit's disk cache", plain + ok + R"(,"_fetchType":"Disk Cache")", ServedFrom::DiskCache);
    row("WebKit's network", plain + ok + R"(,"_fetchType":"Network Load")", ServedFrom::Network);
    row("WebKit's service worker", plain + ok + R"(,"_fetchType":"Service Worker")",
        ServedFrom::ServiceWorker);
    row("_fromDiskCache", plain + ok + R"(,"_fromDiskCache":true)", ServedFrom::DiskCache);
    row("_fromDiskCache false says nothing", plain + ok + R"(,"_fromDiskCache":false)",
        ServedFrom::Unknown);
    row("_fromMemoryCache inside the response",
        plain + std::string(R"("response":{"status":200,"_fromMemoryCache":true})"),
        ServedFrom::MemoryCache);
    row("a service worker",
        plain + std::string(R"("response":{"status":200,"_fetchedViaServiceWorker":true})"),
        ServedFrom::ServiceWorker);
    row("_fromCache before the service worker",
        plain +
            std::string(
                R"("_fromCache":"disk","response":{"status":200,"_fetchedViaServiceWorker":true})"),
        ServedFrom::DiskCache);
    row("Firefox's afterRequest", plain + ok + R"(,"cache":{"afterRequest":{"eTag":""}})",
        ServedFrom::Cache);
    row("Firefox's afterRequest, null", plain + ok + R"(,"cache":{"afterRequest":null})",
        ServedFrom::Cache);
    row("both members say nothing",
        plain + ok + R"(,"cache":{"beforeRequest":null,"afterRequest":null})", ServedFrom::Unknown);
    row("304", plain + std::string(R"("response":{"status":304})"), ServedFrom::Validated);
    row("a 304 shown as 200: nothing but the header block came",
        conditional +
            std::string(
                R"("response":{"status":200,"headersSize":183,"bodySize":0,"_transferSize":183,"content":{"size":123}})"),
        ServedFrom::ValidatedAs200);
    row("a 200 after all: the body came too",
        conditional +
            std::string(
                R"("response":{"status":200,"headersSize":281,"bodySize":2532,"_transferSize":2813,"content":{"size":2532}})"),
        ServedFrom::Network);
    row("the same sizes without a condition",
        plain +
            std::string(
                R"("response":{"status":200,"headersSize":183,"bodySize":0,"_transferSize":183,"content":{"size":123}})"),
        ServedFrom::Network);
    row("a 304 shown as 200 over HTTP/2",
        conditional +
            std::string(
                R"("response":{"status":200,"headersSize":-1,"_transferSize":60,"headers":[{"name":"x","value":"0123456789012345678901234567890123456789012345678901234567890123456789"}],"content":{"size":9000}})"),
        ServedFrom::ValidatedAs200);
    row("a well compressed 200 over HTTP/2",
        conditional +
            std::string(
                R"("response":{"status":200,"headersSize":-1,"_transferSize":900,"headers":[{"name":"x","value":"y"}],"content":{"size":9000}})"),
        ServedFrom::Network);
    row("a body size of zero alone proves nothing",
        conditional + std::string(R"("response":{"status":200,"bodySize":0,"content":{"size":5}})"),
        ServedFrom::Unknown);
    row("nothing came and no time went by",
        plain +
            std::string(
                R"("response":{"status":200,"_transferSize":0},"timings":{"send":0,"wait":0,"receive":-1})"),
        ServedFrom::CacheInferred);
    row("nothing came, but time went by",
        plain + std::string(R"("response":{"status":200,"_transferSize":0},"timings":{"wait":3})"),
        ServedFrom::Unknown);
    row("nothing comes for a data: URL",
        R"("request":{"url":"data:,x"},"response":{"status":200,"_transferSize":0})",
        ServedFrom::Unknown);
    row("what we wrote ourselves wins",
        plain + ok + R"(,"_servedFrom":"network","_fromCache":"disk")", ServedFrom::Network);
}

void TestServedFrom::infers() {
    QFETCH(QByteArray, members);
    QFETCH(int, kind);
    fixture::Capture capture;
    const auto imported = capture.read(fixture::har("{" + members.toStdString() + "}"));
    QVERIFY(imported.has_value());
    QCOMPARE(static_cast<int>(capture.at(0).servedFrom), kind);
}

QTEST_APPLESS_MAIN(TestServedFrom)
#include "test_served_from.moc"
