// SPDX-License-Identifier: Apache-2.0
// A real Firefox on a real site: what it sent, what it kept, what it forgot.
#include <QTest>

#include "core/live/firefox_browser.h"
#include "tests/live/browser_rig.h"
#include "tests/live/hand_cases.h"
#include "tests/live/site_pages.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

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

std::filesystem::path procOf(qint64 process) {
    return std::filesystem::path("/proc") / std::to_string(process);
}

} // namespace

class TestFirefox : public QObject {
    Q_OBJECT

    std::unique_ptr<BrowserRig> m_rig;
    std::unique_ptr<Site> m_site;

private Q_SLOTS:
    void initTestCase() {
        live::LaunchOptions options;
        options.engine = live::Engine::Firefox;
        auto browser = launchedBrowser(options);
        if (!browser && browser.error().kind == live::BrowserError::Kind::NotInstalled)
            QSKIP("Firefox is not installed");
        QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
        m_rig = std::make_unique<BrowserRig>(std::move(*browser));
    }
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
        QVERIFY2(info.product.starts_with("Firefox/"), info.product.c_str());
        QVERIFY(info.engine == live::Engine::Firefox);
        QVERIFY2(info.userAgent.find("Gecko") != std::string::npos, info.userAgent.c_str());
        QVERIFY(info.isCachePartitioned);
    }

    void itRunsAsAnUnprivilegedUser() {
        const auto &browser = dynamic_cast<const live::FirefoxBrowser &>(m_rig->browser());
        struct stat owner {};
        QCOMPARE(::stat(procOf(browser.processId()).c_str(), &owner), 0);
        QVERIFY(owner.st_uid != 0);
    }

    void everyPageIsCapturedWhole_data() {
        QTest::addColumn<QByteArray>("path");
        for (const std::string_view path : pagePaths())
            QTest::newRow(std::string(path).c_str())
                << QByteArray(path.data(), static_cast<qsizetype>(path.size()));
    }
    void everyPageIsCapturedWhole() {
        QFETCH(QByteArray, path);
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url(path.toStdString()));
        // Between its requests a worker starts, which nobody tells of; on a loaded machine that
        // takes longer than a visit waits for more.
        if (path == "/sw/page.html")
            options.quiet = std::chrono::seconds(4);
        for (int count = 0; count < 2; ++count) {
            m_site->clearLog();
            const Visited seen = m_rig->visit(profile, options);
            QVERIFY2(seen.isLoaded(), qPrintable(seen.title()));
            QVERIFY2(!seen.title().startsWith(QStringLiteral("failed")) &&
                         seen.title() != QStringLiteral("working"),
                     qPrintable(seen.title()));
            QCOMPARE(differences(m_site->log(), wireRows(seen.exchanges)), QString());
            QCOMPARE(seen.summary->blindness.unseen, 0U);
            QCOMPARE(seen.summary->blindness.inferred, 0U);
            // A stream of events is never finished, a response that a script gave up half way need
            // not be, and a service worker's script is asked for anew some time after the page.
            if (path == "/sw/page.html")
                QVERIFY(seen.summary->blindness.unfinished <= 1U);
            else if (path != "/fetches.html")
                QCOMPARE(seen.summary->blindness.unfinished, path == "/events.html" ? 1U : 0U);
        }
        // A service worker may ask for its script again later on, which is no visit of others'.
        QVERIFY(answerOf<void>([&](live::Done<void> done) {
            m_rig->browser().removeProfile(profile, std::move(done));
        }));
    }

    void aReturnSendsTheTags() {
        const ProfileId profile = m_rig->addProfile();
        const Visited first = m_rig->visit(profile, m_site->url("/"));
        QVERIFY2(first.isLoaded(), qPrintable(first.title()));
        QCOMPARE(first.title(), QStringLiteral("plain"));
        QCOMPARE(first.tagSentFor("/stale.gif"), std::string("-"));
        QCOMPARE(first.summary->links,
                 (std::vector<std::string>{m_site->url("/one.html"), m_site->url("/two.html#part"),
                                           m_site->url("/", "b.localhost")}));
        QCOMPARE(first.summary->finalUrl, m_site->url("/"));
        const Visited again = m_rig->visit(profile, m_site->url("/"));
        QVERIFY(hasTag(again.tagSentFor("/stale.gif")));
        QVERIFY(hasTag(again.tagSentFor("/app.js")));
        QCOMPARE(again.tagSentFor("/fresh.gif"), std::string()); // fresh: not asked for
        const auto validated = std::find_if(
            again.exchanges.begin(), again.exchanges.end(), [](const live::LiveExchange &one) {
                return std::string_view(one.url).ends_with("/stale.gif");
            });
        QVERIFY(validated != again.exchanges.end());
        QCOMPARE(validated->status, std::uint16_t{304});
        QVERIFY(validated->servedFrom == traffic::ServedFrom::Validated);
        // The fields are those of the 304, not what the cache made of them.
        QCOMPARE(valueOf(validated->responseFields, "content-length"), std::string());
        QCOMPARE(validated->frameUrl, m_site->url("/"));
        QCOMPARE(validated->topUrl, m_site->url("/"));
        QCOMPARE(validated->serverAddress, std::string("127.0.0.1"));
    }

    void bodiesAreKeptWithinTheirBudgets() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url("/fetches.html"));
        options.bodyLimit = Bytes{5};
        const Visited seen = m_rig->visit(profile, options);
        for (const live::LiveExchange &exchange : seen.exchanges)
            QVERIFY(exchange.body.size() <= 5);
        QVERIFY(seen.summary->blindness.cutBodies > 0);
        const auto posted =
            std::find_if(seen.exchanges.begin(), seen.exchanges.end(),
                         [](const live::LiveExchange &one) { return one.method == "POST"; });
        QVERIFY(posted != seen.exchanges.end());
        QCOMPARE(posted->requestBody, std::string("a=1"));
        QCOMPARE(posted->body, std::string("a=1"));
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
        const auto flushed = m_rig->flush(first, {flush::By::Everything, {}, {}});
        QVERIFY(flushed);
        QVERIFY(hasTag(m_rig->visit(second, m_site->url("/")).tagSentFor("/stale.gif")));
    }

    void forgettingKeepsTheCacheAlone() {
        const ProfileId profile = m_rig->addProfile();
        const Visited stored = m_rig->visit(profile, m_site->url("/storage.html"));
        QVERIFY(stored.isLoaded());
        QCOMPARE(stored.summary->storage.size(), std::size_t{2});
        QCOMPARE(stored.summary->storage[0].value, std::string("stored-0123456789"));
        QVERIFY(stored.summary->cookies.size() >= 2);
        const auto expiring =
            std::find_if(stored.summary->cookies.begin(), stored.summary->cookies.end(),
                         [](const live::Cookie &cookie) { return cookie.name == "script"; });
        QVERIFY(expiring != stored.summary->cookies.end());
        QVERIFY(expiring->expires && *expiring->expires > stored.summary->started &&
                *expiring->expires < stored.summary->started + std::chrono::hours(48));

        QVERIFY(m_rig->forget(profile));
        QCOMPARE(m_rig->cookies(profile).size(), std::size_t{0});
        m_site->clearLog();
        const Visited again = m_rig->visit(profile, m_site->url("/one.html"));
        QCOMPARE(m_site->log().front().cookie, std::string());
        QCOMPARE(again.summary->storage.size(), std::size_t{0});
        m_site->clearLog();
        QVERIFY(m_rig->visit(profile, m_site->url("/storage.html")).isLoaded());
        QVERIFY(!m_site->log().front().ifNoneMatch.empty());
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
        QVERIFY(m_rig->visit(profile, url).isLoaded());
        // An image that was found unchanged is not listed among the cache's entries for a while.
        QVERIFY(m_rig->visit(profile, url).isLoaded());
        const auto before = m_rig->cookies(profile);

        flush::Scope scope{static_cast<flush::By>(by), {}, {}};
        if (!name.isEmpty())
            scope.names = {
                name.replace(QStringLiteral("%1"), QString::number(m_site->port())).toStdString()};
        const auto flushed = m_rig->flush(profile, scope);
        QVERIFY2(flushed, flushed ? "" : flushed.error().detail.c_str());
        const bool isWhole = scope.by == flush::By::Everything;
        QVERIFY(flushed->way == live::FlushResult::Way::Deleted);
        QVERIFY(flushed->entries.has_value());
        QCOMPARE(*flushed->entries > 0, page || pixel);
        m_site->clearLog();
        const Visited verified = m_rig->visit(profile, url);
        QCOMPARE(differences(m_site->log(), wireRows(verified.exchanges)), QString());
        // The pixel stands in the page twice; the second one has what the first one brought.
        QCOMPARE(hasTag(verified.tagSentFor("/pixel.gif")), !pixel);
        QCOMPARE(hasTag(verified.tagSentFor("/third-party.html")), !page);
        for (const WireRow &sent : m_site->log()) {
            if (sent.url.find("pixel.gif") == std::string::npos)
                QVERIFY2(sent.ifNoneMatch.empty() ==
                             (isWhole || (page && sent.url.find("//a.") != std::string::npos)),
                         sent.url.c_str());
        }
        QCOMPARE(m_rig->cookies(profile).size(), before.size());

        // Once is enough: what was flushed is kept anew.
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

    void aReloadIsOfTheSamePage() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options = optionsFor(m_site->url("/"));
        options.load = live::Load::Reload;
        QVERIFY(!m_rig->visit(profile, options).summary); // of nothing
        QVERIFY(m_rig->visit(profile, m_site->url("/")).isLoaded());
        const Visited reloaded = m_rig->visit(profile, options);
        QVERIFY(reloaded.isLoaded());
        QCOMPARE(reloaded.title(), QStringLiteral("plain"));
        QVERIFY(hasTag(reloaded.tagSentFor("/stale.gif")));
        options.load = live::Load::HardReload;
        m_site->clearLog();
        const Visited hard = m_rig->visit(profile, options);
        QVERIFY(hard.isLoaded());
        for (const WireRow &row : m_site->log())
            QVERIFY2(row.ifNoneMatch.empty() && row.ifModifiedSince.empty(), row.url.c_str());
        QCOMPARE(m_site->countOf("/fresh.gif") > 0, true);
        QVERIFY(hasTag(m_rig->visit(profile, m_site->url("/")).tagSentFor("/stale.gif")));
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
        QVERIFY2(seen.summary->failure.find("CONNECTION_REFUSED") != std::string::npos,
                 seen.summary->failure.c_str());
    }

    void onlyPagesOfTheWebAreVisited() {
        const ProfileId profile = m_rig->addProfile();
        const Visited seen = m_rig->visit(profile, "file:///etc/passwd");
        QVERIFY(!seen.summary && seen.summary.error().kind == live::BrowserError::Kind::Refused);
    }

    /// Last: it ends the browser.
    void cleanupTestCase() {
        if (!m_rig)
            return;
        const auto &browser = dynamic_cast<const live::FirefoxBrowser &>(m_rig->browser());
        const qint64 process = browser.processId();
        const std::filesystem::path folder = browser.folder();
        QVERIFY(std::filesystem::exists(folder) && std::filesystem::exists(procOf(process)));
        m_rig.reset();
        QVERIFY(!std::filesystem::exists(folder));
        QVERIFY(!std::filesystem::exists(procOf(process)));
    }
};

QTEST_GUILESS_MAIN(TestFirefox)
#include "test_firefox.moc"
