// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/url/url.h"

#include <array>

using namespace etagere::url;
using Kind = UrlView::Kind;

class TestUrl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void parts_data();
    void parts();
    void kinds_data();
    void kinds();
    void origin_data();
    void origin();
    void aHostOfAMegabyte();
};

namespace {

struct Row {
    const char *name;
    QByteArray value;
    QByteArray expected;
};

void addRows(const std::vector<Row> &rows) {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.value << row.expected;
}

std::string_view view(const QByteArray &bytes) {
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray bytes(std::string_view text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// scheme|userinfo|host|port|path|query|fragment
QByteArray dumped(const UrlView &url) {
    QByteArray all;
    for (const std::string_view part : {url.scheme, url.userinfo, url.host})
        all += bytes(part) + '|';
    all += url.port ? QByteArray::number(*url.port) : QByteArray();
    for (const std::string_view part : {url.path, url.query, url.fragment})
        all += '|' + bytes(part);
    return all;
}

} // namespace

void TestUrl::parts_data() {
    addRows({
        {"every part", "https://me:pw@example.org:8080/a/b?c=d&e#f",
         "https|me:pw|example.org|8080|/a/b|c=d&e|f"},
        {"a host and nothing else", "http://example.org", "http||example.org||||"},
        {"a query straight behind the host", "http://example.org?q", "http||example.org|||q|"},
        {"a fragment straight behind the host", "http://example.org#f", "http||example.org||||f"},
        {"a question mark in the fragment is text", "http://h/#a?b", "http||h||/||a?b"},
        {"a second question mark is text", "http://h/?a?b", "http||h||/|a?b|"},
        {"an at sign in the path is text", "http://h/@a", "http||h||/@a||"},
        {"the last at sign cuts", "http://a@b@h/", "http|a@b|h||/||"},
        {"an IPv6 address keeps its brackets", "http://[::1]:80/", "http||[::1]|80|/||"},
        {"an IPv6 address without a port", "http://[2001:db8::1]/", "http||[2001:db8::1]||/||"},
        {"an empty port is none", "http://h:/", "http||h||/||"},
        {"a port beyond 65535 is none", "http://h:65536/", "http||h||/||"},
        {"the last port", "http://h:65535/", "http||h|65535|/||"},
        {"a port of letters is none", "http://h:x/", "http||h||/||"},
        {"backslashes are slashes", R"(http:\\h\a)", R"(http||h||\a||)"},
        {"too many slashes", "http:////h/a", "http||h||/a||"},
        {"no slashes", "http:h/a", "http||h||/a||"},
        {"the scheme as written", "HTTP://H/", "HTTP||H||/||"},
        {"blanks around it", " http://h/ \n", "http||h||/||"},
        {"data", "data:text/html,<b>?x#y", "data||||text/html,<b>|x|y"},
        {"about", "about:blank", "about||||blank||"},
        {"blob", "blob:https://h/1-2", "blob||||https://h/1-2||"},
        {"another scheme with a host", "foo://h:1/a", "foo||h|1|/a||"},
        {"another scheme without one", "mailto:a@b", "mailto||||a@b||"},
        {"a file", "file:///a/b", "file||||/a/b||"},
        {"a path", "/a/b?c", "||||/a/b|c|"},
        {"a host without a scheme", "//h/a", "||h||/a||"},
        {"a colon behind a slash makes no scheme", "a/b:c", "||||a/b:c||"},
        {"a digit starts no scheme", "1a:b", "||||1a:b||"},
        {"a colon alone", ":", "||||:||"},
        {"nothing", "", "||||||"},
        {"a NUL in the host", QByteArray("http://a\0b/", 11), QByteArray("http||a\0b||/||", 14)},
    });
}

void TestUrl::parts() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const UrlView url = parseUrl(view(value));
    QCOMPARE(dumped(url), expected);
    QCOMPARE(bytes(url.text), value);
}

void TestUrl::kinds_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *value, Kind kind) {
        QTest::newRow(value) << QByteArray(value) << static_cast<int>(kind);
    };
    row("http://h", Kind::Http);
    row("HTTPS://h", Kind::Https);
    row("ws://h", Kind::WebSocket);
    row("wss://h", Kind::WebSocket);
    row("data:,", Kind::Data);
    row("blob:null/1", Kind::Blob);
    row("about:blank", Kind::About);
    row("chrome-extension://abc/x.js", Kind::Extension);
    row("moz-extension://abc/x.js", Kind::Extension);
    row("ftp://h", Kind::Other);
    row("httpx://h", Kind::Other);
    row("/a", Kind::Relative);
    row("", Kind::Relative);
}

void TestUrl::kinds() {
    QFETCH(QByteArray, value);
    QFETCH(int, kind);
    QCOMPARE(static_cast<int>(parseUrl(view(value)).kind), kind);
}

void TestUrl::origin_data() {
    addRows({
        {"scheme and host", "https://example.org/a", "https://example.org"},
        {"in lower case", "HTTPS://Example.ORG/a", "https://example.org"},
        {"a default port is left out", "https://example.org:443/", "https://example.org"},
        {"the other scheme's port is not", "http://example.org:443/", "http://example.org:443"},
        {"a port of its own", "https://example.org:8443/", "https://example.org:8443"},
        {"userinfo is no part of it", "https://me@example.org/", "https://example.org"},
        {"a trailing dot is part of it", "https://example.org./", "https://example.org."},
        {"an IPv6 address", "http://[2001:DB8::1]:80/", "http://[2001:db8::1]"},
        {"a WebSocket", "wss://example.org:443/", "wss://example.org"},
        {"an extension", "moz-extension://AbC/x", "moz-extension://abc"},
        {"a blob has its maker's", "blob:https://Example.org:443/1-2", "https://example.org"},
        {"a blob of nobody", "blob:null/1", "null"},
        {"a blob in a blob", "blob:blob:https://example.org/1", "null"},
        {"data", "data:,x", "null"},
        {"about", "about:blank", "null"},
        {"a file", "file:///a", "null"},
        {"an unknown scheme", "foo://h/", "null"},
        {"relative", "/a", "null"},
        {"no host", "http:///", "null"},
        {"a blank in the host", "http://a b/", "null"},
        {"a NUL in the host", QByteArray("http://a\0b/", 11), "null"},
        {"a percent sign in the host", "http://a%2Fb/", "null"},
        {"a host in UTF-8",
         "http://b\xc3\xbc"
         "cher.example/",
         "http://b\xc3\xbc"
         "cher.example"},
    });
}

void TestUrl::origin() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(bytes(originOf(parseUrl(view(value)))), expected);
}

void TestUrl::aHostOfAMegabyte() {
    const std::string host(std::size_t{1} << 20, 'a');
    const std::string text = "https://" + host + "/";
    const UrlView url = parseUrl(text);
    QVERIFY(url.host == host);
    QCOMPARE(originOf(url).size(), host.size() + 8);
}

QTEST_APPLESS_MAIN(TestUrl)
#include "test_url.moc"
