// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/cookie.h"
#include "core/http/set_cookie.h"
#include "tests/http/dump.h"

using namespace etagere;
using namespace etagere::http;

class TestCookies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void setCookie_data();
    void setCookie();
    void longCookiesAreIgnored();
    void date_data();
    void date();
    void lifetime_data();
    void lifetime();
    void cookie_data();
    void cookie();
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

void addPart(std::string &all, std::string_view name, std::string_view value) {
    if (!value.empty())
        all.append("; ").append(name).append("=").append(value);
}

std::string text(const SetCookie &cookie) {
    std::string all = std::string(cookie.name) + '=' + std::string(cookie.value);
    addPart(all, "domain", cookie.domain);
    addPart(all, "path", cookie.path);
    addPart(all, "samesite", cookie.sameSite);
    if (cookie.expires)
        addPart(all, "expires", formatHttpDate(*cookie.expires));
    if (cookie.maxAge)
        addPart(all, "max-age", std::to_string(cookie.maxAge->count()));
    all += cookie.secure ? "; secure" : "";
    all += cookie.httpOnly ? "; httponly" : "";
    all += cookie.partitioned ? "; partitioned" : "";
    all += cookie.ignored ? "; ignored" : "";
    return all + dump::text(cookie.deviations);
}

} // namespace

void TestCookies::setCookie_data() {
    addRows({
        {"a name and a value", "a=b", "a=b"},
        {"blanks around both", " a = b ; ", "a=b"},
        {"the first equals sign cuts", "a=b=c", "a=b=c"},
        {"quotes are part of the value", "a=\"b\"", "a=\"b\""},
        {"an empty value", "a=", "a="},
        {"all attributes",
         "a=b; Domain=example.org; Path=/x; SameSite=Lax; Expires=Sun, 06 Nov 1994 08:49:37 GMT; "
         "Max-Age=60; Secure; HttpOnly; Partitioned",
         "a=b; domain=example.org; path=/x; samesite=Lax; expires=Sun, 06 Nov 1994 08:49:37 GMT; "
         "max-age=60; secure; httponly; partitioned"},
        {"attributes in any case", "a=b; SECURE; path=/", "a=b; path=/; secure"},
        {"a flag with a value is a flag", "a=b; Secure=no", "a=b; secure"},
        {"the leading dot of a domain is dropped", "a=b; Domain=.example.org",
         "a=b; domain=example.org"},
        {"of two the last counts", "a=b; Path=/x; Path=/y", "a=b; path=/y"},
        {"a path that is not absolute is none", "a=b; Path=/x; Path=y",
         "a=b MalformedParameter@19-20"},
        {"unknown attributes are skipped", "a=b; Priority=High; foo", "a=b"},
        {"Max-Age may be negative", "a=b; Max-Age=-1", "a=b; max-age=-1"},
        {"Max-Age saturates", "a=b; Max-Age=99999999999",
         "a=b; max-age=2147483648 NumberTooLarge@13-24"},
        {"Max-Age saturates downwards", "a=b; Max-Age=-99999999999",
         "a=b; max-age=-2147483648 NumberTooLarge@14-25"},
        {"a bad Max-Age is skipped", "a=b; Max-Age=5; Max-Age=1h",
         "a=b; max-age=5 NotANumber@24-26"},
        {"an empty Max-Age is skipped", "a=b; Max-Age=", "a=b NotANumber@13-13"},
        {"a bad date is skipped", "a=b; Expires=soon", "a=b BadDate@13-17"},
        {"no equals sign: a value without a name", "abc", "=abc EmptyName@0-3"},
        {"no name", "=abc", "=abc EmptyName@0-4"},
        {"nothing is ignored", "", "=; ignored EmptyValue@0-0"},
        {"an equals sign is ignored", "=; Secure", "=; secure; ignored EmptyValue@0-1"},
        {"a control character", QByteArray("a=b\0c", 5),
         QByteArray("a=b\0c; ignored ForbiddenCharacter@3-4", 37)},
        {"a tab is allowed", "a=b\tc", "a=b\tc"},
    });
}

void TestCookies::setCookie() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dump::bytes(text(parseSetCookie(dump::view(value)))), expected);
}

void TestCookies::longCookiesAreIgnored() {
    QVERIFY(!parseSetCookie("a=" + std::string(4095, 'x')).ignored);
    QVERIFY(parseSetCookie("a=" + std::string(4096, 'x')).ignored);
    QVERIFY(parseSetCookie("a=b; Path=/" + std::string(1024, 'x')).path.empty());
    QCOMPARE(parseSetCookie("a=b; Path=/" + std::string(1023, 'x')).path.size(), std::size_t{1024});
}

void TestCookies::date_data() {
    const QByteArray expected = "Sun, 06 Nov 1994 08:49:37 GMT";
    addRows({
        {"IMF-fixdate", "Sun, 06 Nov 1994 08:49:37 GMT", expected},
        {"the old form of cookies", "Sunday, 06-Nov-94 08:49:37 GMT", expected},
        {"any order", "08:49:37 1994 Nov 6", expected},
        {"time, month, day, year", "08:49:37 Nov 6 1994", expected},
        {"zones say nothing", "Sun, 06 Nov 1994 08:49:37 +0500", expected},
        {"text behind numbers is skipped", "6th November 1994x 8:49:37Z", expected},
        {"a year of two digits before 70", "6 Nov 69 8:49:37", "Wed, 06 Nov 2069 08:49:37 GMT"},
        {"a year of two digits from 70", "6 Nov 70 8:49:37", "Fri, 06 Nov 1970 08:49:37 GMT"},
        {"years from 1601", "6 Nov 1601 8:49:37", "Tue, 06 Nov 1601 08:49:37 GMT"},
        {"years before 1601 fail", "6 Nov 1600 8:49:37", "none"},
        {"five digits are no year", "6 Nov 19940 8:49:37", "none"},
        {"days that are not fail", "31 Feb 1994 8:49:37", "none"},
        {"leap seconds fail", "6 Nov 1994 8:49:60", "none"},
        {"hour 24 fails", "6 Nov 1994 24:00:00", "none"},
        {"no time fails", "6 Nov 1994", "none"},
        {"nothing fails", "", "none"},
    });
}

void TestCookies::date() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dump::bytes(dump::text(parseCookieDate(dump::view(value)))), expected);
}

void TestCookies::lifetime_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds"); // -1: until the browser closes
    const auto row = [](const char *name, const char *value, qint64 seconds) {
        QTest::newRow(name) << QByteArray(value) << seconds;
    };
    row("a session cookie", "a=b", -1);
    row("Max-Age", "a=b; Max-Age=60", 60);
    row("Max-Age of zero", "a=b; Max-Age=0", 0);
    row("a negative Max-Age is gone", "a=b; Max-Age=-5", 0);
    row("a date ahead", "a=b; Expires=Sun, 06 Nov 1994 08:50:37 GMT", 60);
    row("a date in the past is gone", "a=b; Expires=Sun, 06 Nov 1994 08:49:36 GMT", 0);
    row("Max-Age wins", "a=b; Max-Age=7; Expires=Sun, 06 Nov 1994 08:50:37 GMT", 7);
    row("a bad Max-Age leaves the date", "a=b; Max-Age=x; Expires=Sun, 06 Nov 1994 08:50:37 GMT",
        60);
}

void TestCookies::lifetime() {
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const Instant now = parseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT").time.value();
    const auto lives = etagere::http::lifetime(parseSetCookie(dump::view(value)), now);
    QCOMPARE(lives ? static_cast<qint64>(lives->count()) : -1, seconds);
}

void TestCookies::cookie_data() {
    addRows({
        {"one cookie", "a=b", "<a>=<b>"},
        {"several cookies", "a=b; c=d;e=f", "<a>=<b> <c>=<d> <e>=<f>"},
        {"the first equals sign cuts", "a=b=c", "<a>=<b=c>"},
        {"quotes are kept", "a=\"b\"", "<a>=<\"b\">"},
        {"a value without a name", "abc", "<>=<abc>"},
        {"empty members are skipped", ";; a=b ;", "<a>=<b>"},
        {"an equals sign alone", "=", "<>=<>"},
        {"the same name twice stays twice", "a=1; a=2", "<a>=<1> <a>=<2>"},
        {"nothing", "", ""},
    });
}

void TestCookies::cookie() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    std::string all;
    for (const CookiePair &pair : parseCookie(dump::view(value)))
        all += (all.empty() ? "<" : " <") + std::string(pair.name) + ">=<" +
               std::string(pair.value) + '>';
    QCOMPARE(dump::bytes(all), expected);
}

QTEST_APPLESS_MAIN(TestCookies)
#include "test_cookies.moc"
