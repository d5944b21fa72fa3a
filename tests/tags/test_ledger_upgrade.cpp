// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/tags/ledger_schema.h"
#include "sample.h"

#include <filesystem>

using namespace etagere::tags;
using namespace etagere::tags::test;
namespace fs = std::filesystem;
using etagere::store::Database;
using etagere::store::OpenMode;

namespace {

/// What the ledger of version 1 holds, as its programs recorded it (tests/data/tags).
Recorder recordedA() {
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

Recorder recordedB() {
    Recorder recorder("b.har");
    recorder.tag("https://www.a.example/1", "\"1\"");
    return recorder;
}

std::uint64_t record(SqliteLedger &ledger, const Recorder &recorder) {
    return ledger.record(recorder.traffic, observe(recorder.traffic), {day(101)}).value_or(9999);
}

QByteArray lines(const Ledger &ledger) {
    std::string text;
    const auto done = ledger.list({}, [&text](const LedgerEntry &entry) {
        for (const std::string_view part :
             {entry.source, entry.visitor, entry.site, entry.url, entry.value, entry.bodyDigest})
            (text += part) += ' ';
        text += std::to_string(entry.status) + ' ' + std::to_string(entry.bodyBytes);
        text += entry.sentBack ? " sent back" : "";
        text += entry.validator == Validator::LastModified ? " Last-Modified" : "";
        text += ' ' + std::to_string(countOf(entry.when).value_or(-1) / countOf(day(1)));
        text += ' ' + std::to_string(countOf(entry.recordedAt) / countOf(day(1))) + '\n';
        return true;
    });
    return done ? QByteArray::fromStdString(text) : QByteArray("failed");
}

} // namespace

/// A ledger of version 1 is carried over when it is opened.
class TestLedgerUpgrade : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path m_path;

private Q_SLOTS:
    void init() {
        m_path = fs::path(m_folder.path().toStdString()) / QTest::currentTestFunction();
        QFile dump(QStringLiteral(ETAGERE_SOURCE_DIR "/tests/data/tags/ledger_version1.sql"));
        QVERIFY(dump.open(QIODevice::ReadOnly));
        auto database = Database::open(m_path, {.mode = OpenMode::Create});
        QVERIFY(database && database->execute(dump.readAll().toStdString()));
    }

    void everythingIsCarriedOver() {
        auto ledger = SqliteLedger::open(m_path, day(101));
        QVERIFY(ledger.has_value());
        QCOMPARE(
            lines(*ledger),
            QByteArray(
                "b.har alice a.example https://www.a.example/1 \"1\"  200 5 0 90\n"
                "a.har alice a.example https://www.a.example/1 \"1\" digest 0 200 5 0 100\n"
                "a.har alice a.example https://www.a.example/1 monday digest 0 200 5 Last-Modified"
                " 0 100\n"
                "a.har alice a.example https://www.a.example/2?x=[1] \"2\xff\" digest 1 200 5 1"
                " 100\n"
                "a.har bob b.example https://b.example/ \"1\" digest 2 200 5 sent back 2 100\n"
                "a.har bob b.example https://b.example/ \"3\" digest 3 200 5 3 100\n"));
        const auto info = ledger->info();
        QVERIFY(info && info->schemaVersion == 2 && info->observations == 6U && info->tags == 4U);
        QVERIFY(info->retention == std::chrono::days(500));
    }

    void itIsThenLikeOneThatIsNew() {
        { QVERIFY(SqliteLedger::open(m_path, day(101)).has_value()); }
        const auto database = Database::open(m_path, {});
        QVERIFY(database && hasExactly(*database, ledgerSchema()).value());
        const auto check = database->prepare("PRAGMA integrity_check");
        QVERIFY(check.has_value());
        QCOMPARE(database->number("SELECT count(*) FROM pragma_foreign_key_check").value(),
                 std::int64_t{0});
    }

    void whatItHasIsNotRecordedAgain() {
        auto ledger = SqliteLedger::open(m_path, day(101));
        QVERIFY(ledger.has_value());
        QCOMPARE(record(*ledger, recordedA()), std::uint64_t{0});
        QCOMPARE(record(*ledger, recordedB()), std::uint64_t{0});
        Recorder longer = recordedB();
        longer.tag("https://b.example/", "\"4\"");
        QCOMPARE(record(*ledger, longer), std::uint64_t{1});
        QCOMPARE(record(*ledger, longer), std::uint64_t{0});
    }

    void whatIsErasedMayBeRecordedAgain() {
        auto ledger = SqliteLedger::open(m_path, day(101));
        QVERIFY(ledger->erase({EraseScope::What::Visitor, "bob", {}}).has_value());
        QCOMPARE(record(*ledger, recordedA()), std::uint64_t{2});
        QCOMPARE(record(*ledger, recordedB()), std::uint64_t{0});
    }

    void theRetentionIsAppliedToIt() {
        auto ledger = SqliteLedger::open(m_path, day(595));
        QVERIFY(ledger.has_value());
        QCOMPARE(ledger->info()->observations, std::uint64_t{5});
    }
};

QTEST_APPLESS_MAIN(TestLedgerUpgrade)
#include "test_ledger_upgrade.moc"
