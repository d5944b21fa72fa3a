// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/atomic_database.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <iterator>

using namespace etagere::store;
namespace fs = std::filesystem;

namespace {

int filesIn(const fs::path &folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), {}));
}

bool make(const fs::path &path, const std::string &sql, bool commit) {
    auto file = AtomicDatabase::create(path);
    return file && file->database().execute(sql) && (!commit || file->commit());
}

std::int64_t valueIn(const fs::path &path) {
    const auto database = Database::open(path, {.mode = OpenMode::Frozen});
    return database ? database->number("SELECT a FROM t").value_or(-1) : -2;
}

} // namespace

class TestAtomicDatabase : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCommitReplacesWithoutLeftovers() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "x";
        QVERIFY(make(path, "CREATE TABLE t(a); INSERT INTO t VALUES(1)", true));
        QCOMPARE(valueIn(path), std::int64_t{1});
        ::chmod(path.c_str(), 0440);
        QVERIFY(make(path, "CREATE TABLE t(a); INSERT INTO t VALUES(2)", true));
        QCOMPARE(valueIn(path), std::int64_t{2});
        QCOMPARE(filesIn(path.parent_path()), 1);
        struct stat facts {};
        QCOMPARE(::stat(path.c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 07777U, 0440U);
    }

    void withoutACommitTheOldOneStays() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "x";
        QVERIFY(make(path, "CREATE TABLE t(a); INSERT INTO t VALUES(1)", true));
        QVERIFY(make(path, "CREATE TABLE t(a); INSERT INTO t VALUES(2)", false));
        QCOMPARE(valueIn(path), std::int64_t{1});
        QCOMPARE(filesIn(path.parent_path()), 1);
    }

    void whereNothingCanBeMadeItFails() {
        const QTemporaryDir folder;
        const fs::path path = folder.path().toStdString();
        const auto missing = AtomicDatabase::create(path / "missing" / "x");
        QVERIFY(!missing);
        QVERIFY(missing.error().kind == StoreError::Kind::CannotOpen);
        QCOMPARE(missing.error().systemError, ENOENT);
        const auto directory = AtomicDatabase::create(path);
        QVERIFY(!directory);
        QCOMPARE(directory.error().systemError, EISDIR);
        QCOMPARE(filesIn(path), 0);
    }
};

QTEST_APPLESS_MAIN(TestAtomicDatabase)
#include "test_atomic_database.moc"
