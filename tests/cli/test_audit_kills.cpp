// SPDX-License-Identifier: Apache-2.0
// A batch of audits that is killed at random moments, or whose browser is, and run again until it
// is done: nothing that was finished is lost or made anew, and nothing is left behind. The moments
// are counts of requests at the site, drawn from a seed. By hand, larger:
//   ETAGERE_KILL_SITES=200 ETAGERE_KILLS=20 ETAGERE_SEED=7 ETAGERE_BROWSER=firefox
//   QTEST_FUNCTION_TIMEOUT=7200000
//   ETAGERE_KILL_LIMIT_S=3600
// ETAGERE_KILLS=0 makes a run without kills; what memory the processes take is printed as it goes
// on.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/bench/process_tree.h"
#include "tests/live/site.h"
#include "tests/wire/raw_peers.h"

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <random>

using namespace etagere;
using namespace etagere::tests;

namespace {

int numberFrom(const char *name, int otherwise) {
    bool isNumber = false;
    const int value = qEnvironmentVariableIntValue(name, &isNumber);
    return isNumber && value >= 0 ? value : otherwise;
}

QByteArray contentOf(const QString &path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The processes that work in a folder or below it.
std::set<long> workingIn(const QString &folder) {
    std::set<long> found;
    const std::string begin = folder.toStdString() + '/';
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", failure)) {
        const long id = QString::fromStdString(entry.path().filename().string()).toLong();
        const auto where = std::filesystem::read_symlink(entry.path() / "cwd", failure);
        if (id > 0 && where.string().starts_with(begin))
            found.insert(id);
    }
    return found;
}

} // namespace

class TestAuditKills : public QObject {
    Q_OBJECT

    const int m_sites = numberFrom("ETAGERE_KILL_SITES", 6);
    const int m_kills = numberFrom("ETAGERE_KILLS", 3);
    const std::chrono::seconds m_limit{numberFrom("ETAGERE_KILL_LIMIT_S", 240)};
    std::mt19937 m_random{static_cast<std::mt19937::result_type>(numberFrom("ETAGERE_SEED", 1))};
    // Browsers have sockets in their folders, whose paths may not be long.
    QTemporaryDir m_folder{QDir::temp().filePath(QStringLiteral("kills-XXXXXX"))};
    Site m_site;
    QProcess m_program;
    std::map<QString, QByteArray> m_finished; ///< captures, by name
    std::size_t m_told = 0;                   ///< captures there were when memory was last printed

    [[nodiscard]] QString path(const char *name) const {
        return m_folder.filePath(QString::fromLatin1(name));
    }

    [[nodiscard]] QStringList arguments() const {
        const QByteArray browser = qgetenv("ETAGERE_BROWSER");
        QStringList made{QStringLiteral("audit"),
                         QStringLiteral("--no-ledger"),
                         QStringLiteral("--no-probes"),
                         QStringLiteral("--parallel"),
                         QStringLiteral("2"),
                         QStringLiteral("--quiet"),
                         QStringLiteral("--fail-at"),
                         QStringLiteral("never"),
                         QStringLiteral("--format"),
                         QStringLiteral("json"),
                         QStringLiteral("--output"),
                         path("report.json"),
                         QStringLiteral("--save"),
                         path("captures"),
                         QStringLiteral("--browser"),
                         browser.isEmpty() ? QStringLiteral("chromium")
                                           : QString::fromLatin1(browser)};
        for (int i = 0; i < m_sites; ++i) {
            const std::string host =
                QStringLiteral("%1.localhost").arg(i, 3, 10, QLatin1Char('0')).toStdString();
            made << QString::fromStdString(m_site.url("/one.html", host));
        }
        return made;
    }

    void start() {
        m_site.clearLog();
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), path("t"));
        m_program.setProcessEnvironment(environment);
        m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_program.start(QStringLiteral(ETAGERE_PROGRAM), arguments());
        QVERIFY(m_program.waitForStarted());
    }

    [[nodiscard]] bool hasEnded() const { return m_program.state() == QProcess::NotRunning; }

    [[nodiscard]] QStringList captures() const {
        return QDir(path("captures")).entryList({QStringLiteral("*.etagere")}, QDir::Files);
    }

    /// Whatever was finished before is still there, byte for byte; what is new is remembered.
    void compareFinished() {
        for (const auto &[name, bytes] : m_finished)
            QVERIFY2(contentOf(path("captures/") + name) == bytes, qPrintable(name));
        for (const QString &name : captures()) {
            if (!name.contains(QLatin1String(".unfinished.")))
                m_finished.emplace(name, contentOf(path("captures/") + name));
        }
    }

    /// Until the site was asked so often, or the batch is done.
    [[nodiscard]] bool waitForRequests(std::size_t count) {
        return waitFor(
            [&] {
                tellMemory();
                return hasEnded() || m_site.log().size() >= count;
            },
            m_limit);
    }

    void tellMemory() {
        constexpr std::size_t step = 10;
        const std::size_t done = m_site.countOf("/one.html") / 7;
        if (done < m_told + step)
            return;
        m_told = done;
        bench::Memory own;
        bench::addMemory(own, m_program.processId());
        bench::Memory browser;
        for (const long process : bench::childrenOf(m_program.processId()))
            bench::addMemory(browser, process);
        qInfo("after some %zu sites: program %.0f MB, browser %.0f MB in %zu processes", done,
              static_cast<double>(own.proportional) / 1e6,
              static_cast<double>(browser.proportional) / 1e6, browser.processes);
    }

    /// The program's child that is no shell: the browser, which leads its group.
    [[nodiscard]] long browser() const {
        for (const long process : workingIn(path("t"))) {
            if (::getpgid(static_cast<pid_t>(process)) == process)
                return process;
        }
        return 0;
    }

    void killProgram() {
        ::kill(static_cast<pid_t>(m_program.processId()), SIGKILL);
        QVERIFY(waitFor([&] { return hasEnded(); }));
        QVERIFY2(isClean(), qPrintable(leftovers()));
    }

    /// No process and no folder of the browser's; they may take a moment to go.
    [[nodiscard]] bool isClean() const {
        return waitFor([&] { return leftovers().isEmpty(); }, std::chrono::seconds(60));
    }
    [[nodiscard]] QString leftovers() const {
        QStringList left =
            QDir(path("t")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        for (const long process : workingIn(path("t")))
            left << QStringLiteral("process %1").arg(process);
        return left.join(QLatin1String(", "));
    }

private Q_SLOTS:
    void nothingIsLostAndNothingIsLeft();
};

void TestAuditKills::nothingIsLostAndNothingIsLeft() {
    QVERIFY(m_site.isOpen() && QDir(m_folder.path()).mkdir(QStringLiteral("t")));
    // As /tmp is: the browser's user reaches its own folder, and may delete it.
    constexpr ::mode_t passable = S_IRWXU | S_IXGRP | S_IXOTH;
    constexpr ::mode_t shared = S_IRWXU | S_IRWXG | S_IRWXO | S_ISVTX;
    QCOMPARE(::chmod(qPrintable(m_folder.path()), passable), 0);
    QCOMPARE(::chmod(qPrintable(path("t")), shared), 0);
    // A site is asked for a page and a picture on each of seven visits.
    std::uniform_int_distribution<std::size_t> moments(1,
                                                       static_cast<std::size_t>(m_sites) * 14 / 2);
    start();
    for (int kill = 0; kill < m_kills && !hasEnded(); ++kill) {
        const std::size_t moment = m_site.log().size() + moments(m_random);
        QVERIFY(waitForRequests(moment));
        if (hasEnded())
            break;
        const long engine = browser();
        if (kill % 3 == 2 && engine > 0) {
            qInfo("kill %d: the browser, after %zu requests", kill, m_site.log().size());
            ::kill(static_cast<pid_t>(engine), SIGKILL);
        } else {
            qInfo("kill %d: the program, after %zu requests", kill, m_site.log().size());
            killProgram();
            compareFinished();
            m_told = 0;
            start();
        }
    }
    QVERIFY(waitForRequests(SIZE_MAX));
    if (m_program.exitCode() == 4 && captures().isEmpty())
        QSKIP("NOTHING WAS TESTED: there is no browser here");
    QVERIFY(m_program.exitStatus() == QProcess::NormalExit);
    QCOMPARE(m_program.exitCode(), 0);
    compareFinished();
    QCOMPARE(m_finished.size(), static_cast<std::size_t>(m_sites));
    // Beside the captures there is nothing: no half of one.
    QCOMPARE(QDir(path("captures"))
                 .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)
                 .size(),
             m_sites);
    QCOMPARE(
        QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
        (QStringList{QStringLiteral("captures"), QStringLiteral("report.json"),
                     QStringLiteral("t")}));
    QVERIFY2(isClean(), qPrintable(leftovers()));
    const QJsonObject report = QJsonDocument::fromJson(contentOf(path("report.json"))).object();
    QCOMPARE(report.value(QLatin1String("inputs")).toArray().size(), m_sites);
    const QJsonArray runs = report.value(QLatin1String("live")).toArray();
    QCOMPARE(runs.size(), m_sites);
    for (const QJsonValue &run : runs) {
        QVERIFY(!run.toObject().value(QLatin1String("stopped")).toBool());
        QVERIFY(run.toObject().value(QLatin1String("failure")).isNull());
        QVERIFY(run.toObject().value(QLatin1String("visits")).toArray().size() >= 7);
    }
}

QTEST_GUILESS_MAIN(TestAuditKills)
#include "test_audit_kills.moc"
