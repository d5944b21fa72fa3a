// SPDX-License-Identifier: Apache-2.0
// The embedded engine, started as the command line starts it, on a real site.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/live/browser_rig.h"
#include "tests/live/site_pages.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

using namespace etagere;
using namespace etagere::tests;
using live::ProfileId;

namespace {

/// Takes out one row of each of these URLs; false: there is none.
bool takeOut(std::vector<WireRow> &rows, const std::string &url) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const WireRow &row) { return row.url == url; });
    if (found == rows.end())
        return false;
    rows.erase(found);
    return true;
}

/// What is known of a visit against what was served. Two sorts of requests are known by their URLs
/// alone: those that only the monitor saw, and the main scripts of workers, whose answers Chromium
/// 102 does not tell.
QString differencesInWhatIsKnown(std::vector<WireRow> served, const Visited &seen) {
    std::vector<std::string> urls = seen.summary->blindness.unseenUrls;
    for (const live::LiveExchange &exchange : seen.exchanges) {
        if (exchange.type == "Script" && exchange.status == 0)
            urls.push_back(exchange.url);
    }
    for (const std::string &url : urls) {
        if (!takeOut(served, url))
            return QStringLiteral("known, but not served: ") + QString::fromStdString(url);
    }
    return differences(std::move(served), wireRows(seen.exchanges));
}

/// How a visit ended, for people.
QByteArray endOf(const Visited &seen) {
    if (!seen.summary)
        return QByteArray::fromStdString(seen.summary.error().detail);
    return QByteArray("end ") + QByteArray::number(static_cast<int>(seen.summary->end)) +
           ", title " + QByteArray::fromStdString(seen.summary->title) + ", unfinished " +
           QByteArray::number(seen.summary->blindness.unfinished) + ", " +
           QByteArray::fromStdString(seen.summary->failure);
}

/// Why this machine cannot run it: root's browser is an unprivileged user's, who must be able to
/// reach the program, and its sandbox takes user namespaces. Empty: it can.
QByteArray whyNot() {
    for (std::filesystem::path at = ETAGERE_BROWSER; ::geteuid() == 0 && at.has_relative_path();) {
        at = at.parent_path();
        struct stat about = {};
        if (::stat(at.c_str(), &about) == 0 && (about.st_mode & S_IXOTH) == 0)
            return "nobody but its owner may go through " + QByteArray::fromStdString(at.string());
    }
    for (const char *name :
         {"/proc/sys/kernel/unprivileged_userns_clone", "/proc/sys/user/max_user_namespaces"}) {
        QFile file(QString::fromLatin1(name));
        if (file.open(QIODevice::ReadOnly) && file.readAll().trimmed() == "0")
            return QByteArray(name) + " forbids the engine's sandbox";
    }
    return {};
}

bool hasTag(const std::string &sent) { return !sent.empty() && sent != "-"; }

} // namespace

class TestEmbedded : public QObject {
    Q_OBJECT

    std::unique_ptr<BrowserRig> m_partitioned;
    std::unique_ptr<BrowserRig> m_shared;
    std::unique_ptr<Site> m_site;

    static std::unique_ptr<BrowserRig> start(bool isPartitioned) {
        live::LaunchOptions options;
        options.engine = live::Engine::Embedded;
        options.program = ETAGERE_BROWSER;
        options.isCachePartitioned = isPartitioned;
        auto browser = launchedBrowser(options);
        if (!browser) {
            qWarning("%s", browser.error().detail.c_str());
            return nullptr;
        }
        return std::make_unique<BrowserRig>(std::move(*browser));
    }
    BrowserRig &rig(bool isPartitioned) { return isPartitioned ? *m_partitioned : *m_shared; }

private Q_SLOTS:
    void initTestCase() {
        if (const QByteArray why = whyNot(); !why.isEmpty())
            QSKIP(("NOTHING WAS TESTED: " + why).constData());
        m_partitioned = start(true);
        QVERIFY(m_partitioned);
        m_shared = start(false);
        QVERIFY(m_shared);
    }
    void cleanupTestCase() {
        m_partitioned.reset();
        m_shared.reset();
    }
    void init() {
        m_site = std::make_unique<Site>();
        QVERIFY(m_site->isOpen());
    }
    void cleanup() {
        for (const auto *rig : {&m_partitioned, &m_shared}) {
            if (*rig)
                (*rig)->removeProfiles();
        }
    }

    void itSaysWhatItIs() {
        const live::EngineInfo &info = m_partitioned->browser().info();
        QVERIFY(info.engine == live::Engine::Embedded);
        QVERIFY2(info.product.starts_with("Chrome/"), info.product.c_str());
        QVERIFY(info.isCachePartitioned);
        QVERIFY(!m_shared->browser().info().isCachePartitioned);
    }

    void everyPageIsCapturedWhole_data() {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("isPartitioned");
        for (const std::string_view path : pagePaths()) {
            const QByteArray name(path.data(), static_cast<qsizetype>(path.size()));
            QTest::newRow(QByteArray(name + ", partitioned").constData()) << name << true;
            // One cache for all sites makes a difference where there are several.
            if (path == "/" || path == "/third-party.html" || path == "/outer.html")
                QTest::newRow(QByteArray(name + ", shared").constData()) << name << false;
        }
    }
    /// On the first visit, and when the visitor returns with a cache.
    void everyPageIsCapturedWhole() {
        QFETCH(QByteArray, path);
        QFETCH(bool, isPartitioned);
        const ProfileId profile = rig(isPartitioned).addProfile();
        for (int count = 0; count < 2; ++count) {
            m_site->clearLog();
            const Visited seen = rig(isPartitioned).visit(profile, m_site->url(path.toStdString()));
            QVERIFY2(seen.isLoaded(), endOf(seen).constData());
            QVERIFY2(!seen.title().startsWith(QStringLiteral("failed")) &&
                         seen.title() != QStringLiteral("working"),
                     qPrintable(seen.title()));
            QCOMPARE(differencesInWhatIsKnown(m_site->log(), seen), QString());
            // What a shared worker asks for, the monitor alone sees.
            const live::Blindness &blindness = seen.summary->blindness;
            QVERIFY2(blindness.unseen == (path == "/shared-worker.html" ? 1U : 0U),
                     blindness.unseenUrls.empty() ? "none" : blindness.unseenUrls.front().c_str());
        }
    }

    void thePartitionIsSeenOnTheWire_data() {
        QTest::addColumn<bool>("isPartitioned");
        QTest::newRow("a cache for each site") << true;
        QTest::newRow("one cache for all sites") << false;
    }
    /// A tracker's pixel within two sites: whether it knows the visitor of the other one.
    void thePartitionIsSeenOnTheWire() {
        QFETCH(bool, isPartitioned);
        const ProfileId profile = rig(isPartitioned).addProfile();
        const Visited first =
            rig(isPartitioned).visit(profile, m_site->url("/third-party.html", "a.localhost"));
        QCOMPARE(first.tagSentFor("/pixel.gif"), std::string("-"));
        const Visited other =
            rig(isPartitioned).visit(profile, m_site->url("/third-party.html", "b.localhost"));
        QCOMPARE(hasTag(other.tagSentFor("/pixel.gif")), !isPartitioned);
    }

    void forgettingKeepsTheCacheAlone() {
        const ProfileId profile = m_partitioned->addProfile();
        QVERIFY(m_partitioned->visit(profile, m_site->url("/storage.html")).isLoaded());
        QVERIFY(m_partitioned->forget(profile));
        QCOMPARE(m_partitioned->cookies(profile).size(), std::size_t{0});
        m_site->clearLog();
        const Visited again = m_partitioned->visit(profile, m_site->url("/one.html"));
        QVERIFY(again.isLoaded());
        QCOMPARE(again.summary->storage.size(), std::size_t{0});
        m_site->clearLog();
        QVERIFY(m_partitioned->visit(profile, m_site->url("/storage.html")).isLoaded());
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
    }
    void flushedIsWhatWasChosen() {
        QFETCH(int, by);
        QFETCH(QString, name);
        QFETCH(bool, page);
        QFETCH(bool, pixel);
        const ProfileId profile = m_partitioned->addProfile();
        const std::string url = m_site->url("/third-party.html");
        QVERIFY(m_partitioned->visit(profile, url).isLoaded());
        const auto before = m_partitioned->cookies(profile);
        flush::Scope scope{static_cast<flush::By>(by), {}, {}};
        if (!name.isEmpty())
            scope.names = {
                name.replace(QStringLiteral("%1"), QString::number(m_site->port())).toStdString()};
        const auto flushed = m_partitioned->flush(profile, scope);
        QVERIFY2(flushed, flushed ? "" : flushed.error().detail.c_str());
        m_site->clearLog();
        QVERIFY(m_partitioned->visit(profile, url).isLoaded());
        const bool isWhole = scope.by == flush::By::Everything;
        for (const WireRow &sent : m_site->log()) {
            const bool isPixel = sent.url.find("pixel.gif") != std::string::npos;
            const bool isPage = sent.url.find("//a.localhost") != std::string::npos;
            const bool isGone = (isPixel && pixel) || (isPage && page) || isWhole;
            QVERIFY2(sent.ifNoneMatch.empty() == isGone, sent.url.c_str());
        }
        QCOMPARE(m_partitioned->cookies(profile).size(), before.size());
    }

    void whatIsKeptComesBackInAnotherRun() {
        // The browser runs as another user when it is started by root.
        const QTemporaryDir folder;
        QVERIFY(::chmod(folder.path().toLocal8Bit().constData(), 0777) == 0);
        live::ProfileOptions options;
        options.kept = folder.filePath(QStringLiteral("visitor")).toStdString();
        for (const bool isFirst : {true, false}) {
            std::unique_ptr<BrowserRig> run = start(true);
            QVERIFY(run);
            m_site->clearLog();
            const Visited seen = run->visit(run->addProfile(options), m_site->url("/"));
            QVERIFY2(seen.isLoaded(), endOf(seen).constData());
            QCOMPARE(hasTag(seen.tagSentFor("/stale.gif")), !isFirst);
            QCOMPARE(m_site->log().front().cookie.empty(), isFirst);
        }
    }

    void whatCannotBeReachedIsSaid() {
        const ProfileId profile = m_partitioned->addProfile();
        const std::string gone = m_site->url("/");
        m_site.reset();
        const Visited seen = m_partitioned->visit(profile, gone);
        QVERIFY(seen.summary && seen.summary->end == live::VisitSummary::End::Failed);
        QCOMPARE(seen.summary->failure, std::string("net::ERR_CONNECTION_REFUSED"));
    }

    void aScreenshotIsTaken() {
        live::VisitOptions options;
        options.url = m_site->url("/");
        options.screenshot = true;
        const Visited seen = m_partitioned->visit(m_partitioned->addProfile(), options);
        QVERIFY(seen.isLoaded());
        QVERIFY(seen.summary->screenshot.starts_with("\x89PNG"));
    }
};

QTEST_GUILESS_MAIN(TestEmbedded)
#include "test_embedded.moc"
