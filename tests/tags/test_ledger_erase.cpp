// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "sample.h"

#include <filesystem>

using namespace etagere::tags;
using namespace etagere::tags::test;
namespace fs = std::filesystem;

namespace {

/// A value that is found in the files if any of it is left.
std::string secret(const std::string &kind, int number) {
    return kind + "-secret-" + std::to_string(100000 + number * 7919 % 90000) + '-' +
           std::to_string(number);
}

/// Two sites and two visitors, mixed, so that what goes lies between what stays.
Recorder mixed(int count) {
    Recorder recorder;
    for (int i = 0; i < count; ++i) {
        const bool gone = i % 3 == 0;
        recorder.visitor(gone ? "gone-visitor" : "kept-visitor");
        const std::string kind = gone ? "gone" : "kept";
        recorder.tag("https://www." + kind + "-site.example/" + secret(kind, i / 5),
                     '"' + secret(kind, i) + std::string(static_cast<std::size_t>(i % 61), 'x') +
                         '"');
    }
    return recorder;
}

class Files {
public:
    explicit Files(fs::path folder)
        : m_folder(std::move(folder)) {}
    /// How many of the ledger's files hold the text.
    [[nodiscard]] int holding(const QByteArray &text) const {
        int count = 0;
        for (const auto &entry : fs::directory_iterator(m_folder)) {
            QFile file(QString::fromStdString(entry.path().string()));
            count += file.open(QIODevice::ReadOnly) && file.readAll().contains(text) ? 1 : 0;
        }
        return count;
    }

private:
    fs::path m_folder;
};

} // namespace

class TestLedgerErase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingErasedIsLeftInAnyFile_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("count");
        using What = EraseScope::What;
        const auto row = [](const char *title, What what, const char *text) {
            for (const int count : {30, 6000})
                QTest::addRow("%s of %d", title, count)
                    << static_cast<int>(what) << QByteArray(text) << count;
        };
        row("an origin", What::Origin, "https://www.gone-site.example");
        row("a site", What::Site, "gone-site.example");
        row("a visitor", What::Visitor, "gone-visitor");
    }
    void nothingErasedIsLeftInAnyFile() {
        QFETCH(int, what);
        QFETCH(QByteArray, text);
        QFETCH(int, count);
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "ledger.sqlite";
        const Files files(folder.path().toStdString());
        auto ledger = SqliteLedger::open(path, day(0));
        QVERIFY(ledger.has_value());
        const Recorder recorder = mixed(count);
        QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), {day(0)}).has_value());
        QVERIFY(files.holding("gone") > 0);
        const auto log =
            ledger->erase({static_cast<EraseScope::What>(what), text.toStdString(), {}});
        QVERIFY(log.has_value());
        QVERIFY(!log->lingers);
        QCOMPARE(log->observations, static_cast<std::uint64_t>(count / 3));
        QCOMPARE(files.holding("gone"), 0);
        QVERIFY(files.holding("kept-secret") > 0);
        QCOMPARE(ledger->info()->observations, static_cast<std::uint64_t>(count - count / 3));
        QCOMPARE(ledger->info()->origins, std::uint64_t{1});
        QCOMPARE(ledger->info()->visitors, std::uint64_t{1});
    }

    void erasingAllShrinksTheFile() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "ledger.sqlite";
        auto ledger = SqliteLedger::open(path, day(0));
        const auto empty = ledger->erase({});
        QVERIFY(empty && empty->observations == 0);
        const auto before = fs::file_size(path);
        const Recorder recorder = mixed(3000);
        QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), {day(0)}).has_value());
        const auto log = ledger->erase({});
        QVERIFY(log && log->observations == 3000U && !log->lingers);
        QCOMPARE(fs::file_size(path), before);
        QCOMPARE(Files(folder.path().toStdString()).holding("secret"), 0);
    }

    void erasingBeforeATime() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        const Recorder recorder = mixed(30); // one a day
        QVERIFY(
            ledger->record(recorder.traffic, observe(recorder.traffic), {day(100)}).has_value());
        const auto log = ledger->erase({EraseScope::What::Before, "", day(10)});
        QVERIFY(log && log->observations == 10U);
        QVERIFY(ledger->info()->first == day(10));
    }

    void erasingSomethingUnknownErasesNothing() {
        auto ledger = SqliteLedger::open(SqliteLedger::memoryName, day(0));
        const Recorder recorder = mixed(30);
        QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), {day(0)}).has_value());
        for (const auto what :
             {EraseScope::What::Origin, EraseScope::What::Site, EraseScope::What::Visitor}) {
            const auto log = ledger->erase({what, "' OR 1=1 --", {}});
            QVERIFY(log && log->observations == 0U);
        }
        QCOMPARE(ledger->info()->observations, std::uint64_t{30});
    }

    void aReaderIsSaidToKeepTheBytes() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "ledger.sqlite";
        auto ledger = SqliteLedger::open(path, day(0), std::chrono::milliseconds(1));
        const Recorder recorder = mixed(30);
        QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), {day(0)}).has_value());
        auto reader = etagere::store::Database::open(path, {});
        {
            auto rows = reader->prepare("SELECT * FROM observation");
            QVERIFY(rows && rows->step().value());
            const auto log = ledger->erase({});
            QVERIFY(log && log->lingers && log->observations == 30U);
        }
        const auto log = ledger->erase({});
        QVERIFY(log && !log->lingers);
        QCOMPARE(Files(folder.path().toStdString()).holding("secret"), 0);
    }

    void retentionIsKeptAndApplied() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "ledger.sqlite";
        const Recorder recorder = mixed(30);
        Recorder more("b.har");
        more.tag("https://later.example/", "\"later\"");
        {
            auto ledger = SqliteLedger::open(path, day(1000));
            QVERIFY(!ledger->retention()->has_value());
            QVERIFY(ledger->record(recorder.traffic, observe(recorder.traffic), {day(1000)})
                        .has_value());
            const auto log = ledger->setRetention(std::chrono::days(7), day(1007));
            QVERIFY(log && log->observations == 0U); // seven days is not longer than seven
            QVERIFY(ledger->record(more.traffic, observe(more.traffic), {day(1005)}).has_value());
        }
        auto ledger = SqliteLedger::open(path, day(1008));
        QVERIFY(ledger->retention().value() == std::optional(std::chrono::days(7)));
        QVERIFY(ledger->info()->retention == std::chrono::days(7));
        QCOMPARE(ledger->info()->observations, std::uint64_t{1});
        QCOMPARE(Files(folder.path().toStdString()).holding("secret"), 0);
        QVERIFY(ledger->setRetention(std::nullopt, day(9999)).has_value());
        QCOMPARE(ledger->info()->observations, std::uint64_t{1});
        const auto log = ledger->setRetention(std::chrono::days(1), day(9999));
        QVERIFY(log && log->observations == 1U);
    }
};

QTEST_APPLESS_MAIN(TestLedgerErase)
#include "test_ledger_erase.moc"
