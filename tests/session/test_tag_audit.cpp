// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/cache.h"
#include "core/session/tag_audit.h"
#include "tests/cache/lines.h"

#include <cmath>
#include <string>

using namespace etagere;
using namespace etagere::tests;

/// What an audit in a cache takes for a broken promise: contents under the same validator.
class TestTagAudit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void isFoundWithTheStatedOdds_data();
    void isFoundWithTheStatedOdds();

private:
    static cache::Transaction visit(cache::Cache &cache, std::int64_t when) {
        cache::Request request;
        request.url = "https://shop.test/a";
        return cache.begin(request, at(when));
    }
    static void answer(cache::Transaction &transaction, std::uint16_t status,
                       const QByteArray &fields, const QByteArray &body, std::int64_t when) {
        const std::string text = fields.toStdString();
        const Lines lines(text);
        transaction.receive(status, lines.fields(), at(when));
        if (transaction.wantsBody())
            transaction.append(body.toStdString());
        transaction.finish(cache::Transaction::End::Complete, at(when));
    }
};

void TestTagAudit::judges_data() {
    QTest::addColumn<QByteArray>("validator");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<bool>("accused");
    const auto row = [](const char *name, const char *validator, const char *type,
                        const char *before, const char *after, bool accused) {
        QTest::newRow(name) << QByteArray(validator) << QByteArray(type) << QByteArray(before)
                            << QByteArray(after) << accused;
    };
    const char *const html = "text/html; charset=utf-8";
    row("strong, one byte", "ETag: \"a\"", html, "<p>x", "<p >x", true);
    row("strong, the same bytes", "ETag: \"a\"", html, "<p>x", "<p>x", false);
    row("strong, of a picture", "ETag: \"a\"", "image/png", "abc", "abd", true);
    row("weak, only markup", "ETag: W/\"a\"", html, "<!--1--><p>x<input type=hidden value=1>",
        "<!--2--><p>x<input type=hidden value=2>", false);
    row("weak, only a clock", "ETag: W/\"a\"", html, "<p>It is 12:03", "<p>It is 12:04", false);
    row("weak, other words", "ETag: W/\"a\"", html, "<p>Open", "<p>Closed", true);
    row("weak, white space of JSON", "ETag: W/\"a\"", "application/json", "{ \"a\":  true}",
        "{ \"a\": true}", false);
    row("weak, another value in JSON", "ETag: W/\"a\"", "application/json", "{\"a\": true}",
        "{\"a\": false}", true);
    row("weak, of a picture: nobody can say", "ETag: W/\"a\"", "image/png", "abc", "abd", false);
    row("weak, of a script: nobody can say", "ETag: W/\"a\"", "text/javascript", "a", "b", false);
    row("a date, other words", "Last-Modified: @-90", html, "<p>Open", "<p>Closed", true);
    row("a date, only markup", "Last-Modified: @-90", html, "<p>x</p>", "<p>x", false);
}

void TestTagAudit::judges() {
    QFETCH(QByteArray, validator);
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(bool, accused);
    cache::Cache::Options options;
    options.audit = session::tagAudit(1, 1);
    cache::Cache cache(options);
    const QByteArray fields = "Cache-Control: no-cache | Content-Type: " + type + " | " + validator;
    cache::Transaction first = visit(cache, 0);
    answer(first, 200, fields, before, 0);
    cache::Transaction second = visit(cache, 1);
    answer(second, 200, fields, after, 1);
    QCOMPARE(!cache.staleTags().empty(), accused);
    QCOMPARE(second.decision().reasons.contains(cache::Rule::TagStale), accused);
}

void TestTagAudit::isFoundWithTheStatedOdds_data() {
    QTest::addColumn<int>("visits");
    QTest::addColumn<double>("odds");
    QTest::newRow("5 visits") << 5 << 0.672;
    QTest::newRow("10 visits") << 10 << 0.893;
    QTest::newRow("14 visits") << 14 << 0.956;
    QTest::newRow("21 visits") << 21 << 0.991;
}

/// One minus 0.8 to the number of validations: of 2000 caches, with every seed another.
void TestTagAudit::isFoundWithTheStatedOdds() {
    QFETCH(int, visits);
    QFETCH(double, odds);
    constexpr int runs = 2000;
    const QByteArray fields = "Cache-Control: no-cache | ETag: \"a\"";
    int found = 0;
    for (int run = 0; run < runs; ++run) {
        cache::Cache::Options options;
        options.audit = session::tagAudit(0.2, static_cast<std::uint64_t>(run));
        cache::Cache cache(options);
        cache::Transaction first = visit(cache, 0);
        answer(first, 200, fields, "old", 0);
        for (int i = 1; i <= visits; ++i) {
            cache::Transaction next = visit(cache, i);
            const bool whole = http::find(next.outgoing(), http::FieldName::IfNoneMatch) == nullptr;
            answer(next, whole ? 200 : 304, fields, "new", i);
        }
        found += cache.staleTags().empty() ? 0 : 1;
    }
    const double deviation = std::sqrt(odds * (1 - odds) / runs);
    QVERIFY2(std::abs(found / double{runs} - odds) < 4 * deviation + 0.001,
             std::to_string(found).c_str());
}

QTEST_APPLESS_MAIN(TestTagAudit)
#include "test_tag_audit.moc"
