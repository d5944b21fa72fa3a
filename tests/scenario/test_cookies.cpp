// SPDX-License-Identifier: Apache-2.0
// Which cookies a browser of a scenario takes, and to whom it sends them (RFC 6265bis §5.7, §5.8).
#include <QTest>

#include "core/scenario/cookie_jar.h"

#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::scenario;

namespace {

struct Taken {
    const char *url;
    const char *line;
};

} // namespace

class TestCookies : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sent_data();
    void sent();
    void timeEndsThem();
};

void TestCookies::sent_data() {
    QTest::addColumn<std::vector<std::pair<std::string, std::string>>>("taken");
    QTest::addColumn<std::string>("url");
    QTest::addColumn<std::string>("header");
    const struct Row {
        const char *name;
        std::vector<Taken> taken;
        const char *url;
        const char *header;
    } rows[] = {
        {"to the host that set it", {{"http://a.test/", "x=1"}}, "http://A.test/b", "x=1"},
        {"not to one below it", {{"http://a.test/", "x=1"}}, "http://w.a.test/", ""},
        {"unless a domain says so",
         {{"http://w.a.test/", "x=1; Domain=.A.test"}},
         "http://v.a.test/",
         "x=1"},
        {"nobody else's domain", {{"http://a.test/", "x=1; Domain=b.test"}}, "http://b.test/", ""},
        {"no domain above the site",
         {{"http://a.test/", "x=1; Domain=test"}},
         "http://b.test/",
         ""},
        {"no public suffix", {{"http://a.co.uk/", "x=1; Domain=co.uk"}}, "http://b.co.uk/", ""},
        {"no part of a word", {{"http://b.test/", "x=1"}}, "http://bb.test/", ""},
        {"below the path", {{"http://a.test/", "x=1; Path=/p"}}, "http://a.test/p/q", "x=1"},
        {"not beside it", {{"http://a.test/", "x=1; Path=/p"}}, "http://a.test/pq", ""},
        {"the folder without a path", {{"http://a.test/p/q", "x=1"}}, "http://a.test/p/r", "x=1"},
        {"longer paths first",
         {{"http://a.test/", "x=1; Path=/"}, {"http://a.test/", "y=2; Path=/p"}},
         "http://a.test/p",
         "y=2; x=1"},
        {"then the older ones",
         {{"http://a.test/", "x=1"}, {"http://a.test/", "y=2"}, {"http://a.test/", "x=3"}},
         "http://a.test/",
         "x=3; y=2"},
        {"one for the host and one for all below are two",
         {{"http://a.test/", "x=1"}, {"http://a.test/", "x=2; Domain=a.test"}},
         "http://a.test/",
         "x=1; x=2"},
        {"a secure one is not sent in the open",
         {{"https://a.test/", "x=1; Secure"}},
         "http://a.test/",
         ""},
        {"nor set there", {{"http://a.test/", "x=1; Secure"}}, "https://a.test/", ""},
        {"nor hidden from there",
         {{"https://a.test/", "x=1; Secure"}, {"http://a.test/", "x=2"}},
         "https://a.test/",
         "x=1"},
        {"nor from a host beside it",
         {{"https://a.test/", "x=1; Secure; Domain=a.test"},
          {"http://w.a.test/", "x=2; Domain=a.test"}},
         "https://w.a.test/",
         "x=1"},
        {"but by a secure answer",
         {{"https://a.test/", "x=1; Secure"}, {"HTTPS://a.test/", "x=2"}},
         "http://a.test/",
         "x=2"},
    };
    for (const Row &row : rows) {
        std::vector<std::pair<std::string, std::string>> taken;
        for (const Taken &one : row.taken)
            taken.emplace_back(one.url, one.line);
        QTest::newRow(row.name) << taken << std::string(row.url) << std::string(row.header);
    }
}

void TestCookies::sent() {
    using Lines = std::vector<std::pair<std::string, std::string>>;
    QFETCH(const Lines, taken);
    QFETCH(const std::string, url);
    CookieJar jar;
    for (const auto &[from, line] : taken)
        jar.take(line, from, Instant{});
    QTEST(jar.headerFor(url, Instant{}), "header");
}

void TestCookies::timeEndsThem() {
    CookieJar jar;
    const auto at = [](int seconds) { return Instant(std::chrono::seconds(seconds)); };
    jar.take("x=1; Max-Age=10", "http://a.test/", at(0));
    jar.take("y=1", "http://a.test/", at(0));
    QCOMPARE(jar.headerFor("http://a.test/", at(9)), "x=1; y=1");
    QCOMPARE(jar.headerFor("http://a.test/", at(10)), "y=1");
    QCOMPARE(jar.all(at(10)).size(), std::size_t{1});
    jar.take("y=; Max-Age=0", "http://a.test/", at(11));
    QVERIFY(jar.all(at(11)).empty());
}

QTEST_APPLESS_MAIN(TestCookies)
#include "test_cookies.moc"
