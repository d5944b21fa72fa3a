// SPDX-License-Identifier: Apache-2.0
// Three witnesses of one browser's requests: the server's log, the capture by DevTools, and what
// the browser's network stack itself wrote down. The third agrees with the first even where the
// second is known to be blind.
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "tests/live/browser_rig.h"
#include "tests/live/net_log.h"

#include <algorithm>

using namespace etagere;
using namespace etagere::tests;

namespace {

/// Without the pages that are only visited so that the browser writes what it has not yet written.
std::vector<WireRow> compared(std::vector<WireRow> rows) {
    std::erase_if(rows, [](const WireRow &row) {
        return row.url.ends_with("?one") || row.url.ends_with("/one.html");
    });
    return rows;
}

struct Seen {
    std::vector<live::LiveExchange> exchanges;
    std::vector<std::string> unseen; ///< URLs that the capture says it missed
};

/// Where DevTools sees nothing: in a shared worker, in a sandboxed frame without a URL. Where it
/// does not see what was sent: a service worker's script. And what it missed, and says so.
bool isKnown(const QString &line, const Seen &seen) {
    const auto isIn = [&line](const std::string &url) {
        return line.contains(QString::fromStdString(url) + QLatin1Char(' '));
    };
    return line.contains(QStringLiteral("/data.json?shared")) ||
           (line.startsWith(QStringLiteral("only the server")) &&
            line.contains(QStringLiteral("/pixel.gif"))) ||
           std::any_of(seen.unseen.begin(), seen.unseen.end(), isIn) ||
           std::any_of(seen.exchanges.begin(), seen.exchanges.end(),
                       [&](const live::LiveExchange &exchange) {
                           return wasOnWire(exchange) && !exchange.isRequestAsSent &&
                                  isIn(exchange.url);
                       });
}

} // namespace

class TestNetLog : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<BrowserRig> m_rig;

    [[nodiscard]] std::string logFile() const {
        return m_folder.filePath(QStringLiteral("net-log.json")).toStdString();
    }

private Q_SLOTS:
    void initTestCase() {
        // The browser may run as another user.
        QVERIFY(QFile::setPermissions(m_folder.path(), QFile::Permissions::fromInt(0x7777)));
        live::LaunchOptions options;
        options.extraArguments = {"--log-net-log=" + logFile(),
                                  "--net-log-capture-mode=IncludeSensitive"};
        auto browser = launchedBrowser(options);
        if (!browser && browser.error().kind == live::BrowserError::Kind::NotInstalled)
            QSKIP("Chromium is not installed");
        QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
        m_rig = std::make_unique<BrowserRig>(std::move(*browser));
    }
    void cleanupTestCase() { m_rig.reset(); }

    void theNetworkStackAgreesWithTheServer() {
        Site site;
        const live::ProfileId profile = m_rig->addProfile();
        Seen captured;
        for (const char *path : {"/", "/third-party.html", "/fetches.html", "/sw/page.html",
                                 "/shared-worker.html", "/srcdoc.html"}) {
            for (int i = 0; i < 2; ++i) {
                const Visited seen = m_rig->visit(profile, site.url(path));
                QVERIFY2(seen.isLoaded(), path);
                captured.exchanges.insert(captured.exchanges.end(), seen.exchanges.begin(),
                                          seen.exchanges.end());
                const auto &unseen = seen.summary->blindness.unseenUrls;
                captured.unseen.insert(captured.unseen.end(), unseen.begin(), unseen.end());
            }
        }
        const std::vector<WireRow> served = compared(site.log());
        QString text;
        for (int i = 0; i < 10; ++i) {
            text = differences(served, compared(netLogRows(logFile())));
            if (text.isEmpty())
                break;
            // It writes in pieces: more of them bring out what is missing.
            QVERIFY(m_rig->visit(profile, site.url("/one.html")).isLoaded());
        }
        QCOMPARE(text, QString());

        const QString unknown = differences(served, compared(wireRows(captured.exchanges)));
        const QStringList blind = unknown.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString &line : blind)
            QVERIFY2(isKnown(line, captured), qPrintable(unknown));
        QVERIFY(!blind.isEmpty());
    }

    /// Reached or not: what is only tried without a network leaves the machine where there is one.
    void nobodyElseIsAsked() {
        QFile file(QString::fromStdString(logFile()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString log = QString::fromUtf8(file.readAll());
        static const QRegularExpression urls(QStringLiteral("\"url\":\"(https?://[^\"]*)\""));
        QStringList others;
        for (auto found = urls.globalMatch(log); found.hasNext();) {
            const QUrl url(found.next().captured(1));
            if (!url.host().endsWith(QStringLiteral("localhost")) &&
                url.host() != QStringLiteral("127.0.0.1"))
                others += url.host() + url.path();
        }
        others.removeDuplicates();
        QCOMPARE(others, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestNetLog)
#include "test_net_log.moc"
