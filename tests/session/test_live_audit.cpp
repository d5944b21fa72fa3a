// SPDX-License-Identifier: Apache-2.0
// Whole audits of the lab's origins by a real browser. All of them with ETAGERE_LIVE_MATRIX=1; the
// browser is ETAGERE_BROWSER, else the usual one.
#include <QTemporaryDir>
#include <QTest>

#include "core/explain/live_text.h"
#include "core/report/json_report.h"
#include "core/report/text_report.h"
#include "core/session/session.h"
#include "tests/session/live_lab.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

using namespace etagere;
using session::AuditOutcome;
using session::AuditRequest;

namespace {

/// What must come of an origin.
struct Expected {
    std::string name;
    std::string url;
    unsigned least = 0;
    unsigned most = 5;
};

bool wantsAll() { return std::getenv("ETAGERE_LIVE_MATRIX") != nullptr; }

live::Engine engine() {
    const char *name = std::getenv("ETAGERE_BROWSER");
    if (const auto chosen = live::engineFrom(name == nullptr ? "" : name))
        return *chosen;
    return live::usualEngine();
}

AuditRequest requestFor(std::vector<std::string> urls) {
    AuditRequest request;
    request.ledger = ":memory:";
    session::LiveRequest live;
    live.urls = std::move(urls);
    live.launch.engine = engine();
    live.parallel = 2;
    live.probing.waits = false; // ours may be asked as quickly as they answer
    request.live = std::move(live);
    return request;
}

/// The worst grade about an origin.
unsigned gradeOf(const audit::Report &report, const std::string &url) {
    unsigned worst = 0;
    for (const analysis::Finding &finding : report.findings) {
        if (url.starts_with(finding.origin))
            worst = std::max(worst, static_cast<unsigned>(finding.grade));
    }
    return worst;
}

/// A page and another, which it links to.
class LinkedSite final : public lab::Origin {
public:
    [[nodiscard]] lab::Response answer(const lab::Request & /*request*/) override {
        lab::Response response;
        response.add("Content-Type", "text/html");
        response.add("ETag", "\"65e1cb70-5f\"");
        response.body = "<!doctype html><title>Linked</title><link rel=icon href='data:,'>"
                        "<a href='/'>home</a><a href='/news'>news</a>";
        return response;
    }
};

/// What was told of an audit, in its order.
struct Told {
    std::vector<audit::Step> begun;
    std::vector<audit::Step> over;
    std::size_t visited = 0;
    bool isBeside = false;    ///< some step began before all that had begun were over
    bool isOwnBeside = false; ///< a person's own did

    void take(const session::LiveEvent &event) {
        using Kind = session::LiveEvent::Kind;
        visited += event.kind == Kind::Visited ? 1 : 0;
        if (event.kind == Kind::Visited && event.isStepOver)
            over.push_back(event.step);
        if (event.kind != Kind::Step)
            return;
        isBeside = isBeside || over.size() < begun.size();
        isOwnBeside = isOwnBeside || countOf(begun, event.step) != countOf(over, event.step);
        begun.push_back(event.step);
    }
    static std::ptrdiff_t countOf(const std::vector<audit::Step> &steps, const audit::Step &of) {
        return std::count_if(steps.begin(), steps.end(),
                             [&of](const audit::Step &step) { return step.person == of.person; });
    }
};

bool hasNoBrowser(const AuditOutcome &outcome) {
    using Kind = live::BrowserError::Kind;
    return outcome.live && outcome.live->noBrowser &&
           (outcome.live->noBrowser->kind == Kind::NotInstalled ||
            outcome.live->noBrowser->kind == Kind::NoUser);
}

std::string describe(const audit::Report &report, const std::string &url) {
    std::string text = url;
    for (const analysis::Finding &finding : report.findings) {
        if (!url.starts_with(finding.origin))
            continue;
        text += "\n  " + std::to_string(static_cast<unsigned>(finding.grade)) + " " +
                std::string(nameOf(finding.kind)) + " " +
                (finding.values.empty() ? "" : finding.values.front());
        for (const analysis::Evidence &evidence : finding.evidence)
            text.append(" ").append(analysis::rowOf(evidence.rule).id);
    }
    return text;
}

std::vector<Expected> trackers(tests::LiveLab &lab) {
    using Kind = lab::TrackerKind;
    std::vector<Kind> kinds{Kind::PlainEcho, Kind::Kissmetrics, Kind::Evercookie, Kind::Zombie,
                            Kind::LastModifiedTwin};
    if (wantsAll()) {
        kinds.clear();
        for (const lab::TrackerRow &row : lab::allTrackers())
            kinds.push_back(row.kind);
        std::erase(kinds, Kind::RateLimitedEcho); // needs hours of patience
        std::erase(kinds, Kind::PersonalDigest);  // is not told from an honest page
    }
    std::vector<Expected> rows;
    for (const Kind kind : kinds) {
        Expected row{std::string(lab::rowOf(kind).id), lab.serve(kind), 3, 5};
        // The others with a cookie lose it to the page, which sets a new one before the tag is
        // sent.
        const bool respawns =
            kind == Kind::Kissmetrics || kind == Kind::Evercookie || kind == Kind::Zombie;
        row.least = respawns ? 5 : 3;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<Expected> honest(tests::LiveLab &lab) {
    std::vector<Expected> rows;
    for (const lab::Family &family : lab::allFamilies()) {
        if (rows.size() == 5 && !wantsAll())
            break;
        rows.push_back({"honest-" + std::to_string(static_cast<unsigned>(family.recipe)),
                        lab.serve(family.recipe), 0, 1});
    }
    return rows;
}

} // namespace

class TestLiveAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trackersAreFoundAndHonestServersAreNot();
    void aCookieByOtherMeansIsAFindingOfItsOwn();
    void anIdentifierOfTheAddressSurvivesTheFlush();
    void visitsBeginWhileOthersWaitForQuiet_data();
    void visitsBeginWhileOthersWaitForQuiet();
    void aFinishedAuditIsNotMadeAgain();
    void aSiteThatDoesNotAnswerIsSaid();
    void whatTheBrowserRefusesIsTriedOnceMore();
    void aStopKeepsWhatWasSeen();
};

void TestLiveAudit::trackersAreFoundAndHonestServersAreNot() {
    tests::LiveLab lab;
    QVERIFY(lab.isOpen());
    std::vector<Expected> rows = trackers(lab);
    const std::vector<Expected> others = honest(lab);
    rows.insert(rows.end(), others.begin(), others.end());
    std::vector<std::string> urls;
    for (const Expected &row : rows)
        urls.push_back(row.url);
    const AuditOutcome outcome = session::runAudit(requestFor(urls), {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    for (const session::LiveSite &site : outcome.live->sites) {
        const std::string why =
            site.url + ": " +
            (site.failure ? explain::sentenceOf(*site.failure) : site.pageFailure);
        if (site.failure || !site.pageFailure.empty())
            QTest::qFail(why.c_str(), __FILE__, __LINE__);
    }
    for (const Expected &row : rows) {
        const unsigned grade = gradeOf(outcome.report, row.url);
        const std::string what = row.name + ": " + describe(outcome.report, row.url);
        qInfo("%s: grade %u", row.name.c_str(), grade);
        if (grade < row.least || grade > row.most)
            QTest::qFail(what.c_str(), __FILE__, __LINE__);
    }
    std::string survivors;
    for (const audit::SurvivingTag &tag : outcome.report.flushProof.survivors)
        survivors += tag.url + " " + tag.value + "\n";
    QVERIFY2(outcome.report.flushProof.isClean(), survivors.c_str());
    QCOMPARE(outcome.report.flushProof.visits, static_cast<std::uint32_t>(rows.size()));
    QVERIFY(outcome.report.flushProof.conditionalBefore > 0);
}

void TestLiveAudit::aCookieByOtherMeansIsAFindingOfItsOwn() {
    tests::LiveLab lab;
    const std::string url = lab.serve("other", std::make_shared<tests::OtherMeansSite>());
    const AuditOutcome outcome = session::runAudit(requestFor({url}), {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    // The tag is the honest one that it is ...
    const std::string what = describe(outcome.report, url);
    QVERIFY2(gradeOf(outcome.report, url) <= 1, what.c_str());
    QVERIFY(outcome.report.tags > 0);
    // ... and the cookie came back all the same, which no tag is blamed for.
    QCOMPARE(outcome.report.respawns.size(), std::size_t{1});
    const analysis::Respawn &respawn = outcome.report.respawns.front();
    QCOMPARE(nameOf(respawn.cause), nameOf(analysis::RespawnCause::OtherMeans));
    QCOMPARE(respawn.cookie, std::string("uid"));
    QCOMPARE(respawn.tag, std::string());
}

void TestLiveAudit::anIdentifierOfTheAddressSurvivesTheFlush() {
    tests::LiveLab lab;
    const std::string url = lab.serve("address", std::make_shared<tests::AddressSite>());
    const AuditOutcome outcome = session::runAudit(requestFor({url}), {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    QVERIFY(outcome.report.flushProof.isClean());
    QCOMPARE(outcome.report.respawns.size(), std::size_t{1});
    QCOMPARE(nameOf(outcome.report.respawns.front().cause),
             nameOf(analysis::RespawnCause::Control));
    // Whoever reads the report is told that a flush does not help.
    const auto flat = [](const std::string &text) {
        return QString::fromStdString(text).simplified();
    };
    const QString text = flat(report::writeText(outcome.report, {}));
    const std::string &origin = outcome.report.respawns.front().origin;
    QVERIFY2(text.contains(flat(explain::text(explain::live_text::returnedToAll, "uid", origin))),
             qPrintable(text));
}

void TestLiveAudit::visitsBeginWhileOthersWaitForQuiet_data() {
    QTest::addColumn<unsigned>("pages");
    QTest::newRow("one page") << 1U;
    QTest::newRow("two pages") << 2U;
}

void TestLiveAudit::visitsBeginWhileOthersWaitForQuiet() {
    QFETCH(const unsigned, pages);
    tests::LiveLab lab;
    AuditRequest request = requestFor({lab.serve("linked", std::make_shared<LinkedSite>())});
    request.live->probes = false;
    request.live->pages = pages;
    Told told;
    request.onLive = [&told](const session::LiveEvent &event) { told.take(event); };
    const AuditOutcome outcome = session::runAudit(request, {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    const std::vector<audit::Step> steps = audit::protocolFor(audit::leastPeople);
    QVERIFY(told.begun == steps);
    QCOMPARE(told.over.size(), steps.size());
    QCOMPARE(told.visited, steps.size() * pages);
    QVERIFY(told.isBeside && !told.isOwnBeside);
    // However they ended, they are kept as they began, each with what is its own.
    const auto &visits = outcome.report.live.front().visits;
    QCOMPARE(visits.size(), steps.size() * pages);
    for (std::size_t i = 0; i < visits.size(); ++i) {
        QVERIFY(visits[i].exchanges > 0);
        QVERIFY(i == 0 || visits[i - 1].visit < visits[i].visit);
        const bool isOfStep =
            std::count_if(visits.begin(), visits.end(), [&visits, i](const auto &other) {
                return other.step == visits[i].step;
            }) == static_cast<std::ptrdiff_t>(pages);
        QVERIFY(isOfStep);
    }
}

void TestLiveAudit::aFinishedAuditIsNotMadeAgain() {
    tests::LiveLab lab;
    const QTemporaryDir folder;
    AuditRequest request = requestFor({lab.serve(lab::TrackerKind::Kissmetrics)});
    request.live->folder = folder.path().toStdString();
    request.live->probes = false;
    const AuditOutcome first = session::runAudit(request, {}, {});
    if (hasNoBrowser(first))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    const std::filesystem::path file = first.live->sites.front().file;
    QVERIFY(std::filesystem::exists(file));
    const auto mode = std::filesystem::status(file).permissions();
    QVERIFY((mode & ~std::filesystem::perms(0600)) == std::filesystem::perms::none);
    const AuditOutcome second = session::runAudit(request, {}, {});
    QVERIFY(second.live->sites.front().wasThere);
    // All but the commit and such is the same, so every number and finding is.
    QCOMPARE(report::writeJson(second.report, report::Identifiers::Shown),
             report::writeJson(first.report, report::Identifiers::Shown));
}

void TestLiveAudit::aSiteThatDoesNotAnswerIsSaid() {
    tests::LiveLab lab;
    const std::string dead = "http://127.0.0.1:1/";
    AuditRequest request = requestFor({dead, lab.serve(recipe::RecipeId::Nginx)});
    request.live->probes = false;
    const AuditOutcome outcome = session::runAudit(request, {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    QVERIFY(!outcome.live->sites[0].pageFailure.empty());
    QVERIFY(outcome.live->sites[1].pageFailure.empty());
    QVERIFY(!outcome.live->sites[1].file.empty());
}

/// A refusal may have been chance; this one is none.
void TestLiveAudit::whatTheBrowserRefusesIsTriedOnceMore() {
    AuditRequest request = requestFor({"ftp://127.0.0.1/"});
    request.live->probes = false;
    Told told;
    request.onLive = [&told](const session::LiveEvent &event) { told.take(event); };
    const AuditOutcome outcome = session::runAudit(request, {}, {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    QCOMPARE(told.begun.size(), std::size_t{2});
    const auto &failure = outcome.live->sites.front().failure;
    QVERIFY(failure && failure->kind == live::BrowserError::Kind::Refused);
}

void TestLiveAudit::aStopKeepsWhatWasSeen() {
    tests::LiveLab lab;
    const QTemporaryDir folder;
    AuditRequest request = requestFor({lab.serve(lab::TrackerKind::PlainEcho)});
    request.live->folder = folder.path().toStdString();
    std::stop_source stop;
    request.onLive = [&stop](const session::LiveEvent &event) {
        if (event.kind == session::LiveEvent::Kind::Visited && event.done == 2)
            stop.request_stop();
    };
    const AuditOutcome outcome = session::runAudit(request, stop.get_token(), {});
    if (hasNoBrowser(outcome))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    QVERIFY(outcome.live->stopped && outcome.report.stopped);
    QVERIFY(outcome.report.exchanges >= 2);
    QVERIFY(outcome.live->sites.front().file.string().ends_with(".unfinished.etagere"));
}

QTEST_GUILESS_MAIN(TestLiveAudit)
#include "test_live_audit.moc"
