// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/cache_control.h"
#include "core/http/content_coding.h"
#include "core/http/content_length.h"
#include "core/http/content_range.h"
#include "core/http/content_type.h"
#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/http/vary.h"
#include "tests/http/dump.h"

#include <set>

using namespace etagere::http;

/// One value for each kind of deviation that makes its parser note it: no kind is unfired.
class TestDeviations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fires_data();
    void fires();
    void noKindIsUnfired();
};

namespace {

using Kind = DeviationKind;
using Parser = Deviations (*)(std::string_view);

Deviations etag(std::string_view v) { return parseETag(v).deviations; }
Deviations date(std::string_view v) { return parseHttpDate(v).deviations; }
Deviations cacheControl(std::string_view v) { return parseCacheControl(v).deviations; }
Deviations length(std::string_view v) { return parseContentLength(v).deviations; }
Deviations coding(std::string_view v) { return parseContentCoding(v).deviations; }
Deviations type(std::string_view v) { return parseContentType(v).deviations; }
Deviations range(std::string_view v) { return parseContentRange(v).deviations; }
Deviations vary(std::string_view v) { return parseVary(v).deviations; }
Deviations setCookie(std::string_view v) { return parseSetCookie(v).deviations; }

struct Row {
    Kind kind;
    Parser parse;
    std::string value;
};

const std::vector<Row> &rows() {
    static const std::vector<Row> all{
        {Kind::EmptyValue, etag, ""},
        {Kind::Unquoted, etag, "a"},
        {Kind::LowercaseWeakPrefix, etag, "w/\"a\""},
        {Kind::MissingEndQuote, etag, "\"a"},
        {Kind::SpaceInTag, etag, "\"a b\""},
        {Kind::ForbiddenCharacter, etag, "\"a\x01\""},
        {Kind::SeveralTags, etag, "\"a\", \"b\""},
        {Kind::TrailingText, etag, "\"a\"-gzip"},
        {Kind::ObsoleteDateForm, date, "Sun Nov  6 08:49:37 1994"},
        {Kind::BadDate, date, "0"},
        {Kind::WrongDayName, date, "Mon, 06 Nov 1994 08:49:37 GMT"},
        {Kind::NotGmt, date, "Sun, 06 Nov 1994 08:49:37 UTC"},
        {Kind::NotANumber, cacheControl, "max-age=x"},
        {Kind::NegativeNumber, cacheControl, "max-age=-1"},
        {Kind::NumberTooLarge, cacheControl, "max-age=9999999999"},
        {Kind::UnquotedArgument, cacheControl, "private=a"},
        {Kind::QuotedNumber, cacheControl, "max-age=\"1\""},
        {Kind::DuplicateDirective, cacheControl, "no-store, no-store"},
        {Kind::ConflictingValues, length, "1, 2"},
        {Kind::MalformedParameter, type, "a/b; c"},
        {Kind::EmptyName, type, "a/b; =c"},
        {Kind::DoubledQuotes, etag, "\"\"a\"\""},
        {Kind::UnusualDateForm, date, "6 Nov 1994 08:49:37 GMT"},
        {Kind::UnknownCoding, coding, "utf-8"},
        {Kind::ImpossibleRange, range, "bytes 2-1/3"},
        {Kind::TooLong, setCookie, "a=" + std::string(5000, 'b')},
        {Kind::WildcardInList, vary, "*, a"},
        {Kind::NotAMediaType, type, "html"},
    };
    return all;
}

} // namespace

void TestDeviations::fires_data() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < rows().size(); ++i)
        QTest::newRow(dump::kindNames[static_cast<std::size_t>(rows()[i].kind)].data())
            << static_cast<int>(i);
}

void TestDeviations::fires() {
    QFETCH(int, index);
    const Row &row = rows()[static_cast<std::size_t>(index)];
    QVERIFY(contains(row.parse(row.value), row.kind));
}

void TestDeviations::noKindIsUnfired() {
    std::set<Kind> fired;
    for (const Row &row : rows()) {
        for (const Deviation &deviation : row.parse(row.value))
            fired.insert(deviation.kind);
    }
    QCOMPARE(fired.size(), static_cast<std::size_t>(Kind::Count));
}

QTEST_APPLESS_MAIN(TestDeviations)
#include "test_deviations.moc"
