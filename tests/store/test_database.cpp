// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/database.h"
#include "core/store/transaction.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace etagere::store;
using namespace std::string_view_literals;
namespace fs = std::filesystem;
using Kind = StoreError::Kind;

namespace {

mode_t modeOf(const fs::path &path) {
    struct stat facts {};
    return ::stat(path.c_str(), &facts) == 0 ? facts.st_mode & 07777U : 0;
}

Database memory(const std::string &sql = "CREATE TABLE t(a, b)") {
    auto database = Database::inMemory();
    if (!database->execute(sql))
        qFatal("the test's own SQL is wrong");
    return std::move(*database);
}

} // namespace

class TestDatabase : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path at(const char *name) const { return fs::path(m_folder.path().toStdString()) / name; }

private Q_SLOTS:
    void valuesComeBackAsTheyWent() {
        Database database = memory("CREATE TABLE t(a, b, c, d, e, f)");
        auto insert = database.prepareInsert("t", {"a", "b", "c", "d", "e", "f"});
        QVERIFY(insert.has_value());
        const auto text = "a\0b\xff"sv;
        QVERIFY(insert->run(std::int64_t{-5}, 0.25, text, Blob{""sv}, nullptr,
                            std::optional<std::int64_t>{}));
        QVERIFY(insert->run(true, 1.0, ""sv, Blob{text}, std::optional(7), std::uint16_t{65535}));
        auto rows = database.prepare("SELECT * FROM t");
        QVERIFY(rows.has_value());
        QVERIFY(rows->step().value());
        QVERIFY(rows->integer(0) == -5);
        QVERIFY(rows->real(1) == 0.25);
        QVERIFY(rows->bytes(2) == text);
        QVERIFY(rows->bytes(3) == ""sv);
        QVERIFY(rows->isNull(4) && rows->isNull(5));
        QVERIFY(rows->step().value());
        QVERIFY(rows->integer(0) == 1);
        QVERIFY(rows->bytes(2) == ""sv);
        QVERIFY(rows->bytes(3) == text);
        QVERIFY(rows->integer(4) == 7 && rows->integer(5) == 65535);
        QVERIFY(!rows->step().value());
    }

    void aColumnOfAnotherTypeIsNothing() {
        Database database = memory();
        auto row = database.prepare("SELECT 1, 'x', 0.5, NULL");
        QVERIFY(row->step().value());
        QVERIFY(!row->bytes(0) && !row->real(0));
        QVERIFY(!row->integer(1) && !row->integer(2) && !row->integer(3));
        QVERIFY(!row->bytes(3) && !row->isNull(0));
        QVERIFY(!row->integer(99) && !row->bytes(-1));
    }

    void aFailedBindIsReportedByTheStep() {
        Database database = memory();
        auto insert = database.prepareInsert("t", {"a"});
        QVERIFY(!insert->run(1, 2));
        QVERIFY(insert->run(1).has_value());
        QCOMPARE(database.number("SELECT count(*) FROM t").value(), std::int64_t{1});
    }

    void changesAreCounted() {
        Database database = memory();
        QVERIFY(database.execute("INSERT INTO t VALUES(1, 1), (2, 2), (3, 3)"));
        QVERIFY(database.execute("DELETE FROM t WHERE a > 1"));
        QCOMPARE(database.changes(), std::int64_t{2});
    }

    void aBrokenConstraintIsOne() {
        Database database = memory("CREATE TABLE t(a UNIQUE); INSERT INTO t VALUES(1)");
        const auto done = database.execute("INSERT INTO t VALUES(1)");
        QVERIFY(!done);
        QVERIFY(done.error().kind == Kind::Constraint);
        QVERIFY(done.error().code != 0);
    }

    void foreignKeysAreEnforced() {
        Database database =
            memory("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p)");
        QVERIFY(database.execute("INSERT INTO c VALUES(1)").error().kind == Kind::Constraint);
    }

    void aHostileSchemaCannotAct() {
        Database database = memory("CREATE TABLE t(a); CREATE TABLE u(a);"
                                   "CREATE TRIGGER g AFTER INSERT ON t BEGIN"
                                   " INSERT INTO u VALUES(1); END;"
                                   "CREATE VIEW v AS SELECT a FROM t");
        QVERIFY(database.execute("INSERT INTO t VALUES(1)"));
        QCOMPARE(database.number("SELECT count(*) FROM u").value(), std::int64_t{0});
        QVERIFY(!database.execute("SELECT * FROM v"));
        QVERIFY(!database.execute("ATTACH ':memory:' AS a; ATTACH ':memory:' AS b"));
        QVERIFY(!database.execute("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema"));
        QVERIFY(!database.execute("SELECT load_extension('x')"));
    }

    void aTransactionWithoutCommitIsUndone() {
        Database database = memory();
        {
            auto transaction = Transaction::begin(database);
            QVERIFY(transaction.has_value());
            QVERIFY(database.execute("INSERT INTO t VALUES(1, 1)"));
            Transaction moved = std::move(*transaction);
        }
        QCOMPARE(database.number("SELECT count(*) FROM t").value(), std::int64_t{0});
        auto transaction = Transaction::begin(database);
        QVERIFY(database.execute("INSERT INTO t VALUES(1, 1)"));
        QVERIFY(transaction->commit().has_value());
        QCOMPARE(database.number("SELECT count(*) FROM t").value(), std::int64_t{1});
    }

    void twoTransactionsDoNotNest() {
        Database database = memory();
        auto first = Transaction::begin(database);
        QVERIFY(first.has_value());
        QVERIFY(!Transaction::begin(database));
        QVERIFY(database.execute("INSERT INTO t VALUES(1, 1)"));
        QVERIFY(first->commit());
    }

    void openingFails_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *title, QByteArray name, QByteArray content, Kind kind) {
            QTest::newRow(title) << name << content << static_cast<int>(kind);
        };
        row("a missing file cannot be opened", "missing", {}, Kind::CannotOpen);
        row("a folder cannot be opened", ".", {}, Kind::CannotOpen);
        row("a pipe cannot be opened, nor is waited for", "/dev/stdin/x", {}, Kind::CannotOpen);
        row("a device cannot be opened", "/dev/null", {}, Kind::CannotOpen);
        row("an empty name cannot be opened", "", {}, Kind::CannotOpen);
        row("text is no database", "text", QByteArray(2000, 'x'), Kind::NotADatabase);
        row("a header alone is no database", "header",
            QByteArray("SQLite format 3\0", 16) + QByteArray(500, '\xff'), Kind::NotADatabase);
    }
    void openingFails() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, content);
        QFETCH(int, kind);
        fs::path path = name.toStdString();
        if (!name.isEmpty() && name[0] != '/')
            path = at(name.constData());
        if (!content.isEmpty())
            std::ofstream(path, std::ios::binary) << content.toStdString();
        for (const OpenMode mode : {OpenMode::Frozen, OpenMode::ReadOnly, OpenMode::ReadWrite}) {
            const auto database = Database::open(path, {.mode = mode});
            const StoreError error =
                database ? database->number("SELECT count(*) FROM sqlite_schema").error()
                         : database.error();
            QCOMPARE(static_cast<int>(error.kind), kind);
        }
    }

    void namesAreNeverUris() {
        const auto path = at("file:name?mode=memory&x=%41 #\xc3\xa9");
        {
            auto made = Database::open(path, {.mode = OpenMode::Create});
            QVERIFY(made.has_value());
            QVERIFY(made->execute("CREATE TABLE t(a); INSERT INTO t VALUES(42)"));
        }
        QVERIFY(fs::exists(path));
        const auto frozen = Database::open(path, {.mode = OpenMode::Frozen});
        QVERIFY(frozen.has_value());
        QCOMPARE(frozen->number("SELECT a FROM t").value(), std::int64_t{42});
    }

    void anOwnersFileAndItsLogsAreItsOwn() {
        const mode_t before = ::umask(0);
        auto database = Database::open(at("owned"), {.mode = OpenMode::Create, .ownerOnly = true});
        const bool ready = database && database->startWriteAheadLog() &&
                           database->execute("CREATE TABLE t(a); INSERT INTO t VALUES(1)");
        ::umask(before);
        QVERIFY(ready);
        QCOMPARE(modeOf(at("owned")), mode_t{0600});
        QCOMPARE(modeOf(at("owned-wal")), mode_t{0600});
        QCOMPARE(modeOf(at("owned-shm")), mode_t{0600});
    }

    void frozenLeavesNoTraces() {
        {
            auto made = Database::open(at("frozen"), {.mode = OpenMode::Create});
            QVERIFY(made && made->startWriteAheadLog() && made->execute("CREATE TABLE t(a)"));
        }
        auto frozen = Database::open(at("frozen"), {.mode = OpenMode::Frozen});
        QVERIFY(frozen.has_value());
        QCOMPARE(frozen->number("SELECT count(*) FROM t").value(), std::int64_t{0});
        QVERIFY(!fs::exists(at("frozen-wal")) && !fs::exists(at("frozen-shm")));
        QVERIFY(frozen->execute("INSERT INTO t VALUES(1)").error().kind == Kind::CannotOpen);
    }

    void aLockedDatabaseIsBusy() {
        const OpenOptions options{.mode = OpenMode::Create,
                                  .busyTimeout = std::chrono::milliseconds{1}};
        auto one = Database::open(at("locked"), options);
        auto two = Database::open(at("locked"), options);
        QVERIFY(one && two);
        auto transaction = Transaction::begin(*one);
        QVERIFY(transaction.has_value());
        QVERIFY(Transaction::begin(*two).error().kind == Kind::Busy);
    }

    void aCopyHasEverything() {
        Database database = memory("CREATE TABLE t(a); INSERT INTO t VALUES(9)");
        auto copy = Database::temporary();
        QVERIFY(copy.has_value());
        QVERIFY(database.copyTo(*copy).has_value());
        QVERIFY(database.execute("DELETE FROM t"));
        QCOMPARE(copy->number("SELECT a FROM t").value(), std::int64_t{9});
    }

    void aStatementMayOutliveItsDatabase() {
        auto database = Database::inMemory();
        auto statement = database->prepare("SELECT 5");
        *database = std::move(*Database::inMemory());
        QVERIFY(statement->step().value());
        QVERIFY(statement->integer(0) == 5);
    }
};

QTEST_APPLESS_MAIN(TestDatabase)
#include "test_database.moc"
