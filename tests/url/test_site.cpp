// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/url/url.h"

#include <atomic>
#include <thread>
#include <vector>

using namespace etagere::url;

class TestSite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void site_data();
    void site();
    void hostileHostsAreTheirOwnSite_data();
    void hostileHostsAreTheirOwnSite();
    void severalThreadsMayAsk();
};

void TestSite::site_data() {
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *host, const char *expected) {
        QTest::newRow(name) << QByteArray(host) << QByteArray(expected);
    };
    row("a registrable domain", "example.org", "example.org");
    row("a host below it", "a.b.example.org", "example.org");
    row("upper case", "WWW.Example.ORG", "example.org");
    row("a suffix of two labels", "www.example.co.uk", "example.co.uk");
    row("a suffix is its own site", "co.uk", "co.uk");
    row("a private suffix", "a.someone.github.io", "someone.github.io");
    row("a private suffix is its own site", "github.io", "github.io");
    row("a wildcard suffix", "a.b.c.ck", "b.c.ck");
    row("an exception to a wildcard", "a.www.ck", "www.ck");
    row("an unlisted suffix", "a.b.unlisted", "b.unlisted");
    row("a single label", "localhost", "localhost");
    row("a single unlisted label", "intranet", "intranet");
    row("a trailing dot is dropped", "www.example.org.", "example.org");
    row("IPv4", "127.0.0.1", "127.0.0.1");
    row("IPv4 in hexadecimal", "127.0.0.0x1", "127.0.0.0x1");
    row("IPv4 with a trailing dot", "127.0.0.1.", "127.0.0.1");
    row("IPv6", "[2001:DB8::1]", "[2001:db8::1]");
    row("IPv6 without brackets", "2001:db8::1", "2001:db8::1");
    row("Punycode", "www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn");
    row("UTF-8", "www.\xe9\xa3\x9f\xe7\x8b\xae.\xe5\x85\xac\xe5\x8f\xb8.cn",
        "\xe9\xa3\x9f\xe7\x8b\xae.\xe5\x85\xac\xe5\x8f\xb8.cn");
    row("nothing", "", "");
}

void TestSite::site() {
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, expected);
    const std::string site = siteOf({host.constData(), static_cast<std::size_t>(host.size())});
    QCOMPARE(QByteArray::fromStdString(site), expected);
}

void TestSite::hostileHostsAreTheirOwnSite_data() {
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("a NUL inside") << QByteArray("a\0.example.org", 14);
    QTest::newRow("a dot alone") << QByteArray(".");
    QTest::newRow("two trailing dots") << QByteArray("www.example.org..");
    QTest::newRow("a leading dot") << QByteArray(".example.org");
    QTest::newRow("an empty label") << QByteArray("a..example.org");
    QTest::newRow("a megabyte of letters") << QByteArray(1 << 20, 'a');
    QTest::newRow("a megabyte of labels") << QByteArray("a.").repeated(1 << 19) + "a";
    QTest::newRow("bytes that are no UTF-8") << QByteArray("\xff\xfe");
}

void TestSite::hostileHostsAreTheirOwnSite() {
    QFETCH(QByteArray, host);
    const std::string site = siteOf({host.constData(), static_cast<std::size_t>(host.size())});
    QCOMPARE(QByteArray::fromStdString(site), host);
}

void TestSite::severalThreadsMayAsk() {
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&right] {
            for (int n = 0; n < 1000; ++n)
                right += siteOf("a.b" + std::to_string(n) + ".co.uk") ==
                                 "b" + std::to_string(n) + ".co.uk"
                             ? 1
                             : 0;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 4000);
}

QTEST_APPLESS_MAIN(TestSite)
#include "test_site.moc"
