// SPDX-License-Identifier: Apache-2.0
// Real browsers whose cache is ours: what they ask of a real site, at a time of our choosing.
#include <QTest>

#include "tests/live/simulated_cases.h"
#include "tests/live/site_pages.h"

#include <chrono>
#include <map>
#include <memory>

using namespace etagere;
using namespace etagere::tests;
using live::ProfileId;
using traffic::ServedFrom;

namespace {

/// Loads what `expression` says and shows what came of it in the title.
std::string showing(const std::string &expression) {
    return "(async () => { document.title = await (async () => " + expression + ")(); })()";
}

QString logOf(const Site &site) {
    QString lines;
    for (const WireRow &row : site.log())
        lines += QString::fromStdString(row.method + ' ' + row.url + " tag " + row.ifNoneMatch +
                                        " status " + std::to_string(row.status) + '\n');
    return lines;
}

bool hasTag(const std::string &sent) { return !sent.empty() && sent != "-"; }

} // namespace

class TestSimulated : public QObject {
    Q_OBJECT

    std::map<QByteArray, std::unique_ptr<BrowserRig>> m_rigs;
    std::unique_ptr<Site> m_site;

    void start(const QByteArray &name, const live::LaunchOptions &options) {
        auto browser = launchedBrowser(options);
        if (browser)
            m_rigs[name] = std::make_unique<BrowserRig>(std::move(*browser));
        else
            qWarning("%s: %s", name.constData(), browser.error().detail.c_str());
    }
    void addRows(const std::vector<std::string_view> &models = {"chromium"}) {
        QTest::addColumn<QByteArray>("browser");
        QTest::addColumn<QByteArray>("model");
        for (const auto &[name, rig] : m_rigs) {
            for (const std::string_view model : models) {
                const QByteArray as(model.data(), static_cast<qsizetype>(model.size()));
                QTest::newRow(QByteArray(name + ", the cache of " + as).constData()) << name << as;
            }
        }
    }
    /// Requests for this very URL.
    [[nodiscard]] std::size_t countOf(std::string_view path) const {
        const std::string url = m_site->url(path);
        return static_cast<std::size_t>(
            std::count_if(m_site->log().begin(), m_site->log().end(),
                          [&url](const WireRow &row) { return row.url == url; }));
    }
    SimulatedRig rig(const QByteArray &name) { return SimulatedRig(*m_rigs.at(name)); }

private Q_SLOTS:
    void initTestCase() {
#ifdef ETAGERE_BROWSER
        live::LaunchOptions embedded;
        embedded.engine = live::Engine::Embedded;
        embedded.program = ETAGERE_BROWSER;
        start("embedded", embedded);
#endif
        live::LaunchOptions chromium;
        // A page that is answered by us has no address, and one without an address may not load
        // from this machine; this site is on it.
        chromium.extraArguments = {"--disable-features=LocalNetworkAccessChecks,"
                                   "LocalNetworkAccessForNavigations"};
        start("chromium", chromium);
        if (m_rigs.empty())
            QSKIP("NOTHING WAS TESTED: no browser can be started");
    }
    void cleanupTestCase() { m_rigs.clear(); }
    void init() {
        m_site = std::make_unique<Site>();
        QVERIFY(m_site->isOpen());
    }
    void cleanup() {
        for (const auto &[name, rig] : m_rigs)
            rig->removeProfiles();
    }

    void theSecondVisitAsksForNothingFresh_data() {
        addRows({"rfc9111", "chromium", "firefox", "safari"});
    }
    void theSecondVisitAsksForNothingFresh() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, model);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile(model.toStdString());
        for (const bool isFirst : {true, false}) {
            m_site->clearLog();
            const Visited seen = simulated.visit(profile, m_site->url("/"));
            QVERIFY2(seen.isLoaded(), seen.words().c_str());
            QCOMPARE(seen.title(), QStringLiteral("plain"));
            QCOMPARE(differences(m_site->log(), wireRows(seen.exchanges)), QString());
            QCOMPARE(seen.summary->blindness.unseen, 0U);
            // That the browser's own cache is off shows nowhere.
            for (const live::LiveExchange &exchange : seen.exchanges) {
                if (wasOnWire(exchange))
                    QCOMPARE(valueOf(exchange.requestFields, "Cache-Control") +
                                 valueOf(exchange.requestFields, "Pragma"),
                             std::string());
            }
            QVERIFY2(countOf("/fresh.gif") == (isFirst ? 1U : 0U), qPrintable(logOf(*m_site)));
            QCOMPARE(countOf("/style.css"), isFirst ? 1U : 0U);
            QCOMPARE(countOf("/moved"), isFirst ? 1U : 0U);
            QCOMPARE(hasTag(seen.tagSentFor("/stale.gif")), !isFirst);
            QCOMPARE(hasTag(seen.tagSentFor("/app.js")), !isFirst);
            QCOMPARE(seen.tagSentFor("/no-store.gif"), std::string("-"));
            if (isFirst)
                continue;
            QCOMPARE(exchangeOf(seen, "/fresh.gif")->servedFrom, ServedFrom::Cache);
            QVERIFY(cacheStatusOf(seen, "/fresh.gif").starts_with("etagere; hit; ttl="));
            QCOMPARE(exchangeOf(seen, "/stale.gif")->servedFrom, ServedFrom::Validated);
            QCOMPARE(exchangeOf(seen, "/stale.gif")->status, std::uint16_t{304});
            QCOMPARE(exchangeOf(seen, "/no-store.gif")->servedFrom, ServedFrom::Network);
        }
    }

    void everyPageIsCapturedWhole_data() {
        QTest::addColumn<QByteArray>("browser");
        QTest::addColumn<QByteArray>("path");
        for (const auto &[name, rig] : m_rigs) {
            for (const std::string_view path : pagePaths()) {
                const QByteArray as(path.data(), static_cast<qsizetype>(path.size()));
                QTest::newRow(QByteArray(name + ", " + as).constData()) << name << as;
            }
        }
    }
    /// A page works as it does with the browser's own cache, and nothing is asked unseen.
    void everyPageIsCapturedWhole() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, path);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        for (int count = 0; count < 2; ++count) {
            m_site->clearLog();
            const Visited seen = simulated.visit(profile, m_site->url(path.toStdString()));
            QVERIFY2(seen.isLoaded(), seen.words().c_str());
            QVERIFY2(!seen.title().startsWith(QStringLiteral("failed")) &&
                         seen.title() != QStringLiteral("working"),
                     qPrintable(seen.title()));
        }
    }

    void aMonthLaterItIsAskedFor_data() { addRows(); }
    void aMonthLaterItIsAskedFor() {
        QFETCH(QByteArray, browser);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        const std::string url = m_site->url("/two.html");
        const std::string width = showing("document.images[0].naturalWidth");
        QCOMPARE(simulated.visit(profile, url, width).title(), QStringLiteral("1"));
        QVERIFY(simulated.turnClock(profile, std::chrono::minutes(50)));
        m_site->clearLog();
        QCOMPARE(simulated.visit(profile, url, width).title(), QStringLiteral("1"));
        QCOMPARE(countOf("/fresh.gif"), std::size_t{0});
        QVERIFY(simulated.turnClock(profile, std::chrono::hours(24 * 30)));
        m_site->clearLog();
        const Visited later = simulated.visit(profile, url, width);
        QCOMPARE(later.title(), QStringLiteral("1"));
        QVERIFY(hasTag(later.tagSentFor("/fresh.gif")));
        const live::LiveExchange *image = exchangeOf(later, "/fresh.gif");
        QCOMPARE(image->servedFrom, ServedFrom::Validated);
        QCOMPARE(image->status, std::uint16_t{304});
        const std::string status = cacheStatusOf(later, "/fresh.gif");
        QVERIFY2(status.starts_with("etagere; fwd=stale; fwd-status=304; stored"), status.c_str());
    }

    void itNeedsASimulatedCache_data() { addRows(); }
    void itNeedsASimulatedCache() {
        QFETCH(QByteArray, browser);
        BrowserRig &own = *m_rigs.at(browser);
        const auto turned = answerOf<void>([&, profile = own.addProfile()](live::Done<void> done) {
            own.browser().turnClock(profile, std::chrono::hours(1), std::move(done));
        });
        QVERIFY(!turned && turned.error().kind == live::BrowserError::Kind::Unsupported);
    }

    void aTagCrossesSitesAsTheModelSays_data() {
        addRows({"rfc9111", "chromium", "firefox", "safari"});
    }
    void aTagCrossesSitesAsTheModelSays() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, model);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile(model.toStdString());
        const Visited first =
            simulated.visit(profile, m_site->url("/third-party.html", "a.localhost"));
        QCOMPARE(first.tagSentFor("/pixel.gif"), std::string("-"));
        const Visited other =
            simulated.visit(profile, m_site->url("/third-party.html", "b.localhost"));
        const bool isShared =
            cache::modelFrom(model.toStdString())->partitioning == cache::Partitioning::None;
        QCOMPARE(hasTag(other.tagSentFor("/pixel.gif")), isShared);
        QVERIFY(hasTag(simulated.visit(profile, m_site->url("/third-party.html", "a.localhost"))
                           .tagSentFor("/pixel.gif")));
    }

    void aVariantAnswersItsOwnRequestsOnly_data() { addRows({"rfc9111", "chromium"}); }
    void aVariantAnswersItsOwnRequestsOnly() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, model);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile(model.toStdString());
        const auto asked = [](const std::string &word) {
            return showing("(await (await fetch('/vary.json', {headers: {'X-Asked': '" + word +
                           "'}})).text()).length");
        };
        const std::string page = m_site->url("/one.html");
        const std::string length = simulated.visit(profile, page, asked("1")).summary->title;
        m_site->clearLog();
        QCOMPARE(simulated.visit(profile, page, asked("1")).summary->title, length);
        QCOMPARE(countOf("/vary.json"), std::size_t{0});
        QCOMPARE(simulated.visit(profile, page, asked("2")).summary->title, length);
        QCOMPARE(countOf("/vary.json"), std::size_t{1});
    }

    /// What comes out of the cache has its coding undone, as what comes from the network.
    void codedAndRedirectedIsTheSameTwice_data() { addRows(); }
    void codedAndRedirectedIsTheSameTwice() {
        QFETCH(QByteArray, browser);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        const std::string script = showing("[(await (await fetch('/app.js')).text()).length, "
                                           "(await fetch('/moved')).redirected, "
                                           "(await (await fetch('/moved')).blob()).size].join()");
        for (int count = 0; count < 2; ++count) {
            m_site->clearLog();
            const Visited seen = simulated.visit(profile, m_site->url("/one.html"), script);
            QCOMPARE(seen.title(), QStringLiteral("4016,true,43"));
            QCOMPARE(countOf("/moved"), count == 0 ? 1U : 0U);
        }
    }

    void whatIsStaleIsRenewedBehind_data() { addRows(); }
    /// The page has the stale one at once, and the server is asked for it behind its back.
    void whatIsStaleIsRenewedBehind() {
        QFETCH(QByteArray, browser);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        QCOMPARE(simulated.visit(profile, m_site->url("/swr.html")).title(),
                 QStringLiteral("done"));
        m_site->clearLog();
        const Visited again = simulated.visit(profile, m_site->url("/swr.html"));
        QCOMPARE(again.title(), QStringLiteral("done"));
        QVERIFY(hasTag(again.tagSentFor("/swr.json")));
        QCOMPARE(countOf("/swr.json"), std::size_t{1});
        const auto stale = std::find_if(
            again.exchanges.begin(), again.exchanges.end(), [](const live::LiveExchange &each) {
                return each.url.ends_with("/swr.json") && each.servedFrom == ServedFrom::Cache;
            });
        QVERIFY(stale != again.exchanges.end());
        QCOMPARE(differences(m_site->log(), wireRows(again.exchanges)), QString());
    }

    void cookiesAreTakenOnce_data() { addRows(); }
    void cookiesAreTakenOnce() {
        QFETCH(QByteArray, browser);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        QVERIFY(simulated.visit(profile, m_site->url("/")).isLoaded());
        const auto cookies = m_rigs.at(browser)->cookies(profile);
        QCOMPARE(cookies.size(), std::size_t{2});
        // What our cache answers sets none and loses none.
        m_site->clearLog();
        QVERIFY(simulated.visit(profile, m_site->url("/")).isLoaded());
        QVERIFY(!m_site->log().front().cookie.empty());
        QVERIFY(m_rigs.at(browser)->forget(profile));
        m_site->clearLog();
        const Visited forgotten = simulated.visit(profile, m_site->url("/"));
        QVERIFY(m_site->log().front().cookie.empty());
        QVERIFY(hasTag(forgotten.tagSentFor("/stale.gif")));
        QCOMPARE(countOf("/fresh.gif"), std::size_t{0});
    }

    void whatIsFlushedIsGone_data() {
        QTest::addColumn<QByteArray>("browser");
        QTest::addColumn<QByteArray>("by");
        for (const auto &[name, rig] : m_rigs) {
            for (const char *by : {"everything", "url", "origin", "site"})
                QTest::newRow(QByteArray(name + ", by " + by).constData())
                    << name << QByteArray(by);
        }
    }
    void whatIsFlushedIsGone() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, by);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        const std::string page = m_site->url("/third-party.html");
        const std::string pixel = m_site->url("/pixel.gif", "tracker.localhost");
        QVERIFY(simulated.visit(profile, page).isLoaded());
        flush::Scope scope;
        std::uint64_t entries = 2; // in the page, and in another host's frame
        if (by == "everything") {
            entries = 10; // 4 documents, and 2 each of what frames have in common
        } else if (by == "url") {
            scope = {flush::By::Url, {pixel}, {}};
        } else if (by == "origin") {
            scope = {flush::By::Origin, {pixel.substr(0, pixel.find('/', 8))}, {}};
        } else {
            scope = {flush::By::Site, {"tracker.localhost"}, {}};
        }
        const auto flushed = m_rigs.at(browser)->flush(profile, scope);
        QVERIFY(flushed);
        QCOMPARE(flushed->way, live::FlushResult::Way::Deleted);
        QCOMPARE(*flushed->entries, entries);
        const Visited again = simulated.visit(profile, page);
        QCOMPARE(again.tagSentFor("/pixel.gif"), std::string("-"));
        QCOMPARE(hasTag(again.tagSentFor("/third-party.html")), by != "everything");
        QVERIFY(hasTag(simulated.visit(profile, page).tagSentFor("/pixel.gif")));
    }

    void aReloadValidatesTheDocument_data() { addRows(); }
    void aReloadValidatesTheDocument() {
        QFETCH(QByteArray, browser);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile();
        QVERIFY(simulated.visit(profile, m_site->url("/two.html")).isLoaded());
        live::VisitOptions options;
        options.load = live::Load::Reload;
        m_site->clearLog();
        QVERIFY(m_rigs.at(browser)->visit(profile, options).isLoaded());
        QVERIFY(!m_site->log().front().ifNoneMatch.empty());
        QCOMPARE(countOf("/fresh.gif"), std::size_t{0});
        options.load = live::Load::HardReload;
        m_site->clearLog();
        QVERIFY(m_rigs.at(browser)->visit(profile, options).isLoaded());
        QCOMPARE(countOf("/fresh.gif"), std::size_t{1});
        for (const WireRow &row : m_site->log())
            QCOMPARE(row.ifNoneMatch, std::string());
    }

    void itDecidesAsAReplayOfTheSame_data() {
        addRows({"rfc9111", "chromium", "firefox", "safari"});
    }
    /// The browser with our cache, and the same requests replayed through the same model: for every
    /// exchange the same outcome by the same rules.
    void itDecidesAsAReplayOfTheSame() {
        QFETCH(QByteArray, browser);
        QFETCH(QByteArray, model);
        SimulatedRig simulated = rig(browser);
        const ProfileId profile = simulated.addProfile(model.toStdString());
        live::Capture capture(m_rigs.at(browser)->browser().info(), "test");
        for (const char *path : {"/", "/third-party.html", "/", "/third-party.html"}) {
            const Visited seen = simulated.visit(profile, m_site->url(path));
            QVERIFY2(seen.isLoaded(), seen.words().c_str());
            const traffic::VisitId visit =
                capture.beginVisit("A", m_site->url(path), seen.summary->started);
            for (const live::LiveExchange &exchange : seen.exchanges)
                capture.record(visit, exchange);
        }
        const replay::Log log =
            replay::replay(capture.traffic(), *cache::modelFrom(model.toStdString()));
        std::size_t compared = 0;
        for (std::size_t i = 0; i < log.rows.size(); ++i) {
            const auto &exchange = capture.traffic().exchange(traffic::ExchangeId::fromSize(i));
            const http::Field *told = http::find(exchange.responseFields, "Cache-Status");
            if (told == nullptr)
                continue; // a redirect goes on as it came
            ++compared;
            const std::string url(capture.traffic().urlText(exchange.url));
            QVERIFY2(rulesOf(std::string(told->value)) == rulesOf(log.rows[i].decision),
                     (url + "\nlive   " + rulesOf(std::string(told->value)) + "\nreplay " +
                      rulesOf(log.rows[i].decision))
                         .c_str());
        }
        QVERIFY2(compared > 40, std::to_string(compared).c_str());
    }
};

QTEST_GUILESS_MAIN(TestSimulated)
#include "test_simulated.moc"
