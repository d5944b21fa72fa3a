// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/http/conditional.h"
#include "tests/http/dump.h"

using namespace etagere::http;

class TestConditional : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ifRange_data();
    void ifRange();
    void nothingIsAsked();
    void everyFieldIsRead();
    void listsOfSeveralLinesAreOne();
    void ofSeveralDatesTheFirstCounts();
};

void TestConditional::ifRange_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *value, const char *expected) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(expected);
    };
    row("a tag", "\"a\"", "strong <a> none");
    row("a weak tag", "W/\"a\"", "weak <a> none");
    row("a date", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT");
    row("a date in quotes is a tag", "\"Sun, 06 Nov 1994 08:49:37 GMT\"",
        "strong <Sun, 06 Nov 1994 08:49:37 GMT> none SpaceInTag@5-6");
    row("what is neither is a tag without quotes", "abc", "strong <abc> none Unquoted@0-3");
    row("nothing", "", "none EmptyValue@0-0");
}

void TestConditional::ifRange() {
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, expected);
    const IfRange asked = parseIfRange(dump::view(value));
    const std::string tag = asked.tag ? dump::text(*asked.tag) + ' ' : "";
    QCOMPARE(dump::bytes(tag + dump::text(asked.date) + dump::text(asked.deviations)), expected);
}

void TestConditional::nothingIsAsked() {
    const Field lines[] = {{"ETag", "\"a\"", FieldName::ETag}, {"X", "1", FieldName::Other}};
    QVERIFY(!parseConditional(lines).isConditional());
    QVERIFY(!parseConditional({}).isConditional());
}

void TestConditional::everyFieldIsRead() {
    const std::string_view date = "Sun, 06 Nov 1994 08:49:37 GMT";
    const Field lines[] = {{"If-Match", "*", FieldName::IfMatch},
                           {"If-None-Match", "\"a\"", FieldName::IfNoneMatch},
                           {"If-Modified-Since", date, FieldName::IfModifiedSince},
                           {"If-Unmodified-Since", date, FieldName::IfUnmodifiedSince},
                           {"If-Range", "W/\"b\"", FieldName::IfRange}};
    const Conditional asked = parseConditional(lines);
    QVERIFY(asked.ifMatch && asked.ifMatch->any);
    QVERIFY(asked.ifNoneMatch && asked.ifNoneMatch->tags.size() == 1);
    QVERIFY(asked.ifModifiedSince && asked.ifModifiedSince->time);
    QVERIFY(asked.ifUnmodifiedSince && asked.ifUnmodifiedSince->time);
    QVERIFY(asked.ifRange && asked.ifRange->tag);
    for (const Field &line : lines)
        QVERIFY2(parseConditional({&line, 1}).isConditional(), line.name.data());
}

void TestConditional::listsOfSeveralLinesAreOne() {
    const Field lines[] = {{"If-None-Match", "\"a\", b", FieldName::IfNoneMatch},
                           {"If-None-Match", "W/\"c\"", FieldName::IfNoneMatch}};
    const Conditional asked = parseConditional(lines);
    const std::vector<ETagView> expected{
        {"a", Strength::Strong}, {"b", Strength::Strong}, {"c", Strength::Weak}};
    QVERIFY(asked.ifNoneMatch->tags == expected);
    QCOMPARE(dump::bytes(dump::text(asked.ifNoneMatch->deviations)), QByteArray(" Unquoted@5-6"));
}

void TestConditional::ofSeveralDatesTheFirstCounts() {
    const Field lines[] = {
        {"If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT", FieldName::IfModifiedSince},
        {"If-Modified-Since", "Mon, 07 Nov 1994 08:49:37 GMT", FieldName::IfModifiedSince}};
    QCOMPARE(dump::text(parseConditional(lines).ifModifiedSince->time),
             std::string("Sun, 06 Nov 1994 08:49:37 GMT"));
}

QTEST_APPLESS_MAIN(TestConditional)
#include "test_conditional.moc"
