// SPDX-License-Identifier: Apache-2.0
// A page that goes on by itself, as the events of a browser tell it.
#include <QTest>

#include "core/live/devtools_follow.h"
#include "tests/live/agreeing_browser.h"
#include "tests/wire/raw_peers.h"

#include <map>

using namespace etagere;
using namespace etagere::live;
using namespace etagere::tests;

namespace {

std::string nameOfEnd(VisitSummary::End end) { return std::string(nameOf(end)); }

} // namespace

class TestDevtoolsFollow : public QObject {
    Q_OBJECT

    const AgreeingBrowser *m_browser = nullptr;
    std::unique_ptr<DevtoolsClient> m_client;
    std::unique_ptr<DevtoolsPage> m_page;
    std::unique_ptr<DevtoolsFollow> m_follow;
    std::vector<std::string> m_told;
    std::map<std::string, LiveExchange> m_exchanges; ///< by URL

    /// "began /a", "/a of the current", "ended loaded /a".
    DevtoolsFollow::Listener listener() {
        using Whose = PageListener::Whose;
        const auto path = [](const std::string &url) {
            const std::string origin = "http://a.example";
            return url.starts_with(origin) ? url.substr(origin.size()) : url;
        };
        const auto of = [](Whose whose) {
            return std::string(whose == Whose::Current ? " of the current" : " of the previous");
        };
        DevtoolsFollow::Listener told;
        told.began = [this, path](const std::string &url, Instant) {
            m_told.push_back("began " + path(url));
        };
        told.exchanged = [this, path, of](LiveExchange exchange, Whose whose) {
            m_told.push_back(path(exchange.url) + of(whose));
            m_exchanges[path(exchange.url)] = std::move(exchange);
        };
        told.ended = [this, path](const VisitSummary &summary) {
            m_told.push_back("ended " + nameOfEnd(summary.end) + ' ' + path(summary.finalUrl) +
                             (summary.failure.empty() ? "" : ' ' + summary.failure));
        };
        told.missed = [this, of](const Blindness &missed, Whose whose) {
            m_told.push_back("missed " + std::to_string(missed.unfinished + missed.unseen) +
                             of(whose));
        };
        return told;
    }
    [[nodiscard]] bool waitForEnd() const {
        return waitFor([this] { return !m_told.empty() && m_told.back().starts_with("ended"); });
    }
    [[nodiscard]] QString told() const {
        QStringList lines;
        for (const std::string &line : m_told)
            lines += QString::fromStdString(line);
        return lines.join(QStringLiteral(", "));
    }

private Q_SLOTS:
    void init() {
        m_told.clear();
        m_exchanges.clear();
        auto transport = std::make_unique<AgreeingBrowser>();
        m_browser = transport.get();
        m_client = std::make_unique<DevtoolsClient>(std::move(transport));
        m_page = std::make_unique<DevtoolsPage>(*m_client, PageSetup{});
        bool isOpen = false;
        m_page->open([&](const auto &opened) { isOpen = opened.has_value(); });
        QVERIFY(waitFor([&] { return isOpen; }));
        m_follow = std::make_unique<DevtoolsFollow>(*m_client, *m_page, PageFrames(), listener());
        m_follow->start();
    }
    void cleanup() {
        m_follow.reset();
        m_page.reset();
        m_client.reset();
    }

    void aNavigationIsAVisit();
    void whatComesLateIsOfTheVisitBefore();
    void whatAPageAsksAsItGoesIsItsOwn();
    void whatIsToldTooEarlyFindsItsVisit();
    void aRedirectByTheNewPageIsNoVisit();
    void aClickIsOneWhateverGoesOn_data();
    void aClickIsOneWhateverGoesOn();
    void aDocumentThatDoesNotComeIsSaid();
    void aPageThatWasKeptIsAVisitWithoutRequests();
    void anEmptyPageIsNone();
    void whatIsAskedBetweenVisitsIsOfTheLast();
    void aVisitThatIsNotOverIsEnded();
    void aStoppedVisitIsFollowedOn();
    void theMonitorsDocumentIsOfTheVisitItBegins();
};

void TestDevtoolsFollow::aNavigationIsAVisit() {
    m_browser->document("/a", "D");
    m_browser->response("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->finished("D");
    m_browser->loaded();
    QVERIFY(waitForEnd());
    QCOMPARE(told(), QStringLiteral("began /a, /a of the current, ended loaded /a"));
    QCOMPARE(m_exchanges["/a"].topUrl, std::string("http://a.example/a"));
    QCOMPARE(m_exchanges["/a"].body, std::string("text"));
    // And so is the next one.
    m_browser->document("/b", "E");
    m_browser->committed("/b", "E");
    m_browser->whole("/b", "E");
    m_browser->loaded();
    QVERIFY(waitFor([this] { return m_told.size() == 6; }));
    QVERIFY(told().endsWith(QStringLiteral("began /b, /b of the current, ended loaded /b")));
}

void TestDevtoolsFollow::whatComesLateIsOfTheVisitBefore() {
    m_browser->request("/old", "R", "before");
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->whole("/old", "R");
    m_browser->whole("/a", "D");
    m_browser->loaded();
    QVERIFY(waitForEnd());
    QCOMPARE(told(), QStringLiteral("began /a, /old of the previous, /a of the current, ended "
                                    "loaded /a"));
}

void TestDevtoolsFollow::whatAPageAsksAsItGoesIsItsOwn() {
    m_browser->document("/a", "D");
    m_browser->request("/leaving", "R", "before");
    m_browser->whole("/leaving", "R");
    m_browser->committed("/a", "D");
    m_browser->request("/beacon", "P", "before", "Ping");
    m_browser->request("/new", "N", "D");
    m_browser->whole("/beacon", "P");
    m_browser->whole("/new", "N");
    m_browser->whole("/a", "D");
    m_browser->loaded();
    QVERIFY(waitForEnd());
    const QString all = told();
    QVERIFY2(all.contains(QStringLiteral("/leaving of the previous")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("/beacon of the previous")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("/new of the current")), qPrintable(all));
}

void TestDevtoolsFollow::whatIsToldTooEarlyFindsItsVisit() {
    m_browser->request("/old", "R", "before"); // so that there is somebody else to give it to
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->whole("/a", "D");
    m_browser->sentTag("E");
    m_browser->document("/b", "E", true);
    m_browser->answered("E");
    m_browser->response("/b", "E", true);
    m_browser->committed("/b", "E");
    m_browser->finished("E");
    m_browser->loaded();
    QVERIFY(waitFor([this] { return m_exchanges.contains("/b"); }));
    QVERIFY(m_exchanges["/b"].isRequestAsSent);
    QCOMPARE(m_exchanges["/b"].requestFields.size(), std::size_t{1});
    QVERIFY(told().contains(QStringLiteral("/b of the current")));
}

void TestDevtoolsFollow::aRedirectByTheNewPageIsNoVisit() {
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->whole("/a", "D");
    m_browser->document("/b", "E");
    m_browser->committed("/b", "E");
    m_browser->whole("/b", "E");
    m_browser->loaded();
    QVERIFY(waitForEnd());
    QCOMPARE(told(),
             QStringLiteral("began /a, /a of the current, /b of the current, ended loaded /b"));
}

void TestDevtoolsFollow::aClickIsOneWhateverGoesOn_data() {
    QTest::addColumn<QByteArray>("reason"); // empty: by the user's gesture alone
    QTest::newRow("a link") << QByteArray("anchorClick");
    QTest::newRow("a form") << QByteArray("formSubmissionPost");
    QTest::newRow("a script that a click began") << QByteArray();
}

void TestDevtoolsFollow::aClickIsOneWhateverGoesOn() {
    QFETCH(QByteArray, reason);
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->whole("/a", "D");
    if (!reason.isEmpty())
        m_browser->wanted(reason.toStdString());
    m_browser->document("/b", "E", reason.isEmpty());
    m_browser->committed("/b", "E");
    m_browser->whole("/b", "E");
    m_browser->loaded();
    QVERIFY(waitFor([this] { return m_told.back() == "ended loaded /b"; }));
    // The body of /a was still awaited: it is told when its visit ends.
    QCOMPARE(told(), QStringLiteral("began /a, /a of the current, ended timed-out /a, began /b, "
                                    "/b of the current, ended loaded /b"));
}

void TestDevtoolsFollow::aDocumentThatDoesNotComeIsSaid() {
    m_browser->document("/a", "D");
    m_browser->failed("D", "net::ERR_NO");
    m_browser->committedElsewhere("chrome-error://chromewebdata/");
    m_browser->loaded();
    QVERIFY(waitForEnd());
    QVERIFY2(told().startsWith(QStringLiteral("began /a, /a of the current, ended failed")),
             qPrintable(told()));
    QVERIFY(told().endsWith(QStringLiteral("net::ERR_NO")));
}

void TestDevtoolsFollow::aPageThatWasKeptIsAVisitWithoutRequests() {
    m_browser->committed("/back", "K", "BackForwardCacheRestore");
    m_browser->request("/again", "R", "K");
    m_browser->whole("/again", "R");
    QVERIFY(waitForEnd());
    QCOMPARE(told(), QStringLiteral("began /back, /again of the current, ended loaded /back"));
}

void TestDevtoolsFollow::anEmptyPageIsNone() {
    m_browser->committedElsewhere("about:blank");
    m_browser->loaded();
    m_browser->request("/x", "R", "X");
    m_browser->whole("/x", "R");
    QVERIFY(waitFor([this] { return !m_told.empty(); }));
    QCOMPARE(told(), QStringLiteral("/x of the current"));
}

void TestDevtoolsFollow::whatIsAskedBetweenVisitsIsOfTheLast() {
    m_browser->request("/timer", "R", "before");
    m_browser->whole("/timer", "R");
    QVERIFY(waitFor([this] { return !m_told.empty(); }));
    m_browser->request("/hanging", "H", "before");
    m_follow->end(VisitSummary::End::TimedOut, {});
    QCOMPARE(told(), QStringLiteral("/timer of the current, /hanging of the current, missed 1 of "
                                    "the current"));
    m_browser->request("/later", "L", "before");
    m_browser->whole("/later", "L");
    QCOMPARE(m_told.size(), std::size_t{3}); // nobody listens any more
}

void TestDevtoolsFollow::aVisitThatIsNotOverIsEnded() {
    m_browser->request("/old", "R", "before");
    m_browser->document("/a", "D");
    m_follow->end(VisitSummary::End::Crashed, "crashed");
    QCOMPARE(told(), QStringLiteral("began /a, /old of the previous, missed 1 of the previous, /a "
                                    "of the current, ended crashed /a crashed"));
}

void TestDevtoolsFollow::aStoppedVisitIsFollowedOn() {
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_follow->stopVisit();
    QVERIFY(waitForEnd());
    QCOMPARE(told(), QStringLiteral("began /a, /a of the current, ended timed-out /a"));
    m_browser->request("/more", "M", "D");
    m_browser->whole("/more", "M");
    QVERIFY(waitFor([this] { return m_told.back() == "/more of the current"; }));
}

void TestDevtoolsFollow::theMonitorsDocumentIsOfTheVisitItBegins() {
    m_follow->monitorSaw("http://a.example/a", "GET", true);
    m_browser->document("/a", "D");
    m_browser->committed("/a", "D");
    m_browser->whole("/a", "D");
    m_browser->loaded();
    QVERIFY(waitForEnd()); // and nobody misses it
    QCOMPARE(told(), QStringLiteral("began /a, /a of the current, ended loaded /a"));
    m_follow->monitorSaw("http://a.example/unseen", "GET", false);
    m_follow->end(VisitSummary::End::TimedOut, {});
    QVERIFY(told().endsWith(QStringLiteral("missed 1 of the current")));
}

QTEST_GUILESS_MAIN(TestDevtoolsFollow)
#include "test_devtools_follow.moc"
