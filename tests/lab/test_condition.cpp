// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/lab/condition.h"
#include "tests/lab/asking.h"

using namespace etagere;
using namespace etagere::lab;

namespace {

const char *const before = "Thu, 29 Feb 2024 00:00:00 GMT";
const char *const exactly = "Fri, 01 Mar 2024 12:34:56 GMT";
const char *const after = "Sat, 02 Mar 2024 00:00:00 GMT";

struct Case {
    const char *name;
    const char *method;
    const char *field;
    const char *value;
    const char *secondField;
    const char *secondValue;
    const char *etag;
    Outcome expected;
    Manner manner{};
};

constexpr auto goesOn = Outcome::Proceed;
constexpr auto same = Outcome::NotModified;
constexpr auto fails = Outcome::PreconditionFailed;

Manner with(void (*change)(Manner &)) {
    Manner manner;
    change(manner);
    return manner;
}

const Case cases[] = {
    {"no condition", "GET", "", "", "", "", "\"a\"", goesOn},
    {"If-None-Match with the tag", "GET", "If-None-Match", "\"a\"", "", "", "\"a\"", same},
    {"HEAD is asked like GET", "HEAD", "If-None-Match", "\"a\"", "", "", "\"a\"", same},
    {"another tag", "GET", "If-None-Match", "\"b\"", "", "", "\"a\"", goesOn},
    {"weak and strong are the same to If-None-Match", "GET", "If-None-Match", "W/\"a\"", "", "",
     "\"a\"", same},
    {"one of a list", "GET", "If-None-Match", "\"b\", W/\"a\"", "", "", "\"a\"", same},
    {"two lines are one list", "GET", "If-None-Match", "\"b\"", "If-None-Match", "\"a\"", "\"a\"",
     same},
    {"a star is any", "GET", "If-None-Match", "*", "", "", "\"a\"", same},
    {"a star in a writing request fails", "PUT", "If-None-Match", "*", "", "", "\"a\"", fails},
    {"the tag without its quotes is another one", "GET", "If-None-Match", "a", "", "", "\"a\"",
     goesOn},
    {"a tag that is sent without quotes comes back so", "GET", "If-None-Match", "a", "", "", "a",
     same},
    {"the date is ignored beside a tag that failed", "GET", "If-None-Match", "\"b\"",
     "If-Modified-Since", after, "\"a\"", goesOn},
    {"the date of the file", "GET", "If-Modified-Since", exactly, "", "", "\"a\"", same},
    {"a later date", "GET", "If-Modified-Since", after, "", "", "\"a\"", same},
    {"an earlier date", "GET", "If-Modified-Since", before, "", "", "\"a\"", goesOn},
    {"what is no date is no condition", "GET", "If-Modified-Since", "yesterday", "", "", "\"a\"",
     goesOn},
    {"the date concerns reading only", "PUT", "If-Modified-Since", after, "", "", "\"a\"", goesOn},
    {"If-Match with the tag", "PUT", "If-Match", "\"a\"", "", "", "\"a\"", goesOn},
    {"If-Match with another tag", "PUT", "If-Match", "\"b\"", "", "", "\"a\"", fails},
    {"If-Match with a star", "PUT", "If-Match", "*", "", "", "\"a\"", goesOn},
    {"If-Match never matches weakly", "PUT", "If-Match", "W/\"a\"", "", "", "W/\"a\"", fails},
    {"If-Unmodified-Since with a later date", "PUT", "If-Unmodified-Since", after, "", "", "\"a\"",
     goesOn},
    {"If-Unmodified-Since with an earlier date", "PUT", "If-Unmodified-Since", before, "", "",
     "\"a\"", fails},
    {"If-Match goes before If-Unmodified-Since", "PUT", "If-Match", "\"a\"", "If-Unmodified-Since",
     before, "\"a\"", goesOn},
    {"some servers know no star", "GET", "If-None-Match", "*", "", "", "\"a\"", goesOn,
     with([](Manner &manner) { manner.starMatches = false; })},
    {"some read no lists", "GET", "If-None-Match", "\"b\", \"a\"", "", "", "\"a\"", goesOn,
     with([](Manner &manner) { manner.readsLists = false; })},
    {"but a single tag, weakly", "GET", "If-None-Match", "W/\"a\"", "", "", "\"a\"", same,
     with([](Manner &manner) { manner.readsLists = false; })},
    {"some compare strongly", "GET", "If-None-Match", "W/\"a\"", "", "", "\"a\"", goesOn,
     with([](Manner &manner) { manner.comparesWeakly = false; })},
    {"some read tags without quotes", "GET", "If-None-Match", "a", "", "", "\"a\"", same,
     with([](Manner &manner) { manner.readsUnquoted = true; })},
    {"LiteSpeed ignores the last three characters", "GET", "If-None-Match", "\"12;xyz", "", "",
     "\"12;;;\"", same, with([](Manner &manner) { manner.ignoredTail = 3; })},
    {"but no more", "GET", "If-None-Match", "\"12xxyz", "", "", "\"12;;;\"", goesOn,
     with([](Manner &manner) { manner.ignoredTail = 3; })},
    {"some look at the date although the tag failed", "GET", "If-None-Match", "\"b\"",
     "If-Modified-Since", after, "\"a\"", same,
     with([](Manner &manner) { manner.modifiedSinceDespiteTag = true; })},
    {"a bug: 304 to any condition", "GET", "If-None-Match", "\"b\"", "", "", "\"a\"", same,
     with([](Manner &manner) { manner.alwaysNotModified = true; })},
    {"but not without one", "GET", "", "", "", "", "\"a\"", goesOn,
     with([](Manner &manner) { manner.alwaysNotModified = true; })},
    {"some never answer 304", "GET", "If-None-Match", "\"a\"", "", "", "\"a\"", goesOn,
     with([](Manner &manner) { manner.neverNotModified = true; })},
};

} // namespace

class TestCondition : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decides_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < std::size(cases); ++i)
            QTest::newRow(cases[i].name) << static_cast<int>(i);
    }
    void decides() {
        QFETCH(int, row);
        const Case &c = cases[row];
        std::vector<http::Field> fields;
        for (const auto &[name, value] :
             {std::pair(c.field, c.value), std::pair(c.secondField, c.secondValue)}) {
            if (*name != '\0')
                fields.push_back({name, value, http::fieldNameFrom(name)});
        }
        Request request;
        request.method = c.method;
        request.fields = fields;
        Validators current;
        current.etag = c.etag;
        current.lastModified = Instant(std::chrono::milliseconds(1'709'296'496'789));
        QCOMPARE(static_cast<int>(decideCondition(request, current, c.manner)),
                 static_cast<int>(c.expected));
    }

    void whatIsNotThereMatchesNothing() {
        Validators missing;
        missing.exists = false;
        const http::Field any{"If-Match", "*", http::FieldName::IfMatch};
        const http::Field none{"If-None-Match", "*", http::FieldName::IfNoneMatch};
        Request request;
        request.method = "PUT";
        request.fields = http::Fields(&any, 1);
        QCOMPARE(static_cast<int>(decideCondition(request, missing)), static_cast<int>(fails));
        request.fields = http::Fields(&none, 1);
        QCOMPARE(static_cast<int>(decideCondition(request, missing)), static_cast<int>(goesOn));
    }
};

QTEST_GUILESS_MAIN(TestCondition)
#include "test_condition.moc"
