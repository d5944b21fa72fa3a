// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/transaction.h"
#include "core/tags/ledger_schema.h"
#include "core/tags/ledger_statements.h"
#include "core/tags/ledger_writer.h"
#include "sample.h"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <string>

using namespace etagere::tags;
using namespace etagere::tags::test;
namespace fs = std::filesystem;
using etagere::store::Database;
using etagere::store::OpenMode;
using etagere::store::Transaction;

namespace {

std::uint64_t recordAll(Ledger &ledger, const Recorder &recorder, int now = 1) {
    return ledger.record(recorder.traffic, observe(recorder.traffic), {day(now)}).value_or(9999);
}

/// Each a URL of its own for every hundred, in two sources in turns if wanted.
Recorder many(int count, bool twoSources = false) {
    Recorder recorder;
    const auto first = recorder.visit;
    recorder.source = recorder.traffic.addSource({"b.har", "", "", "", false}, nullptr);
    recorder.visitor("bob");
    const auto second = recorder.visit;
    for (int i = 0; i < count; ++i) {
        recorder.visit = twoSources && i % 2 == 1 ? second : first;
        recorder.tag("https://example.org/" + std::to_string(i / 100),
                     '"' + std::to_string(i % 7) + '"');
    }
    return recorder;
}

QByteArray planOf(const Database &database, std::string_view sql) {
    auto rows = database.prepare("EXPLAIN QUERY PLAN " + std::string(sql));
    std::string plan;
    while (rows && rows->step().value_or(false))
        plan.append(rows->bytes(3).value_or("?")).append("\n");
    return QByteArray::fromStdString(plan);
}

Database madeLedger(const fs::path &path) {
    static_cast<void>(SqliteLedger::open(path, day(0)));
    return std::move(*Database::open(path, {.mode = OpenMode::ReadWrite}));
}

} // namespace

class TestLedgerRecord : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void rowsAreKeptOnce() {
        const Observation seen;
        LedgerRows rows;
        rows.restart(4);
        rows.add({{1, 1, 5, Validator::ETag, "a"}, 1, 0, &seen});
        rows.add({{1, 1, 5, Validator::ETag, "a"}, 2, 0, &seen});
        rows.add({{1, 1, 5, Validator::LastModified, "a"}, 1, 0, &seen});
        rows.add({{1, 3, -5, Validator::ETag, "a"}, 1, 0, &seen});
        QVERIFY(rows.entries().first == 1 && rows.entries().last == 3);
        QVERIFY(rows.times().first == -5 && rows.times().last == 5);
        rows.strike({1, 3, -5, Validator::ETag, "b"});
        rows.strike({1, 1, 5, Validator::ETag, "a"});
        const auto left = rows.takeNew();
        QCOMPARE(left.size(), std::size_t{2});
        QVERIFY(left[0].same.validator == Validator::LastModified && left[1].same.entry == 3);
    }

    // One of them differs in each way, and is another observation.
    void onlyTheSameIsNotRecordedAgain() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        Recorder recorder;
        recorder.tag("https://a.example/", "\"1\"");
        QCOMPARE(recordAll(*ledger, recorder), std::uint64_t{1});
        recorder.entry = 0;
        recorder.tag("https://a.example/", "\"2\"");
        recorder.entry = 0;
        recorder.tag("https://a.example/2", "\"1\"");
        recorder.tag("https://a.example/", "\"1\"");
        recorder.entry = 0;
        recorder.exchange("https://a.example/", {Recorder::field("Last-Modified", "\"1\"")});
        QCOMPARE(recordAll(*ledger, recorder), std::uint64_t{4});
        QCOMPARE(recordAll(*ledger, recorder), std::uint64_t{0});
        QCOMPARE(ledger->info()->observations, std::uint64_t{5});
    }

    void sourcesInTurnsAreKeptApart() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        const Recorder recorder = many(1000, true);
        QCOMPARE(recordAll(*ledger, recorder), std::uint64_t{1000});
        QCOMPARE(recordAll(*ledger, recorder), std::uint64_t{0});
        std::size_t wrong = 0;
        std::size_t listed = 0;
        QVERIFY(ledger->list({}, [&](const LedgerEntry &entry) {
            const bool isB = entry.source == "b.har";
            wrong += (entry.visitor == "bob") == isB ? 0U : 1U;
            ++listed;
            return true;
        }));
        QCOMPARE(listed, std::size_t{1000});
        QCOMPARE(wrong, std::size_t{0});
    }

    // Numbers of rows are remembered from one transaction to the next.
    void anErasureBetweenTwoTransactionsIsNoticed() {
        const fs::path path = at("between");
        Database database = madeLedger(path);
        const Recorder recorder = many(400);
        const auto seen = observe(recorder.traffic);
        const Ledger::Recording recording{day(1)};
        auto writer = LedgerWriter::make(database, recorder.traffic, recording);
        const auto write = [&](std::span<const Observation> some) {
            auto transaction = Transaction::begin(database);
            return transaction && writer->write(some) && transaction->commit();
        };
        QVERIFY(write(std::span(seen).first(200)));
        {
            auto other = SqliteLedger::open(path, day(1));
            QVERIFY(other->erase({}).value().observations == 200U);
            Recorder another("c.har");
            another.visitor("carol");
            another.tag("https://other.example/", "\"c\"");
            QCOMPARE(recordAll(*other, another), std::uint64_t{1});
        }
        QVERIFY(write(std::span(seen).subspan(100)));
        auto ledger = SqliteLedger::open(path, day(1));
        LedgerFilter filter;
        filter.urls = {"https://example.org/1", "https://example.org/2", "https://example.org/3"};
        filter.visitor = "alice";
        std::size_t listed = 0;
        QVERIFY(ledger->list(filter, [&listed](const auto &) { return ++listed > 0; }));
        QCOMPARE(listed, std::size_t{300});
        QCOMPARE(ledger->info()->observations, std::uint64_t{301});
    }

    // After the last ones are erased, new ones must not come under their recording.
    void numbersOfErasedOnesAreNotGivenAgain() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        Recorder early;
        early.tag("https://a.example/", "\"1\"");
        early.tag("https://b.example/", "\"2\"");
        Recorder late("late.har");
        late.tag("https://a.example/", "\"3\"");
        QCOMPARE(recordAll(*ledger, early, 1), std::uint64_t{2});
        QVERIFY(ledger->erase({EraseScope::What::Site, "b.example", {}}).has_value());
        QCOMPARE(recordAll(*ledger, late, 2), std::uint64_t{1});
        std::string sources;
        QVERIFY(ledger->list({}, [&sources](const LedgerEntry &entry) {
            sources.append(entry.source).append(" ");
            return true;
        }));
        QCOMPARE(QByteArray::fromStdString(sources), QByteArray("a.har late.har "));
    }

    void aKilledProgramLosesWhatItWasAt() {
        const fs::path path = at("killed");
        const Database database = madeLedger(path);
        const Recorder recorder = many(700'000);
        const pid_t child = ::fork();
        if (child == 0) {
            auto ledger = SqliteLedger::open(path, day(1));
            recordAll(*ledger, recorder);
            ::_exit(0);
        }
        const auto count = [&database] {
            return database.number("SELECT coalesce(sum(last-first+1), 0) FROM recording")
                .value_or(-1);
        };
        QTRY_VERIFY_WITH_TIMEOUT(count() > 0, 60'000);
        QCOMPARE(::kill(child, SIGKILL), 0);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        const std::int64_t kept = count();
        QVERIFY(kept >= 200'000 && (kept % 200'000 == 0 || kept == 700'000));
        QCOMPARE(database.number("SELECT count(*) FROM observation").value(), kept);
        QCOMPARE(database.number("SELECT integrity_check='ok' FROM pragma_integrity_check").value(),
                 std::int64_t{1});
        auto ledger = SqliteLedger::open(path, day(1));
        QCOMPARE(recordAll(*ledger, recorder), static_cast<std::uint64_t>(700'000 - kept));
        QCOMPARE(ledger->info()->observations, std::uint64_t{700'000});
    }

    void recordingAsksByKeys_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<QByteArray>("plan");
        const auto row = [](const char *name, std::string_view sql, const char *plan) {
            QTest::newRow(name) << QByteArray(sql.data(), qsizetype(sql.size()))
                                << QByteArray(plan);
        };
        namespace asked = ledger_statements;
        row("recordings that overlap", asked::overlapping,
            "SEARCH recording USING INDEX recording_by_source (source=?)\n");
        row("rows of a recording", asked::rowsOf,
            "SEARCH observation USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)\n");
        row("anything of version 1", asked::carried,
            "SEARCH recording USING INDEX recording_by_source (source=?)\n");
        row("a key of version 1", asked::oldKey, "SEARCH old_key USING PRIMARY KEY (key=?)\n");
        row("the last number", asked::lastNumber, "SCAN recording\n");
        row("what is too old", asked::older,
            "SCAN CONSTANT ROW\nSCALAR SUBQUERY 1\n"
            "SEARCH recording USING COVERING INDEX recording_by_recorded_at (recorded_at<?)\n");
        row("a URL", "SELECT id FROM url WHERE text=?",
            "SEARCH url USING COVERING INDEX sqlite_autoindex_url_1 (text=?)\n");
    }
    void recordingAsksByKeys() {
        QFETCH(QByteArray, sql);
        const Database database = madeLedger(at("keys"));
        QTEST(planOf(database, sql.toStdString()), "plan");
    }

    void listingSortsNothing_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("everything") << 0;
        QTest::newRow("newest first") << 1;
        QTest::newRow("an origin") << 2;
        QTest::newRow("a site") << 3;
        QTest::newRow("a pattern") << 4;
        QTest::newRow("some URLs") << 5;
        QTest::newRow("a visitor since a time") << 6;
    }
    void listingSortsNothing() {
        QFETCH(int, which);
        LedgerFilter filter;
        filter.newestFirst = which == 1;
        if (which == 2)
            filter.origin = "https://a.example";
        if (which == 3)
            filter.site = "a.example";
        if (which == 4)
            filter.urlPattern = "*";
        if (which == 5)
            filter.urls.emplace();
        if (which == 6) {
            filter.visitor = "alice";
            filter.since = day(1);
        }
        const Database database = madeLedger(at("sorts"));
        const QByteArray plan = planOf(database, ledgerListing(filter));
        QVERIFY2(plan.startsWith("SCAN recording USING INDEX recording_by_recorded_at\n"
                                 "SEARCH observation USING INTEGER PRIMARY KEY"),
                 plan.constData());
        QVERIFY2(!plan.contains("TEMP B-TREE"), plan.constData());
        QCOMPARE(plan.count("SCAN"), plan.contains("json_each") || which == 4 ? 2 : 1);
    }
};

QTEST_GUILESS_MAIN(TestLedgerRecord)
#include "test_ledger_record.moc"
