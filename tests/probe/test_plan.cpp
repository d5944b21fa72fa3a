// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/probe/invention.h"
#include "core/probe/jar.h"
#include "core/probe/label.h"
#include "core/probe/plan.h"

#include <set>

using namespace etagere;
using namespace etagere::probe;

class TestPlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsItsBounds();
    void encodesWhatARequestCannotCarry();
    void refusesWhatCannotBeProbed_data();
    void refusesWhatCannotBeProbed();
    void makesWhatWasChosen();
    void saysWhoAsks();
    void madeUpTagsKeepTheShape_data();
    void madeUpTagsKeepTheShape();
    void madeUpTimesLieBefore();
    void sameTags_data();
    void sameTags();
    void labelsComeBack();
    void cookiesGoWhereTheyBelong();
};

void TestPlan::knowsItsBounds() {
    Options options;
    options.budget = 1000;
    std::uint32_t sum = 0;
    const auto plan = planFor("https://example.org/a?b=c#d", options);
    QVERIFY(plan);
    QCOMPARE(plan->url, std::string("https://example.org/a?b=c"));
    for (const Step &step : plan->steps)
        sum += step.most;
    QCOMPARE(plan->most(), sum);
    options.page = "https://www.example.org/";
    QVERIFY(planFor("https://example.org/a", options)->most() > sum);
    options.budget = 20;
    QCOMPARE(planFor("https://example.org/a", options)->most(), 20U);
}

void TestPlan::encodesWhatARequestCannotCarry() {
    const auto plan = planFor("http://example.org/a b\r\nX: y?<q>=\xc3\xa9|%20#z", {});
    QCOMPARE(plan->url, std::string("http://example.org/a%20b%0D%0AX:%20y?%3Cq%3E=%C3%A9%7C%20"));
    QCOMPARE(requestable("http://h/{a}"), std::string("http://h/%7Ba%7D"));
}

void TestPlan::refusesWhatCannotBeProbed_data() {
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("page");
    QTest::addColumn<int>("error");
    const auto row = [](const char *name, const char *url, PlanError error, const char *page = "") {
        QTest::newRow(name) << QByteArray(url) << QByteArray(page) << static_cast<int>(error);
    };
    row("another scheme", "ftp://example.org/", PlanError::NotHttp);
    row("a path", "/etc/passwd", PlanError::NotHttp);
    row("no host", "http://:80/x", PlanError::NoHost);
    row("a password", "http://me:secret@example.org/", PlanError::HasUserInfo);
    row("a page of another site", "http://example.org/", PlanError::OtherSite, "http://other.net/");
}

void TestPlan::refusesWhatCannotBeProbed() {
    QFETCH(QByteArray, url);
    QFETCH(QByteArray, page);
    QFETCH(int, error);
    Options options;
    options.page = page.toStdString();
    const auto plan = planFor(url.toStdString(), options);
    QVERIFY(!plan);
    QCOMPARE(static_cast<int>(plan.error()), error);
}

void TestPlan::makesWhatWasChosen() {
    Options options;
    options.probes = {};
    options.probes.add(Probe::NeverIssued);
    const auto plan = planFor("http://example.org/", options);
    for (const Step &step : plan->steps)
        QVERIFY(step.probe == Probe::FreshVisits || step.probe == Probe::NeverIssued);
    const auto resumed = planFor("http://example.org/", {}, true);
    for (const Step &step : resumed->steps)
        QCOMPARE(step.probe, Probe::Drift);
    QCOMPARE(probeFrom("P9"), std::optional(Probe::LastModified));
    QVERIFY(!probeFrom("P10") && !probeFrom("p1") && !probeFrom(""));
}

void TestPlan::saysWhoAsks() {
    Options options;
    const auto asBrowser = commonFields(options, false);
    QCOMPARE(asBrowser.front().first, std::string("User-Agent"));
    QVERIFY(asBrowser.front().second.starts_with("Mozilla/5.0"));
    QVERIFY(commonFields(options, true).front().second != asBrowser.front().second);
    options.identity = "etagere/0.1 (+https://me.example/)";
    QCOMPARE(commonFields(options, false).front().second, options.identity);
    QVERIFY(commonFields(options, true).front().second.starts_with(options.identity));
}

void TestPlan::madeUpTagsKeepTheShape_data() {
    QTest::addColumn<QByteArray>("issued");
    for (const char *tag :
         {"\"65e1cb70-a50\"", "W/\"a50-18dfa02b095\"", "\"3281fb6fbc9c2ffbaaefd4c212d8a13b\"",
          "\"a50-65e1cb70-ab0337;;;\"", "\"a50-612989a81c683-gzip\"", "3152492321", "\"s9o5m821c\"",
          "\"WhwlOVHb6qOw8NG+ffV4tJMA6mY=\"", "\"ABCDEF0123456789\"", "\"abc\""})
        QTest::newRow(tag) << QByteArray(tag);
}

void TestPlan::madeUpTagsKeepTheShape() {
    QFETCH(QByteArray, issued);
    const std::string_view tag(issued.constData());
    const std::string_view opaque = opaqueOf(tag);
    const std::size_t bare = withoutCodingSuffix(opaque).size();
    std::mt19937_64 chance(7);
    for (std::size_t i = 0; i < 50; ++i) {
        const std::string made = madeUpTag(tag, Guards::all(), chance, i);
        const std::string_view other = opaqueOf(made);
        QCOMPARE(made.size(), tag.size());
        QCOMPARE(made.starts_with("W/"), tag.starts_with("W/"));
        QCOMPARE(made.ends_with('"'), tag.ends_with('"'));
        QVERIFY(other.front() != opaque.front());
        QVERIFY2(!isSameTag(tag, made, Guards::all()), made.c_str());
        if (bare > 6)
            QCOMPARE(other.substr(bare - 3), opaque.substr(bare - 3));
        for (std::size_t at = 0; at < opaque.size(); ++at)
            QCOMPARE(std::isalnum(static_cast<unsigned char>(other[at])) != 0,
                     std::isalnum(static_cast<unsigned char>(opaque[at])) != 0);
        if (opaque.find_first_not_of("0123456789abcdef") == std::string_view::npos)
            QVERIFY2(other.find_first_not_of("0123456789abcdef") == std::string_view::npos,
                     made.c_str());
    }
}

void TestPlan::madeUpTimesLieBefore() {
    const std::string issued = "Fri, 01 Mar 2024 12:34:56 GMT";
    const auto time = http::parseHttpDate(issued).time;
    std::mt19937_64 chance(7);
    std::set<std::string> made;
    for (std::size_t i = 0; i < 20; ++i) {
        const std::string value = madeUpTime(issued, Guards::all(), chance, i);
        const auto read = http::parseHttpDate(value);
        QVERIFY(read.grammatical && *read.time < *time - std::chrono::hours(23));
        made.insert(value);
    }
    QVERIFY(made.size() > 15);
    QVERIFY(madeUpTime("visitor-4711-abcdef", Guards::all(), chance, 0) != "visitor-4711-abcdef");
}

void TestPlan::sameTags_data() {
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("equal") << QByteArray("\"ab\"") << QByteArray("\"ab\"") << true;
    QTest::newRow("weak") << QByteArray("\"ab\"") << QByteArray("W/\"ab\"") << true;
    QTest::newRow("unquoted") << QByteArray("\"ab\"") << QByteArray("ab") << true;
    QTest::newRow("coded") << QByteArray("\"ab-gzip\"") << QByteArray("\"ab\"") << true;
    QTest::newRow("another tail") << QByteArray("\"0123456789\"") << QByteArray("\"0123456xyz\"")
                                  << true;
    QTest::newRow("another head") << QByteArray("\"0123456789\"") << QByteArray("\"x123456789\"")
                                  << false;
    QTest::newRow("short ones differ at once")
        << QByteArray("\"abc\"") << QByteArray("\"abd\"") << false;
}

void TestPlan::sameTags() {
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(isSameTag(a.constData(), b.constData(), Guards::all()), "same");
}

void TestPlan::labelsComeBack() {
    for (std::size_t i = 0; i < probeCount; ++i) {
        for (std::size_t j = 1; j < roleCount; ++j) {
            Question question;
            question.probe = static_cast<Probe>(i);
            question.role = static_cast<Role>(j);
            question.validator = j % 2 == 0 ? tags::Validator::ETag : tags::Validator::LastModified;
            const auto read = labelled(labelOf(question));
            QVERIFY(read && read->probe == question.probe && read->role == question.role &&
                    read->validator == question.validator);
        }
    }
    for (const char *other : {"", "P3", "P3 made-up", "P3 made-up etags", "P3 nothing etag",
                              "A page's title", "P3  made-up etag"})
        QVERIFY2(!labelled(other), other);
}

void TestPlan::cookiesGoWhereTheyBelong() {
    const Instant now{std::chrono::sys_days(std::chrono::year(2030) / 1 / 1)};
    Jar jar;
    jar.take({"www.example.org", false, now}, "a=1; Path=/x");
    jar.take({"www.example.org", false, now}, "b=2; Domain=.example.org");
    jar.take({"www.example.org", false, now}, "c=3; Domain=org");
    jar.take({"www.example.org", false, now}, "d=4; Domain=other.example");
    jar.take({"www.example.org", false, now}, "e=5; Secure");
    jar.take({"www.example.org", true, now}, "f=6; Secure");
    QCOMPARE(jar.header("www.example.org", false), std::string("a=1; b=2"));
    QCOMPARE(jar.header("www.example.org", true), std::string("a=1; b=2; f=6"));
    QCOMPARE(jar.header("img.example.org", false), std::string("b=2"));
    QCOMPARE(jar.header("example.com", true), std::string());
    jar.take({"www.example.org", false, now}, "a=9");
    jar.take({"www.example.org", false, now},
             "b=; Domain=example.org; Expires=Mon, 01 Jan 2029 00:00:00 GMT");
    QCOMPARE(jar.header("www.example.org", false), std::string("a=9"));
    for (int i = 0; i < 200; ++i)
        jar.take({"www.example.org", false, now}, "n" + std::to_string(i) + "=x");
    QVERIFY(jar.header("www.example.org", false).size() < 64 * 8);
}

QTEST_APPLESS_MAIN(TestPlan)
#include "test_plan.moc"
