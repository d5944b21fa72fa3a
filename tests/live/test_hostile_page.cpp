// SPDX-License-Identifier: Apache-2.0
// What a page may do to be read wrongly, or to end the browser that visits it: in every browser
// that is installed.
#include <QTest>

#include "tests/live/browser_rig.h"
#include "tests/session/live_lab.h"

#include <memory>
#include <string>

using namespace etagere;
using namespace etagere::tests;
using live::VisitSummary;

namespace {

/// Pages that are after whoever reads them.
class HostileOrigin final : public lab::Origin {
public:
    [[nodiscard]] lab::Response answer(const lab::Request &request) override {
        lab::Response response;
        response.add("Content-Type", "text/html; charset=utf-8");
        response.body = "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'>";
        if (request.target == "/clobbered")
            response.body += "<title>mine</title><img name=links><form name=title></form>"
                             "<form name=localStorage></form><a href=/next>next</a>"
                             "<script>localStorage.setItem('k', 'v')</script>";
        else if (request.target == "/links")
            response.body += "<title>links</title><script>"
                             "localStorage.setItem('k', 'v');"
                             "for (let i = 0; i < 110; ++i) {"
                             "  const a = document.createElement('a');"
                             "  a.href = '/' + i + 'x'.repeat(1000000); document.body.append(a);"
                             "}</script><a href=/next>next</a>";
        else if (request.target == "/title")
            response.body += "<script>document.title = 'x'.repeat(110000000);"
                             "localStorage.setItem('k', 'v')</script><a href=/next>next</a>";
        else if (request.target == "/data")
            response.body += "<title>data</title><a href=/next>next</a><script>"
                             "localStorage.setItem('k', 'v');"
                             "document.write('<img src=\"data:image/png,'"
                             " + 'x'.repeat(110000000) + '\">')</script>";
        else if (request.target == "/text")
            response.body += "<title>text</title><a href=/next>next</a><script>"
                             "localStorage.setItem('k', 'v');"
                             "fetch('/control').then(got => got.text())</script>";
        else if (request.target == "/password")
            response.body += "<title>password</title><a href=/next>next</a><script>"
                             "localStorage.setItem('k', 'v')</script><img src=/secret>";
        else if (request.target == "/secret")
            return secret();
        else
            return control();
        return response;
    }

private:
    static lab::Response secret() {
        lab::Response response;
        response.status = 401;
        response.add("WWW-Authenticate", "Basic realm=\"yours\"");
        return response;
    }
    /// As JSON, each byte of it is six.
    static lab::Response control() {
        lab::Response response;
        response.add("Content-Type", "text/plain; charset=utf-8");
        response.body = std::string(std::size_t{18} << 20U, '\x01');
        return response;
    }
};

} // namespace

class TestHostilePage : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveLab> m_lab;
    std::string m_url;
    std::unique_ptr<BrowserRig> m_rig;
    live::Engine m_engine = live::Engine::Count;

    /// Starts it unless it runs; false where it is not installed.
    bool use(live::Engine engine) {
        if (m_rig && m_engine == engine)
            return true;
        m_rig.reset();
        live::LaunchOptions options;
        options.engine = engine;
        if (engine == live::Engine::Embedded)
            options.program = ETAGERE_BROWSER;
        auto browser = launchedBrowser(options);
        if (!browser)
            return false;
        m_rig = std::make_unique<BrowserRig>(std::move(*browser));
        m_engine = engine;
        return true;
    }

private Q_SLOTS:
    void initTestCase() {
        m_lab = std::make_unique<LiveLab>();
        QVERIFY(m_lab->isOpen());
        m_url = m_lab->serve("hostile", std::make_shared<HostileOrigin>());
        m_url.pop_back();
    }
    void cleanup() {
        if (QTest::currentTestFailed())
            m_rig.reset();
    }
    void cleanupTestCase() {
        m_rig.reset();
        m_lab.reset();
    }

    void itIsReadAllTheSame_data() {
        QTest::addColumn<int>("engine");
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("title");
        for (const auto engine :
             {live::Engine::Embedded, live::Engine::Chromium, live::Engine::Firefox}) {
            const auto row = [engine](const char *name, const char *page, const char *title) {
                const auto browser = live::nameOf(engine);
                QTest::addRow("%s: %s", std::string(browser).c_str(), name)
                    << static_cast<int>(engine) << QString::fromLatin1(page)
                    << QString::fromLatin1(title);
            };
            row("names that stand before a document's own", "/clobbered", "mine");
            row("links of a megabyte each", "/links", "links");
            row("a text of characters that are long to tell", "/text", "text");
            // Chromium with a window waits for somebody who answers, and tells nothing meanwhile.
            if (engine != live::Engine::Chromium)
                row("a question for a password", "/password", "password");
            // Firefox tells of such an address over a socket, which ends, and busies itself with
            // such a title for longer than anybody waits: there is no helping it.
            if (engine == live::Engine::Firefox)
                continue;
            row("a title of a hundred megabytes", "/title", nullptr);
            row("an image in an address of a hundred megabytes", "/data", "data");
        }
    }
    void itIsReadAllTheSame() {
        QFETCH(int, engine);
        QFETCH(QString, page);
        QFETCH(QString, title);
        if (!use(static_cast<live::Engine>(engine)))
            QSKIP("not installed");
        const live::ProfileId profile = m_rig->addProfile();
        const Visited seen = m_rig->visit(profile, m_url + page.toStdString());
        QVERIFY2(seen.isLoaded(), seen.words().c_str());
        if (title.isEmpty())
            QVERIFY(seen.title().size() <= 4096);
        else
            QCOMPARE(seen.title(), title);
        QVERIFY(seen.tagSentFor(page.toStdString()) == "-");
        QCOMPARE(seen.summary->links, std::vector<std::string>{m_url + "/next"});
        QCOMPARE(seen.summary->storage,
                 (std::vector<live::StoredItem>{{live::StoredItem::Area::Local, m_url, "k", "v"}}));
        // And the browser goes on.
        const Visited next = m_rig->visit(profile, m_url + "/clobbered");
        QVERIFY2(next.isLoaded(), next.words().c_str());
    }
};

QTEST_GUILESS_MAIN(TestHostilePage)
#include "test_hostile_page.moc"
