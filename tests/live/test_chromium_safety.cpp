// SPDX-License-Identifier: Apache-2.0
// What a hostile page, a crash or a kill may not do: reach out of the browser, or leave something.
#include <QTest>

#include "core/live/devtools_browser.h"
#include "tests/live/browser_rig.h"

#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>

using namespace etagere;
using namespace etagere::tests;
using live::ProfileId;
using live::VisitOptions;
using live::VisitSummary;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The value of a line of /proc/<pid>/status; empty when there is no such process.
std::string statusOf(qint64 process, const std::string &name) {
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name + ":"))
            return line.substr(line.find_first_not_of(" \t", name.size() + 1));
    }
    return {};
}

/// All that are in the browser's process group and run.
std::vector<qint64> processesOf(qint64 group) {
    std::vector<qint64> found;
    std::error_code failure;
    for (const auto &entry : fs::directory_iterator("/proc", failure)) {
        const qint64 id = QString::fromStdString(entry.path().filename().string()).toLongLong();
        if (id > 0 && ::getpgid(static_cast<pid_t>(id)) == group &&
            !statusOf(id, "State").starts_with('Z'))
            found.push_back(id);
    }
    return found;
}

std::vector<qint64> renderersOf(qint64 group) {
    std::vector<qint64> found = processesOf(group);
    std::erase_if(found, [](qint64 id) {
        const std::string line = contentOf("/proc/" + std::to_string(id) + "/cmdline");
        return line.find("--type=renderer") == std::string::npos;
    });
    return found;
}

/// The browser works in its own folder.
fs::path folderOf(qint64 process) {
    std::error_code failure;
    return fs::read_symlink("/proc/" + std::to_string(process) + "/cwd", failure);
}

} // namespace

class TestChromiumSafety : public QObject {
    Q_OBJECT

    std::unique_ptr<BrowserRig> m_rig;
    std::unique_ptr<Site> m_site;
    qint64 m_process = 0;

    VisitOptions withScript(std::string_view path, std::string script) {
        VisitOptions options;
        options.url = m_site->url(path);
        options.script = std::move(script);
        return options;
    }

private Q_SLOTS:
    void init() {
        m_site = std::make_unique<Site>();
        if (m_rig) // no test ended it
            return;
        auto browser = launchedBrowser({});
        if (!browser && browser.error().kind == live::BrowserError::Kind::NotInstalled)
            QSKIP("Chromium is not installed");
        QVERIFY2(browser, browser ? "" : browser.error().detail.c_str());
        m_process = static_cast<live::DevtoolsBrowser &>(**browser).processId();
        m_rig = std::make_unique<BrowserRig>(std::move(*browser));
    }
    void cleanup() {
        // A visit that a failed test left would tell what is no more.
        if (QTest::currentTestFailed())
            m_rig.reset();
    }
    void cleanupTestCase() { m_rig.reset(); }

    void itRunsInItsSandboxAndAsNoRoot() {
        const ProfileId profile = m_rig->addProfile();
        QVERIFY(m_rig->visit(profile, m_site->url("/one.html")).isLoaded());
        const std::string line = contentOf("/proc/" + std::to_string(m_process) + "/cmdline");
        QVERIFY(line.find("--remote-debugging-pipe") != std::string::npos);
        QVERIFY(line.find("--no-sandbox") == std::string::npos);
        for (const qint64 id : processesOf(m_process))
            QVERIFY2(!statusOf(id, "Uid").starts_with("0\t"), std::to_string(id).c_str());
        const std::vector<qint64> renderers = renderersOf(m_process);
        QVERIFY(!renderers.empty());
        for (const qint64 id : renderers)
            QCOMPARE(statusOf(id, "Seccomp"), std::string("2")); // filtered
        const fs::path folder = folderOf(m_process);
        QCOMPARE(fs::status(folder).permissions() & fs::perms::mask, fs::perms::owner_all);
    }

    void itLeavesNothing() {
        const ProfileId profile = m_rig->addProfile();
        QVERIFY(m_rig->visit(profile, m_site->url("/one.html")).isLoaded());
        const fs::path folder = folderOf(m_process);
        QVERIFY(fs::exists(folder));
        m_rig.reset();
        QVERIFY(!fs::exists(folder));
        QVERIFY(waitFor([this] { return processesOf(m_process).empty(); }));
    }

    void aPageGetsNoWindowNoFileAndNoAnswer_data() {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("title");
        const auto row = [](const char *name, const char *script, const char *title) {
            QTest::newRow(name) << QString::fromLatin1(script) << QString::fromLatin1(title);
        };
        row("a window", "window.open('/two.html'); document.title = 'asked'", "asked");
        row("a window by a link",
            "const a = document.createElement('a'); a.href = '/two.html'; a.target = '_blank';"
            "document.body.append(a); a.click(); document.title = 'asked'",
            "asked");
        row("a download",
            "const a = document.createElement('a'); a.href = '/big.bin'; a.download = 'x.bin';"
            "document.body.append(a); a.click(); document.title = 'asked'",
            "asked");
        row("a dialog", "alert('stop'); document.title = 'after ' + confirm('really?')",
            "after false");
        row("a place on earth",
            "navigator.permissions.query({name: 'geolocation'}).then(answer =>"
            " document.title = answer.state)",
            "denied");
        row("a microphone",
            "navigator.permissions.query({name: 'microphone'}).then(answer =>"
            " document.title = answer.state)",
            "denied");
        row("notifications", "document.title = Notification.permission", "denied");
        row("a local file", "fetch('file:///etc/passwd').catch(() => document.title = 'refused')",
            "refused");
    }
    void aPageGetsNoWindowNoFileAndNoAnswer() {
        QFETCH(QString, script);
        QFETCH(QString, title);
        const ProfileId profile = m_rig->addProfile();
        const Visited seen = m_rig->visit(profile, withScript("/one.html", script.toStdString()));
        QVERIFY(seen.isLoaded());
        QCOMPARE(seen.title(), title);
        QCOMPARE(m_site->countOf("/two.html"), std::size_t{0});
        std::error_code failure;
        for (const auto &entry : fs::recursive_directory_iterator(folderOf(m_process), failure))
            QVERIFY2(entry.path().extension() != ".bin" &&
                         entry.path().extension() != ".crdownload",
                     entry.path().c_str());
        // And the browser goes on.
        QVERIFY(m_rig->visit(profile, m_site->url("/one.html")).isLoaded());
    }

    void onlyTheWebIsVisited_data() {
        QTest::addColumn<QString>("url");
        for (const char *url : {"file:///etc/passwd", "chrome://version", "view-source:http://a/",
                                "javascript:1", "data:text/html,x", "about:blank", ""})
            QTest::newRow(*url == 0 ? "nothing" : url) << QString::fromLatin1(url);
    }
    void onlyTheWebIsVisited() {
        QFETCH(QString, url);
        const ProfileId profile = m_rig->addProfile();
        const Visited seen = m_rig->visit(profile, url.toStdString());
        QVERIFY(!seen.summary);
        QVERIFY(seen.summary.error().kind == live::BrowserError::Kind::Refused);
    }

    void aRendererThatDiesEndsItsVisitOnly() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options;
        options.url = m_site->url("/busy.html");
        std::optional<Result<VisitSummary, live::BrowserError>> ended;
        m_rig->browser().visit(
            profile, options, {},
            [&](Result<VisitSummary, live::BrowserError> result) { ended = std::move(result); });
        QVERIFY(waitFor([this] { return m_site->countOf("/no-store.gif") > 2; }));
        for (const qint64 renderer : renderersOf(m_process))
            ::kill(static_cast<pid_t>(renderer), SIGKILL);
        QVERIFY(waitFor([&] { return ended.has_value(); }));
        QVERIFY(ended->has_value());
        QCOMPARE(static_cast<int>((*ended)->end), static_cast<int>(VisitSummary::End::Crashed));
        QVERIFY(m_rig->visit(profile, m_site->url("/one.html")).isLoaded());
    }

    void aBrowserThatDiesIsTold() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options;
        options.url = m_site->url("/busy.html");
        std::optional<Result<VisitSummary, live::BrowserError>> ended;
        std::vector<std::string> order;
        m_rig->browser().onGone([&](const live::BrowserError &error) {
            QVERIFY(error.kind == live::BrowserError::Kind::Gone);
            order.emplace_back("gone");
        });
        m_rig->browser().visit(profile, options, {},
                               [&](Result<VisitSummary, live::BrowserError> result) {
                                   ended = std::move(result);
                                   order.emplace_back("visit");
                               });
        QVERIFY(waitFor([this] { return m_site->countOf("/no-store.gif") > 2; }));
        ::kill(static_cast<pid_t>(m_process), SIGKILL);
        QVERIFY(waitFor([&] { return order.size() == 2; }));
        QCOMPARE(order, (std::vector<std::string>{"visit", "gone"}));
        QVERIFY(!ended->has_value());
        QVERIFY(ended->error().kind == live::BrowserError::Kind::Gone);
        QVERIFY(!m_rig->visit(profile, m_site->url("/one.html")).summary);
        m_rig.reset();
        QVERIFY(waitFor([this] { return processesOf(m_process).empty(); }));
    }

    void aVisitIsEndedOnDemand() {
        const ProfileId profile = m_rig->addProfile();
        VisitOptions options;
        options.url = m_site->url("/busy.html");
        std::optional<Result<VisitSummary, live::BrowserError>> ended;
        m_rig->browser().visit(
            profile, options, {},
            [&](Result<VisitSummary, live::BrowserError> result) { ended = std::move(result); });
        QVERIFY(waitFor([this] { return m_site->countOf("/no-store.gif") > 2; }));
        m_rig->browser().endVisit(profile);
        QVERIFY(!ended.has_value()); // never from within the call
        QVERIFY(waitFor([&] { return ended.has_value(); }));
        QVERIFY((*ended)->end == VisitSummary::End::TimedOut);
    }
};

QTEST_GUILESS_MAIN(TestChromiumSafety)
#include "test_chromium_safety.moc"
