// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/query.h"
#include "tests/session/query_fixture.h"

#include <string>

using namespace etagere;
using namespace std::chrono_literals;
using cache::Outcome;
using cache::Rule;
using http::FieldName;
using replay::Comparison;
using replay::Recorded;
using session::Query;
using tests::queryField;
using tests::QueryFixture;

namespace {

QueryFixture shop() {
    QueryFixture shop;
    shop.addVisit("Alice");
    shop.addVisit("bob");
    shop.add({.url = "https://cdn.example/app.js",
              .mime = "text/javascript; charset=utf-8",
              .size = 14'000,
              .visit = 1,
              .response = {queryField(FieldName::ETag, "\"abc\"")},
              .body = true},
             {Outcome::Stored,
              Recorded::Network,
              Comparison::Agrees,
              {Rule::NothingStored, Rule::StoreExplicit}},
             0, false);
    shop.add({.url = "https://cdn.example/Logo.PNG",
              .status = 304,
              .mime = "image/png",
              .size = 0,
              .visit = 1,
              .request = {queryField(FieldName::IfNoneMatch, "W/\"Logo-1\"")}},
             {Outcome::Validated,
              Recorded::Validated,
              Comparison::Agrees,
              {Rule::StoredMatches, Rule::Stale, Rule::ValidateByTag, Rule::NotModified},
              75s,
              60s,
              true},
             3, true);
    shop.add({.url = "https://shop.example.org:8443/cart?item=7,8&to=a b",
              .method = "POST",
              .mime = "application/json",
              .size = 1'500,
              .visit = 2,
              .request = {queryField(FieldName::Cookie, "uid=1")}},
             {Outcome::Forward, Recorded::Network, Comparison::Differs, {Rule::MethodForwarded}}, 0,
             false);
    shop.add({.url = "data:text/plain,hi", .status = 0, .visit = 2},
             {Outcome::Error, Recorded::Failed, Comparison::Unknown, {Rule::NoResponse}}, 0, false);
    shop.add({.url = "https://www.shop.example.org/",
              .mime = "text/html",
              .size = 10'000,
              .visit = 2,
              .response = {queryField(FieldName::Vary, "Accept"),
                           queryField(FieldName::SetCookie, "uid=2"),
                           queryField(FieldName::LastModified, "Sun, 01 Mar 2026 10:00:00 GMT")},
              .body = true},
             {Outcome::FreshHit,
              Recorded::FromCache,
              Comparison::NotComparable,
              {Rule::StoredMatches, Rule::LifetimeMaxAge, Rule::Fresh, Rule::ReusedFresh},
              3600s,
              86400s},
             5, true);
    shop.add({.url = "http://[::1]:8080/B\xc3\xbc"
                     "cher.pdf",
              .status = 404,
              .mime = ""},
             {Outcome::NotStored,
              Recorded::Unknown,
              Comparison::Unknown,
              {Rule::NothingStored, Rule::StoreNoPermission}},
             1, false);
    shop.flush(0);
    return shop;
}

QString shown(const std::vector<traffic::ExchangeId> &ids) {
    QStringList numbers;
    for (const traffic::ExchangeId id : ids)
        numbers.append(QString::number(id.index()));
    return numbers.join(QLatin1Char(' '));
}

struct Row {
    const char *name;
    const char *query;
    const char *ids;
};

} // namespace

class TestQuery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFilterLetsThrough_data();
    void aFilterLetsThrough();
    void theRestOfAFaultyFilterHolds();
    void nothingHoldsForWhatIsMissing_data();
    void nothingHoldsForWhatIsMissing();
    void quotedTextsAreFoundAgain_data();
    void quotedTextsAreFoundAgain();
};

void TestQuery::aFilterLetsThrough_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    static const Row rows[] = {
        {"nothing asked", "", "0 1 2 3 4 5"},
        {"only blanks", " \t ", "0 1 2 3 4 5"},
        {"a word, case aside", "logo.png", "1"},
        {"a quoted word with a colon", "\"data:\"", "3"},
        {"a whole URL is a word", "https://cdn.example/", "0 1"},
        {"two words must both hold", "example cart", "2"},
        {"a comma in a word is text", "item=7,8", "2"},
        {"quotes keep blanks", "\"to=a b\"", "2"},
        {"quotes in the middle of a word", "to=a\" \"b", "2"},
        {"a word longer than any URL",
         "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
         ""},
        {"bytes beyond ASCII as they are",
         "b\xc3\xbc"
         "cher",
         "5"},
        {"a minus turns a word round", "-example", "3 5"},
        {"a minus within a word is text", "https -x-y", "0 1 2 4"},
        {"a minus turns a key round", "-type:image url:cdn", "0"},
        {"keys in any case", "URL:cdn", "0 1"},
        {"an outcome", "outcome:validated", "1"},
        {"several outcomes", "outcome:validated,stored", "0 1"},
        {"hits", "outcome:hit", "4"},
        {"misses", "outcome:miss", "0 2 5"},
        {"an outcome that is a status", "outcome:304", "1"},
        {"an outcome or a status", "outcome:stored,404", "0 5"},
        {"not an outcome", "-outcome:miss", "1 3 4"},
        {"recorded from the cache", "recorded:from-cache", "4"},
        {"recorded agrees", "recorded:agrees", "0 1"},
        {"recorded differs or failed", "recorded:differs,failed", "2 3"},
        {"recorded unknown is not compared unknown", "recorded:unknown", "5"},
        {"host by all labels", "host:cdn.example", "0 1"},
        {"host by its last labels", "host:example.org", "2 4"},
        {"host by a label in the middle", "host:shop", "2 4"},
        {"host by a part of a label", "host:hop", ""},
        {"host by the end of a label", "host:dn.example", ""},
        {"host, case aside", "host:CDN.Example", "0 1"},
        {"host with a wildcard", "host:*.example.org", "2 4"},
        {"host with a port", "host:shop.example.org:8443", "2"},
        {"host with another port", "host:shop.example.org:443", ""},
        {"an IPv6 host", "host:[::1]", "5"},
        {"an IPv6 host with its port", "host:[::1]:8080", "5"},
        {"site", "site:example.org", "2 4"},
        {"not of a site", "-site:example.org", "0 1 3 5"},
        {"url", "url:.js", "0"},
        {"several urls", "url:.js,.png", "0 1"},
        {"url with a quoted comma", "url:\"7,8\"", "2"},
        {"method", "method:post", "2"},
        {"visitor, case aside", "visitor:alice", "0 1"},
        {"not of a visitor takes in those of nobody", "-visitor:alice", "2 3 4 5"},
        {"tag of a response", "tag:abc", "0"},
        {"tag of a request, case aside", "tag:logo-1", "1"},
        {"tag with its quotes", "tag:\"\\\"abc\\\"\"", "0"},
        {"mime, parameters too", "mime:charset=UTF-8", "0"},
        {"status", "status:304", "1"},
        {"status class", "status:4xx", "5"},
        {"status class in capitals", "status:4XX", "5"},
        {"status from", "status:>=304", "1 5"},
        {"status above", "status:>304", "5"},
        {"status below", "status:<200", "3"},
        {"status range", "status:300..404", "1 5"},
        {"several statuses", "status:0,404", "3 5"},
        {"type by MIME type", "type:script", "0"},
        {"type by path", "type:document", "4 5"},
        {"several types", "type:image,data", "1 2"},
        {"type of nothing", "type:other", "3"},
        {"size in thousands", "size:>=10k", "0 4"},
        {"size with a fraction", "size:1.5K", "2"},
        {"size range with units", "size:1k..10k", "2 4"},
        {"an empty body has a size", "size:0", "1"},
        {"an unknown size is not small", "size:<1M", "0 1 2 4"},
        {"size equal to", "size:=14k", "0"},
        {"age in whole seconds", "age:75", "1"},
        {"age in minutes", "age:>1m", "1 4"},
        {"age in hours", "age:1h", "4"},
        {"age below", "age:<=75s", "1"},
        {"lifetime in days", "lifetime:1d", "4"},
        {"lifetime without a stored response", "lifetime:>=0", "1 4"},
        {"grade", "grade:>=3", "1 4"},
        {"no grade", "grade:0", "0 2 3"},
        {"visit", "visit:2", "2 3 4"},
        {"not in a visit", "-visit:1..2", "5"},
        {"a visit there is not", "visit:3", ""},
        {"rule", "rule:store-explicit", "0"},
        {"rule by its beginning", "rule:store-", "0 5"},
        {"a rule whose name begins others", "rule:fresh", "4"},
        {"not a rule", "-rule:stored-matches", "0 2 3 5"},
        {"inferred", "is:inferred", "1"},
        {"flagged", "is:flagged", "1 4"},
        {"noted", "is:noted", "1 4"},
        {"flushed", "is:flushed", "0"},
        {"neither noted nor flushed", "-is:noted,flushed", "2 3 5"},
        {"has an etag", "has:etag", "0"},
        {"has a Last-Modified", "has:last-modified", "4"},
        {"has Vary", "has:vary", "4"},
        {"has a cookie, sent or set", "has:cookie", "2 4"},
        {"has a body", "has:body", "0 4"},
        {"has a note", "has:note", "1 4"},
        {"everything at once", "host:cdn.example outcome:validated -type:script is:noted png", "1"},
    };
    for (const Row &row : rows)
        QTest::newRow(row.name) << QString::fromUtf8(row.query) << QString::fromLatin1(row.ids);
}

void TestQuery::aFilterLetsThrough() {
    QFETCH(QString, query);
    QFETCH(QString, ids);
    const QueryFixture fixture = shop();
    const Query parsed = Query::parse(query.toStdString());
    QCOMPARE(parsed.errors().size(), std::size_t{0});
    QCOMPARE(parsed.isEmpty(), query.trimmed().isEmpty());
    QCOMPARE(shown(parsed.run(fixture.subject())), ids);
}

void TestQuery::theRestOfAFaultyFilterHolds() {
    const QueryFixture fixture = shop();
    const Query parsed = Query::parse("cart outcome:nix hots:x status:");
    QCOMPARE(parsed.errors().size(), std::size_t{3});
    QCOMPARE(shown(parsed.run(fixture.subject())), QStringLiteral("2"));
    const Query nothing = Query::parse("outcome:stored,nix");
    QVERIFY(nothing.isEmpty());
    QCOMPARE(shown(nothing.run(fixture.subject())), QStringLiteral("0 1 2 3 4 5"));
}

void TestQuery::nothingHoldsForWhatIsMissing_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    static const Row rows[] = {
        {"an outcome", "outcome:stored", ""},
        {"any other outcome", "-outcome:stored", ""},
        {"a status needs no log", "outcome:304", "1"},
        {"an outcome beside a status", "outcome:stored,304", "1"},
        {"what was recorded", "recorded:network", ""},
        {"a rule", "-rule:fresh", ""},
        {"an age", "-age:5", ""},
        {"a grade", "grade:0", ""},
        {"a mark", "-is:inferred", ""},
        {"a flag", "is:flagged", ""},
        {"a note", "-has:note", ""},
        {"a part beside a note", "has:note,etag", "0"},
        {"the traffic is there", "cart", "2"},
    };
    for (const Row &row : rows)
        QTest::newRow(row.name) << QString::fromUtf8(row.query) << QString::fromLatin1(row.ids);
}

void TestQuery::nothingHoldsForWhatIsMissing() {
    QFETCH(QString, query);
    QFETCH(QString, ids);
    const QueryFixture fixture = shop();
    const Query parsed = Query::parse(query.toStdString());
    QCOMPARE(parsed.errors().size(), std::size_t{0});
    QCOMPARE(shown(parsed.run({&fixture.traffic, nullptr, nullptr, nullptr})), ids);
    QCOMPARE(shown(parsed.run({})), QString());
    // A log that was made of less than there is by now.
    const replay::Log none;
    const std::vector<std::uint8_t> noGrades;
    const std::vector<traffic::ExchangeId> farOff{traffic::ExchangeId(1'000'000)};
    if (!query.contains(QLatin1String("is:")) && !query.contains(QLatin1String("note")))
        QCOMPARE(shown(parsed.run({&fixture.traffic, &none, &noGrades, &farOff})), ids);
}

void TestQuery::quotedTextsAreFoundAgain_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("quoted");
    QTest::newRow("plain") << QByteArray("abc-1") << QByteArray("abc-1");
    QTest::newRow("blanks") << QByteArray("a b") << QByteArray("\"a b\"");
    QTest::newRow("quotes") << QByteArray("W/\"a\"") << QByteArray("\"W/\\\"a\\\"\"");
    QTest::newRow("a backslash alone") << QByteArray("a\\b") << QByteArray("a\\b");
    QTest::newRow("a backslash and a comma") << QByteArray("a\\,b") << QByteArray("\"a\\\\,b\"");
    QTest::newRow("a colon") << QByteArray("a:b") << QByteArray("\"a:b\"");
    QTest::newRow("a minus in front") << QByteArray("-a") << QByteArray("\"-a\"");
    QTest::newRow("bytes that are no text") << QByteArray("\xff\x01") << QByteArray("\xff\x01");
}

void TestQuery::quotedTextsAreFoundAgain() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, quoted);
    const std::string written = session::quotedForQuery(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(written), quoted);
    QueryFixture fixture;
    const std::string tag = "x" + text.toStdString() + "y";
    fixture.add({.url = "https://a.test/", .response = {queryField(FieldName::ETag, tag)}}, {}, 0,
                false);
    fixture.add({.url = "https://a.test/" + text.toStdString()}, {}, 0, false);
    QCOMPARE(shown(Query::parse("tag:" + written).run(fixture.subject())), QStringLiteral("0"));
    QCOMPARE(shown(Query::parse(written).run(fixture.subject())), QStringLiteral("1"));
}

QTEST_APPLESS_MAIN(TestQuery)
#include "test_query.moc"
