// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/etag.h"
#include "tests/http/dump.h"

using namespace etagere::http;

class TestETag : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tag_data();
    void tag();
    void list_data();
    void list();
    void aSingleTagReadsTheSameInAList();
    void longListsAreReadOnce_data();
    void longListsAreReadOnce();
    void comparisons_data();
    void comparisons();
    void strongEqualityImpliesWeak();
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

QByteArray dumped(const ParsedETag &parsed) {
    const std::string tag = parsed.tag ? dump::text(*parsed.tag) : "none";
    const std::string quotes = parsed.quoted || !parsed.tag ? "" : " bare";
    return dump::bytes(tag + quotes + dump::text(parsed.deviations));
}

QByteArray dumped(const ETagList &list) {
    std::string all = list.any ? "any" : "";
    for (const ETagView &tag : list.tags)
        all += (all.empty() ? "" : " ") + dump::text(tag);
    return dump::bytes(all + dump::text(list.deviations));
}

} // namespace

void TestETag::tag_data() {
    addRows({
        {"a strong tag", "\"abc\"", "strong <abc>"},
        {"a weak tag", "W/\"abc\"", "weak <abc>"},
        {"an empty tag is a tag", "\"\"", "strong <>"},
        {"an empty weak tag is a tag", "W/\"\"", "weak <>"},
        {"bytes above 127 are allowed", "\"\xc3\xa9\"", "strong <\xc3\xa9>"},
        {"a comma inside the quotes is text", "\"a,b\"", "strong <a,b>"},
        {"a backslash escapes nothing", R"("a\b")", R"(strong <a\b>)"},
        {"blanks around it are no part of it", " \t\"abc\" \r\n", "strong <abc>"},
        {"nothing is no tag", "", "none EmptyValue@0-0"},
        {"blanks are no tag", "  ", "none EmptyValue@0-2"},
        {"a tag without quotes", "abc", "strong <abc> bare Unquoted@0-3"},
        {"a weak tag without quotes", "W/abc", "weak <abc> bare Unquoted@2-5"},
        {"w/ without quotes belongs to the tag", "w/abc", "strong <w/abc> bare Unquoted@0-5"},
        {"W/ alone is a tag without quotes", "W/", "strong <W/> bare Unquoted@0-2"},
        {"a lower-case weak prefix", "w/\"abc\"", "weak <abc> LowercaseWeakPrefix@0-1"},
        {"a space behind the weak prefix", "W/ \"abc\"", "weak <abc> SpaceInTag@2-3"},
        {"no end quote", "\"abc", "strong <abc> MissingEndQuote@0-4"},
        {"a quote and nothing else", "\"", "strong <> MissingEndQuote@0-1"},
        {"no first quote", "abc\"", "strong <abc> bare Unquoted@0-4 ForbiddenCharacter@3-4"},
        {"a date inside the quotes", "\"48-197-Fri Mar 27 2015 10:21:35 GMT+0200 (EET)\"",
         "strong <48-197-Fri Mar 27 2015 10:21:35 GMT+0200 (EET)> SpaceInTag@11-12"},
        {"a date without quotes keeps its comma", "Fri, 27 Mar 2015",
         "strong <Fri, 27 Mar 2015> bare Unquoted@0-16 SpaceInTag@4-5"},
        {"a suffix behind the end quote", "\"abc\"-gzip", "strong <abc> TrailingText@5-10"},
        {"a suffix behind an empty tag", "\"\"-gzip", "strong <> TrailingText@2-7"},
        {"doubled quotes", "\"\"abc\"\"", "strong <abc> DoubledQuotes@0-2"},
        {"doubled quotes of a weak tag", "W/\"\"abc\"\"", "weak <abc> DoubledQuotes@2-4"},
        {"a whole tag inside quotes", "\"W/\"abc\"\"", "strong <W/\"abc\"> ForbiddenCharacter@3-4"},
        {"escaped quotes", R"("\"abc\"")", R"(strong <\"abc\"> ForbiddenCharacter@2-3)"},
        {"a NUL inside", QByteArray("\"a\0b\"", 5),
         QByteArray("strong <a\0b> ForbiddenCharacter@2-3", 35)},
        {"a tab inside", "\"a\tb\"", "strong <a\tb> SpaceInTag@2-3"},
        {"two tags with a comma", "\"a\", \"b\"", "strong <a> SeveralTags@3-8"},
        {"two tags with a space", "\"a\" W/\"b\"", "strong <a> SeveralTags@3-9"},
        {"two lines joined", "\"a\"\n\"b\"", "strong <a> SeveralTags@3-7"},
        {"two lines without quotes", "abc\ndef", "strong <abc> bare Unquoted@0-3 SeveralTags@3-7"},
        {"a line without its end quote", "\"abc\r\n\"d\"",
         "strong <abc> MissingEndQuote@0-4 SeveralTags@4-9"},
        {"an empty tag before another", "\"\",\"\"", "strong <> SeveralTags@2-5"},
        {"a suffix, then another tag", "\"a\"-gzip, \"b\"",
         "strong <a> TrailingText@3-8 SeveralTags@8-13"},
        {"an asterisk is a tag without quotes", "*", "strong <*> bare Unquoted@0-1"},
        {"a tag that begins with a comma", ",abc", "strong <,abc> bare Unquoted@0-4"},
    });
}

void TestETag::tag() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dumped(parseETag(dump::view(value))), expected);
}

void TestETag::list_data() {
    addRows({
        {"one tag", "\"a\"", "strong <a>"},
        {"any", " * ", "any"},
        {"several tags", "\"a\", W/\"b\",\"c\"", "strong <a> weak <b> strong <c>"},
        {"two empty tags with a space", "\"\" \"\"", "strong <> strong <>"},
        {"a comma inside quotes does not cut", "\"a,b\", \"c\"", "strong <a,b> strong <c>"},
        {"empty members are skipped", ",, \"a\",,", "strong <a>"},
        {"members without quotes", "abc, W/def",
         "strong <abc> weak <def> Unquoted@0-3 Unquoted@7-10"},
        {"lines joined", "\"a\"\n\"b\"", "strong <a> strong <b>"},
        {"spaces instead of commas", "\"a\" \"b\"", "strong <a> strong <b>"},
        {"a suffix behind a member", "\"a\"-gzip, \"b\"", "strong <a> strong <b> TrailingText@3-8"},
        {"W/ alone is a tag", "W/, \"a\"", "strong <W/> strong <a> Unquoted@0-2"},
        {"an asterisk among tags is a tag", "*, \"a\"", "strong <*> strong <a> Unquoted@0-1"},
        {"nothing asks nothing", "", " EmptyValue@0-0"},
        {"commas ask nothing", " , ", " EmptyValue@0-3"},
    });
}

void TestETag::list() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    QCOMPARE(dumped(parseETagList(dump::view(value))), expected);
}

/// All texts of up to six of the bytes that mean something to the grammar.
void TestETag::aSingleTagReadsTheSameInAList() {
    constexpr std::string_view letters = "\"W/w a-";
    std::string text;
    for (int length = 1; length <= 6; ++length) {
        std::size_t count = 1;
        for (int i = 0; i < length; ++i)
            count *= letters.size();
        for (std::size_t n = 0; n < count; ++n) {
            text.clear();
            for (std::size_t rest = n, i = 0; i < static_cast<std::size_t>(length); ++i) {
                text += letters[rest % letters.size()];
                rest /= letters.size();
            }
            const ParsedETag one = parseETag(text);
            const ETagList list = parseETagList(text);
            const bool same =
                one.tag ? !list.tags.empty() && list.tags.front() == *one.tag : list.tags.empty();
            QVERIFY2(same, text.c_str());
        }
    }
}

/// A reader that looks ahead to the end for each member would not end within the test's time.
void TestETag::longListsAreReadOnce_data() {
    QTest::addColumn<QByteArray>("member");
    QTest::newRow("commas") << QByteArray("\"a\",");
    QTest::newRow("blanks instead of commas") << QByteArray("\"a\" ");
    QTest::newRow("weak prefixes") << QByteArray("W/\"a\" ");
    QTest::newRow("doubled quotes") << QByteArray("\"\"a\"\" ");
    QTest::newRow("empty tags") << QByteArray("\"\" ");
    QTest::newRow("no quotes") << QByteArray("W/a,");
}

void TestETag::longListsAreReadOnce() {
    QFETCH(QByteArray, member);
    const ETagList list = parseETagList(dump::view(member.repeated(300'000)));
    QCOMPARE(list.tags.size(), std::size_t{300'000});
}

void TestETag::comparisons_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("strongly");
    QTest::addColumn<bool>("weakly");
    // The table of RFC 9110 §8.8.3.2, and what it leaves open.
    QTest::newRow("both weak and the same")
        << QByteArray("W/\"1\"") << QByteArray("W/\"1\"") << false << true;
    QTest::newRow("both weak, not the same")
        << QByteArray("W/\"1\"") << QByteArray("W/\"2\"") << false << false;
    QTest::newRow("one weak and the same")
        << QByteArray("W/\"1\"") << QByteArray("\"1\"") << false << true;
    QTest::newRow("both strong and the same")
        << QByteArray("\"1\"") << QByteArray("\"1\"") << true << true;
    QTest::newRow("case counts") << QByteArray("\"a\"") << QByteArray("\"A\"") << false << false;
    QTest::newRow("empty tags are equal")
        << QByteArray("\"\"") << QByteArray("\"\"") << true << true;
}

void TestETag::comparisons() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(bool, strongly);
    QFETCH(bool, weakly);
    const ETagView a = parseETag(dump::view(first)).tag.value();
    const ETagView b = parseETag(dump::view(second)).tag.value();
    QCOMPARE(equalsStrongly(a, b), strongly);
    QCOMPARE(equalsStrongly(b, a), strongly);
    QCOMPARE(equalsWeakly(a, b), weakly);
    QCOMPARE(equalsWeakly(b, a), weakly);
}

void TestETag::strongEqualityImpliesWeak() {
    int strong = 0;
    for (const std::string_view a : {"", "x", "y"}) {
        for (const std::string_view b : {"", "x", "y"}) {
            for (const Strength s : {Strength::Strong, Strength::Weak}) {
                for (const Strength t : {Strength::Strong, Strength::Weak}) {
                    const ETagView first{a, s};
                    const ETagView second{b, t};
                    QVERIFY(!equalsStrongly(first, second) || equalsWeakly(first, second));
                    strong += equalsStrongly(first, second) ? 1 : 0;
                }
            }
        }
    }
    QCOMPARE(strong, 3);
}

QTEST_APPLESS_MAIN(TestETag)
#include "test_etag.moc"
