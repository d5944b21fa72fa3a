// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/migrate.h"

#include <array>
#include <filesystem>
#include <string>
#include <thread>

using namespace etagere::store;
using Kind = StoreError::Kind;

namespace {

constexpr std::array<const char *, 3> steps{
    "CREATE TABLE t(a)", "INSERT INTO t VALUES(1); ALTER TABLE t ADD COLUMN b DEFAULT 7",
    "CREATE INDEX i ON t(a)"};
constexpr std::array<const char *, 3> failing{"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)",
                                              "INSERT INTO missing VALUES(1)"};

Schema upTo(std::size_t version) { return {77, std::span(steps).first(version)}; }

Database memory() { return std::move(*Database::inMemory()); }

} // namespace

class TestMigrate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyVersionReachesTheNewest() {
        for (std::size_t from = 0; from <= steps.size(); ++from) {
            Database database = memory();
            QVERIFY(migrate(database, upTo(from)).has_value());
            QVERIFY(migrate(database, upTo(3)).has_value());
            QCOMPARE(findVersion(database, upTo(3)).value(), 3);
            QCOMPARE(database.number("SELECT b FROM t").value(), std::int64_t{7});
            QVERIFY(hasExactly(database, upTo(3)).value());
        }
    }

    void migratingTwiceChangesNothing() {
        Database database = memory();
        QVERIFY(migrate(database, upTo(3)).has_value());
        QVERIFY(migrate(database, upTo(3)).has_value());
        QCOMPARE(database.number("SELECT count(*) FROM t").value(), std::int64_t{1});
    }

    void aNewerSchemaIsRefused() {
        Database database = memory();
        QVERIFY(migrate(database, upTo(3)).has_value());
        const auto done = migrate(database, upTo(2));
        QVERIFY(!done);
        QVERIFY(done.error().kind == Kind::NewerSchema);
        QCOMPARE(done.error().version, 3);
    }

    void anotherProgramsDatabaseIsRefused_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("another application") << QByteArray("PRAGMA application_id=5");
        QTest::newRow("no application, but tables") << QByteArray("CREATE TABLE x(a)");
        QTest::newRow("no application, but a version") << QByteArray("PRAGMA user_version=2");
        QTest::newRow("a version below zero")
            << QByteArray("PRAGMA application_id=77; PRAGMA user_version=-1");
    }
    void anotherProgramsDatabaseIsRefused() {
        QFETCH(QByteArray, sql);
        Database database = memory();
        QVERIFY(database.execute(sql.toStdString()));
        QVERIFY(migrate(database, upTo(3)).error().kind == Kind::ForeignSchema);
    }

    void aFailingStepUndoesAll() {
        Database database = memory();
        const auto done = migrate(database, {77, failing});
        QVERIFY(!done);
        QCOMPARE(done.error().version, 3);
        QCOMPARE(findVersion(database, {77, failing}).value(), 0);
        QCOMPARE(database.number("SELECT count(*) FROM sqlite_schema").value(), std::int64_t{0});
    }

    void aSchemaIsComparedWordForWord_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("one table more") << QByteArray("CREATE TABLE x(a)");
        QTest::newRow("a view") << QByteArray("CREATE VIEW x AS SELECT 1");
        QTest::newRow("a trigger")
            << QByteArray("CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END");
        QTest::newRow("a table that says something else")
            << QByteArray("DROP TABLE t; CREATE TABLE t(a, c); CREATE INDEX i ON t(a)");
        QTest::newRow("a missing index") << QByteArray("DROP INDEX i");
    }
    void aSchemaIsComparedWordForWord() {
        QFETCH(QByteArray, sql);
        Database database = memory();
        QVERIFY(migrate(database, upTo(3)).has_value());
        QVERIFY(database.execute(sql.toStdString()));
        QVERIFY(!hasExactly(database, upTo(3)).value());
    }

    void twoProgramsMayMigrateAtOnce() {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString()) / "both";
        std::array<bool, 4> good{};
        std::array<std::thread, 4> threads;
        for (std::size_t i = 0; i < threads.size(); ++i) {
            threads[i] = std::thread([&, i] {
                auto database = Database::open(path, {.mode = OpenMode::Create});
                good[i] = database && database->startWriteAheadLog() &&
                          migrate(*database, upTo(3)) && hasExactly(*database, upTo(3)).value();
            });
        }
        for (auto &thread : threads)
            thread.join();
        QVERIFY(good[0] && good[1] && good[2] && good[3]);
    }
};

QTEST_APPLESS_MAIN(TestMigrate)
#include "test_migrate.moc"
