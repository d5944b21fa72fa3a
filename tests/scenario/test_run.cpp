// SPDX-License-Identifier: Apache-2.0
// What happens when scenarios are run: each kind of actor, each measure, and what keeps a run
// small.
#include <QTest>

#include "core/analysis/judge.h"
#include "core/explain/cache_rule_text.h"
#include "core/scenario/document.h"
#include "core/scenario/grounds.h"
#include "core/scenario/question.h"
#include "core/tags/observation.h"
#include "tests/scenario/scenario_text.h"

#include <set>
#include <string>

using namespace etagere;
using namespace etagere::scenario;
using namespace etagere::test;

namespace {

Reading reading(Measure measure, const char *step, const char *name = "", const char *actor = "") {
    Reading made;
    made.measure = measure;
    made.step = step;
    made.name = name;
    made.actor = actor;
    return made;
}

QString shown(const Value &value) {
    if (const auto *text = std::get_if<std::string>(&value))
        return QString::fromStdString(*text);
    if (const auto *number = std::get_if<double>(&value))
        return QString::number(*number);
    return std::get<bool>(value) ? QStringLiteral("yes") : QStringLiteral("no");
}

/// A browser, a shared cache with a stale-while-revalidate resource, their origin.
std::string sharedDocument() {
    return document(
        "{'id': 'a', 'kind': 'browser'}, {'id': 'b', 'kind': 'browser'},"
        "{'id': 's', 'kind': 'shared-cache', 'host': 's.test', 'upstream': 'o'},"
        "{'id': 'o', 'kind': 'origin'}",
        "{'on': 'o', 'path': '/', 'tag': 'revision', 'fields': {'Cache-Control':"
        " 'max-age=10, stale-while-revalidate=60'}, 'versions': [{'from': 0, 'body': 'one'},"
        " {'from': 15, 'body': 'two'}]}",
        step("a0", 0, "a", "s.test/") + "," + step("b5", 5, "b", "s.test/") + "," +
            step("a20", 20, "a", "s.test/", "'reload': 'normal', 'document': true") + "," +
            step("b21", 21, "b", "s.test/", "'reload': 'hard'"));
}

/// Editors, a monitor, a cluster, a coder, a tracker, and a server that goes off.
std::string everybodyDocument() {
    return document(
        "{'id': 'e', 'kind': 'editor'}, {'id': 'm', 'kind': 'monitor'},"
        "{'id': 'b', 'kind': 'browser'},"
        "{'id': 'lb', 'kind': 'balancer', 'host': 'lb.test', 'nodes': ['n1', 'n2']},"
        "{'id': 'n1', 'kind': 'origin'}, {'id': 'n2', 'kind': 'origin', 'clock_shift': 1},"
        "{'id': 'z', 'kind': 'coding-proxy', 'host': 'z.test', 'upstream': 'o', 'mark': 'keep'},"
        "{'id': 't', 'kind': 'tracker', 'host': 't.test', 'tracker': 'plain-echo'}," +
            std::string(server),
        "{'on': ['n1', 'n2'], 'path': '/', 'tag': 'mtime', 'body': 'same'},"
        "{'on': 'o', 'path': '/w', 'tag': 'revision', 'writable': true, 'body': 'first'},"
        "{'on': 'o', 'path': '/c', 'writable': true, 'requires_condition': true, 'body': 'c'},"
        "{'on': 'o', 'path': '/size', 'tag': 'size', 'versions': [{'from': 0, 'body': 'aaa'},"
        " {'from': 15, 'body': 'bbb'}]},"
        "{'on': 'o', 'path': '/bare', 'tag': 'none', 'body': 'b'}",
        step("e1", 0, "e", "lb.test/") + "," + step("e2", 1, "e", "lb.test/") + "," +
            step("blind", 2, "e", "o.test/w",
                 "'method': 'PUT', 'body': 'x', "
                 "'fields': {'If-Match': '{tag}'}") +
            "," + step("get", 3, "e", "o.test/w") + "," +
            step("put", 4, "e", "o.test/w",
                 "'method': 'PUT', 'body': 'mine', "
                 "'fields': {'If-Match': '{tag}'}") +
            "," +
            step("late", 5, "e", "o.test/w",
                 "'method': 'PUT', 'body': 'no', "
                 "'fields': {'If-Match': '\\\"v1\\\"'}") +
            "," + step("bare", 6, "e", "o.test/c", "'method': 'PUT', 'body': 'no'") + "," +
            step("refused", 7, "e", "o.test/size", "'method': 'DELETE'") + "," +
            step("untagged", 8, "e", "o.test/bare") + "," + step("m0", 10, "m", "o.test/size") +
            "," + step("m20", 20, "m", "o.test/size") + "," +
            step("m30", 30, "m", "o.test/size", "'unconditional': true") + "," +
            step("z", 40, "b", "z.test/w", "'fields': {'Accept-Encoding': 'gzip'}") + "," +
            step("t1", 50, "b", "t.test/pixel.gif") + "," +
            step("t2", 60, "b", "t.test/pixel.gif", "'reload': 'normal', 'document': true") +
            ",{'id': 'gone', 'at': 70, 'actor': 'b', 'do': 'flush'}," +
            step("t3", 80, "b", "t.test/pixel.gif") +
            ",{'id': 'off', 'at': 90, 'actor': 'o', 'do': 'stop'}," +
            step("dead", 91, "e", "o.test/w") + "," + step("behind", 92, "e", "z.test/w") +
            ",{'id': 'on', 'at': 93, 'actor': 'o', 'do': 'start'}," +
            step("back", 94, "e", "o.test/w"));
}

} // namespace

Q_DECLARE_METATYPE(etagere::scenario::Reading)

class TestRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void measures_data();
    void measures();
    void theSameTwice();
    void renewalComesBehindTheAnswer();
    void reasonsTellOfTheStoredResponse();
    void cookiesStayOrGo();
    void courses();
    void stepsThatAreGone();
    void editsAreJudged();
    void trackerIsFound();
    void stepsAreCut();
};

void TestRun::measures_data() {
    QTest::addColumn<bool>("everybody");
    QTest::addColumn<Reading>("reading");
    QTest::addColumn<QString>("value");
    using M = Measure;
    const struct Row {
        const char *name;
        bool everybody;
        Reading reading;
        const char *value;
    } rows[] = {
        {"a miss is stored", false, reading(M::Outcome, "a0"), "stored"},
        {"by the shared cache too", false, reading(M::Stored, "a0", "", "s"), "yes"},
        {"another browser asks", false, reading(M::Asked, "b5"), "yes"},
        {"but gets the shared copy", false, reading(M::Outcome, "b5", "", "s"), "fresh-hit"},
        {"which asks nobody", false, reading(M::Asked, "b5", "", "s"), "no"},
        {"so the shared cache answered", false, reading(M::Node, "b5"), "s"},
        {"with its age", false, reading(M::Field, "b5", "Age"), "5"},
        {"the age is the shared cache's", false, reading(M::Age, "b5", "", "s"), "5"},
        {"and its lifetime", false, reading(M::Lifetime, "b5", "", "s"), "10"},
        {"a reload asks conditionally", false, reading(M::Conditional, "a20"), "yes"},
        {"with the tag", false, reading(M::Sent, "a20", "If-None-Match"), "\"v1\""},
        {"a hard reload without", false, reading(M::Conditional, "b21"), "no"},
        {"a step that is not there", false, reading(M::Outcome, "none"), ""},
        {"a truth of it", false, reading(M::Asked, "none"), "no"},
        {"a rule that was weighed", false, reading(M::Reason, "b5", "fresh", "s"), "yes"},
        {"a rule that was not", false, reading(M::Reason, "b5", "stale", "s"), "no"},
        {"one node after the other", true, reading(M::Node, "e2"), "n2"},
        {"what was never seen is not sent", true, reading(M::Sent, "blind", "If-Match"), ""},
        {"so the write is blind", true, reading(M::Status, "blind"), "204"},
        {"the tag seen is sent", true, reading(M::Sent, "put", "If-Match"), "\"v2\""},
        {"a write with it is taken", true, reading(M::Status, "put"), "204"},
        {"and is what the origin holds", true, reading(M::Text, "put"), "mine"},
        {"no tag means no tag", true, reading(M::Field, "untagged", "ETag"), ""},
        {"and no date unless one is wanted", true, reading(M::Field, "untagged", "Last-Modified"),
         ""},
        {"a write with an old tag is not", true, reading(M::Status, "late"), "412"},
        {"nor one without a condition", true, reading(M::Status, "bare"), "428"},
        {"nor where nothing is written", true, reading(M::Status, "refused"), "405"},
        {"a size hides an edit", true, reading(M::Status, "m20"), "304"},
        {"which the monitor misses", true, reading(M::Missed, "m20"), "yes"},
        {"and sees when it asks whole", true, reading(M::Noticed, "m30"), "yes"},
        {"and misses no more", true, reading(M::Missed, "m30"), "no"},
        {"what is coded is shown as text", true, reading(M::Version, "z"), "3"},
        {"and named", true, reading(M::Field, "z", "Content-Encoding"), "gzip"},
        {"a new face", true, reading(M::KnownBy, "t1", "t"), "nothing"},
        {"the tag tells", true, reading(M::KnownBy, "t2", "t"), "tag"},
        {"not behind a flush", true, reading(M::KnownBy, "t3", "t"), "nothing"},
        {"two heads for one", true, reading(M::Visitors, "t3", "t"), "2"},
        {"of another server nothing is known", true, reading(M::KnownAs, "t2", "o"), ""},
        {"who is off does not answer", true, reading(M::Status, "dead"), "0"},
        {"who stands before him says so", true, reading(M::Status, "behind"), "502"},
        {"who is on again answers", true, reading(M::Body, "back"), "mine"},
        {"bytes that came", true, reading(M::Received, "back"), "4"},
        {"the first version that was written", true, reading(M::Version, "get"), "2"},
        {"a whole one", true, reading(M::Intact, "get"), "yes"},
        {"what came over the network", true, reading(M::OriginStatus, "m20"), "304"},
    };
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.everybody << row.reading << QString::fromUtf8(row.value);
    Reading span = reading(M::Requests, "a0", "o");
    span.last = "b5";
    QTest::newRow("requests that reached the origin") << false << span << "1";
    span = reading(M::FirstAsked, "b5");
    span.last = "b21";
    QTest::newRow("the first step that asked") << false << span << "5";
}

void TestRun::measures() {
    QFETCH(const bool, everybody);
    QFETCH(const Reading, reading);
    const Scenario scenario = read(everybody ? everybodyDocument() : sharedDocument());
    QTEST(shown(measure(scenario, run(scenario), reading)), "value");
}

void TestRun::theSameTwice() {
    for (const std::string &json : {sharedDocument(), everybodyDocument()}) {
        const Scenario scenario = read(json);
        const Trace one = run(scenario);
        const Trace other = run(scenario);
        QVERIFY(!one.messages.empty());
        QVERIFY(one.messages == other.messages);
        QVERIFY(!firstDifference(one, other));
        QCOMPARE(other.decisions.size(), one.decisions.size());
        for (std::size_t i = 0; i < one.decisions.size(); ++i)
            QVERIFY(one.decisions[i].decision == other.decisions[i].decision);
    }
}

void TestRun::renewalComesBehindTheAnswer() {
    const Scenario scenario = read(document(
        "{'id': 'e', 'kind': 'editor'}, {'id': 'o', 'kind': 'origin'},"
        "{'id': 's', 'kind': 'shared-cache', 'host': 's.test', 'upstream': 'o'}",
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control':"
        " 'max-age=10, stale-while-revalidate=60'}, 'versions': [{'from': 0, 'body': 'one'},"
        " {'from': 15, 'body': 'two'}]}",
        step("first", 0, "e", "s.test/") + "," + step("stale", 20, "e", "s.test/") + "," +
            step("new", 21, "e", "s.test/")));
    const Trace trace = run(scenario);
    QCOMPARE(trace.outcomes[1].body, "one");
    QCOMPARE(trace.outcomes[1].node, "s");
    QCOMPARE(trace.outcomes[2].body, "two");
    std::vector<bool> background;
    for (const Message &message : trace.messages) {
        if (message.step == 1)
            background.push_back(message.isBackground);
    }
    QVERIFY((background == std::vector<bool>{false, false, true, true}));
    QCOMPARE(trace.decisions.size(), std::size_t{4});
    QCOMPARE(trace.decisions[1].firstMessage, trace.decisions[1].lastMessage);
    QVERIFY(trace.decisions[2].isBackground);
    QVERIFY(std::get<std::string>(
                measure(scenario, trace, reading(Measure::Field, "stale", "Cache-Status")))
                .find("hit") != std::string::npos);
}

void TestRun::reasonsTellOfTheStoredResponse() {
    const Scenario scenario = read(
        document("{'id': 'b', 'kind': 'browser'}," + std::string(server),
                 "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'max-age=10'}, 'body': 'x'}",
                 step("first", 0, "b", "o.test/") + "," + step("later", 40, "b", "o.test/")));
    const Trace trace = run(scenario);
    QCOMPARE(trace.decisions.size(), std::size_t{2});
    QCOMPARE(trace.decisions[1].decision.outcome, cache::Outcome::Validated);
    const DecisionGrounds found = groundsOf(trace, 1);
    QVERIFY(found.grounds.stored);
    QCOMPARE(found.grounds.stored->responseTime, scenario.start);
    QCOMPARE(found.grounds.condition.ifNoneMatch,
             http::valueOf(found.grounds.storedFields, http::FieldName::ETag));
    QVERIFY(!found.grounds.condition.empty());
    const auto reasons = explain::reasonsOf(found.grounds);
    QCOMPARE(reasons.size(), trace.decisions[1].decision.reasons.size());
}

void TestRun::cookiesStayOrGo() {
    const Scenario scenario = read(
        document("{'id': 'b', 'kind': 'browser'}," + std::string(server),
                 "{'on': 'o', 'path': '/', 'fields': {'Set-Cookie': ['a=1', 'b=2; Max-Age=10'],"
                 " 'Cache-Control': 'no-store'}, 'body': 'x'},"
                 "{'on': 'o', 'path': '/plain', 'body': 'x'}",
                 step("first", 0, "b", "o.test/") + "," + step("soon", 5, "b", "o.test/plain") +
                     "," + step("later", 20, "b", "o.test/plain", "'reload': 'hard'") +
                     ",{'id': 'gone', 'at': 21, 'actor': 'b', 'do': 'delete-cookies'}," +
                     step("last", 22, "b", "o.test/plain", "'reload': 'hard'")));
    const Trace trace = run(scenario);
    const auto sent = [&](const char *id) {
        return shown(measure(scenario, trace, reading(Measure::Sent, id, "Cookie")));
    };
    QCOMPARE(sent("first"), QStringLiteral(""));
    QCOMPARE(sent("soon"), QStringLiteral("a=1; b=2"));
    QCOMPARE(sent("later"), QStringLiteral("a=1"));
    QCOMPARE(sent("last"), QStringLiteral(""));
}

void TestRun::courses() {
    std::string json = sharedDocument();
    json.back() = ',';
    json += q("'what_ifs': [{'id': 'short', 'text': 'x', 'edits': [{'at': "
              "'/resources/0/fields/Cache-Control',"
              " 'put': 'no-store'}]}, {'id': 'empty', 'text': 'x', 'edits': [{'at': '/actors',"
              " 'put': 5}]}]}");
    const Scenario scenario = read(json);
    Course course(json, scenario);
    const Trace *asItStands = course.trace();
    QVERIFY(asItStands);
    const Trace *other = course.trace("short");
    QVERIFY(other);
    QCOMPARE(course.trace(), asItStands); // each is run once
    QVERIFY(firstDifference(*asItStands, *other));
    QVERIFY(!course.trace("empty"));
    QVERIFY(!course.scenarioOf("empty"));
    QVERIFY(!course.trace("none"));
    const auto failures = check(course);
    QCOMPARE(failures.size(), std::size_t{1});
    QCOMPARE(failures[0].kind, CheckFailure::Kind::WhatIfBroken);
    QCOMPARE(failures[0].detail, "empty");
    QCOMPARE(failures[0].problems.size(), std::size_t{1});
    QCOMPARE(failures[0].problems[0].pointer, "/actors");
    QCOMPARE(failures[0].problems[0].line, std::size_t{0}); // of a text that nobody has
    QCOMPARE(course.trace("short"), other);                 // what was handed out stays
}

/// What did not happen is neither right nor wrong.
void TestRun::stepsThatAreGone() {
    std::string json = sharedDocument();
    json.back() = ',';
    json += q("'what_ifs': [{'id': 'shorter', 'text': 'x', 'edits': [{'at': '/steps/3',"
              " 'remove': true}]}]}");
    Course course(json, read(json));
    Question question;
    question.kind = QuestionKind::Number;
    question.reading = reading(Measure::Received, "b21");
    Answer answer;
    QCOMPARE(course.judge(question, answer).truth, "3");
    question.whatIf = "shorter";
    QVERIFY(!course.judge(question, answer).isRight);
    QCOMPARE(course.judge(question, answer).truth, "");
    Condition condition;
    condition.reading = reading(Measure::Asked, "b21");
    for (const bool asked : {false, true}) {
        condition.kind = Condition::Kind::Is;
        condition.value = asked;
        QVERIFY(!holds(*course.scenarioOf("shorter"), *course.trace("shorter"), condition));
        QCOMPARE(holds(course.scenario(), *course.trace(), condition), asked);
    }
}

void TestRun::editsAreJudged() {
    const std::string json = sharedDocument();
    Course course(json, read(json));
    Question question;
    question.kind = QuestionKind::Edit;
    question.editable = {"/resources/0/fields/Cache-Control"};
    question.holds.kind = Condition::Kind::Is;
    question.holds.reading = reading(Measure::Stored, "a0");
    question.holds.value = false;
    const auto judged = [&](const char *pointer, const std::string &text) {
        Answer answer;
        answer.edits = {{pointer, text}};
        return course.judge(question, answer);
    };
    const char *place = "/resources/0/fields/Cache-Control";
    QVERIFY(judged(place, "\"no-store\"").isRight);
    const Verdict wrong = judged(place, "\"max-age=5\"");
    QVERIFY(!wrong.isRight);
    QVERIFY(wrong.failed && wrong.failed->measure == Measure::Stored && wrong.failed->step == "a0");
    QCOMPARE(wrong.truth, "true");
    // Of several, the first that does not hold; of "not", none can be told.
    Condition all;
    all.parts = {question.holds, question.holds};
    all.parts.front().value = true;
    question.holds = all;
    QCOMPARE(judged(place, "\"no-store\"").truth, "false");
    question.holds.kind = Condition::Kind::Not;
    QVERIFY(!judged(place, "\"max-age=5\"").failed);
    QCOMPARE(judged("/resources/0/path", "\"/other\"").problems.size(), std::size_t{1});
    QCOMPARE(judged(place, "{").problems.size(), std::size_t{1});
}

void TestRun::trackerIsFound() {
    const Scenario scenario = read(document(
        "{'id': 'a', 'kind': 'browser', 'address': '192.0.2.1'},"
        "{'id': 'b', 'kind': 'browser', 'address': '192.0.2.2'},"
        "{'id': 't', 'kind': 'tracker', 'host': 't.test', 'tracker': 'kissmetrics'},"
        "{'id': 'o', 'kind': 'origin', 'host': 'o.test'}",
        "{'on': 'o', 'path': '/', 'fields': {'Cache-Control': 'no-cache'}, 'body': 'x'}",
        step("a1", 0, "a", "t.test/i.js", "'page': 'http://o.test/'") + "," +
            step("b1", 10, "b", "t.test/i.js", "'page': 'http://o.test/'") + "," +
            step("a2", 86400, "a", "t.test/i.js", "'reload': 'normal', 'document': true") + "," +
            step("b2", 86410, "b", "t.test/i.js", "'reload': 'normal', 'document': true")));
    const Trace trace = run(scenario);
    QVERIFY(trace.traffic);
    QCOMPARE(trace.traffic->visitorCount(), std::size_t{2});
    QCOMPARE(trace.traffic->exchangeCount(), std::size_t{4});
    std::set<std::string> tags;
    for (std::size_t i = 0; i < trace.traffic->exchangeCount(); ++i) {
        const auto &exchange = trace.traffic->exchange(traffic::ExchangeId::fromSize(i));
        tags.emplace(http::valueOf(exchange.responseFields, http::FieldName::ETag));
    }
    QCOMPARE(tags.size(), std::size_t{2});
    const auto judged = analysis::judge(*trace.traffic, tags::observe(*trace.traffic));
    QCOMPARE(judged.findings.size(), std::size_t{1});
    QCOMPARE(static_cast<int>(judged.findings[0].grade), 4);
}

void TestRun::stepsAreCut() {
    const Scenario scenario = read(sharedDocument());
    RunOptions options;
    options.steps = 2;
    QCOMPARE(run(scenario, options).outcomes.size(), std::size_t{2});
    std::stop_source stop;
    stop.request_stop();
    options.stop = stop.get_token();
    QVERIFY(run(scenario, options).outcomes.empty());
}

QTEST_GUILESS_MAIN(TestRun)
#include "test_run.moc"
