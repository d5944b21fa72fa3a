// SPDX-License-Identifier: Apache-2.0
// Whether a visitor can still be told from others after a flush, and by what.
#include <QTest>

#include "core/audit/surviving_identity.h"
#include "tests/support/capture_builder.h"

using namespace etagere;
using audit::FlushTrial;
using audit::LiveRun;
using audit::LiveVisit;
using audit::StepKind;
using audit::SurvivingIdentity;
using tests::CaptureBuilder;
using tests::Line;
using Source = SurvivingIdentity::Source;

namespace {

constexpr auto pixel = "https://t.test/pixel.gif";
constexpr auto bytes = "GIF89a";

/// What one page load showed.
struct Shown {
    StepKind kind;
    std::vector<Line> lines;
    std::string cookie{}; ///< "uid" of t.test
    std::string item{};   ///< "uid" in the storage
};

LiveRun play(CaptureBuilder &builder, const std::vector<Shown> &all, bool cookiesToo) {
    LiveRun run;
    FlushTrial trial;
    trial.order.cookiesToo = cookiesToo;
    for (const Shown &shown : all) {
        builder.visit(nameOf(shown.kind));
        for (const Line &line : shown.lines)
            builder.see(line);
        LiveVisit visit;
        visit.visit = traffic::VisitId::fromSize(builder.traffic().visitCount() - 1);
        visit.step.kind = shown.kind;
        if (!shown.cookie.empty())
            visit.summary.cookies = {{"uid", shown.cookie, ".t.test", "/", {}, false, false}};
        if (!shown.item.empty())
            visit.summary.storage = {
                {live::StoredItem::Area::Local, "https://t.test", "uid", shown.item}};
        (isTrial(shown.kind) ? trial.visits : run.visits).push_back(std::move(visit));
    }
    run.trials.push_back(std::move(trial));
    return run;
}

Line given(const char *etag) { return {.url = pixel, .etag = etag, .body = bytes}; }

/// Everybody has a tag, a cookie and an item of their own; then the visit that verifies.
std::vector<Shown> personal(Shown check) {
    return {{StepKind::FirstVisit, {given("\"aaaa1111\"")}, "a1b2c3d4e5f6", "a-7f8a9b0c1d2e"},
            {StepKind::Control, {given("\"bbbb2222\"")}, "b1b2c3d4e5f6", "b-7f8a9b0c1d2e"},
            {StepKind::Unrelated, {given("\"cccc3333\"")}, "c1b2c3d4e5f6", "c-7f8a9b0c1d2e"},
            {StepKind::TrialVisit, {given("\"dddd4444\"")}, "d1b2c3d4e5f6", "d-7f8a9b0c1d2e"},
            std::move(check)};
}

std::string wordsOf(const FlushTrial &trial) {
    std::string text = std::to_string(trial.identities) + ":";
    for (const SurvivingIdentity &one : trial.survived)
        text.append(" ")
            .append(nameOf(one.source))
            .append("(")
            .append(one.name)
            .append(")->")
            .append(one.where);
    return text;
}

struct Row {
    const char *name;
    std::vector<Shown> shown;
    bool cookiesToo;
    const char *expected;
};

std::vector<Row> rows() {
    constexpr auto check = StepKind::TrialCheck;
    return {
        {"everything gone", personal({check, {given("\"eeee5555\"")}, "e1b2c3d4e5f6"}), true, "3:"},
        {"kept cookies and storage",
         personal({check, {given("\"eeee5555\"")}, "d1b2c3d4e5f6", "d-7f8a9b0c1d2e"}), false,
         "3: cookie(uid of t.test)->uid of t.test storage(uid of https://t.test)->uid of "
         "https://t.test"},
        {"a tag that the cache sent back",
         personal({check,
                   {{.url = pixel,
                     .etag = "\"dddd4444\"",
                     .ifNoneMatch = "\"dddd4444\"",
                     .status = 304}}}),
         true, "3: cache(https://t.test/pixel.gif)->https://t.test/pixel.gif"},
        {"a tag made anew from a cookie that was kept",
         personal(
             {check,
              {{.url = pixel, .etag = "\"dddd4444\"", .body = bytes, .cookie = "uid=d1b2c3d4e5f6"}},
              "d1b2c3d4e5f6"}),
         false,
         "3: cookie(uid of t.test)->https://t.test/pixel.gif cookie(uid of t.test)->uid of t.test"},
        {"that tag, given to the page and sent by a frame whose answer was told first",
         personal({check,
                   {{.url = pixel,
                     .etag = "\"dddd4444\"",
                     .ifNoneMatch = "\"dddd4444\"",
                     .cookie = "uid=d1b2c3d4e5f6",
                     .status = 304},
                    {.url = pixel,
                     .etag = "\"dddd4444\"",
                     .body = bytes,
                     .cookie = "uid=d1b2c3d4e5f6",
                     .sooner = std::chrono::seconds(2)}},
                   "d1b2c3d4e5f6"}),
         false,
         "3: cookie(uid of t.test)->https://t.test/pixel.gif cookie(uid of t.test)->uid of t.test"},
        {"back by nothing that was seen", personal({check, {}, "d1b2c3d4e5f6"}), true,
         "3: unknown()->uid of t.test"},
        {"a tag by address and browser's name",
         {{StepKind::FirstVisit, {given("\"same0000\"")}},
          {StepKind::Control, {given("\"same0000\"")}},
          {StepKind::Unrelated, {given("\"other111\"")}},
          {StepKind::TrialVisit, {given("\"same0000\"")}},
          {check, {given("\"same0000\"")}}},
         true,
         "1: address-and-browser()->https://t.test/pixel.gif"},
        {"a cookie by address and browser's name",
         {{StepKind::FirstVisit, {}, "a1b2c3d4e5f6"},
          {StepKind::Unrelated, {}, "c1b2c3d4e5f6"},
          {StepKind::TrialVisit, {}, "a1b2c3d4e5f6"},
          {check, {}, "a1b2c3d4e5f6"}},
         true,
         "1: address-and-browser()->uid of t.test"},
        {"an honest tag that everybody has",
         {{StepKind::FirstVisit, {given("\"65e1cb70-2b\"")}},
          {StepKind::Control, {given("\"65e1cb70-2b\"")}},
          {StepKind::Unrelated, {given("\"65e1cb70-2b\"")}},
          {StepKind::TrialVisit, {given("\"65e1cb70-2b\"")}},
          {check, {given("\"65e1cb70-2b\"")}}},
         true,
         "0:"},
        {"another content for another browser",
         {{StepKind::FirstVisit, {given("\"same0000\"")}},
          {StepKind::Unrelated, {{.url = pixel, .etag = "\"other111\"", .body = "mobile"}}},
          {StepKind::TrialVisit, {given("\"same0000\"")}},
          {check, {given("\"same0000\"")}}},
         true,
         "0:"},
        {"nobody to compare with",
         {{StepKind::FirstVisit, {given("\"aaaa1111\"")}, "a1b2c3d4e5f6"},
          {StepKind::TrialVisit, {given("\"dddd4444\"")}, "d1b2c3d4e5f6"},
          {check, {}, "d1b2c3d4e5f6"}},
         false,
         "0:"},
        {"a short cookie identifies nobody",
         {{StepKind::FirstVisit, {}, "on"},
          {StepKind::Unrelated, {}, "off"},
          {StepKind::TrialVisit, {}, "dark"},
          {check, {}, "dark"}},
         false,
         "0:"},
    };
}

} // namespace

class TestSurvivingIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sourcesAreNamed_data();
    void sourcesAreNamed();
    void explainedTagsAreNoIdentities();
    void anUnfinishedTrialShowsNothing();
};

void TestSurvivingIdentity::sourcesAreNamed_data() {
    QTest::addColumn<int>("row");
    const auto all = rows();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].name) << static_cast<int>(i);
}

void TestSurvivingIdentity::sourcesAreNamed() {
    QFETCH(const int, row);
    const Row asked = rows()[static_cast<std::size_t>(row)];
    CaptureBuilder builder;
    LiveRun run = play(builder, asked.shown, asked.cookiesToo);
    findSurvivors(builder.traffic(), {}, run);
    QCOMPARE(QString::fromStdString(wordsOf(run.trials.front())),
             QString::fromLatin1(asked.expected));
}

void TestSurvivingIdentity::explainedTagsAreNoIdentities() {
    CaptureBuilder builder;
    LiveRun run = play(builder, personal({StepKind::TrialCheck, {given("\"dddd4444\"")}}), true);
    analysis::ExplainedTags cluster;
    cluster.urls = {pixel};
    findSurvivors(builder.traffic(), {&cluster, 1}, run);
    QCOMPARE(wordsOf(run.trials.front()), std::string("2:"));
    findSurvivors(builder.traffic(), {}, run);
    QCOMPARE(wordsOf(run.trials.front()), std::string("3: unknown()->") + pixel);
}

void TestSurvivingIdentity::anUnfinishedTrialShowsNothing() {
    CaptureBuilder builder;
    LiveRun run = play(builder, personal({StepKind::TrialCheck, {given("\"dddd4444\"")}}), true);
    run.trials.front().gap = FlushTrial::Gap::Stopped;
    findSurvivors(builder.traffic(), {}, run);
    QCOMPARE(wordsOf(run.trials.front()), std::string("0:"));
}

QTEST_GUILESS_MAIN(TestSurvivingIdentity)
#include "test_surviving_identity.moc"
