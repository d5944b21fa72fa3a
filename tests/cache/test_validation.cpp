// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/cache/validation.h"
#include "tests/cache/lines.h"
#include "tests/cache/transaction_script.h"

#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::cache;
using namespace etagere::tests;

class TestValidation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void condition_data();
    void condition();
    void answers();
    void sameRepresentation_data();
    void sameRepresentation();
    void sharedTags_data();
    void sharedTags();
    void aSharedTagIsTold();
    void update_data();
    void update();
};

namespace {

struct ConditionCase {
    const char *name;
    const char *stored;
    const char *ifNoneMatch;
    const char *ifModifiedSince;
};

struct SameCase {
    const char *name;
    const char *stored;
    const char *received;
    bool same;     ///< a whole response would have been a 304
    bool canRenew; ///< such a 304 renews the stored one
};

struct SharedCase {
    const char *name;
    const char *one;
    const char *other;
    bool shared;
};

struct UpdateCase {
    const char *name;
    const char *stored;
    const char *notModified;
    const char *expected;
    std::uint32_t changed;
    std::uint32_t kept;
};

QByteArray bytes(std::string_view text) {
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

void TestValidation::condition_data() {
    static const std::vector<ConditionCase> rows{
        {"no validator", "Server: x", "", ""},
        {"a tag as it was sent", "ETag:  W/\"a\" ", "W/\"a\"", ""},
        {"a tag without quotes is sent back as it is", "ETag: abc", "abc", ""},
        {"an empty tag field", "ETag:", "", ""},
        {"the first of two tags", "ETag: \"a\" | ETag: \"b\"", "\"a\"", ""},
        {"a date as it was sent", "Last-Modified: Sun, 6 Nov 1994 08:49:37 GMT", "",
         "Sun, 6 Nov 1994 08:49:37 GMT"},
        {"what is no date is not sent", "Last-Modified: lately", "", ""},
        {"both", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT | ETag: \"a\"", "\"a\"",
         "Sun, 06 Nov 1994 08:49:37 GMT"},
    };
    QTest::addColumn<const ConditionCase *>("row");
    for (const ConditionCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestValidation::condition() {
    QFETCH(const ConditionCase *, row);
    const Lines stored(row->stored);
    const Condition condition = conditionFor(stored.fields());
    QCOMPARE(bytes(condition.ifNoneMatch), QByteArray(row->ifNoneMatch));
    QCOMPARE(bytes(condition.ifModifiedSince), QByteArray(row->ifModifiedSince));
    QCOMPARE(condition.empty(), *row->ifNoneMatch == '\0' && *row->ifModifiedSince == '\0');
    // What decides and what is sent must not disagree.
    const ResponseFacts facts = responseFactsOf(200, stored.fields(), at(0));
    QCOMPARE(facts.hasETag, !condition.ifNoneMatch.empty());
    QCOMPARE(facts.hasLastModified, !condition.ifModifiedSince.empty());
}

void TestValidation::answers() {
    QVERIFY(answerFrom(304) == ValidationAnswer::NotModified);
    QVERIFY(answerFrom(200) == ValidationAnswer::Full);
    QVERIFY(answerFrom(303) == ValidationAnswer::Full);
    QVERIFY(answerFrom(499) == ValidationAnswer::Full);
    QVERIFY(answerFrom(500) == ValidationAnswer::ServerError);
    QVERIFY(answerFrom(999) == ValidationAnswer::ServerError);
}

void TestValidation::sameRepresentation_data() {
    static const std::vector<SameCase> rows{
        {"the same tag", "ETag: \"a\"", "ETag: \"a\"", true, true},
        {"the same tag, weak", "ETag: \"a\"", "ETag: W/\"a\"", true, true},
        {"the same characters without quotes", "ETag: \"a\"", "ETag: a", true, true},
        {"another tag", "ETag: \"a\"", "ETag: \"b\"", false, false},
        {"another tag, the same date", "ETag: \"a\" | Last-Modified: @0",
         "ETag: \"b\" | Last-Modified: @0", false, false},
        {"the same tag, another date", "ETag: \"a\" | Last-Modified: @0",
         "ETag: \"a\" | Last-Modified: @9", true, true},
        {"only the stored one has a tag", "ETag: \"a\" | Last-Modified: @0", "Last-Modified: @0",
         false, true},
        {"only the received one has a tag", "Last-Modified: @0", "ETag: \"a\" | Last-Modified: @0",
         false, true},
        {"the same date", "Last-Modified: @0", "Last-Modified: @0", true, true},
        {"the same date in another form", "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
         "Last-Modified: Sunday, 06-Nov-94 08:49:37 GMT", true, true},
        {"another date", "Last-Modified: @0", "Last-Modified: @1", false, false},
        {"no date that can be read", "Last-Modified: x", "Last-Modified: x", false, true},
        {"a 304 that says nothing", "Last-Modified: @0", "Server: x", false, true},
        {"nothing to compare", "Server: x", "Server: x", false, true},
    };
    QTest::addColumn<const SameCase *>("row");
    for (const SameCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestValidation::sameRepresentation() {
    QFETCH(const SameCase *, row);
    const Lines stored(row->stored);
    const Lines received(row->received);
    QCOMPARE(isSameRepresentation(stored.fields(), received.fields()), row->same);
    QCOMPARE(cache::canRenew(stored.fields(), received.fields()), row->canRenew);
}

void TestValidation::sharedTags_data() {
    static const std::vector<SharedCase> rows{
        {"coded and not", "ETag: \"a\" | Content-Encoding: gzip", "ETag: \"a\"", true},
        {"two codings", "ETag: \"a\" | Content-Encoding: gzip",
         "ETag: \"a\" | Content-Encoding: br", true},
        {"one coding and two", "ETag: \"a\" | Content-Encoding: gzip",
         "ETag: \"a\" | Content-Encoding: br, gzip", true},
        {"an old name of the same coding", "ETag: \"a\" | Content-Encoding: gzip",
         "ETag: \"a\" | Content-Encoding: X-GZIP", false},
        {"identity is none", "ETag: \"a\" | Content-Encoding: identity", "ETag: \"a\"", false},
        {"what is no coding", "ETag: \"a\" | Content-Encoding: utf-8", "ETag: \"a\"", false},
        {"nginx makes it weak", "ETag: W/\"a\" | Content-Encoding: gzip", "ETag: \"a\"", false},
        {"both weak", "ETag: W/\"a\" | Content-Encoding: gzip", "ETag: W/\"a\"", false},
        {"Apache adds an ending", "ETag: \"a-gzip\" | Content-Encoding: gzip", "ETag: \"a\"",
         false},
        {"without quotes it is no tag", "ETag: a | Content-Encoding: gzip", "ETag: a", false},
        {"no tags", "Content-Encoding: gzip", "Server: b", false},
    };
    QTest::addColumn<const SharedCase *>("row");
    for (const SharedCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestValidation::sharedTags() {
    QFETCH(const SharedCase *, row);
    const Lines one(row->one);
    const Lines other(row->other);
    QCOMPARE(shareTagOverCodings(one.fields(), other.fields()), row->shared);
    QCOMPARE(shareTagOverCodings(other.fields(), one.fields()), row->shared);
}

/// By a cache that holds the bytes; a replay's rows are in tests/replay.
void TestValidation::aSharedTagIsTold() {
    for (const bool shared : {true, false}) {
        const std::string tag = shared ? "\"a\"" : "W/\"a\"";
        const TransactionScript script(
            "rfc9111", "0 GET 200 body=xy < Accept-Encoding: gzip > Vary: Accept-Encoding | "
                       "Cache-Control: no-cache | Content-Encoding: gzip | ETag: " +
                           tag +
                           "\n5 GET 200 body=0123456789 > Vary: Accept-Encoding | Cache-Control: "
                           "no-cache | ETag: \"a\"\n9 GET 304");
        QVERIFY(script.decision().outcome == Outcome::Validated);
        QCOMPARE(script.decision().reasons.contains(Rule::TagOnTwoCodings), shared);
    }
}

void TestValidation::update_data() {
    static const std::vector<UpdateCase> rows{
        {"a value is replaced", "Server: a | ETag: \"a\"", "Server: b", "ETag: \"a\" | Server: b",
         1, 0},
        {"names without case", "server: a", "SERVER: b", "SERVER: b", 1, 0},
        {"a field is added", "Server: a", "Age: 5", "Server: a | Age: 5", 1, 0},
        {"all lines of a name go", "Link: a | Server: x | Link: b", "Link: c",
         "Server: x | Link: c", 1, 0},
        {"several lines of a name come", "Link: a", "Link: b | Link: c", "Link: b | Link: c", 1, 0},
        {"Content-Type may change", "Content-Type: a/b", "Content-Type: c/d", "Content-Type: c/d",
         1, 0},
        {"what says how the bytes are laid out stays", "Content-Length: 5 | Content-Encoding: gzip",
         "Content-Length: 0 | Content-Encoding: br | Content-Range: bytes 0-1/5",
         "Content-Length: 5 | Content-Encoding: gzip", 0, 3},
        {"fields of the connection stay out", "Server: a",
         "Connection: keep-alive | Keep-Alive: timeout=5 | Transfer-Encoding: chunked | Upgrade: x",
         "Server: a", 0, 4},
        {"and those that Connection names", "Server: a | Link: a",
         "Connection: close, server | Server: b | Link: b", "Server: a | Link: b", 1, 2},
        {"pseudo-fields are no fields", "Server: a", ":status: 304", "Server: a", 0, 0},
        {"an empty 304", "Server: a | Link: b", "", "Server: a | Link: b", 0, 0},
        {"an empty value replaces", "Link: a", "Link:", "Link: ", 1, 0},
        {"two kept lines of a name are one", "Server: a", "Content-Length: 1 | Content-Length: 1",
         "Server: a", 0, 1},
    };
    QTest::addColumn<const UpdateCase *>("row");
    for (const UpdateCase &row : rows)
        QTest::newRow(row.name) << &row;
}

void TestValidation::update() {
    QFETCH(const UpdateCase *, row);
    const Lines stored(row->stored);
    const Lines notModified(row->notModified);
    const Updated updated = updateFields(stored.fields(), notModified.fields());
    QCOMPARE(textOf(updated.fields).c_str(), row->expected);
    QCOMPARE(updated.changed, row->changed);
    QCOMPARE(updated.kept, row->kept);
}

QTEST_APPLESS_MAIN(TestValidation)
#include "test_validation.moc"
