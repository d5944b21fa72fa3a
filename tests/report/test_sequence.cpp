// SPDX-License-Identifier: Apache-2.0
#include <QtTest/QTest>

#include "core/scenario/document.h"
#include "core/scenario/run.h"
#include "tests/report/sequence_case.h"

#include <algorithm>

namespace {

using etagere::report::Sequence;
using etagere::report::SequenceRow;
using Kind = SequenceRow::Kind;
using sequence_case::Whole;

std::string kindName(Kind kind) {
    switch (kind) {
    case Kind::Time:
        return "time";
    case Kind::Note:
        return "note";
    case Kind::Message:
        return "message";
    case Kind::Decision:
        return "decision";
    }
    return {};
}

/// "message Browser>Shop 200 OK [ETag: "a1"]"
std::string dumped(const Sequence &sequence, const SequenceRow &row) {
    const auto name = [&](std::size_t place) { return sequence.lifelines[place].name; };
    std::string line = kindName(row.kind);
    if (row.kind != Kind::Time)
        line += " " + name(row.from);
    if (row.kind == Kind::Message)
        line += ">" + name(row.to);
    line += " " + row.label;
    if (!row.detail.empty())
        line += " [" + row.detail + "]";
    std::replace(line.begin(), line.end(), '\n', '|');
    return line;
}

QByteArrayList dumped(const Sequence &sequence) {
    QByteArrayList lines;
    for (const SequenceRow &row : sequence.rows)
        lines.append(QByteArray::fromStdString(dumped(sequence, row)));
    return lines;
}

} // namespace

class TestSequence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lifelines();
    void rows();
    void rowOfAMessage_data();
    void rowOfAMessage();
    void noteOfAStep_data();
    void noteOfAStep();
    void findings_data();
    void findings();
    void onlyTheFirstSteps();
    void languageOfTheAuthor();
    void hostsAreToldWhereThereAreSeveral();
    void wordsAreInTheAuthorsLanguage();
    void whatAPartCompletedIsNotCalledA304();
    void whatAFailureAllowedStandsBehindIt();
    void whoeverAsksOthersStandsBeforeThem();
    void veryManyWaysBehindAnActorCostNothing();
};

void TestSequence::lifelines() {
    const Sequence sequence = Whole().sequence();
    QByteArrayList names;
    for (const auto &one : sequence.lifelines)
        names.append(QByteArray::fromStdString(one.name + ": " + one.detail));
    // Clients on the left, origins on the right, and nobody who takes no part.
    QCOMPARE(names, QByteArrayList({"Browser: browser, rfc9111", "proxy: shared cache, shop.test",
                                    "Shop: server"}));
}

void TestSequence::rows() {
    const QByteArray answer = "[ETag: \"a1\"|Cache-Control: max-age=60|X-Note: a]";
    const QByteArrayList expected{
        "time +0 s",
        "note Browser The first visit goes all the way.",
        "message Browser>proxy GET /prices",
        "message proxy>Shop GET /prices",
        "message Shop>proxy 200 OK " + answer,
        "decision proxy Stored [stays fresh for 60 s]",
        "message proxy>Browser 200 OK " + answer,
        "decision Browser Stored [stays fresh for 40 s]",
        "time +40 s",
        "decision Browser Fresh hit [/prices|age 40 s of 60 s|"
        "Lifetime from max-age (RFC 9111 §4.2.1)]",
        "time +12 h",
        "note Browser empties the cache",
        "message Browser>proxy GET /prices [If-None-Match: \"a1\"|Accept-Language: fr]",
        "decision proxy Fresh hit",
        "message proxy>Browser 304 Not Modified [ETag: \"a1\"]",
        "decision Browser Validated (304)",
    };
    QCOMPARE(dumped(Whole().sequence()), expected);
}

void TestSequence::rowOfAMessage_data() {
    using etagere::scenario::Message;
    QTest::addColumn<Message>("message");
    QTest::addColumn<QByteArray>("row");
    const auto row = [](const char *name, auto change, const char *expected) {
        Message message;
        message.from = sequence_case::Proxy;
        message.to = sequence_case::Browser;
        message.kind = Message::Kind::Response;
        message.status = 200;
        message.url = "http://shop.test/a?b=c#d";
        message.method = "PUT";
        change(message);
        QTest::newRow(name) << message << QByteArray(expected);
    };
    row(
        "an answer", [](Message &) {}, "message proxy>Browser 200 OK");
    row(
        "a status without a phrase", [](Message &m) { m.status = 299; },
        "message proxy>Browser 299");
    row(
        "no answer", [](Message &m) { m.kind = Message::Kind::Failure; },
        "message proxy>Browser no answer");
    row(
        "one that broke off",
        [](Message &m) {
            m.isCut = true;
            m.bodyBytes = 500;
        },
        "message proxy>Browser 200 OK, cut off after 500 B");
    row(
        "a request, with its query", [](Message &m) { m.kind = Message::Kind::Request; },
        "message proxy>Browser PUT /a?b=c");
    row(
        "in the background",
        [](Message &m) {
            m.kind = Message::Kind::Request;
            m.isBackground = true;
        },
        "message proxy>Browser PUT /a?b=c [in the background, nobody waits]");
    row(
        "Date where a lifetime is counted from it",
        [](Message &m) {
            m.fields = {{"date", "Mon, 05 Jan 2026 12:00:00 GMT"}, {"expires", "0"}};
        },
        "message proxy>Browser 200 OK [date: Mon, 05 Jan 2026 12:00:00 GMT|expires: 0]");
    row(
        "Date where it decides nothing",
        [](Message &m) {
            m.fields = {{"Date", "Mon, 05 Jan 2026 12:00:00 GMT"}, {"ETag", "\"a\""}};
        },
        "message proxy>Browser 200 OK [ETag: \"a\"]");
    row(
        "control characters are shown, not sent",
        [](Message &m) {
            m.fields = {{"ETag", "\"\x1b[31m\n\""}};
        },
        "message proxy>Browser 200 OK [ETag: \"\\x1b[31m\\n\"]");
}

void TestSequence::rowOfAMessage() {
    QFETCH(etagere::scenario::Message, message);
    QFETCH(QByteArray, row);
    Whole whole;
    whole.trace.messages = {message};
    whole.trace.decisions.clear();
    whole.scenario.steps.resize(1);
    whole.scenario.steps[0].text = {};
    QCOMPARE(dumped(whole.sequence()), QByteArrayList({"time +0 s", row}));
}

void TestSequence::noteOfAStep_data() {
    using etagere::scenario::Action;
    using etagere::scenario::Reload;
    using etagere::scenario::Step;
    QTest::addColumn<Step>("step");
    QTest::addColumn<QByteArrayList>("notes");
    const auto row = [](const char *name, auto change, const QByteArrayList &notes) {
        etagere::scenario::Scenario scenario;
        Step step = sequence_case::addStep(scenario, 0);
        change(step);
        QTest::newRow(name) << step << notes;
    };
    row("a request needs none", [](Step &) {}, {});
    row("all flushed",
        [](Step &s) {
            s.action = Action::Flush;
            s.url.clear();
        },
        {"note Browser empties the cache"});
    row("one flushed", [](Step &s) { s.action = Action::Flush; },
        {"note Browser takes /prices out of the cache"});
    row("cookies", [](Step &s) { s.action = Action::DeleteCookies; },
        {"note Browser deletes the cookies"});
    row("off",
        [](Step &s) {
            s.action = Action::Stop;
            s.actor = "o";
        },
        {"note Shop goes off"});
    row("on",
        [](Step &s) {
            s.action = Action::Start;
            s.actor = "o";
        },
        {"note Shop is on again"});
    row("reload", [](Step &s) { s.reload = Reload::Normal; }, {"note Browser presses reload"});
    row("hard reload", [](Step &s) { s.reload = Reload::Hard; },
        {"note Browser reloads without the cache (hard reload)"});
    row("back", [](Step &s) { s.reload = Reload::Back; }, {"note Browser goes back"});
    row("the author's words stand first",
        [](Step &s) {
            s.reload = Reload::Back;
            s.text = sequence_case::text("Look!\n");
        },
        {"note Browser Look!\\n", "note Browser goes back"});
}

void TestSequence::noteOfAStep() {
    QFETCH(etagere::scenario::Step, step);
    QFETCH(QByteArrayList, notes);
    Whole whole;
    whole.trace.messages.resize(2);
    whole.trace.decisions.clear();
    whole.scenario.steps = {step};
    QByteArrayList found = dumped(whole.sequence());
    found.removeIf([](const QByteArray &line) { return !line.startsWith("note"); });
    QCOMPARE(found, notes);
}

void TestSequence::findings_data() {
    using etagere::lab::RecognisedBy;
    using etagere::scenario::Outcome;
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QByteArray>("note");
    const auto row = [](const char *name, auto change, const char *note) {
        Outcome outcome;
        outcome.node = "o";
        change(outcome);
        QTest::newRow(name) << outcome << QByteArray(note);
    };
    row(
        "noticed", [](Outcome &o) { o.noticed = true; },
        "note Browser sees that the page has changed");
    row(
        "missed", [](Outcome &o) { o.missed = true; },
        "note Browser does not see that the page has changed");
    row(
        "a new visitor", [](Outcome &o) { o.knownAs = "u1"; },
        "note Shop takes this for a new visitor, u1");
    row(
        "known by the tag",
        [](Outcome &o) {
            o.knownAs = "u1";
            o.knownBy = RecognisedBy::Tag;
        },
        "note Shop knows the visitor again by the tag: u1");
    row(
        "known by the address",
        [](Outcome &o) {
            o.knownAs = "u1\n";
            o.knownBy = RecognisedBy::Address;
        },
        "note Shop knows the visitor again by the address: u1\\n");
}

void TestSequence::findings() {
    QFETCH(etagere::scenario::Outcome, outcome);
    QFETCH(QByteArray, note);
    Whole whole;
    whole.trace.outcomes.front() = outcome;
    const QByteArrayList found = dumped(whole.sequence({"en", 1}));
    QCOMPARE(found.last(), note);
}

void TestSequence::onlyTheFirstSteps() {
    const Whole whole;
    const QByteArrayList all = dumped(whole.sequence());
    const Sequence some = whole.sequence({"en", 2});
    QCOMPARE(dumped(some), all.mid(0, 10));
    QCOMPARE(some.lifelines.size(), std::size_t{3}); // it keeps its shape
    QVERIFY(whole.sequence({"en", 0}).rows.empty());
}

void TestSequence::languageOfTheAuthor() {
    QCOMPARE(Whole().sequence({"es"}).lifelines.front().name, std::string("Navegador"));
    QCOMPARE(Whole().sequence({"pt-BR"}).lifelines.front().name, std::string("Browser"));
}

void TestSequence::hostsAreToldWhereThereAreSeveral() {
    Whole whole;
    whole.scenario.steps[1].url = "http://other.test/";
    const QByteArrayList rows = dumped(whole.sequence());
    QVERIFY2(rows.contains("message Browser>proxy GET shop.test/prices"), rows.join('\n'));
}

void TestSequence::wordsAreInTheAuthorsLanguage() {
    Whole whole;
    whole.trace.outcomes[0].missed = true;
    const Sequence spanish = whole.sequence({"es-MX"});
    QCOMPARE(spanish.lifelines[0].detail, std::string("navegador, rfc9111"));
    const QByteArrayList rows = dumped(spanish);
    for (const char *row : {"note Navegador vacía la caché", "decision Navegador Validada (304)",
                            "note Navegador no ve que la página ha cambiado",
                            "decision proxy Guardada [sigue fresca 60 s]"})
        QVERIFY2(rows.contains(row), rows.join('\n'));
    QVERIFY(dumped(whole.sequence({"pt"}))
                .contains("decision proxy Armazenada [fica fresca por 60 s]"));
    // A language without words of its own has the program's.
    QVERIFY(dumped(whole.sequence({"fr"})).contains("note Browser empties the cache"));
}

void TestSequence::whatAPartCompletedIsNotCalledA304() {
    Whole whole;
    whole.trace.messages.back().status = 206;
    whole.trace.decisions.back().decision.reasons.add(etagere::cache::Rule::PartsCombined);
    const Sequence sequence = whole.sequence();
    QCOMPARE(sequence.rows.back().label, std::string("Completed (206)"));
    QVERIFY(sequence.rows.back().namesRule);
    const Sequence renewed = Whole().sequence();
    QCOMPARE(renewed.rows.back().label, std::string("Validated (304)"));
    QVERIFY(!renewed.rows.back().namesRule);
}

void TestSequence::whatAFailureAllowedStandsBehindIt() {
    const auto scenario = etagere::scenario::readScenario(
        "{ "
        "\"schema\": \"etagere.scenario/1\", \"id\": \"off\", \"title\": \"Off\", "
        "\"actors\": [{\"id\": \"b\", \"kind\": \"browser\"}, {\"id\": \"o\", \"kind\": "
        "\"origin\", \"host\": \"o.test\"}], "
        "\"resources\": [{\"on\": \"o\", \"path\": \"/\", \"fields\": {\"Cache-Control\": "
        "\"max-age=1\"}, "
        "\"body\": \"x\"}], "
        "\"steps\": [{\"at\": 0, \"actor\": \"b\", \"url\": \"http://o.test/\"}, "
        "{\"at\": 1, \"actor\": \"o\", \"do\": \"stop\"}, "
        "{\"at\": 9, \"actor\": \"b\", \"url\": \"http://o.test/\"}]} ");
    QVERIFY(scenario);
    const auto trace = etagere::scenario::run(*scenario);
    const QByteArrayList lines = dumped(etagere::report::sequenceOf(*scenario, trace));
    QVERIFY2(lines.back().startsWith("decision b Stale hit"), lines.join('\n'));
    QVERIFY2(lines.at(lines.size() - 2).startsWith("message o>b"), lines.join('\n'));
}

void TestSequence::whoeverAsksOthersStandsBeforeThem() {
    Whole whole;
    // The browser's shared cache stands before another one: o <- proxy <- edge.
    whole.scenario.actors.push_back(
        sequence_case::actor("edge", sequence_case::ActorKind::SharedCache, "edge.test"));
    whole.scenario.actors.back().behind = {"proxy"};
    whole.trace.messages[0].to = 4;
    const Sequence sequence = whole.sequence();
    QByteArrayList names;
    for (const auto &one : sequence.lifelines)
        names.append(QByteArray::fromStdString(one.name));
    QCOMPARE(names, QByteArrayList({"Browser", "edge", "proxy", "Shop"}));
}

/// Pairs of balancers, each before both of the next pair: a million ways lead to the last.
void TestSequence::veryManyWaysBehindAnActorCostNothing() {
    Whole whole;
    auto &actors = whole.scenario.actors;
    constexpr int pairs = 18;
    for (int i = 0; i < pairs; ++i) {
        for (const char *half : {"x", "y"}) {
            auto one =
                sequence_case::actor(half + std::to_string(i), sequence_case::ActorKind::Balancer);
            if (i + 1 < pairs)
                one.behind = {"x" + std::to_string(i + 1), "y" + std::to_string(i + 1)};
            else
                one.behind = {"o"};
            actors.push_back(std::move(one));
            sequence_case::addMessage(whole.trace, actors.size() - 1, sequence_case::Origin);
        }
    }
    const Sequence sequence = whole.sequence();
    QCOMPARE(sequence.lifelines.size(), std::size_t{3 + 2 * pairs});
    QCOMPARE(sequence.lifelines[1].name, std::string("x0"));
    QCOMPARE(sequence.lifelines.back().name, std::string("Shop"));
}

QTEST_APPLESS_MAIN(TestSequence)
#include "test_sequence.moc"
