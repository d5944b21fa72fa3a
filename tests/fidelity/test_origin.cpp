// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/fidelity/fetch_layer.h"
#include "tests/fidelity/origin.h"

using namespace etagere;
using namespace etagere::fidelity;

namespace {

constexpr Second noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 5} +
                      std::chrono::hours{12}};

/// One request of a resource with a strong tag and a date, ranges served.
Sequence resource(OnCondition onCondition = OnCondition::Compare,
                  const std::string &tag = "\"v1\"") {
    Sequence sequence;
    sequence.asks.resize(1);
    Reply &reply = sequence.asks[0].replies[0];
    reply.version = 1;
    reply.lines = {{"ETag", tag}, {"Last-Modified", "{z-100}"}};
    reply.notModifiedLines = {{"X-Renewed", "yes"}};
    reply.onCondition = onCondition;
    reply.ranges = true;
    return sequence;
}

Outgoing answered(const Sequence &sequence, Lines fields, const std::string &method = "GET") {
    const Instants instants(sequence, noon);
    fields = instants.rendered(fields, 0);
    return answerTo(sequence, instants, {0, method, Target::A, {}, std::move(fields)});
}

} // namespace

class TestOrigin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void conditionsAreAnswered_data();
    void conditionsAreAnswered();
    void rangesAreAnswered_data();
    void rangesAreAnswered();
    void whatAServerSaysToConditions_data();
    void whatAServerSaysToConditions();
    void headHasNoBody();
    void repeatsOfAClosedConnectionAreOne();
    void pagesConditionsChangeTheMode_data();
    void pagesConditionsChangeTheMode();
    void modesAddFields();
    void redirectsChangeTheMethod();
};

void TestOrigin::conditionsAreAnswered_data() {
    QTest::addColumn<QByteArray>("tag");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *tag, const char *field, const char *value,
                        int status) {
        QTest::newRow(name) << QByteArray(tag) << QByteArray(field) << QByteArray(value) << status;
    };
    row("its tag", "\"v1\"", "If-None-Match", "\"v1\"", 304);
    row("its tag, compared weakly", "\"v1\"", "If-None-Match", "W/\"v1\"", 304);
    row("a list with its tag", "\"v1\"", "If-None-Match", "\"v0\", \"v1\"", 304);
    row("any", "\"v1\"", "If-None-Match", "*", 304);
    row("another tag", "\"v1\"", "If-None-Match", "\"v2\"", 200);
    row("a tag that begins alike", "\"v1\"", "If-None-Match", "\"v1", 200);
    row("an unquoted tag", "v1", "If-None-Match", "v1", 304);
    row("its date", "\"v1\"", "If-Modified-Since", "{z-100}", 304);
    row("a later date is not its date", "\"v1\"", "If-Modified-Since", "{z-99}", 200);
}

void TestOrigin::conditionsAreAnswered() {
    QFETCH(QByteArray, tag);
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    const Outgoing out = answered(resource(OnCondition::Compare, tag.toStdString()),
                                  {{name.toStdString(), value.toStdString()}});
    QCOMPARE(out.status, status);
    QCOMPARE(valueOf(out.fields, "X-Renewed") != nullptr, status == 304);
    QCOMPARE(out.body.empty(), status == 304);
}

void TestOrigin::rangesAreAnswered_data() {
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentRange");
    const auto row = [](const char *name, const char *range, const char *condition, int status,
                        const char *body, const char *contentRange) {
        QTest::newRow(name) << QByteArray(range) << QByteArray(condition) << status
                            << QByteArray(body) << QByteArray(contentRange);
    };
    const std::string whole = bodyOf(1);
    row("the first bytes", "bytes=0-3", "", 206, "B0--", "bytes 0-3/40");
    row("the last bytes", "bytes=-4", "", 206, "B9--", "bytes 36-39/40");
    row("from a byte on", "bytes=32-", "", 206, "B8--B9--", "bytes 32-39/40");
    row("beyond the end", "bytes=36-99", "", 206, "B9--", "bytes 36-39/40");
    row("behind the end", "bytes=40-", "", 416, "", "bytes */40");
    row("no bytes", "bytes=-0", "", 416, "", "bytes */40");
    row("several ranges", "bytes=0-1,4-5", "", 200, whole.c_str(), "");
    row("backwards", "bytes=5-2", "", 200, whole.c_str(), "");
    row("another unit", "items=0-1", "", 200, whole.c_str(), "");
    row("if the tag is the same", "bytes=0-3", "\"v1\"", 206, "B0--", "bytes 0-3/40");
    row("if the tag were another", "bytes=0-3", "\"v2\"", 200, whole.c_str(), "");
}

void TestOrigin::rangesAreAnswered() {
    QFETCH(QByteArray, range);
    QFETCH(QByteArray, condition);
    Lines fields{{"Range", range.toStdString()}};
    if (!condition.isEmpty())
        fields.push_back({"If-Range", condition.toStdString()});
    const Outgoing out = answered(resource(), fields);
    QTEST(out.status, "status");
    QTEST(QByteArray::fromStdString(out.body), "body");
    const std::string *contentRange = valueOf(out.fields, "Content-Range");
    QTEST(contentRange ? QByteArray::fromStdString(*contentRange) : QByteArray(), "contentRange");
}

void TestOrigin::whatAServerSaysToConditions_data() {
    QTest::addColumn<int>("what");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("closed");
    QTest::newRow("304 in any case") << int(OnCondition::NotModified) << 304 << false;
    QTest::newRow("the whole answer") << int(OnCondition::Full) << 200 << false;
    QTest::newRow("503") << int(OnCondition::Fail) << 503 << false;
    QTest::newRow("nothing") << int(OnCondition::Close) << 200 << true;
}

void TestOrigin::whatAServerSaysToConditions() {
    QFETCH(int, what);
    const Outgoing out =
        answered(resource(static_cast<OnCondition>(what)), {{"If-None-Match", "\"other\""}});
    QTEST(out.status, "status");
    QTEST(out.ending == Ending::Closed, "closed");
    QCOMPARE(answered(resource(static_cast<OnCondition>(what)), {}).status, 200);
}

void TestOrigin::headHasNoBody() {
    const Outgoing out = answered(resource(), {}, "HEAD");
    QVERIFY(out.body.empty());
    QCOMPARE(*valueOf(out.fields, "Content-Length"), std::string("40"));
}

void TestOrigin::repeatsOfAClosedConnectionAreOne() {
    Seen seen;
    for (const char *answer : {"closed", "closed", "200", "200"})
        addArrival(seen, {"GET a", {}, answer});
    QCOMPARE(seen.arrivals.size(), std::size_t{3});
}

void TestOrigin::pagesConditionsChangeTheMode_data() {
    QTest::addColumn<QByteArray>("model");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("mode");
    QTest::newRow("Fetch's no-store")
        << QByteArray("rfc9111") << QByteArray("If-None-Match") << int(cache::Mode::NoStore);
    QTest::newRow("Firefox as Fetch")
        << QByteArray("firefox") << QByteArray("If-Range") << int(cache::Mode::NoStore);
    QTest::newRow("Chromium's no-cache")
        << QByteArray("chromium") << QByteArray("If-None-Match") << int(cache::Mode::NoCache);
    QTest::newRow("a range alone is no condition")
        << QByteArray("chromium") << QByteArray("Range") << int(cache::Mode::Default);
}

void TestOrigin::pagesConditionsChangeTheMode() {
    QFETCH(QByteArray, model);
    QFETCH(QByteArray, field);
    const Fetched request =
        fetched(model.toStdString(), "GET", "default", {{field.toStdString(), "x"}});
    QTEST(int(request.mode), "mode");
}

void TestOrigin::modesAddFields() {
    const Fetched validating = fetched("firefox", "GET", "no-cache", {});
    QCOMPARE(*valueOf(validating.fields, "Cache-Control"), std::string("max-age=0"));
    QVERIFY(valueOf(validating.fields, "Pragma") == nullptr);
    const Fetched reloading = fetched("firefox", "GET", "reload", {{"Cache-Control", "foo"}});
    QCOMPARE(*valueOf(reloading.fields, "Cache-Control"), std::string("foo"));
    QCOMPARE(*valueOf(reloading.fields, "Pragma"), std::string("no-cache"));
    QVERIFY(valueOf(fetched("firefox", "GET", "force-cache", {}).fields, "Cache-Control") ==
            nullptr);
}

void TestOrigin::redirectsChangeTheMethod() {
    QCOMPARE(redirectedMethod(301, "POST"), std::string("GET"));
    QCOMPARE(redirectedMethod(307, "POST"), std::string("POST"));
    QCOMPARE(redirectedMethod(302, "PUT"), std::string("PUT"));
    QCOMPARE(redirectedMethod(303, "PUT"), std::string("GET"));
    QCOMPARE(redirectedMethod(303, "HEAD"), std::string("HEAD"));
}

QTEST_GUILESS_MAIN(TestOrigin)
#include "test_origin.moc"
