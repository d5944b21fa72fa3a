// SPDX-License-Identifier: Apache-2.0
// A run costs no more than it may, whatever its scenario says.
#include <QTest>

#include "core/scenario/run.h"
#include "tests/scenario/scenario_text.h"

#include <algorithm>
#include <string>

using namespace etagere;
using namespace etagere::scenario;
using namespace etagere::test;

namespace {

/// The steps of an actor "e", one a second.
template <class Url>
std::string stepsOf(int count, Url url, const std::string &more = {}) {
    std::string steps;
    for (int i = 0; i < count; ++i)
        steps += (i > 0 ? "," : "") + step("s" + std::to_string(i), i, "e", url(i), more);
    return steps;
}

} // namespace

class TestBounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hugeFieldsEnd();
    void hugeBodiesEnd();
    void unsentBodiesEnd();
    void whatIsDecodedEnds();
    void longUrlsEnd();
    void filledFieldsEnd();
};

void TestBounds::hugeFieldsEnd() {
    const std::string steps = manySteps(300);
    const Scenario scenario = read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                                            "{'on': 'o', 'path': '/', 'fields': {'X': '" +
                                                std::string(16000, 'x') + "'}, 'body': 'b'}",
                                            steps));
    const Trace trace = run(scenario);
    QCOMPARE(trace.outcomes.size(), std::size_t{300});
    QCOMPARE(trace.outcomes.front().status, std::uint16_t{200});
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
    std::size_t kept = 0;
    for (const Message &message : trace.messages) {
        for (const auto &[name, value] : message.fields)
            kept += name.size() + value.size();
    }
    QVERIFY(kept < (std::size_t{10} << 20U));
}

void TestBounds::hugeBodiesEnd() {
    const std::string steps = manySteps(200);
    const Scenario scenario = read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                                            "{'on': 'o', 'path': '/', 'bytes': 1048576}", steps));
    const Trace trace = run(scenario);
    QVERIFY(trace.spentAt && *trace.spentAt > 50 && *trace.spentAt < 199);
    QCOMPARE(trace.outcomes.at(*trace.spentAt).status, std::uint16_t{0});
    QCOMPARE(trace.outcomes.size(), std::size_t{200});
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
    QVERIFY(trace.outcomes.back().body.empty());
    QVERIFY(trace.outcomes.front().body.size() <= std::size_t{64} << 10U);
}

/// A HEAD costs the server what it makes.
void TestBounds::unsentBodiesEnd() {
    const Trace trace = run(
        read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                      "{'on': 'o', 'path': '/', 'tag': 'size', 'bytes': 1048576}",
                      stepsOf(
                          600, [](int) { return std::string("o.test/"); }, "'method': 'HEAD'"))));
    QCOMPARE(trace.outcomes.front().status, std::uint16_t{200});
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
}

/// A few coded bytes are much to remember.
void TestBounds::whatIsDecodedEnds() {
    const Trace trace = run(read(document(
        "{'id': 'e', 'kind': 'editor'}," + std::string(server),
        "{'on': 'o', 'path': '/', 'gzip': true, 'body': '" + std::string(1U << 20U, 'a') + "'}",
        stepsOf(
            200, [](int i) { return "o.test/?" + std::to_string(i); },
            "'fields': {'Accept-Encoding': 'gzip'}"))));
    QCOMPARE(trace.outcomes.front().version, 1U);
    QVERIFY(trace.outcomes.front().bodyBytes < 10'000);
    QCOMPARE(trace.outcomes.back().status, std::uint16_t{0});
}

/// Every step notes what every cache holds.
void TestBounds::longUrlsEnd() {
    const Trace trace = run(read(document(
        "{'id': 'e', 'kind': 'browser'}," + std::string(server),
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'max-age=9000'}, 'body': 'b'}",
        stepsOf(400,
                [](int i) { return "o.test/?" + std::string(8000, 'x') + std::to_string(i); }))));
    std::size_t noted = 0;
    for (const Outcome &outcome : trace.outcomes) {
        for (const Shelf &shelf : outcome.shelves)
            noted += shelf.url.size();
    }
    QVERIFY(noted > 0);
    QVERIFY(noted < std::size_t{40} << 20U);
    QVERIFY(trace.outcomes.back().shelves.empty());
}

/// What stands for a tag is short, and a tag need not be.
void TestBounds::filledFieldsEnd() {
    std::string marks;
    for (int i = 0; i < 3000; ++i)
        marks += "{tag}";
    const Scenario scenario =
        read(document("{'id': 'e', 'kind': 'editor'}," + std::string(server),
                      "{'on': 'o', 'path': '/', 'tag': 'none', 'fields': {'ETag': '" +
                          std::string(1000, 'x') + "'}, 'body': 'b'}",
                      step("s", 0, "e", "o.test/") + "," +
                          step("t", 1, "e", "o.test/", "'fields': {'X': '" + marks + "'}")));
    const Trace trace = run(scenario);
    std::size_t longest = 0;
    for (const auto &[name, value] : trace.messages.at(2).fields)
        longest = std::max(longest, value.size());
    QVERIFY(longest > marks.size());
    QVERIFY(longest <= std::size_t{16} << 10U);
}

QTEST_GUILESS_MAIN(TestBounds)
#include "test_bounds.moc"
