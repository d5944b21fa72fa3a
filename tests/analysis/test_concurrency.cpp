// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/concurrency.h"
#include "core/http/field_block.h"
#include "tests/support/capture_builder.h"

#include <string>

using namespace etagere;
using namespace etagere::analysis;
using namespace etagere::tests;

namespace {

/// A story of writers, a line each: "WHO METHOD STATUS [PATH] [body=TEXT] [content=TEXT] [< FIELDS]
/// [> FIELDS]", fields joined by " | ", body the request's, content the response's. Each line is a
/// second after the one before.
class Story {
public:
    explicit Story(std::string_view text)
        : m_bodies(std::make_shared<TextSource>()) {
        traffic::SourceInfo info;
        info.name = "story.har";
        traffic.addSource(info, m_bodies);
        for (const std::string_view line : split(text, "\n"))
            add(line);
    }
    traffic::Traffic traffic;

private:
    static std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
        std::vector<std::string_view> parts;
        while (!text.empty()) {
            const std::size_t end = text.find(separator);
            parts.push_back(text.substr(0, end));
            text = end == std::string_view::npos ? "" : text.substr(end + separator.size());
        }
        return parts;
    }

    static std::vector<http::Field> fieldsIn(std::string_view text) {
        std::vector<http::Field> fields;
        for (const std::string_view line : split(text, " | ")) {
            const std::size_t colon = line.find(": ");
            fields.push_back(http::makeField(line.substr(0, colon), line.substr(colon + 2)));
        }
        return fields;
    }

    void add(std::string_view line) {
        const std::size_t response = std::min(line.find(" > "), line.size());
        const std::size_t request = std::min(line.find(" < "), response);
        const auto words = split(line.substr(0, request), " ");
        const auto asked =
            fieldsIn(request < response ? line.substr(request + 3, response - request - 3)
                                        : std::string_view());
        const auto answered =
            fieldsIn(response < line.size() ? line.substr(response + 3) : std::string_view());
        traffic::Visit visit;
        visit.visitor = traffic.visitor(words.at(0));
        visit.source = traffic::SourceId(0);
        traffic::Exchange exchange;
        exchange.visit = traffic.addVisit(visit);
        exchange.method = words.at(1);
        exchange.status = static_cast<std::uint16_t>(std::stoi(std::string(words.at(2))));
        std::string url = "https://api.test/doc";
        for (const std::string_view word : words) {
            if (word.starts_with('/'))
                url = "https://api.test" + std::string(word);
            if (word.starts_with("body="))
                exchange.requestBody = m_bodies->add(std::string(word.substr(5)));
            if (word.starts_with("content="))
                exchange.responseBody = m_bodies->add(std::string(word.substr(8)));
        }
        exchange.url = traffic.internUrl(url);
        exchange.requestFields = asked;
        exchange.responseFields = answered;
        if (words.at(0) != "untimed")
            exchange.started = m_clock;
        m_clock += std::chrono::seconds(1);
        traffic.append(exchange);
    }

    std::shared_ptr<TextSource> m_bodies;
    Instant m_clock = std::chrono::sys_days(std::chrono::year{2026} / 3 / 1);
};

#define BOTH_READ "ann GET 200 > ETag: \"v1\"\nbob GET 200 > ETag: \"v1\"\n"
#define ANN_WROTE "ann PUT 204 body=a > ETag: \"v2\"\n"

struct Row {
    const char *name;
    const char *story;
    const char *notes; ///< ids, joined by blanks
};

const Row lostRows[] = {
    {"the second overwrites the first", BOTH_READ ANN_WROTE "bob PUT 204 body=b > ETag: \"v3\"",
     "lost-update"},
    {"the first asked for protection, the second did not",
     BOTH_READ "ann PUT 204 body=a < If-Match: \"v1\" > ETag: \"v2\"\nbob PUT 204 body=b",
     "lost-update"},
    {"the second deletes what the first wrote", BOTH_READ ANN_WROTE "bob DELETE 204",
     "lost-update"},
    {"the first was a patch", BOTH_READ "ann PATCH 200 body=a > ETag: \"v2\"\nbob PUT 204 body=b",
     "lost-update"},
    {"a third saw the change that the answer did not tell",
     BOTH_READ "ann PUT 204 body=a\ncid GET 200 > ETag: \"v2\"\nbob PUT 204 body=b", "lost-update"},
    {"the state was a date",
     "ann GET 200 > Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT\n"
     "bob GET 200 > Last-Modified: Sun, 01 Mar 2026 10:00:00 GMT\n"
     "ann PUT 204 body=a > Last-Modified: Sun, 01 Mar 2026 10:00:09 GMT\nbob PUT 204 body=b",
     "lost-update"},
    {"the second had it confirmed by a 304",
     "ann GET 200 > ETag: \"v1\"\nbob GET 304 < If-None-Match: W/\"v1\"\n" ANN_WROTE
     "bob PUT 204 body=b",
     "lost-update"},
    {"the server did not heed If-Match",
     BOTH_READ ANN_WROTE "bob PUT 204 body=b < If-Match: \"v1\"", "precondition-ignored"},
    {"two changes were lost, one after the other",
     BOTH_READ ANN_WROTE "bob PUT 204 body=b > ETag: \"v3\"\ncid GET 200 > ETag: \"v3\"\n"
                         "ann GET 200 > ETag: \"v3\"\ncid PUT 204 body=c > ETag: \"v4\"\n"
                         "ann PUT 204 body=d",
     "lost-update lost-update"},
};

const Row innocentRows[] = {
    {"nothing", "ann GET 200 > ETag: \"v1\"", ""},
    {"one writer, twice", "ann GET 200 > ETag: \"v1\"\n" ANN_WROTE "ann PUT 204 body=b", ""},
    {"a repeat with the same bytes", BOTH_READ ANN_WROTE "bob PUT 204 body=a", ""},
    {"bytes that were not recorded", BOTH_READ "ann PUT 204 > ETag: \"v2\"\nbob PUT 204", ""},
    {"the second read the change",
     BOTH_READ ANN_WROTE "bob GET 200 > ETag: \"v2\"\n"
                         "bob PUT 204 body=b",
     ""},
    {"the second never read", "ann GET 200 > ETag: \"v1\"\n" ANN_WROTE "bob PUT 204 body=b", ""},
    {"the first never read", "bob GET 200 > ETag: \"v1\"\n" ANN_WROTE "bob PUT 204 body=b", ""},
    {"they had read different states",
     "ann GET 200 > ETag: \"v1\"\nbob GET 200 > ETag: \"v0\"\n" ANN_WROTE "bob PUT 204 body=b", ""},
    {"the first changed nothing", BOTH_READ "ann PUT 204 body=a > ETag: \"v1\"\nbob PUT 204 body=b",
     ""},
    {"nobody can tell that the first changed anything",
     BOTH_READ "ann PUT 204 body=a\nbob PUT 204 body=b", ""},
    {"the first failed", BOTH_READ "ann PUT 500 body=a > ETag: \"v2\"\nbob PUT 204 body=b", ""},
    {"the second failed", BOTH_READ ANN_WROTE "bob PUT 409 body=b", ""},
    {"the second was a POST", BOTH_READ ANN_WROTE "bob POST 200 body=b", ""},
    {"the second was a patch", BOTH_READ ANN_WROTE "bob PATCH 200 body=b", ""},
    {"the first was a POST", BOTH_READ "ann POST 200 body=a > ETag: \"v2\"\nbob PUT 204 body=b",
     ""},
    {"another resource", BOTH_READ "ann PUT 204 /other body=a > ETag: \"v2\"\nbob PUT 204 body=b",
     ""},
    {"the second wrote in between",
     BOTH_READ "bob PUT 204 body=x > ETag: \"v2\"\nann GET 200 > ETag: \"v2\"\n"
               "ann PUT 204 body=a > ETag: \"v3\"\nbob GET 200 > ETag: \"v3\"\nbob PUT 204 body=b",
     ""},
    {"the second created on condition that nothing is there",
     BOTH_READ ANN_WROTE "bob PUT 201 body=b < If-None-Match: *", ""},
    {"a list of tags of which another may have matched",
     BOTH_READ ANN_WROTE "bob PUT 204 body=b < If-Match: \"v1\", \"v2\"", ""},
    {"times that are not known",
     "ann GET 200 > ETag: \"v1\"\nuntimed GET 200 > ETag: \"v1\"\n" ANN_WROTE
     "untimed PUT 204 body=b",
     ""},
    {"a 412 to a GET of a part", "ann GET 412 < If-Match: \"v1\"", ""},
    {"a 412 without a precondition", "ann PUT 412 body=a", ""},
    {"a 412 to another If-None-Match", "ann PUT 412 body=a < If-None-Match: \"v1\"", ""},
    {"a weak tag in If-None-Match", "ann GET 304 < If-None-Match: W/\"v1\"", ""},
    {"a strong tag beside a weak one", "ann PUT 204 body=a < If-Match: W/\"v1\", \"v1\"", ""},
};

const Row singleRows[] = {
    {"a 412 that prevented one", BOTH_READ ANN_WROTE "bob PUT 412 body=b < If-Match: \"v1\"",
     "update-prevented"},
    {"a 412 by date", "bob DELETE 412 < If-Unmodified-Since: Sun, 01 Mar 2026 10:00:00 GMT",
     "update-prevented"},
    {"a 412 to a POST", "bob POST 412 body=b < If-Match: \"v1\"", "update-prevented"},
    {"a 412 that prevented overwriting", "bob PUT 412 body=b < If-None-Match: *",
     "creation-prevented"},
    {"a weak tag locked a writer out", "bob PUT 412 body=b < If-Match: W/\"v1\"", "weak-if-match"},
    {"a weak tag was taken all the same", "bob PUT 204 body=b < If-Match: W/\"v1\", W/\"v2\"",
     "weak-if-match"},
    {"a 428", "bob PUT 428 body=b", "precondition-required"},
    {"the same twice is one note", "bob PUT 412 < If-Match: \"v1\"\nbob PUT 412 < If-Match: \"v1\"",
     "update-prevented"},
    {"two methods are two", "bob PUT 428\nbob PATCH 428",
     "precondition-required precondition-required"},
};

#define CODED "ann GET 200 > Content-Encoding: gzip | ETag: \"v1\"\n"

const Row codedRows[] = {
    {"coded and not", CODED "ann GET 200 > ETag: \"v1\"", "one-tag-two-codings"},
    {"two codings", CODED "ann GET 200 > Content-Encoding: br | ETag: \"v1\"",
     "one-tag-two-codings"},
    {"a part of another coding", CODED "ann GET 206 < Range: bytes=0-1 > ETag: \"v1\"",
     "one-tag-two-codings"},
    {"the same content in both",
     "ann GET 200 content=x > Content-Encoding: gzip | ETag: \"v1\"\n"
     "bob GET 200 content=x > ETag: \"v1\"",
     "one-tag-two-codings"},
    {"the same content at first, another later",
     "ann GET 200 content=x > Content-Encoding: gzip | ETag: \"v1\"\n"
     "bob GET 200 content=x > ETag: \"v1\"\nbob GET 200 content=y > ETag: \"v1\"",
     "one-tag-two-codings"},
    {"two tags, a note each",
     CODED "ann GET 200 > ETag: \"v1\"\nann GET 200 > ETag: \"v2\"\n"
           "ann GET 200 > Content-Encoding: zstd | ETag: \"v2\"",
     "one-tag-two-codings one-tag-two-codings"},
};

const Row rightlyCodedRows[] = {
    {"nginx makes the tag weak",
     "ann GET 200 > Content-Encoding: gzip | ETag: W/\"v1\"\nann GET 200 > ETag: \"v1\"", ""},
    {"weak for both",
     "ann GET 200 > Content-Encoding: gzip | ETag: W/\"v1\"\nann GET 200 > ETag: W/\"v1\"", ""},
    {"Apache adds an ending",
     "ann GET 200 > Content-Encoding: gzip | ETag: \"v1-gzip\"\nann GET 200 > ETag: \"v1\"", ""},
    {"another URL", CODED "ann GET 200 /other > ETag: \"v1\"", ""},
    {"another tag", CODED "ann GET 200 > ETag: \"v2\"", ""},
    {"a 304 names no coding", CODED "ann GET 304 < If-None-Match: \"v1\" > ETag: \"v1\"", ""},
    {"an error page", CODED "ann GET 404 > ETag: \"v1\"", ""},
    {"HEAD says nothing of bytes", CODED "ann HEAD 200 > ETag: \"v1\"", ""},
    {"an answer to a change", CODED "ann PUT 200 > ETag: \"v1\"", ""},
    {"an old name of the same coding",
     CODED "ann GET 200 > Content-Encoding: X-GZip | ETag: \"v1\"", ""},
    {"identity is no coding",
     "ann GET 200 > Content-Encoding: identity | ETag: \"v1\"\nann GET 200 > ETag: \"v1\"", ""},
    {"what is no coding",
     "ann GET 200 > Content-Encoding: utf-8 | ETag: \"v1\"\nann GET 200 > ETag: \"v1\"", ""},
    {"without quotes it is no tag",
     "ann GET 200 > Content-Encoding: gzip | ETag: v1\nann GET 200 > ETag: v1", ""},
    {"the content changed as well: the tag is stale",
     "ann GET 200 content=x > Content-Encoding: gzip | ETag: \"v1\"\n"
     "bob GET 200 content=y > ETag: \"v1\"",
     ""},
};

std::string idsOf(const std::vector<ConcurrencyNote> &notes) {
    std::string ids;
    for (const ConcurrencyNote &note : notes)
        ids += (ids.empty() ? "" : " ") + std::string(idOf(note.what));
    return ids;
}

} // namespace

class TestConcurrency : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void finds_data() {
        QTest::addColumn<const Row *>("row");
        for (const Row &row : lostRows)
            QTest::newRow(row.name) << &row;
        for (const Row &row : innocentRows)
            QTest::newRow(row.name) << &row;
        for (const Row &row : singleRows)
            QTest::newRow(row.name) << &row;
        for (const Row &row : codedRows)
            QTest::newRow(row.name) << &row;
        for (const Row &row : rightlyCodedRows)
            QTest::newRow(row.name) << &row;
    }
    void finds() {
        QFETCH(const Row *, row);
        const Story story(row->story);
        const auto notes = findConcurrency(story.traffic, story.traffic.exchangeCount());
        QCOMPARE(idsOf(notes), std::string(row->notes));
    }
    void tellsWhoLostWhat();
    void countsTheSame();
    void tellsTheCodings();
    void historyIsNotTold();
    void everyKindFires();
};

void TestConcurrency::tellsWhoLostWhat() {
    const Story story(lostRows[0].story);
    const auto notes = findConcurrency(story.traffic, 4);
    QCOMPARE(notes.size(), std::size_t{1});
    const ConcurrencyNote &note = notes.front();
    QCOMPARE(note.url, std::string("https://api.test/doc"));
    QCOMPARE(note.method, std::string("PUT"));
    QCOMPARE(note.value, std::string("v1"));
    QCOMPARE(note.writer, std::string("bob"));
    QCOMPARE(note.loser, std::string("ann"));
    QCOMPARE(note.exchanges.size(), std::size_t{4});
    for (std::size_t i = 0; i < 4; ++i)
        QCOMPARE(note.exchanges[i].index(), i);
}

void TestConcurrency::countsTheSame() {
    const Story story(singleRows[7].story);
    const auto notes = findConcurrency(story.traffic, 2);
    QCOMPARE(notes.front().times, std::uint64_t{2});
    QCOMPARE(notes.front().value, std::string("\"v1\""));
    QCOMPARE(notes.front().exchanges.front().index(), std::size_t{0});
}

void TestConcurrency::tellsTheCodings() {
    const Story story("ann GET 200 > ETag: \"v1\"\n" CODED
                      "bob GET 200 > Content-Encoding: x-gzip | ETag: \"v1\"");
    const auto notes = findConcurrency(story.traffic, 3);
    QCOMPARE(notes.size(), std::size_t{1});
    const ConcurrencyNote &note = notes.front();
    QCOMPARE(note.value, std::string("\"v1\""));
    QCOMPARE(note.times, std::uint64_t{3});
    QVERIFY((note.codings == std::vector<CodedTimes>{{"", 1}, {"gzip", 2}}));
    QCOMPARE(note.exchanges.size(), std::size_t{2});
    QCOMPARE(note.exchanges.front().index(), std::size_t{0});
    QCOMPARE(note.exchanges.back().index(), std::size_t{1});
    QVERIFY(note.writer.empty() && note.loser.empty());
}

void TestConcurrency::historyIsNotTold() {
    const Story story(lostRows[0].story);
    QVERIFY(findConcurrency(story.traffic, 3).empty());
    const Story single(singleRows[6].story);
    QVERIFY(findConcurrency(single.traffic, 0).empty());
    const Story coded(codedRows[0].story);
    QVERIFY(findConcurrency(coded.traffic, 0).empty());
    QCOMPARE(findConcurrency(coded.traffic, 1).size(), std::size_t{1});
}

void TestConcurrency::everyKindFires() {
    std::string all;
    for (const Row &row : lostRows)
        all += std::string(row.notes) + " ";
    for (const Row &row : singleRows)
        all += std::string(row.notes) + " ";
    for (const Row &row : codedRows)
        all += std::string(row.notes) + " ";
    for (std::size_t i = 0; i < static_cast<std::size_t>(Concurrency::Count); ++i)
        QVERIFY(all.find(idOf(static_cast<Concurrency>(i))) != std::string::npos);
}

QTEST_APPLESS_MAIN(TestConcurrency)
#include "test_concurrency.moc"
