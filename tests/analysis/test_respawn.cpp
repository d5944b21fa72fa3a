// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/analysis/judge.h"
#include "core/analysis/respawn.h"
#include "tests/support/capture_builder.h"

#include <algorithm>
#include <string>

using namespace etagere;
using namespace etagere::analysis;
using tests::CaptureBuilder;

namespace {

constexpr std::string_view origin = "https://shop.test";
constexpr std::string_view idA = "uzeubqdarf9";
constexpr std::string_view idB = "ucvapvrkwam7";

RespawnVisit visit(ProfileState state, int visitor, std::string_view cookie, std::string_view tag,
                   std::string_view carried = {}) {
    RespawnVisit made;
    made.state = state;
    made.visitor = traffic::VisitorId(static_cast<std::uint32_t>(visitor));
    if (!cookie.empty())
        made.cookies.push_back({origin, "uid", cookie, carried});
    if (!tag.empty())
        made.tags.push_back({tag, false});
    return made;
}

using Visits = std::vector<RespawnVisit>;

struct Row {
    const char *name;
    Visits visits;
    int cause; ///< -1: nothing came back
};

using State = ProfileState;

const std::vector<Row> &rows() {
    static const std::vector<Row> all{
        {"the tag holds the cookie's value, controls do not",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idA, idA),
          visit(State::Flushed, 0, "fresh0value1", "fresh0value1"),
          visit(State::CleanControl, 1, idB, idB)},
         int(RespawnCause::TagText)},
        {"in answer to the visitor's own tag",
         {visit(State::Visit, 0, idA, "13f3183176fffc54"),
          visit(State::CookiesCleared, 0, idA, "13f3183176fffc54", "13f3183176fffc54"),
          visit(State::CleanControl, 1, idB, "0f9dc00835e7ff17")},
         int(RespawnCause::TagSent)},
        {"set by a script beside a tag that does not hold it",
         {visit(State::Visit, 0, idA, "13f3183176fffc54"),
          visit(State::CookiesCleared, 0, idA, "13f3183176fffc54"),
          visit(State::CleanControl, 1, idB, "0f9dc00835e7ff17")},
         int(RespawnCause::OtherMeans)},
        {"an honest tag that others have too",
         {visit(State::Visit, 0, idA, "f9f-17d1e645a68"),
          visit(State::CookiesCleared, 0, idA, "f9f-17d1e645a68", "f9f-17d1e645a68"),
          visit(State::CleanControl, 1, idB, "f9f-17d1e645a68")},
         int(RespawnCause::OtherMeans)},
        {"made from address and browser",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idA, idA),
          visit(State::CleanControl, 1, idA, idA)},
         int(RespawnCause::Control)},
        {"back after everything was cleared",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idA, idA),
          visit(State::Flushed, 0, idA, {}), visit(State::CleanControl, 1, idB, idB)},
         int(RespawnCause::AfterFlush)},
        {"no control was made",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idA, idA)},
         int(RespawnCause::Uncontrolled)},
        {"a setting that an unrelated profile has",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idA, idA),
          visit(State::Unrelated, 2, idA, idA), visit(State::CleanControl, 1, idB, idB)},
         -1},
        {"another value came",
         {visit(State::Visit, 0, idA, idA), visit(State::CookiesCleared, 0, idB, idB),
          visit(State::CleanControl, 1, "q7w8e9r0t1", {})},
         -1},
        {"it was another visitor's",
         {visit(State::Visit, 1, idA, idA), visit(State::CookiesCleared, 0, idA, idA),
          visit(State::CleanControl, 2, idB, idB)},
         -1},
        {"too short for an identifier",
         {visit(State::Visit, 0, "dark1", "dark1"),
          visit(State::CookiesCleared, 0, "dark1", "dark1"),
          visit(State::CleanControl, 1, idB, idB)},
         -1},
        {"unlabelled visits of a recording",
         {visit(State::Unlabelled, 0, idA, idA), visit(State::Unlabelled, 0, idA, idA),
          visit(State::Unlabelled, 1, idB, idB)},
         -1},
    };
    return all;
}

/// Visit, cookies cleared, everything cleared, a fresh profile: with the cookie that `cookieOf` and
/// the tag that `tagOf` give each.
struct Labelled {
    CaptureBuilder capture;
    std::vector<VisitState> states;
};

void add(Labelled &made, State state, std::string_view visitor, const tests::Line &line) {
    made.states.push_back({traffic::VisitId::fromSize(made.capture.traffic().visitCount()), state});
    made.capture.visit(visitor).see(line);
}

Judgement judged(const Labelled &made) {
    Conduct conduct;
    conduct.states = made.states;
    return judge(made.capture.traffic(), tags::observe(made.capture.traffic()), conduct);
}

bool has(const std::vector<Evidence> &list, Rule rule) {
    return std::any_of(list.begin(), list.end(),
                       [rule](const Evidence &evidence) { return evidence.rule == rule; });
}

} // namespace

class TestRespawn : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void causes_data();
    void causes();
    void anExplainedTagBroughtNothing();
    void aDisguisedTagIsFound();
    void oneEntryPerCookie();
    void labelledVisitsReachGradeFive();
    void theSameUnlabelledDoNot();
    void anHonestTagStaysHonest();
    void badLabelsAreLeftOut();
};

void TestRespawn::causes_data() {
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < rows().size(); ++i)
        QTest::newRow(rows()[i].name) << int(i);
}

void TestRespawn::causes() {
    QFETCH(int, row);
    const Row &expected = rows()[std::size_t(row)];
    const auto found = respawnsOf(expected.visits);
    QCOMPARE(found.size(), std::size_t(expected.cause < 0 ? 0 : 1));
    if (!found.empty())
        QCOMPARE(int(found.front().cause), expected.cause);
}

void TestRespawn::anExplainedTagBroughtNothing() {
    Visits visits = rows().front().visits;
    for (RespawnVisit &one : visits) {
        for (TagSeen &tag : one.tags)
            tag.explained = true;
    }
    QCOMPARE(int(respawnsOf(visits).front().cause), int(RespawnCause::OtherMeans));
}

void TestRespawn::aDisguisedTagIsFound() {
    const std::string tag = QByteArray("uzeubqdarf9").toBase64().toStdString();
    const Visits visits{visit(State::Visit, 0, idA, tag), visit(State::CookiesCleared, 0, idA, tag),
                        visit(State::CleanControl, 1, idB, "0f9dc00835e7ff17")};
    QCOMPARE(int(respawnsOf(visits).front().cause), int(RespawnCause::TagText));
}

void TestRespawn::oneEntryPerCookie() {
    Visits visits = rows().front().visits;
    visits.insert(visits.begin() + 2, visits[1]);
    visits[1].cookies.push_back(visits[1].cookies.front());
    QCOMPARE(respawnsOf(visits).size(), std::size_t{1});
}

namespace {

Labelled evercookie() {
    Labelled made;
    add(made, State::Visit, "A",
        {.etag = "\"uzeubqdarf9\"", .body = "a", .cookie = "uid=uzeubqdarf9"});
    add(made, State::CookiesCleared, "A",
        {.etag = "\"uzeubqdarf9\"",
         .ifNoneMatch = "\"uzeubqdarf9\"",
         .setCookie = "uid=uzeubqdarf9; Max-Age=99999999",
         .status = 304});
    add(made, State::Flushed, "A",
        {.etag = "\"q1w2e3r4t5y6\"", .body = "a", .setCookie = "uid=q1w2e3r4t5y6"});
    add(made, State::CleanControl, "C",
        {.etag = "\"m9n8b7v6c5x4\"", .body = "a", .setCookie = "uid=m9n8b7v6c5x4"});
    return made;
}

} // namespace

void TestRespawn::labelledVisitsReachGradeFive() {
    const Labelled made = evercookie();
    const Judgement judgement = judged(made);
    QCOMPARE(judgement.respawns.size(), std::size_t{1});
    QVERIFY(!judgement.findings.empty());
    const Finding &finding = judgement.findings.front();
    QCOMPARE(int(finding.grade), 5);
    QCOMPARE(int(finding.kind), int(Kind::RespawnedId));
    QVERIFY(has(finding.evidence, Rule::RespawnedByTag));
    QVERIFY(finding.linkability.has_value());
}

void TestRespawn::theSameUnlabelledDoNot() {
    Labelled made = evercookie();
    made.states.clear();
    const Judgement judgement = judged(made);
    QVERIFY(judgement.respawns.empty());
    QVERIFY(int(judgement.findings.front().grade) < 5);
}

// Two findings must not be mixed up: the honest tag of everybody, and the cookie that returned.
void TestRespawn::anHonestTagStaysHonest() {
    Labelled made;
    add(made, State::Visit, "A",
        {.etag = "\"f9f17d1e645a68\"", .body = "a", .cookie = "uid=uzeubqdarf9"});
    add(made, State::CookiesCleared, "A",
        {.etag = "\"f9f17d1e645a68\"",
         .ifNoneMatch = "\"f9f17d1e645a68\"",
         .setCookie = "uid=uzeubqdarf9",
         .status = 304});
    add(made, State::CleanControl, "C",
        {.etag = "\"f9f17d1e645a68\"", .body = "a", .setCookie = "uid=m9n8b7v6c5x4"});
    const Judgement judgement = judged(made);
    QCOMPARE(int(judgement.respawns.front().cause), int(RespawnCause::OtherMeans));
    QCOMPARE(int(judgement.findings.front().grade), 1);
    QVERIFY(has(judgement.findings.front().against, Rule::RespawnOtherMeans));
}

void TestRespawn::badLabelsAreLeftOut() {
    Labelled made = evercookie();
    made.states.push_back({traffic::VisitId(), State::Visit});
    made.states.push_back({traffic::VisitId(9999), State::CleanControl});
    QCOMPARE(judged(made).respawns.size(), std::size_t{1});
}

QTEST_APPLESS_MAIN(TestRespawn)
#include "test_respawn.moc"
