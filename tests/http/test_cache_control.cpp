// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/cache_control.h"
#include "tests/http/dump.h"

#include <type_traits>

using namespace etagere::http;

class TestCacheControl : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void value_data();
    void value();
    void everyDirectiveIsReadByItsName();
    void linesAreOneList();
};

static_assert(std::is_trivially_copyable_v<CacheControl>);

namespace {

struct Row {
    const char *name;
    QByteArray value;
    QByteArray expected;
};

void appendSeconds(std::string &text, const std::optional<DeltaSeconds> &seconds) {
    if (seconds)
        text += '=' + std::to_string(seconds->count());
}

std::string text(const CacheControl &control) {
    std::string all;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Directive::Count); ++i) {
        const auto directive = static_cast<Directive>(i);
        if (!control.has(directive))
            continue;
        all += all.empty() ? "" : ", ";
        all += spelling(directive);
        if (directive == Directive::MaxAge)
            appendSeconds(all, control.maxAge);
        if (directive == Directive::SMaxAge)
            appendSeconds(all, control.sMaxAge);
        if (directive == Directive::StaleWhileRevalidate)
            appendSeconds(all, control.staleWhileRevalidate);
        if (directive == Directive::StaleIfError)
            appendSeconds(all, control.staleIfError);
        if (directive == Directive::MinFresh)
            appendSeconds(all, control.minFresh);
        if (directive == Directive::MaxStale)
            appendSeconds(all, control.maxStale);
        if (directive == Directive::Private && !control.privateFields.empty())
            all += "=<" + std::string(control.privateFields) + '>';
        if (directive == Directive::NoCache && !control.noCacheFields.empty())
            all += "=<" + std::string(control.noCacheFields) + '>';
    }
    return all;
}

} // namespace

void TestCacheControl::value_data() {
    static const std::vector<Row> rows{
        {"one directive", "no-store", "no-store"},
        {"several directives", "public, max-age=60,immutable", "public, immutable, max-age=60"},
        {"case does not count", "Max-Age=60, NO-CACHE", "no-cache, max-age=60"},
        {"all the numbers",
         "max-age=1, s-maxage=2, stale-while-revalidate=3, stale-if-error=4, min-fresh=5, "
         "max-stale=6",
         "max-age=1, s-maxage=2, stale-while-revalidate=3, stale-if-error=4, min-fresh=5, "
         "max-stale=6"},
        {"max-stale may stand alone", "max-stale", "max-stale"},
        {"unknown directives are skipped", "foo, bar=\"a, max-age=5\", no-store", "no-store"},
        {"a longer name is another name", "x-max-age=5, no-store2", ""},
        {"too many digits reach the cap", "max-age=99999999999999999999",
         "max-age=2147483648 NumberTooLarge@8-28"},
        {"max-age needs a number", "max-age", "max-age EmptyValue@7-7"},
        {"a negative number is none", "max-age=-1", "max-age NegativeNumber@8-10"},
        {"a word is no number", "max-age=soon", "max-age NotANumber@8-12"},
        {"a fraction is no number", "max-age=1.5", "max-age NotANumber@8-11"},
        {"a semicolon is no comma", "max-age=60; public", "max-age NotANumber@8-18"},
        {"a number in quotes", "max-age=\"60\"", "max-age=60 QuotedNumber@8-12"},
        {"blanks around the equals sign", "max-age = 60", "max-age=60"},
        {"of two the first counts", "max-age=1, max-age=2", "max-age=1 DuplicateDirective@11-20"},
        {"of two the first counts, though it is bad", "max-age=x, max-age=2",
         "max-age NotANumber@8-9 DuplicateDirective@11-20"},
        {"field names in quotes", "private=\"Set-Cookie, X\"", "private=<Set-Cookie, X>"},
        {"field names of no-cache", "no-cache=\"Set-Cookie\"", "no-cache=<Set-Cookie>"},
        {"a comma in quotes does not cut", "private=\"a, max-age=5\"", "private=<a, max-age=5>"},
        {"an escaped quote does not end the quotes", R"(private="a\", max-age=5")",
         R"(private=<a\", max-age=5>)"},
        {"a field name without quotes", "private=Set-Cookie",
         "private=<Set-Cookie> UnquotedArgument@8-18"},
        {"no end quote", "private=\"a, max-age=5", "private=<a, max-age=5> MissingEndQuote@8-21"},
        {"no field name", "private=", "private EmptyValue@8-8"},
        {"an argument that means nothing", "no-store=1", "no-store"},
        {"no name", "=5, no-store", "no-store EmptyName@0-2"},
        {"a name with a blank inside", "no store", " MalformedParameter@0-8"},
        {"empty members are skipped", ", ,no-store,,", "no-store"},
        {"nothing", "", " EmptyValue@0-0"},
        {"a line end cuts like a comma", "no-cache\nno-store", "no-store, no-cache"},
    };
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.value << row.expected;
}

void TestCacheControl::value() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const ParsedCacheControl parsed = parseCacheControl(dump::view(value));
    QCOMPARE(dump::bytes(text(parsed.control) + dump::text(parsed.deviations)), expected);
}

void TestCacheControl::everyDirectiveIsReadByItsName() {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Directive::Count); ++i) {
        const auto directive = static_cast<Directive>(i);
        const CacheControl control = parseCacheControl(spelling(directive)).control;
        QCOMPARE(control.flags, std::uint32_t{1} << i);
        QVERIFY(control.has(directive));
    }
}

void TestCacheControl::linesAreOneList() {
    const Field lines[] = {{"Cache-Control", "private, max-age=1", FieldName::CacheControl},
                           {"Pragma", "no-store", FieldName::Pragma},
                           {"cache-control", "max-age=2, immutable", FieldName::CacheControl}};
    QCOMPARE(dump::bytes(text(cacheControlOf(lines))), QByteArray("private, immutable, max-age=1"));
    QVERIFY(cacheControlOf({}) == CacheControl());
}

QTEST_APPLESS_MAIN(TestCacheControl)
#include "test_cache_control.moc"
