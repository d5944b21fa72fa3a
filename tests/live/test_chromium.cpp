// SPDX-License-Identifier: Apache-2.0
// A real Chromium on a real site: what it sent, what it kept, what it forgot.
#include <QTest>

#include "tests/live/browser_rig.h"
#include "tests/live/hand_cases.h"
#include "tests/live/site_pages.h"

#include <algorithm>
#include <set>

using namespace etagere;
using namespace etagere::tests;
using live::ProfileId;
using live::VisitOptions;
using live::VisitSummary;

namespace {

VisitOptions optionsFor(const std::string &url) {
    VisitOptions options;
    options.url = url;
    return options;
}

bool hasTag(const std::string &sent) { return !sent.empty() && sent != "-"; }

/// The browser tells of some requests, those of shared workers and of a service worker's script,
/// without the fields that were sent. What it told nothing of is left out on both sides.
QString differencesInWhatIsTold(std::vector<WireRow> served, const Visited &seen) {
    std::vector<WireRow> captured = wireRows(seen.exchanges);
    const auto blank = [](std::vector<WireRow> &rows, const std::string &url) {
        for (WireRow &row : rows) {
            if (row.url == url)
                row = {row.method, row.url, {}, {}, 200, {}};
        }
    };
    for (const live::LiveExchange &exchange : seen.exchanges) {
        if (wasOnWire(exchange) && !exchange.isRequestAsSent) {
            blank(served, exchange.url);
            blank(captured, exchange.url);
        }
    }
    return differences(std::move(served), std::move(captured));
}

} // namespace

class TestChromium : public QObject {
    Q_OBJECT

    std::unique_ptr<BrowserRig> m_rig;
    std::unique_ptr<Site> m_site;

private Q_SLOTS:
    void initTestCase() {
        auto browser = launchedBrowser({});
        if (!browser && browser.error().kind == live::BrowserError::Kind::NotInstalled)
            QSKIP("Chromium is not installed");
        QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
        m_rig = std::make_unique<BrowserRig>(std::move(*browser));
    }
    void cleanupTestCase() { m_rig.reset(); }
    void init() {
        m_site = std::make_unique<Site>();
        QVERIFY(m_site->isOpen());
    }
    void cleanup() {
        if (m_rig)
            m_rig->removeProfiles();
    }

    void itSaysWhatItIs() {
        const live::EngineInfo &info = m_rig->browser().info();
        QVERIFY2(info.product.find("Chrom") != std::string::npos, info.product.c_str());
        QVERIFY(info.engine == live::Engine::Chromium);
        QVERIFY(!info.userAgent.empty());
    }

    void aFreshRendererSendsTheTagsAgain() {
        const ProfileId profile = m_rig->addProfile();
        const Visited first = m_rig->visit(profile, m_site->url("/"));
        QVERIFY2(first.isLoaded(), qPrintable(first.title()));
        QCOMPARE(first.title(), QStringLiteral("plain"));
        QCOMPARE(first.tagSentFor("/stale.gif"), std::string("-"));
        QCOMPARE(differences(m_site->log(), wireRows(first.exchanges)), QString());
        QCOMPARE(first.summary->links,
                 (std::vector<std::string>{m_site->url("/one.html"), m_site->url("/two.html#part"),
                                           m_site->url("/", "b.localhost")}));

        m_site->clearLog();
        const Visited again = m_rig->visit(profile, m_site->url("/"));
        QVERIFY(again.isLoaded());
        QCOMPARE(differences(m_site->log(), wireRows(again.exchanges)), QString());
        QVERIFY(hasTag(again.tagSentFor("/stale.gif")));
        QVERIFY(hasTag(again.tagSentFor("/app.js")));
        QCOMPARE(again.tagSentFor("/fresh.gif"), std::string()); // fresh: not asked for
    }

    void everyPageIsCapturedWhole_data() {
        QTest::addColumn<QByteArray>("path");
        for (const std::string_view path : pagePaths()) {
            // Chromium begins a sandboxed frame without a URL before it says that there is one.
            if (path != "/srcdoc.html")
                QTest::newRow(std::string(path).c_str())
                    << QByteArray(path.data(), static_cast<qsizetype>(path.size()));
        }
    }
    void everyPageIsCapturedWhole() {
        QFETCH(QByteArray, path);
        const ProfileId profile = m_rig->addProfile();
        for (int count = 0; count < 2; ++count) {
            m_site->clearLog();
            const Visited seen = m_rig->visit(profile, m_site->url(path.toStdString()));
            QVERIFY2(seen.isLoaded(), seen.words().c_str());
            QVERIFY2(!seen.title().startsWith(QStringLiteral("failed")) &&
                         seen.title() != QStringLiteral("working"),
                     qPrintable(seen.title()));
            QCOMPARE(differencesInWhatIsTold(m_site->log(), seen), QString());
            // A stream of events is never finished.
            QCOMPARE(seen.summary->blindness.unfinished, path == "/events.html" ? 1U : 0U);
        }
    }

    void twoProfilesShareNothing() {
        const ProfileId first = m_rig->addProfile();
        const ProfileId second = m_rig->addProfile();
        QVERIFY(m_rig->visit(first, m_site->url("/")).isLoaded());
        m_site->clearLog();
        const Visited other = m_rig->visit(second, m_site->url("/"));
        QCOMPARE(other.tagSentFor("/stale.gif"), std::string("-"));
        QCOMPARE(other.tagSentFor("/fresh.gif"), std::string("-"));
        QCOMPARE(m_site->log().front().cookie, std::string());
        QVERIFY(m_rig->cookies(first) != m_rig->cookies(second));
    }

    void forgettingKeepsTheCacheAlone() {
        const ProfileId profile = m_rig->addProfile();
        const Visited stored = m_rig->visit(profile, m_site->url("/storage.html"));
        QVERIFY(stored.isLoaded());
        QCOMPARE(stored.summary->storage.size(), std::size_t{2});
        QCOMPARE(stored.summary->storage[0].value, std::string("stored-0123456789"));
        QVERIFY(stored.summary->cookies.size() >= 2);

        QVERIFY(m_rig->forget(profile));
        QCOMPARE(m_rig->cookies(profile).size(), std::size_t{0});
        m_site->clearLog();
        const Visited again = m_rig->visit(profile, m_site->url("/storage.html"));
        QCOMPARE(m_site->log().front().cookie, std::string());
        QVERIFY(!m_site->log().front().ifNoneMatch.empty());
        QVERIFY(again.isLoaded());
    }

    void forgottenStorageIsGone() {
        const ProfileId profile = m_rig->addProfile();
        QVERIFY(m_rig->visit(profile, m_site->url("/storage.html")).isLoaded());
        const Visited kept = m_rig->visit(profile, m_site->url("/one.html"));
        QCOMPARE(kept.summary->storage.size(), std::size_t{1}); // the session's is of its tab
        QVERIFY(m_rig->forget(profile));
        VisitOptions again = optionsFor(m_site->url("/one.html"));
        again.load = live::Load::Reload;
        QVERIFY(!m_rig->visit(profile, again).summary); // that page is closed
        const Visited gone = m_rig->visit(profile, m_site->url("/one.html"));
        QCOMPARE(gone.summary->storage.size(), std::size_t{0});
        QVERIFY(hasTag(gone.tagSentFor("/stale.gif?one")));
    }

    void flushedIsWhatWasChosen_data() {
        QTest::addColumn<int>("by");
        QTest::addColumn<QString>("name"); // %1: the port
        QTest::addColumn<bool>("page");
        QTest::addColumn<bool>("pixel");
        const auto row = [](const char *title, flush::By by, const char *name, bool page,
                            bool pixel) {
            QTest::newRow(title) << static_cast<int>(by) << QString::fromLatin1(name) << page
                                 << pixel;
        };
        row("the whole cache", flush::By::Everything, "", true, true);
        row("one URL", flush::By::Url, "http://tracker.localhost:%1/pixel.gif", false, true);
        row("one origin", flush::By::Origin, "http://a.localhost:%1", true, false);
        row("the tracker's site", flush::By::Site, "tracker.localhost", false, true);
        row("another site", flush::By::Site, "unknown.localhost", false, false);
    }
    void flushedIsWhatWasChosen() {
        QFETCH(int, by);
        QFETCH(QString, name);
        QFETCH(bool, page);
        QFETCH(bool, pixel);
        const ProfileId profile = m_rig->addProfile();
        const std::string url = m_site->url("/third-party.html");
        const Visited first = m_rig->visit(profile, url);
        QVERIFY2(first.isLoaded(), first.words().c_str());
        const auto before = m_rig->cookies(profile);

        flush::Scope scope{static_cast<flush::By>(by), {}, {}};
        if (!name.isEmpty())
            scope.names = {
                name.replace(QStringLiteral("%1"), QString::number(m_site->port())).toStdString()};
        const auto flushed = m_rig->flush(profile, scope);
        QVERIFY(flushed);
        const bool isWhole = scope.by == flush::By::Everything;
        QVERIFY(flushed->way ==
                (isWhole ? live::FlushResult::Way::Cleared : live::FlushResult::Way::Overwritten));
        m_site->clearLog();
        const Visited verified = m_rig->visit(profile, url);
        QCOMPARE(differences(m_site->log(), wireRows(verified.exchanges)), QString());
        for (const WireRow &sent : m_site->log()) {
            const bool isPixel = sent.url.find("pixel.gif") != std::string::npos;
            const bool isPage = sent.url.find("//a.localhost") != std::string::npos;
            const bool isGone = (isPixel && pixel) || (isPage && page) || isWhole;
            QVERIFY2(sent.ifNoneMatch.empty() == isGone, sent.url.c_str());
        }
        QCOMPARE(m_rig->cookies(profile).size(), before.size());

        // Once is enough: what was flushed is kept anew.
        m_site->clearLog();
        const Visited after = m_rig->visit(profile, url);
        QVERIFY(hasTag(after.tagSentFor("/pixel.gif")));
        QVERIFY(hasTag(after.tagSentFor("/third-party.html")));
    }

    void itCallsItselfAsAsked_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("in a page") << QStringLiteral("/");
        QTest::newRow("in a worker") << QStringLiteral("/worker.html");
        QTest::newRow("in frames of other sites") << QStringLiteral("/third-party.html");
    }
    void itCallsItselfAsAsked() {
        QFETCH(QString, path);
        live::ProfileOptions options;
        options.userAgent = "Etagere/1 (a test)";
        const ProfileId profile = m_rig->addProfile(options);
        const Visited seen = m_rig->visit(profile, m_site->url(path.toStdString()));
        QVERIFY(seen.isLoaded());
        for (const live::LiveExchange &exchange : seen.exchanges) {
            if (exchange.isRequestAsSent)
                QVERIFY2(valueOf(exchange.requestFields, "user-agent") == options.userAgent,
                         exchange.url.c_str());
        }
    }

    void itCallsItselfAsWithAWindow_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("in a page") << QStringLiteral("/");
        QTest::newRow("in a worker") << QStringLiteral("/worker.html");
        QTest::newRow("in a shared worker") << QStringLiteral("/shared-worker.html");
        QTest::newRow("in a service worker") << QStringLiteral("/sw/page.html");
        QTest::newRow("in frames of other sites") << QStringLiteral("/third-party.html");
    }
    /// On the wire: a server may treat a browser without a window otherwise.
    void itCallsItselfAsWithAWindow() {
        QFETCH(QString, path);
        const ProfileId profile = m_rig->addProfile();
        const Visited seen = m_rig->visit(profile, m_site->url(path.toStdString()));
        QVERIFY2(seen.isLoaded(), seen.words().c_str());
        const std::string &told = m_rig->browser().info().userAgent;
        QVERIFY2(told.find(" Chrome/") != std::string::npos, told.c_str());
        QCOMPARE(m_site->agents(), std::set<std::string>{told});
        for (const live::LiveExchange &exchange : seen.exchanges)
            QVERIFY(valueOf(exchange.requestFields, "sec-ch-ua").find("Headless") ==
                    std::string::npos);
    }

    void aReloadIsOfTheSamePage() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url("/"));
        options.load = live::Load::Reload;
        QVERIFY(!m_rig->visit(profile, options).summary); // of nothing
        QVERIFY(m_rig->visit(profile, m_site->url("/")).isLoaded());
        const Visited reloaded = m_rig->visit(profile, options);
        QVERIFY(reloaded.isLoaded());
        QCOMPARE(reloaded.title(), QStringLiteral("plain"));
        options.load = live::Load::HardReload;
        m_site->clearLog();
        const Visited hard = m_rig->visit(profile, options);
        QVERIFY(hard.isLoaded());
        for (const WireRow &row : m_site->log())
            QVERIFY2(row.ifNoneMatch.empty() && row.ifModifiedSince.empty(), row.url.c_str());
        QCOMPARE(m_site->countOf("/fresh.gif") > 0, true);
    }

    void aPageIsHandedOver() { checkHandOver(*m_rig, *m_site); }
    void theTimeLimitRestsInHand() { checkTimeInHand(*m_rig, *m_site); }
    void aVisitIsStoppedInHand() { checkStopInHand(*m_rig, *m_site); }

    void theScriptPressesTheButton() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url("/banner.html"));
        options.script = "document.getElementById('agree').click()";
        options.screenshot = true;
        const Visited seen = m_rig->visit(profile, options);
        QCOMPARE(seen.title(), QStringLiteral("agreed"));
        QCOMPARE(seen.tagSentFor("/pixel.gif?agreed"), std::string("-"));
        QVERIFY(seen.summary->screenshot.starts_with("\x89PNG"));
    }

    void aVisitEndsInTime_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("loads"); // that are told of
        QTest::newRow("never quiet") << QStringLiteral("/busy.html") << 1;
        QTest::newRow("never loaded") << QStringLiteral("/endless.html") << 0;
    }
    void aVisitEndsInTime() {
        QFETCH(QString, path);
        QFETCH(int, loads);
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url(path.toStdString()));
        options.timeout = std::chrono::seconds(2);
        int told = 0;
        options.loaded = [&told] { ++told; };
        const Visited seen = m_rig->visit(profile, options);
        QVERIFY(seen.summary && seen.summary->end == VisitSummary::End::TimedOut);
        QVERIFY(!seen.exchanges.empty());
        QCOMPARE(told, loads);
    }

    void whatCannotBeReachedIsSaid() {
        const ProfileId profile = m_rig->addProfile();
        const std::string gone = m_site->url("/");
        m_site.reset();
        const Visited seen = m_rig->visit(profile, gone);
        QVERIFY(seen.summary && seen.summary->end == VisitSummary::End::Failed);
        QCOMPARE(seen.summary->failure, std::string("net::ERR_CONNECTION_REFUSED"));
    }
};

QTEST_GUILESS_MAIN(TestChromium)
#include "test_chromium.moc"
