// SPDX-License-Identifier: Apache-2.0
// Browsing by hand in a real browser: ETAGERE_BROWSER, else the usual one; its program is
// ETAGERE_BROWSER_PROGRAM, else it is looked for.
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/session/browsing.h"
#include "core/session/session.h"
#include "tests/session/browsing_rig.h"
#include "tests/session/live_lab.h"

#include <algorithm>
#include <filesystem>

using namespace etagere;
using namespace etagere::tests;
using audit::StepKind;

Q_DECLARE_METATYPE(etagere::session::PersonId)
Q_DECLARE_METATYPE(etagere::flush::By)

class TestBrowsing : public QObject, private BrowsingRig {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void whoReturnsSendsTheTags();
    void forgettingKeepsTheCache();
    void aNewPersonGetsAnotherTag();
    void aFlushIsVerified_data();
    void aFlushIsVerified();
    void aFlushWithoutCookiesSaysByWhatOneIsKnown();
    void aWholeFlushMakesSomebodyElse();
    void theLightShowsATracker();
    void theLightShowsNothingOfAnHonestServer();
    void aRespawnIsProven();
    void aSavedBrowsingIsJudgedTheSame();
    void aClickBeginsAVisit();
    void whatAPageAsksLaterIsRecorded();
    void whatCannotBeVisitedIsSaid();
    void aPageThatDoesNotAnswerIsSaid();
    void aPageThatNeverEndsCanBeStopped();
    void nothingRecordedSavesNothing();
    void whoIsGoneIsGone();
};

void TestBrowsing::initTestCase() {
    qRegisterMetaType<PersonId>("etagere::session::PersonId");
    const auto browser = launchedBrowser(launchOptions());
    using Kind = live::BrowserError::Kind;
    if (!browser &&
        (browser.error().kind == Kind::NotInstalled || browser.error().kind == Kind::NoUser))
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    if (launchOptions().engine == live::Engine::Firefox)
        QSKIP("NOTHING WAS TESTED: Firefox's pages are not followed");
    QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
}

void TestBrowsing::init() {
    m_site = std::make_unique<Site>();
    QVERIFY(m_site->isOpen());
    auto browser = launchedBrowser(launchOptions());
    QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
    m_browsing = std::make_unique<Browsing>(*std::move(browser));
}

void TestBrowsing::cleanup() {
    m_browsing.reset();
    m_site.reset();
}

void TestBrowsing::whoReturnsSendsTheTags() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/")));
    QCOMPARE(person(a).name, std::string("A"));
    QCOMPARE(person(a).title, std::string("plain"));
    QCOMPARE(person(a).visits, 1U);
    QVERIFY(!person(a).page.empty());
    const BrowsingRow *first = row(0, "/stale.gif");
    QVERIFY(first != nullptr && !first->givenValidator.empty());
    const std::string tag = first->givenValidator;
    QCOMPARE(first->sentValidator, std::string());
    QVERIFY(again(a));
    QCOMPARE(sentFor(1, "/stale.gif"), tag);
    QCOMPARE(row(1, "/stale.gif")->status, std::uint16_t{304});
    // The rest of what a row tells.
    QCOMPARE(row(1, "/stale.gif")->method, std::string("GET"));
    QVERIFY(row(1, "/stale.gif")->person == a);
    QVERIFY(m_browsing->report() != nullptr);
    QCOMPARE(m_browsing->report()->exchanges, std::uint64_t{m_browsing->rows().size()});
}

void TestBrowsing::forgettingKeepsTheCache() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/")));
    QVERIFY(again(a));
    QVERIFY(!cookieSentFor("/stale.gif").empty());
    m_site->clearLog();
    m_browsing->forget(a);
    QVERIFY(person(a).isVisiting);
    QVERIFY(settle(a));
    QCOMPARE(cookieSentFor("/"), std::string());
    QVERIFY(!sentFor(2, "/stale.gif").empty());
    QCOMPARE(m_browsing->report()->live.front().visits.back().step.kind, StepKind::CookiesCleared);
}

void TestBrowsing::aNewPersonGetsAnotherTag() {
    const PersonId a = add();
    live::ProfileOptions other;
    other.userAgent = "Somebody/1.0";
    const PersonId b = add(other);
    QVERIFY(a != b);
    const std::string url = m_site->url("/third-party.html");
    QVERIFY(visit(a, url));
    QVERIFY(visit(b, url));
    const std::string tagOfA = row(0, "/pixel.gif")->givenValidator;
    const std::string tagOfB = row(1, "/pixel.gif")->givenValidator;
    QVERIFY(!tagOfA.empty() && tagOfA != tagOfB);
    QVERIFY(again(a));
    QCOMPARE(sentFor(2, "/pixel.gif"), tagOfA);
    QVERIFY(m_site->agents().contains("Somebody/1.0"));
}

void TestBrowsing::aFlushIsVerified_data() {
    QTest::addColumn<flush::By>("by");
    QTest::addColumn<QByteArray>("name"); // "%" stands for the port
    QTest::addColumn<bool>("cookiesToo");
    const auto rows = [](const char *name, flush::By by, const char *scope) {
        for (const bool cookiesToo : {false, true})
            QTest::addRow("%s, cookies %s", name, cookiesToo ? "gone" : "kept")
                << by << QByteArray(scope) << cookiesToo;
    };
    rows("everything", flush::By::Everything, "");
    rows("one URL", flush::By::Url, "http://a.localhost:%/stale.gif");
    rows("one origin", flush::By::Origin, "http://tracker.localhost:%");
    rows("one site", flush::By::Site, "tracker.localhost");
}

void TestBrowsing::aFlushIsVerified() {
    QFETCH(flush::By, by);
    QFETCH(QByteArray, name);
    QFETCH(bool, cookiesToo);
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/")));
    QVERIFY(again(a));
    flush::Scope scope{by, {}, {}};
    if (!name.isEmpty())
        scope.names = {name.replace("%", QByteArray::number(m_site->port())).toStdString()};
    QSignalSpy verified(m_browsing.get(), &Browsing::flushVerified);
    m_site->clearLog();
    m_browsing->flush(a, scope, cookiesToo);
    QVERIFY(settle(a));
    QCOMPARE(verified.count(), 1);
    const session::FlushVerdict &verdict = person(a).flushed.value();
    QVERIFY(verdict.scope == scope);
    QCOMPARE(verdict.cookiesToo, cookiesToo);
    QVERIFY2(verdict.check.isClean(), faultsOf(verdict.check).c_str());
    QVERIFY(verdict.check.flushed > 0);
    if (by == flush::By::Everything)
        QCOMPARE(verdict.check.untouched, 0U);
    else
        QVERIFY(verdict.check.untouched > 0);
    QCOMPARE(cookieSentFor("/").empty(), cookiesToo);
}

void TestBrowsing::aFlushWithoutCookiesSaysByWhatOneIsKnown() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/storage.html")));
    m_browsing->flush(a, {}, false);
    QVERIFY(settle(a));
    const session::FlushVerdict &verdict = person(a).flushed.value();
    QVERIFY2(verdict.check.isClean(), faultsOf(verdict.check).c_str());
    const std::string id = "id http://a.localhost:" + std::to_string(m_site->port());
    QVERIFY2(std::count(verdict.stillKnownBy.begin(), verdict.stillKnownBy.end(), id) == 1,
             joined(verdict.stillKnownBy).c_str());
}

void TestBrowsing::aWholeFlushMakesSomebodyElse() {
    const PersonId a = add();
    const std::string url = m_site->url("/third-party.html");
    QVERIFY(visit(a, url));
    for (int i = 0; i < 2; ++i) {
        m_browsing->flush(a, {}, true);
        QVERIFY(settle(a));
    }
    QVERIFY(again(a));
    const audit::LiveRun &run = m_browsing->report()->live.front();
    QCOMPARE(run.visits.size(), std::size_t{4});
    QCOMPARE(run.visits[0].visitor, std::string("A"));
    QCOMPARE(run.visits[1].visitor, std::string("A after the flush"));
    QVERIFY(run.visits[1].step.kind == StepKind::Flushed);
    QCOMPARE(run.visits[2].visitor, std::string("A after the flush 2"));
    QCOMPARE(run.visits[3].visitor, run.visits[2].visitor);
    QVERIFY(run.visits[3].step.kind == StepKind::Return);
    QVERIFY(m_browsing->report()->flushProof.isClean());
}

void TestBrowsing::theLightShowsATracker() {
    LiveLab lab;
    QVERIFY(lab.isOpen());
    const std::string url = lab.serve(lab::TrackerKind::Kissmetrics);
    const PersonId a = add();
    QVERIFY(visit(a, url));
    QVERIFY(again(a));
    QVERIFY(visit(add(), url));
    QVERIFY(again(a));
    const std::string findings = joined(linesOf(*m_browsing->report()));
    QVERIFY2(person(a).verdict.grade >= 3, findings.c_str());
    QVERIFY(!person(a).verdict.headline.isEmpty());
    // Another page is another matter.
    QVERIFY(visit(a, m_site->url("/one.html")));
    QVERIFY2(person(a).verdict.grade < 3, joined(linesOf(*m_browsing->report())).c_str());
}

void TestBrowsing::theLightShowsNothingOfAnHonestServer() {
    LiveLab lab;
    QVERIFY(lab.isOpen());
    const std::string url = lab.serve(recipe::RecipeId::Nginx);
    const PersonId a = add();
    QVERIFY(visit(a, url));
    QVERIFY(again(a));
    const PersonId b = add();
    QVERIFY(visit(b, url));
    QVERIFY2(person(b).verdict.grade == 0, joined(linesOf(*m_browsing->report())).c_str());
    QVERIFY(person(b).verdict.headline.isEmpty());
}

void TestBrowsing::aRespawnIsProven() {
    LiveLab lab;
    QVERIFY(lab.isOpen());
    const std::string url = lab.serve(lab::TrackerKind::Evercookie);
    const PersonId a = add();
    QVERIFY(visit(a, url));
    QVERIFY(visit(add(), url));
    QVERIFY(again(a));
    m_browsing->forget(a);
    QVERIFY(settle(a));
    QVERIFY2(person(a).verdict.grade == 5, joined(linesOf(*m_browsing->report())).c_str());
    // Gone only with both; and said so.
    m_browsing->flush(a, {}, true);
    QVERIFY(settle(a));
    QVERIFY2(person(a).flushed->check.isClean(), faultsOf(person(a).flushed->check).c_str());
    QVERIFY2(person(a).flushed->stillKnownBy.empty(),
             joined(person(a).flushed->stillKnownBy).c_str());
}

void TestBrowsing::aSavedBrowsingIsJudgedTheSame() {
    LiveLab lab;
    QVERIFY(lab.isOpen());
    const std::string url = lab.serve(lab::TrackerKind::Evercookie);
    const PersonId a = add();
    QVERIFY(visit(a, url));
    QVERIFY(visit(add(), url));
    m_browsing->forget(a);
    QVERIFY(settle(a));
    m_browsing->flush(a, {}, true);
    QVERIFY(settle(a));
    const QTemporaryDir folder;
    const std::filesystem::path file =
        folder.filePath(QStringLiteral("by-hand.etagere")).toStdString();
    QVERIFY(!m_browsing->save(file));
    const auto mode = std::filesystem::status(file).permissions();
    QVERIFY((mode & ~std::filesystem::perms(0600)) == std::filesystem::perms::none);
    session::AuditRequest request;
    request.ledger = ":memory:";
    request.inputs = {{file.string(), {}}};
    const session::AuditOutcome outcome = session::runAudit(request, {}, {});
    const std::vector<std::string> lines = linesOf(*m_browsing->report());
    QVERIFY(!lines.empty());
    QCOMPARE(joined(linesOf(outcome.report)), joined(lines));
    QCOMPARE(outcome.report.live.front().visits.size(), std::size_t{4});
    QCOMPARE(outcome.report.flushProof.visits, 1U);
}

void TestBrowsing::aClickBeginsAVisit() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/self.html")));
    QVERIFY(waitFor([&] { return m_site->listeners() == 1; }));
    const std::string page = person(a).page;
    m_site->clearLog();
    m_site->say("go");
    QVERIFY(waitFor([&] { return person(a).visits == 2; }));
    QVERIFY(settle(a));
    QCOMPARE(person(a).url, m_site->url("/one.html"));
    QCOMPARE(person(a).title, std::string("one"));
    QCOMPARE(person(a).page, page); // the same one shows it
    const BrowsingRow *document = row(1, "/one.html");
    QVERIFY(document != nullptr);
    QCOMPARE(document->status, std::uint16_t{200});
    QVERIFY(!document->givenValidator.empty());
    QVERIFY(row(1, "/stale.gif?one") != nullptr);
    QVERIFY(row(0, "/one.html") == nullptr);
    const audit::LiveVisit &visit = m_browsing->report()->live.front().visits.back();
    QVERIFY(visit.step.kind == StepKind::Return);
    QCOMPARE(visit.summary.blindness.unseen, 0U);
    // What was asked for by hand is asked for again like any other page.
    QVERIFY(again(a));
    QCOMPARE(sentFor(2, "/stale.gif?one"), row(1, "/stale.gif?one")->givenValidator);
}

void TestBrowsing::whatAPageAsksLaterIsRecorded() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/self.html")));
    QVERIFY(waitFor([&] { return m_site->listeners() == 1; }));
    QVERIFY(row(0, "/data.json?more") == nullptr);
    m_site->say("more");
    QVERIFY(waitFor([&] { return row(0, "/data.json?more") != nullptr; }));
    QCOMPARE(row(0, "/data.json?more")->status, std::uint16_t{200});
    QVERIFY(!row(0, "/data.json?more")->givenValidator.empty());
    QCOMPARE(person(a).visits, 1U);
}

void TestBrowsing::whatCannotBeVisitedIsSaid() {
    const PersonId a = add();
    QSignalSpy failed(m_browsing.get(), &Browsing::failed);
    m_browsing->visit(a, QStringLiteral("javascript:alert(1)"));
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("javascript:alert(1)")));
    QVERIFY(!person(a).isVisiting);
    m_browsing->comeBackLater(a, std::chrono::hours(24));
    QCOMPARE(failed.count(), 2);
    // There is no page yet to come back to.
    m_browsing->again(a);
    QVERIFY(!person(a).isVisiting);
    QVERIFY(m_browsing->rows().empty());
}

void TestBrowsing::aPageThatDoesNotAnswerIsSaid() {
    const PersonId a = add();
    QVERIFY(visit(a, "http://127.0.0.1:1/"));
    QVERIFY(!person(a).failure.empty());
    QCOMPARE(person(a).verdict.grade, std::uint8_t{0});
    // A flush that no page verifies is not called verified.
    QSignalSpy verified(m_browsing.get(), &Browsing::flushVerified);
    m_browsing->flush(a, {}, true);
    QVERIFY(settle(a));
    QCOMPARE(verified.count(), 0);
    QVERIFY(!person(a).flushed);
    QVERIFY(visit(a, m_site->url("/one.html")));
    QVERIFY(person(a).failure.empty());
}

void TestBrowsing::aPageThatNeverEndsCanBeStopped() {
    const PersonId a = add();
    m_browsing->visit(a, QString::fromStdString(m_site->url("/busy.html")));
    QVERIFY(waitFor([&] { return m_site->countOf("/no-store.gif") > 3; }));
    QVERIFY(person(a).isVisiting);
    m_browsing->stop(a);
    QVERIFY(settle(a));
    QVERIFY(row(0, "/busy.html") != nullptr);
}

void TestBrowsing::nothingRecordedSavesNothing() {
    const QTemporaryDir folder;
    const std::filesystem::path file =
        folder.filePath(QStringLiteral("nothing.etagere")).toStdString();
    QVERIFY(m_browsing->save(file));
    QVERIFY(!std::filesystem::exists(file));
}

void TestBrowsing::whoIsGoneIsGone() {
    const PersonId a = add();
    QVERIFY(visit(a, m_site->url("/one.html")));
    m_browsing->remove(a);
    QVERIFY(waitFor([&] { return m_browsing->find(a) == nullptr; }));
    QVERIFY(!m_browsing->rows().empty()); // what was recorded stays
    QCOMPARE(m_browsing->people().size(), std::size_t{0});
    const PersonId b = add();
    QCOMPARE(person(b).name, std::string("B"));
    QVERIFY(visit(b, m_site->url("/one.html")));
    QCOMPARE(sentFor(1, "/stale.gif?one"), std::string());
}

QTEST_GUILESS_MAIN(TestBrowsing)
#include "test_browsing.moc"
