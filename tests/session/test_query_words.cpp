// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/session/query.h"

#include <string>

using namespace etagere;
using session::Query;
using session::QueryError;

/// What is told while a filter is being written.
class TestQueryWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void wordsAreCompleted_data();
    void wordsAreCompleted();
};

void TestQueryWords::whatIsWrongIsNamed_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("sentence");
    using Kind = QueryError::Kind;
    const auto row = [](const char *name, const char *query, Kind kind, const char *part,
                        const char *sentence) {
        QTest::newRow(name) << QString::fromUtf8(query) << int(kind) << QString::fromUtf8(part)
                            << QString::fromUtf8(sentence);
    };
    row("a mistyped key", "cart hots:x", Kind::UnknownKey, "hots",
        "There is no key “hots”. Did you mean host?");
    row("a key like no other", "xyzzy:x", Kind::UnknownKey, "xyzzy",
        "There is no key “xyzzy”. To look for a colon, put the word in quotation marks.");
    row("a mistyped value", "-outcome:validatd", Kind::UnknownValue, "validatd",
        "“validatd” is nothing that outcome can be. Did you mean validated?");
    row("the second of two values", "type:image,medai", Kind::UnknownValue, "medai",
        "“medai” is nothing that type can be. Did you mean media?");
    row("a value like no other", "is:there", Kind::UnknownValue, "there",
        "“there” is nothing that is can be.");
    row("a quoted value", "rule:\"qqqqqqqq\"", Kind::UnknownValue, "\"qqqqqqqq\"",
        "“qqqqqqqq” is nothing that rule can be.");
    row("no number", "status:ok", Kind::NotANumber, "ok",
        "“ok” is no number for status. Write, for example, 304 or 4xx.");
    row("another key's unit", "size:5h", Kind::NotANumber, "5h",
        "“5h” is no number for size. Write, for example, >10k or 1M..5M.");
    row("a negative number", "age:-5", Kind::NotANumber, "-5",
        "“-5” is no number for age. Write, for example, >1h or 10s..5m.");
    row("a sign alone", "grade:>=", Kind::NotANumber,
        ">=", "“>=” is no number for grade. Write, for example, 3 or >=2.");
    row("an odd sign", "visit:=>2", Kind::NotANumber, "=>2",
        "“=>2” is no number for visit. Write, for example, 2 or 1..3.");
    row("half a range", "visit:1..", Kind::NotANumber, "1..",
        "“1..” is no number for visit. Write, for example, 2 or 1..3.");
    row("a part of a status", "status:2.5", Kind::NotANumber, "2.5",
        "“2.5” is no number for status. Write, for example, 304 or 4xx.");
    row("an exponent", "size:1e3", Kind::NotANumber, "1e3",
        "“1e3” is no number for size. Write, for example, >10k or 1M..5M.");
    row("a key without a value", "cart host:", Kind::MissingValue,
        "host:", "Something is missing after “host:”.");
    row("a key with commas only", "tag:,,", Kind::MissingValue, "tag:,,",
        "Something is missing after “tag:,,”.");
    row("a key with an empty text", "tag:\"\"", Kind::MissingValue, "tag:\"\"",
        "Something is missing after “tag:\"\"”.");
    row("a host of nothing but a wildcard", "host:*.", Kind::MissingValue, "host:*.",
        "Something is missing after “host:*.”.");
    row("a minus alone", "cart -", Kind::MissingValue, "-", "Something is missing after “-”.");
    row("an open quote", "cart url:\"a b", Kind::OpenQuote, "url:\"a b",
        "A quotation mark in “url:\"a b” is not closed.");
    row("a quote that a backslash keeps open", "\"a\\\"", Kind::OpenQuote, "\"a\\\"",
        "A quotation mark in “\"a\\\"” is not closed.");
    row("a key that would fool the eye", "ke\xe2\x80\xaey:x \"", Kind::OpenQuote, "\"",
        "A quotation mark in “\"” is not closed.");
}

void TestQueryWords::whatIsWrongIsNamed() {
    QFETCH(QString, query);
    QFETCH(int, kind);
    QFETCH(QString, part);
    QFETCH(QString, sentence);
    const std::string text = query.toStdString();
    const Query parsed = Query::parse(text);
    QCOMPARE(parsed.errors().size(), std::size_t{1});
    const QueryError &error = parsed.errors().front();
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(QString::fromStdString(text.substr(error.begin, error.end - error.begin)), part);
    QCOMPARE(QString::fromStdString(sentenceOf(error, text)), sentence);
}

void TestQueryWords::wordsAreCompleted_data() {
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("cursor");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *query, int cursor, const char *words) {
        QTest::newRow(name) << QString::fromUtf8(query) << cursor << QString::fromUtf8(words);
    };
    constexpr int atEnd = 100;
    row("nothing yet", "", 0,
        "outcome: recorded: rule: host: site: url: method: visitor: tag: mime: status: type: "
        "size: age: lifetime: grade: visit: is: has:");
    row("a key's beginning", "vi", atEnd, "visitor: visit:");
    row("in capitals", "VI", atEnd, "visitor: visit:");
    row("after a minus", "-ou", atEnd, "-outcome:");
    row("a value", "cart -outcome:st", atEnd, "-outcome:stale-hit -outcome:stored");
    row("the second value", "type:image,s", atEnd, "type:image,script type:image,style");
    row("all values", "is:", atEnd, "is:inferred is:flagged is:noted is:flushed");
    row("a rule", "rule:range-f", atEnd, "rule:range-forwarded rule:range-from-stored");
    row("a name that two lists have comes once", "recorded:unk", atEnd, "recorded:unknown");
    row("before the end", "outcome:stored", 3, "outcome:");
    row("a word that is no key", "cart", atEnd, "");
    row("a key that there is not", "hots:a", atEnd, "");
    row("texts have none", "host:cdn", atEnd, "");
    row("within quotes", "url:\"a ", atEnd, "");
}

void TestQueryWords::wordsAreCompleted() {
    QFETCH(QString, query);
    QFETCH(int, cursor);
    QFETCH(QString, words);
    QStringList found;
    for (const std::string &word :
         session::completionsAt(query.toStdString(), static_cast<std::size_t>(cursor)))
        found.append(QString::fromStdString(word));
    QCOMPARE(found.join(QLatin1Char(' ')), words);
}

QTEST_APPLESS_MAIN(TestQueryWords)
#include "test_query_words.moc"
