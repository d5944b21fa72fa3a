// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "sample.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <thread>

using namespace etagere::tags;
using namespace etagere::tags::test;
namespace fs = std::filesystem;
namespace traffic = etagere::traffic;
using etagere::store::Database;
using etagere::store::OpenMode;
using Kind = etagere::store::StoreError::Kind;

namespace {

Recorder sample() {
    Recorder recorder;
    recorder.exchange("https://www.a.example/1", {Recorder::field("ETag", "\"1\""),
                                                  Recorder::field("Last-Modified", "monday")});
    recorder.tag("https://www.a.example/2?x=[1]", "\"2\xff\"");
    recorder.visitor("bob");
    recorder.exchange("https://b.example/", {Recorder::field("ETag", "\"1\"")},
                      {Recorder::field("If-None-Match", "\"1\"")});
    recorder.tag("https://b.example/", "\"3\"");
    return recorder;
}

std::uint64_t recordAll(Ledger &ledger, const traffic::Traffic &traffic, int now = 100) {
    return ledger.record(traffic, observe(traffic), {day(now)}).value_or(9999);
}

QByteArray lines(const Ledger &ledger, const LedgerFilter &filter = {}) {
    std::string text;
    const auto done = ledger.list(filter, [&text](const LedgerEntry &entry) {
        for (const std::string_view part : {entry.visitor, entry.url, entry.value})
            (text += part) += ' ';
        text += '\n';
        return true;
    });
    return done ? QByteArray::fromStdString(text) : QByteArray("failed");
}

mode_t modeOf(const fs::path &path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777U : 0;
}

/// Records `count` tags of a file of that name; what another program would do.
bool recordMany(const fs::path &path, const std::string &file, int count) {
    Recorder recorder(file);
    for (int i = 0; i < count; ++i)
        recorder.tag("https://example.org/" + std::to_string(i % 50),
                     '"' + file + std::to_string(i) + '"');
    auto ledger = SqliteLedger::open(path, day(1));
    return ledger && ledger->record(recorder.traffic, observe(recorder.traffic), {day(1)}) ==
                         static_cast<std::uint64_t>(count);
}

} // namespace

class TestLedger : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void whatIsRecordedIsListed() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        QVERIFY(ledger.has_value());
        const Recorder recorder = sample();
        const Ledger::Recording recording{day(100), [](traffic::ExchangeId id) {
                                              return "digest " + std::to_string(id.index());
                                          }};
        QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), recording) == 5U);
        std::vector<std::string> seen;
        LedgerFilter filter;
        filter.visitor = "bob";
        filter.limit = 1;
        QVERIFY(ledger->list(filter, [](const LedgerEntry &entry) {
            const bool same = entry.origin == "https://b.example" && entry.site == "b.example" &&
                              entry.url == "https://b.example/" && entry.visitor == "bob" &&
                              entry.source == "a.har" && entry.validator == Validator::ETag &&
                              entry.sentBack && entry.status == 200 && entry.value == "\"1\"" &&
                              entry.when == day(2) && entry.bodyBytes == 5 &&
                              entry.bodyDigest == "digest 2" && entry.recordedAt == day(100);
            if (!same)
                qFatal("an entry is not what was recorded");
            return true;
        }));
    }

    void recordingTwiceAddsNothing() {
        auto ledger = SqliteLedger::open(at("twice"), day(0));
        QVERIFY(ledger.has_value());
        QCOMPARE(recordAll(*ledger, sample().traffic), std::uint64_t{5});
        QCOMPARE(recordAll(*ledger, sample().traffic, 101), std::uint64_t{0});
        auto again = SqliteLedger::open(at("twice"), day(0));
        QCOMPARE(recordAll(*again, sample().traffic), std::uint64_t{0});
        QCOMPARE(again->info()->observations, std::uint64_t{5});
    }

    void anotherCaptureAddsItsOwn() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        Recorder other("b.har");
        other.tag("https://www.a.example/1", "\"1\"");
        other.tag("https://www.a.example/1", "\"1\"");
        QCOMPARE(recordAll(*ledger, sample().traffic), std::uint64_t{5});
        QCOMPARE(recordAll(*ledger, other.traffic), std::uint64_t{2});
    }

    void listing_data() {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray one = "alice https://www.a.example/1 \"1\" \n";
        const QByteArray monday = "alice https://www.a.example/1 monday \n";
        const QByteArray two = "alice https://www.a.example/2?x=[1] \"2\xff\" \n";
        const QByteArray bob = "bob https://b.example/ \"1\" \n";
        const QByteArray three = "bob https://b.example/ \"3\" \n";
        QTest::newRow("everything, oldest first") << 0 << one + monday + two + bob + three;
        QTest::newRow("newest first") << 1 << three + bob + two + monday + one;
        QTest::newRow("an origin") << 2 << one + monday + two;
        QTest::newRow("a site") << 3 << bob + three;
        QTest::newRow("a URL pattern") << 4 << two;
        QTest::newRow("a value at several URLs") << 5 << one + bob;
        QTest::newRow("a value of odd bytes") << 6 << two;
        QTest::newRow("a visitor") << 7 << bob + three;
        QTest::newRow("since a time") << 8 << bob + three;
        QTest::newRow("a limit") << 9 << one + monday;
        QTest::newRow("a limit of none") << 10 << QByteArray();
        QTest::newRow("conditions together") << 11 << bob;
        QTest::newRow("nobody") << 12 << QByteArray();
        QTest::newRow("URLs, known or not") << 13 << two + bob + three;
        QTest::newRow("no URLs") << 14 << QByteArray();
    }
    void listing() {
        QFETCH(int, which);
        QFETCH(QByteArray, expected);
        LedgerFilter filter;
        filter.newestFirst = which == 1;
        if (which == 2)
            filter.origin = "https://www.a.example";
        if (which == 3)
            filter.site = "b.example";
        if (which == 4)
            filter.urlPattern = "https://*.example/2[?]x=*";
        if (which == 5 || which == 11)
            filter.value = "\"1\"";
        if (which == 6)
            filter.value = "\"2\xff\"";
        if (which == 7 || which == 11)
            filter.visitor = "bob";
        if (which == 8)
            filter.since = day(2);
        if (which == 9 || which == 10)
            filter.limit = which == 9 ? 2 : 0;
        if (which == 13)
            filter.urls = {"https://b.example/", "https://www.a.example/2?x=[1]",
                           "https://unknown.example/"};
        if (which == 14)
            filter.urls.emplace();
        if (which == 12)
            filter.visitor = "' OR 1=1 --";
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        recordAll(*ledger, sample().traffic);
        QCOMPARE(lines(*ledger, filter), expected);
    }

    void aVisitorMayEndTheListing() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        recordAll(*ledger, sample().traffic);
        int calls = 0;
        QVERIFY(ledger->list({}, [&calls](const LedgerEntry &) { return ++calls < 3; }));
        QCOMPARE(calls, 3);
    }

    void infoCounts() {
        auto ledger = SqliteLedger::open(at("info"), day(0));
        auto info = ledger->info();
        QVERIFY(info && info->observations == 0 && !info->first && !info->last);
        recordAll(*ledger, sample().traffic);
        info = ledger->info();
        QVERIFY(info.has_value());
        QVERIFY(info->place == at("info") && info->schemaVersion == 2 && info->size.count > 4096);
        QCOMPARE(info->observations, std::uint64_t{5});
        QCOMPARE(info->tags, std::uint64_t{4});
        QCOMPARE(info->origins, std::uint64_t{2});
        QCOMPARE(info->visitors, std::uint64_t{2});
        QVERIFY(info->first == day(0) && info->last == day(3) && !info->retention);
    }

    void onlyItsOwnerMayRead() {
        const mode_t before = ::umask(0);
        {
            auto ledger = SqliteLedger::open(at("new/folders/ledger.sqlite"), day(0));
            recordAll(*ledger, sample().traffic);
            for (const char *name : {"new/folders/ledger.sqlite", "new/folders/ledger.sqlite-wal"})
                QCOMPARE(modeOf(at(name)), mode_t{0600});
        }
        ::umask(before);
        QCOMPARE(modeOf(at("new")), mode_t{0700});
        QCOMPARE(modeOf(at("new/folders")), mode_t{0700});
    }

    void otherFilesAreRefusedUnchanged() {
        {
            auto other = Database::open(at("other"), {.mode = OpenMode::Create});
            QVERIFY(other && other->execute("CREATE TABLE t(a)"));
        }
        QFile file(QString::fromStdString(at("other").string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QVERIFY(SqliteLedger::open(at("other"), day(0)).error().kind == Kind::ForeignSchema);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
        QFile text(QString::fromStdString(at("text").string()));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(QByteArray(3000, 'x'));
        text.close();
        QVERIFY(SqliteLedger::open(at("text"), day(0)).error().kind == Kind::NotADatabase);
        QVERIFY(SqliteLedger::open(m_folder.path().toStdString(), day(0)).error().kind ==
                Kind::CannotOpen);
    }

    void aNewerLedgerIsRefused() {
        QVERIFY(SqliteLedger::open(at("newer"), day(0)).has_value());
        {
            auto database = Database::open(at("newer"), {.mode = OpenMode::ReadWrite});
            QVERIFY(database && database->execute("PRAGMA user_version=3"));
        }
        const auto ledger = SqliteLedger::open(at("newer"), day(0));
        QVERIFY(ledger.error().kind == Kind::NewerSchema);
        QCOMPARE(ledger.error().version, 3);
    }

    void severalThreadsRecordAtOnce() {
        std::array<bool, 3> good{};
        std::array<std::thread, 3> threads;
        for (std::size_t i = 0; i < threads.size(); ++i)
            threads[i] = std::thread([this, &good, i] {
                good[i] = recordMany(at("threads"), "file" + std::to_string(i), 3000);
            });
        for (auto &thread : threads)
            thread.join();
        QVERIFY(good[0] && good[1] && good[2]);
        QCOMPARE(SqliteLedger::open(at("threads"), day(1))->info()->observations,
                 std::uint64_t{9000});
    }

    // Another program may make the tables between two looks at the file.
    void severalProgramsMakeItAtOnce() {
        for (int round = 0; round < 50; ++round) {
            const std::string name = "made" + std::to_string(round);
            std::array<pid_t, 4> children{};
            for (pid_t &child : children) {
                child = ::fork();
                if (child == 0)
                    ::_exit(SqliteLedger::open(at(name.c_str()), day(0)) ? 0 : 1);
            }
            int failed = 0;
            for (const pid_t child : children) {
                int status = -1;
                ::waitpid(child, &status, 0);
                failed += status == 0 ? 0 : 1;
            }
            QCOMPARE(failed, 0);
        }
    }

    void severalProgramsRecordAtOnce() {
        std::array<pid_t, 3> children{};
        for (std::size_t i = 0; i < children.size(); ++i) {
            children[i] = ::fork();
            if (children[i] == 0)
                ::_exit(recordMany(at("programs"), "file" + std::to_string(i), 3000) ? 0 : 1);
        }
        for (const pid_t child : children) {
            int status = -1;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QCOMPARE(status, 0);
        }
        const auto info = SqliteLedger::open(at("programs"), day(1))->info();
        QCOMPARE(info->observations, std::uint64_t{9000});
        QCOMPARE(info->tags, std::uint64_t{9000});
    }

    void theDefaultPathFollowsTheDataDirectory() {
        qputenv("HOME", "/home/somebody");
        qputenv("XDG_DATA_HOME", "/data");
        QVERIFY(defaultLedgerPath() == "/data/etagere/ledger.sqlite");
        qputenv("XDG_DATA_HOME", "relative");
        QVERIFY(defaultLedgerPath() == "/home/somebody/.local/share/etagere/ledger.sqlite");
        qunsetenv("XDG_DATA_HOME");
        QVERIFY(defaultLedgerPath() == "/home/somebody/.local/share/etagere/ledger.sqlite");
    }
};

QTEST_APPLESS_MAIN(TestLedger)
#include "test_ledger.moc"
