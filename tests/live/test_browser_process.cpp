// SPDX-License-Identifier: Apache-2.0
// Real processes, standing for a browser: as whom they run, and that nothing is left of them.
#include <QProcess>
#include <QTest>

#include "core/live/browser_process.h"
#include "core/live/chromium.h"
#include "core/live/launch.h"
#include "core/live/process_group.h"
#include "tests/wire/raw_peers.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::live;
using namespace etagere::tests;
namespace fs = std::filesystem;

namespace {

bool isRunning(qint64 process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(file, text);
    // "pid (name) state ...": a zombie does not run.
    return !text.empty() && text.find(") Z") == std::string::npos;
}

ProcessOptions shell(std::string script) {
    ProcessOptions options;
    options.program = "/bin/sh";
    options.arguments = {"-c", std::move(script), "browser"};
    return options;
}

} // namespace

class TestBrowserProcess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chromiumGetsOneListOfFeatures() {
        LaunchOptions options;
        options.extraArguments = {"--disable-features=First,Second", "--lang=pt"};
        const ProcessOptions made = chromiumProcess(options, "/usr/bin/chromium", {});
        const std::string start = "--disable-features=";
        std::vector<std::string> lists;
        for (const std::string &argument : made.arguments) {
            if (argument.starts_with(start))
                lists.push_back(argument.substr(start.size()) + ',');
        }
        QCOMPARE(lists.size(), std::size_t{1});
        for (const char *feature : {"First,", "Second,", "ServiceWorkerAutoPreload,"})
            QVERIFY2(lists.front().find(feature) != std::string::npos, feature);
        QVERIFY(std::count(made.arguments.begin(), made.arguments.end(), "--lang=pt") == 1);
    }

    void whoRunsIt_data() {
        QTest::addColumn<uint>("caller");
        QTest::addColumn<QString>("sudoUser");
        QTest::addColumn<QString>("sudoGroup");
        QTest::addColumn<int>("user"); // -1: this program's; -2: nobody
        QTest::newRow("a person") << 1000U << QString() << QString() << -1;
        QTest::newRow("a person who has sudo's variables")
            << 1000U << QStringLiteral("5") << QStringLiteral("5") << -1;
        QTest::newRow("root by sudo")
            << 0U << QStringLiteral("1234") << QStringLiteral("1234") << 1234;
        QTest::newRow("root") << 0U << QString() << QString() << -2;
        QTest::newRow("root by sudo of root")
            << 0U << QStringLiteral("0") << QStringLiteral("0") << -2;
        QTest::newRow("no number") << 0U << QStringLiteral("1x") << QStringLiteral("1") << -2;
        QTest::newRow("a number that means all")
            << 0U << QStringLiteral("4294967295") << QStringLiteral("1") << -2;
        QTest::newRow("no group") << 0U << QStringLiteral("1234") << QString() << -2;
    }
    void whoRunsIt() {
        QFETCH(uint, caller);
        QFETCH(QString, sudoUser);
        QFETCH(QString, sudoGroup);
        QFETCH(int, user);
        const std::string userText = sudoUser.toStdString();
        const std::string groupText = sudoGroup.toStdString();
        const auto chosen = chooseBrowserUser({caller, userText, groupText});
        QVERIFY(chosen);
        QCOMPARE(chosen->has_value(), user != -1);
        if (user >= 0)
            QCOMPARE((*chosen)->user, static_cast<uid_t>(user));
        if (user == -2)
            QVERIFY((*chosen)->user != 0 && (*chosen)->group != 0);
    }

    void itSpeaksOverThePipe() {
        auto started = BrowserProcess::start(shell("cat <&3 >&4"));
        QVERIFY(started);
        const auto pipe = (*started)->takePipe();
        std::vector<std::string> echoed;
        pipe->listen([&](std::string_view json) { echoed.emplace_back(json); }, {});
        pipe->send("{\"id\":1}");
        QVERIFY(waitFor([&] { return !echoed.empty(); }));
        QCOMPARE(echoed.front(), std::string("{\"id\":1}"));
    }

    void itIsNobodysSecret() {
        ProcessOptions options = shell("id -u; umask; echo \"$HOME\"; pwd; env | grep -c SECRET");
        options.files = {{"Default/Preferences", "{}"}};
        qputenv("ETAGERE_SECRET", "1");
        auto started = BrowserProcess::start(options);
        QVERIFY(started);
        std::vector<std::string> lines;
        (*started)->onLine([&](const std::string &line) { lines.push_back(line); });
        QVERIFY(waitFor([&] { return lines.size() == 5; }));
        qunsetenv("ETAGERE_SECRET");
        const fs::path folder = (*started)->folder();
        QVERIFY(lines[0] != "0");
        QCOMPARE(lines[1], std::string("0077"));
        QCOMPARE(lines[2], folder.string());
        QCOMPARE(lines[3], folder.string());
        QCOMPARE(lines[4], std::string("0"));
        struct stat status {};
        QCOMPARE(::stat((folder / "Default/Preferences").c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QCOMPARE(std::to_string(status.st_uid), lines[0]);
        QCOMPARE(::stat(folder.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0700U);
    }

    /// Root writes into it, so that nobody else may, until all is written.
    void itsFolderIsHandedOverWhenItIsFilled() {
        if (::geteuid() != 0)
            QSKIP("only root starts browsers as somebody else");
        const auto user = chooseBrowserUser();
        QVERIFY(user && *user);
        auto folder = BrowserFolder::create(*user);
        QVERIFY(folder);
        const fs::path link = folder->path() / "Default";
        QCOMPARE(::seteuid((*user)->user), 0);
        const int planted = ::symlink("/tmp", link.c_str());
        QCOMPARE(::seteuid(0), 0);
        QCOMPARE(planted, -1);
        QVERIFY(folder->write("Default/deep/Preferences", "{}"));
        QVERIFY(folder->handOver());
        for (const fs::path &path : {folder->path(), link, link / "deep/Preferences"}) {
            struct stat status {};
            QCOMPARE(::lstat(path.c_str(), &status), 0);
            QCOMPARE(status.st_uid, (*user)->user);
        }
    }

    void itsLastWordsAreKept() {
        auto started = BrowserProcess::start(
            shell("for n in $(seq 100); do echo line $n >&2; done; printf cut; exit 3"));
        QVERIFY(started);
        bool hasEnded = false;
        (*started)->onEnded([&] { hasEnded = true; });
        QVERIFY(waitFor([&] { return hasEnded; }));
        const std::string words = (*started)->lastWords();
        QVERIFY2(words.ends_with("line 99\nline 100\ncut"), words.c_str());
        QVERIFY(words.find("line 1\n") == std::string::npos);
    }

    void nothingIsLeftOfIt() {
        // It ignores what can be ignored, and so does its child, which makes files all the time.
        auto started = BrowserProcess::start(
            shell("trap '' TERM HUP INT; (while :; do mkdir -p $$/deep; done) & echo $!; wait"));
        QVERIFY(started);
        qint64 child = 0;
        (*started)->onLine([&](const std::string &line) { child = std::stoll(line); });
        QVERIFY(waitFor([&] { return child != 0; }));
        const fs::path folder = (*started)->folder();
        const qint64 process = (*started)->processId();
        started->reset();
        QVERIFY(!isRunning(process) && !isRunning(child));
        QVERIFY(!fs::exists(folder));
    }

    void whatHasEndedDoesNothing() {
        const pid_t child = ::fork();
        if (child == 0) {
            ::pause();
            ::_exit(0);
        }
        QVERIFY(child > 0);
        QCOMPARE(::setpgid(child, child), 0);
        QVERIFY(isGroupAlive(child));
        QCOMPARE(::kill(child, SIGKILL), 0);
        QVERIFY(waitFor([&] { return !isGroupAlive(child); }));
        QCOMPARE(::kill(-child, 0), 0); // it is there until it is waited for
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        QVERIFY(!isGroupAlive(child));
    }

    void nothingIsLeftWhenThisProgramIsKilled() {
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--hold")});
        QVERIFY(other.waitForStarted());
        QByteArray told;
        QVERIFY(waitFor([&] {
            told += other.readAllStandardOutput();
            return told.count('\n') >= 3;
        }));
        const QList<QByteArray> lines = told.split('\n');
        const qint64 process = lines[0].toLongLong();
        const fs::path folder(lines[1].toStdString());
        const qint64 child = lines[2].toLongLong();
        QVERIFY(isRunning(process) && isRunning(child) && fs::exists(folder));
        other.kill();
        QVERIFY(other.waitForFinished());
        QVERIFY(waitFor(
            [&] { return !isRunning(process) && !isRunning(child) && !fs::exists(folder); }));
    }

    void whatIsNotThereIsNamed() {
        const auto found = findProgram({}, {"no-such-browser", "nor-this"});
        QVERIFY(!found && found.error().kind == BrowserError::Kind::NotInstalled);
        QCOMPARE(found.error().detail, std::string("no-such-browser, nor-this"));
        QVERIFY(!findProgram("/nowhere/browser", {"sh"}));
        QCOMPARE(findProgram("/bin/sh", {})->filename().string(), std::string("sh"));
        ProcessOptions options;
        options.program = "/nowhere/browser";
        const auto started = BrowserProcess::start(options);
        QVERIFY(!started && started.error().kind == BrowserError::Kind::CannotStart);
    }
};

namespace {

/// Holds a process until it is killed: for nothingIsLeftWhenThisProgramIsKilled().
int hold() {
    auto started = BrowserProcess::start(shell("sleep 1000 & echo $!; wait"));
    if (!started)
        return 1;
    QTextStream out(stdout);
    (*started)->onLine([&](const std::string &line) {
        out << (*started)->processId() << '\n'
            << QString::fromStdString((*started)->folder().string()) << '\n'
            << QString::fromStdString(line) << '\n';
        out.flush();
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv) {
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().contains(QStringLiteral("--hold")))
        return hold();
    TestBrowserProcess test;
    return QTest::qExec(&test, argc, argv);
}
#include "test_browser_process.moc"
