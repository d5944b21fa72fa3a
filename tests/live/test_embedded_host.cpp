// SPDX-License-Identifier: Apache-2.0
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

#include "tests/live/devtools_talk.h"
#include "tests/live/engine_test_main.h"
#include "tests/live/site.h"
#include "ui/browser/devtools_host.h"

#include <memory>

namespace etagere {

namespace {

using tests::DevToolsTalk;
using tests::TalkedPage;
using tests::waitUntil;

QJsonObject named(const char *member, const QString &value) {
    return {{QLatin1String(member), value}};
}

QStringList urlsOf(const QList<QJsonObject> &events) {
    QStringList urls;
    for (const QJsonObject &event : events)
        urls.append(event.value(QLatin1String("url")).toString());
    urls.sort();
    return urls;
}

} // namespace

/// The embedded engine as a client of DevTools meets it, on real pages.
class TestEmbeddedHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_site = std::make_unique<tests::Site>();
        QVERIFY(m_site->isOpen());
        m_host = std::make_unique<ui::DevToolsHost>(ui::DevToolsHostOptions{true, true});
        m_talk = std::make_unique<DevToolsTalk>(*m_host);
    }
    void cleanup() {
        m_host.reset();
        m_talk.reset();
        m_site.reset();
    }

    void tellsWhatItIs();
    void refusesWhatItDoesNotKnow();
    void givesEachVisitorAJar();
    void monitorsEveryRequest();
    void hearsWorkers();
    void forgetsWithTheContext();
    void keepsWhatItIsToldToKeep();
    void goesNowhereButTheWeb();
    void refusesDownloads();
    void refusesPopups();
    void opensPopupsWhenTold();
    void answersDialogsItself();
    void grantsNothing();
    void outlivesARenderer();
    void flushesTheWholeCache();
    void overwritesByFetch();
    void saysWhoItIs();
    void carriesLargeBodies();
    void showsThePage();
    void ends();

private:
    TalkedPage freshPage() { return tests::newPage(*m_talk, tests::newContext(*m_talk)); }
    std::string tagSent(std::string_view path) const {
        for (const tests::WireRow &row : m_site->log()) {
            if (row.url.find(path) != std::string::npos)
                return row.ifNoneMatch;
        }
        return "not asked for";
    }
    std::unique_ptr<tests::Site> m_site;
    std::unique_ptr<ui::DevToolsHost> m_host;
    std::unique_ptr<DevToolsTalk> m_talk;
};

void TestEmbeddedHost::tellsWhatItIs() {
    const QJsonObject version = m_talk->result("Browser.getVersion");
    QVERIFY(
        version.value(QLatin1String("product")).toString().startsWith(QLatin1String("Chrome/")));
    QVERIFY(
        version.value(QLatin1String("userAgent")).toString().contains(QLatin1String("Chrome/")));
    QCOMPARE(version.value(QLatin1String("etagerePartitioned")), QJsonValue(true));
}

void TestEmbeddedHost::refusesWhatItDoesNotKnow() {
    QCOMPARE(m_talk->errorOf("Tethering.bind"), -32601);
    QCOMPARE(m_talk->errorOf("Page.enable", {}, QStringLiteral("NONE")), -32001);
    QCOMPARE(m_talk->errorOf("Target.attachToTarget", named("targetId", QStringLiteral("NONE"))),
             -32602);
    QCOMPARE(
        m_talk->errorOf("Target.createTarget", named("browserContextId", QStringLiteral("NONE"))),
        -32000);
    QCOMPARE(m_talk->errorOf("Target.createBrowserContext",
                             named("etagereFolder", QStringLiteral("a/b"))),
             -32602);
    const TalkedPage page = freshPage();
    QCOMPARE(m_talk->errorOf("Nothing.known", {}, page.session), -32601);
    QCOMPARE(m_talk->errorOf("Target.attachToTarget", named("targetId", page.target)), -32000);
    m_host->send("no message");
    QVERIFY(!m_talk->result("Browser.getVersion").isEmpty());
}

void TestEmbeddedHost::givesEachVisitorAJar() {
    const TalkedPage first = freshPage();
    const TalkedPage second = freshPage();
    QVERIFY(tests::visit(*m_talk, first, m_site->url("/third-party.html")));
    QVERIFY(tests::visit(*m_talk, second, m_site->url("/third-party.html")));
    QStringList names;
    for (const TalkedPage &page : {first, second}) {
        const QJsonArray cookies =
            m_talk->result("Storage.getCookies", named("browserContextId", page.context))
                .value(QLatin1String("cookies"))
                .toArray();
        for (const QJsonValue &cookie : cookies) {
            const QJsonObject fields = cookie.toObject();
            if (fields.value(QLatin1String("name")) == QLatin1String("sid") &&
                fields.value(QLatin1String("domain")) == QLatin1String("a.localhost"))
                names.append(fields.value(QLatin1String("value")).toString());
        }
    }
    QCOMPARE(names.size(), 2);
    QVERIFY(names[0] != names[1]);
}

/// What the monitor saw is what the server saw: all of it, and nothing that was not there.
void TestEmbeddedHost::monitorsEveryRequest() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/third-party.html")));
    QStringList served;
    for (const tests::WireRow &row : m_site->log())
        served.append(QString::fromStdString(row.url));
    served.sort();
    QVERIFY(served.size() > 5);
    QCOMPARE(urlsOf(m_talk->events("Etagere.requestSeen")), served);
    for (const QJsonObject &seen : m_talk->events("Etagere.requestSeen"))
        QCOMPARE(seen.value(QLatin1String("browserContextId")).toString(), page.context);
}

void TestEmbeddedHost::hearsWorkers() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/worker.html")));
    QVERIFY(m_talk->waitForEvent("Target.attachedToTarget"));
    const QString child = m_talk->events("Target.attachedToTarget")
                              .first()
                              .value(QLatin1String("sessionId"))
                              .toString();
    QVERIFY(m_talk->ask("Network.enable", {}, child).contains(QLatin1String("result")));
    QCOMPARE(m_talk->evaluate(QStringLiteral("self.constructor.name"), child).toString(),
             QStringLiteral("DedicatedWorkerGlobalScope"));
}

void TestEmbeddedHost::forgetsWithTheContext() {
    const TalkedPage page = freshPage();
    m_talk->forgetEvents();
    const QJsonObject context = named("browserContextId", page.context);
    QVERIFY(m_talk->ask("Target.disposeBrowserContext", context).contains(QLatin1String("result")));
    QCOMPARE(m_talk->events("Target.targetDestroyed").size(), 1);
    QCOMPARE(m_talk->events("Target.detachedFromTarget").size(), 1);
    QCOMPARE(m_talk->errorOf("Storage.getCookies", context), -32000);
    QCOMPARE(m_talk->errorOf("Page.enable", {}, page.session), -32001);
    QVERIFY(m_talk->result("Target.getTargets")
                .value(QLatin1String("targetInfos"))
                .toArray()
                .isEmpty());
}

/// The same person comes back with another run: cookie and cache are there, and the tag is sent.
void TestEmbeddedHost::keepsWhatItIsToldToKeep() {
    const QTemporaryDir folder;
    const QJsonObject kept = named("etagereFolder", folder.filePath(QStringLiteral("visitor")));
    const TalkedPage first = tests::newPage(*m_talk, tests::newContext(*m_talk, kept));
    QVERIFY(tests::visit(*m_talk, first, m_site->url("/")));
    m_talk->ask("Target.disposeBrowserContext", named("browserContextId", first.context));
    m_site->clearLog();
    const TalkedPage again = tests::newPage(*m_talk, tests::newContext(*m_talk, kept));
    QVERIFY(tests::visit(*m_talk, again, m_site->url("/")));
    QVERIFY(!tagSent("/stale.gif").empty());
    QVERIFY(m_site->log().front().cookie.find("sid=s1") != std::string::npos);
}

void TestEmbeddedHost::goesNowhereButTheWeb() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    for (const char *url : {"file:///etc/passwd", "chrome://version", "devtools://devtools/",
                            "qrc:/", "mailto:a@example.org"})
        m_talk->ask("Page.navigate", named("url", QLatin1String(url)), page.session);
    m_talk->evaluate(QStringLiteral("document.body.append(Object.assign(new Image(),"
                                    "{src: 'file:///etc/passwd'}))"),
                     page.session);
    QCOMPARE(m_talk->evaluate(QStringLiteral("location.pathname"), page.session).toString(),
             QStringLiteral("/one.html"));
}

void TestEmbeddedHost::refusesDownloads() {
    const TalkedPage page = freshPage();
    m_talk->ask("Page.navigate", named("url", QString::fromStdString(m_site->url("/big.bin"))),
                page.session);
    QVERIFY(m_talk->waitForEvent("Etagere.downloadRefused"));
    QCOMPARE(urlsOf(m_talk->events("Etagere.downloadRefused")),
             QStringList(QString::fromStdString(m_site->url("/big.bin"))));
}

void TestEmbeddedHost::refusesPopups() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    m_talk->evaluate(QStringLiteral("void window.open('/two.html')"), page.session);
    QVERIFY(m_talk->waitForEvent("Etagere.popupRefused"));
    QCOMPARE(
        m_talk->result("Target.getTargets").value(QLatin1String("targetInfos")).toArray().size(),
        1);
    QCOMPARE(m_site->countOf("/two.html"), std::size_t{0});
}

/// A popup is spoken to before its first request, and its opener's jar is its own.
void TestEmbeddedHost::opensPopupsWhenTold() {
    m_talk->ask("Etagere.setPopups", {{QStringLiteral("open"), true}});
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    m_talk->evaluate(QStringLiteral("void window.open('/two.html')"), page.session);
    QVERIFY(m_talk->waitForEvent("Target.targetCreated"));
    const QJsonObject info = m_talk->events("Target.targetCreated")
                                 .first()
                                 .value(QLatin1String("targetInfo"))
                                 .toObject();
    QCOMPARE(info.value(QLatin1String("openerId")).toString(), page.target);
    const QString popup = tests::attach(*m_talk, info.value(QLatin1String("targetId")).toString());
    tests::enable(*m_talk, popup);
    QCOMPARE(m_site->countOf("/two.html"), std::size_t{0});
    m_talk->forgetEvents();
    m_talk->ask("Runtime.runIfWaitingForDebugger", {}, popup);
    QVERIFY(m_talk->waitForEvent("Page.loadEventFired"));
    QCOMPARE(m_site->countOf("/two.html"), std::size_t{1});
    QCOMPARE(m_site->log().back().cookie.empty(), false);
}

void TestEmbeddedHost::answersDialogsItself() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    QCOMPARE(m_talk
                 ->evaluate(QStringLiteral("alert('a'), confirm('b'), String([confirm('b'), "
                                           "prompt('c', 'd')])"),
                            page.session)
                 .toString(),
             QStringLiteral("false,"));
}

void TestEmbeddedHost::grantsNothing() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    QCOMPARE(m_talk->evaluate(QStringLiteral("Notification.requestPermission()"), page.session)
                 .toString(),
             QStringLiteral("denied"));
    QCOMPARE(m_talk
                 ->evaluate(QStringLiteral("new Promise(done => navigator.geolocation."
                                           "getCurrentPosition(() => done(0), e => done(e.code)))"),
                            page.session)
                 .toInt(),
             1);
    QCOMPARE(m_talk->evaluate(QStringLiteral("navigator.mediaDevices.getUserMedia({audio: true})"
                                             ".then(() => 'given', error => error.name !== '')"),
                              page.session),
             QJsonValue(true));
}

void TestEmbeddedHost::outlivesARenderer() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    m_talk->forgetEvents();
    m_talk->tell("Page.crash", {}, page.session);
    QVERIFY(m_talk->waitForEvent("Target.targetCrashed"));
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/two.html")));
    QCOMPARE(m_talk->evaluate(QStringLiteral("document.title"), page.session).toString(),
             QStringLiteral("two"));
    QVERIFY(!m_talk->events("Network.responseReceived").isEmpty());
}

/// Verified on the wire: the tag is gone, the cookie is not.
void TestEmbeddedHost::flushesTheWholeCache() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/")));
    const TalkedPage again = tests::newPage(*m_talk, page.context);
    m_site->clearLog();
    QVERIFY(tests::visit(*m_talk, again, m_site->url("/")));
    QVERIFY(!tagSent("/stale.gif").empty());
    QVERIFY(m_talk->ask("Network.clearBrowserCache", {}, again.session)
                .contains(QLatin1String("result")));
    const TalkedPage flushed = tests::newPage(*m_talk, page.context);
    m_site->clearLog();
    QVERIFY(tests::visit(*m_talk, flushed, m_site->url("/")));
    QCOMPARE(tagSent("/stale.gif"), std::string());
    QVERIFY(m_site->log().front().cookie.find("sid=s1") != std::string::npos);
}

/// One URL flushed: no-cache at Fetch's request stage has its entry overwritten; others are kept.
void TestEmbeddedHost::overwritesByFetch() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/third-party.html")));
    const TalkedPage flushing = tests::newPage(*m_talk, page.context);
    m_talk->ask(
        "Fetch.enable",
        {{QStringLiteral("patterns"),
          QJsonArray{QJsonObject{{QStringLiteral("urlPattern"), QStringLiteral("*/pixel.gif")}}}}},
        flushing.session);
    m_site->clearLog();
    m_talk->forgetEvents();
    m_talk->ask("Page.navigate",
                named("url", QString::fromStdString(m_site->url("/third-party.html"))),
                flushing.session);
    qsizetype answered = 0;
    QVERIFY(waitUntil([&] {
        const QList<QJsonObject> paused = m_talk->events("Fetch.requestPaused");
        for (; answered < paused.size(); ++answered)
            m_talk->tell(
                "Fetch.continueRequest",
                {{QStringLiteral("requestId"), paused[answered].value(QLatin1String("requestId"))},
                 {QStringLiteral("headers"),
                  QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Cache-Control")},
                                         {QStringLiteral("value"), QStringLiteral("no-cache")}}}}},
                flushing.session);
        return !m_talk->events("Page.loadEventFired").isEmpty();
    }));
    QVERIFY(answered > 0);
    QCOMPARE(tagSent("/pixel.gif"), std::string());
    QVERIFY(!tagSent("/in-frame.gif").empty());
}

void TestEmbeddedHost::saysWhoItIs() {
    const TalkedPage page = tests::newPage(
        *m_talk,
        tests::newContext(*m_talk, named("etagereUserAgent", QStringLiteral("Somebody/1.0"))));
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    QCOMPARE(m_talk->evaluate(QStringLiteral("navigator.userAgent"), page.session).toString(),
             QStringLiteral("Somebody/1.0"));
}

void TestEmbeddedHost::carriesLargeBodies() {
    const TalkedPage page = freshPage();
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/big.html")));
    QString request;
    QVERIFY(waitUntil([&] {
        for (const QJsonObject &event : m_talk->events("Network.loadingFinished")) {
            if (event.value(QLatin1String("encodedDataLength")).toInt() > 5'000'000)
                request = event.value(QLatin1String("requestId")).toString();
        }
        return !request.isEmpty();
    }));
    const QJsonObject body =
        m_talk->result("Network.getResponseBody", named("requestId", request), page.session);
    const QByteArray text = body.value(QLatin1String("body")).toString().toLatin1();
    QCOMPARE(
        (body.value(QLatin1String("base64Encoded")).toBool() ? QByteArray::fromBase64(text) : text)
            .size(),
        5 << 20);
}

void TestEmbeddedHost::showsThePage() {
    const TalkedPage page = freshPage();
    QVERIFY(m_host->viewOf(page.target.toLatin1()) != nullptr);
    QVERIFY(m_host->viewOf("NONE") == nullptr);
    QVERIFY(tests::visit(*m_talk, page, m_site->url("/one.html")));
    m_talk->evaluate(QStringLiteral("document.body.style.background = '#123456'"), page.session);
    const QByteArray data =
        m_talk
            ->result("Page.captureScreenshot", named("format", QStringLiteral("png")), page.session)
            .value(QLatin1String("data"))
            .toString()
            .toLatin1();
    const QImage shot = QImage::fromData(QByteArray::fromBase64(data), "PNG");
    QCOMPARE(shot.size(), QSize(1280, 800));
    QCOMPARE(shot.pixelColor(1000, 700), QColor(0x12, 0x34, 0x56));
}

void TestEmbeddedHost::ends() {
    const TalkedPage page = freshPage();
    QVERIFY(!page.session.isEmpty());
    QVERIFY(m_talk->ask("Browser.close").contains(QLatin1String("result")));
    QVERIFY(m_talk->isOver());
    m_host->send("{\"id\":999,\"method\":\"Browser.getVersion\"}");
}

} // namespace etagere

int main(int argc, char **argv) {
    return etagere::tests::runEngineTest<etagere::TestEmbeddedHost>(argc, argv, {});
}
#include "test_embedded_host.moc"
