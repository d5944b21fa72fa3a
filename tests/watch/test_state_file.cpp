// SPDX-License-Identifier: Apache-2.0
#include <QTemporaryDir>
#include <QTest>

#include "core/watch/state_file.h"
#include "tests/watch/play.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

using namespace etagere;
using namespace etagere::tests;
using namespace etagere::watch;
using namespace std::chrono_literals;

namespace {

void compare(const PageState &a, const PageState &b) {
    QCOMPARE(a.url, b.url);
    QCOMPARE(a.visits, b.visits);
    QCOMPARE(a.notModified, b.notModified);
    QCOMPARE(a.changes, b.changes);
    QCOMPARE(a.savedBytes, b.savedBytes);
    QCOMPARE(a.receivedBytes, b.receivedBytes);
    QCOMPARE(a.revalidations, b.revalidations);
    QCOMPARE(a.failures, b.failures);
    QVERIFY(a.visited == b.visited && a.changed == b.changed);
    QVERIFY(a.due == b.due && a.blockedUntil == b.blockedUntil);
    QCOMPARE(a.held.has_value(), b.held.has_value());
    if (!a.held)
        return;
    QCOMPARE(a.held->url, b.held->url);
    QCOMPARE(a.held->etag, b.held->etag);
    QCOMPARE(a.held->lastModified, b.held->lastModified);
    QCOMPARE(a.held->transferred, b.held->transferred);
    QVERIFY(a.held->content.digest == b.held->content.digest);
    QVERIFY(a.held->content.text == b.held->content.text);
    QCOMPARE(a.held->content.meansItsText, b.held->content.meansItsText);
    QCOMPARE(a.held->content.decoded, b.held->content.decoded);
}

} // namespace

class TestStateFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatWasSaved_data();
    void givesBackWhatWasSaved();
    void goesOnWhereItWas();
    void isItsOwnersAlone();
    void refusesOthersFiles();
    void keepsTheFirstThatWasFound();

private:
    QTemporaryDir m_folder;
    std::filesystem::path path(const char *name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
};

void TestStateFile::givesBackWhatWasSaved_data() {
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("a page") << QByteArray("ETag: \"a\" | Last-Modified: @-90 | Content-Type: "
                                          "text/html")
                            << QByteArray("<p>x") << 200;
    QTest::newRow("empty text") << QByteArray("Content-Type: text/html") << QByteArray() << 200;
    QTest::newRow("no text") << QByteArray("ETag: \"\xff\"") << QByteArray("\xff\x00", 2) << 200;
    QTest::newRow("a failure") << QByteArray("Retry-After: 99") << QByteArray() << 503;
}

void TestStateFile::givesBackWhatWasSaved() {
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    Play play;
    play.visit(static_cast<std::uint16_t>(status), fields.constData(), body.toStdString());
    auto file = StateFile::open(StateFile::memoryName);
    QVERIFY(file.has_value());
    QVERIFY(file->save(play.page()).has_value());
    QVERIFY(file->save(play.page()).has_value());
    const auto found = file->find(play.page().url);
    QVERIFY(found && *found);
    compare(**found, play.page());
    QVERIFY(!*file->find("https://else.test/"));
}

/// As after a kill: what a second program finds is what the first saw at its last visit.
void TestStateFile::goesOnWhereItWas() {
    Play first;
    first.visit(200, "ETag: \"a\"", "12345");
    {
        auto file = StateFile::open(path("go.sqlite"));
        QVERIFY(file->save(first.page()).has_value());
    }
    auto again = StateFile::open(path("go.sqlite"));
    QVERIFY(again.has_value());
    Monitor monitor({}, {**again->find("https://shop.test/a")}, *again->distrusted());
    monitor.begin(at(60));
    QVERIFY(!monitor.next(at(60), neverAudited));
    QVERIFY(monitor.wakeAt() == at(600));
    const auto ask = monitor.next(at(600), neverAudited);
    QCOMPARE(ask->ifNoneMatch, std::string("\"a\""));
    Reply reply;
    reply.status = 304;
    QCOMPARE(monitor.hear(0, reply, at(600), 0)->savedBytes, std::uint64_t{5});
}

void TestStateFile::isItsOwnersAlone() {
    const auto file = StateFile::open(path("new/folder/own.sqlite"));
    QVERIFY(file.has_value());
    struct stat found {};
    QCOMPARE(::stat(path("new/folder/own.sqlite").c_str(), &found), 0);
    QCOMPARE(found.st_mode & 0777U, 0600U);
}

void TestStateFile::refusesOthersFiles() {
    std::ofstream(path("text")) << "no database at all, but long enough to be looked at";
    QVERIFY(StateFile::open(path("text")).error().kind == store::StoreError::Kind::NotADatabase);
    auto other = store::Database::open(path("other"), {.mode = store::OpenMode::Create});
    QVERIFY(other->execute("CREATE TABLE page(x); PRAGMA application_id=7").has_value());
    QVERIFY(StateFile::open(path("other")).error().kind == store::StoreError::Kind::ForeignSchema);
}

void TestStateFile::keepsTheFirstThatWasFound() {
    auto file = StateFile::open(StateFile::memoryName);
    const StaleOrigin first{"https://a.test", "https://a.test/1", "\"a\"", at(1), 5};
    const StaleOrigin second{"https://a.test", "https://a.test/2", "\"b\"", at(2), 6};
    QVERIFY(file->save(first).has_value());
    QVERIFY(file->save(second).has_value());
    const auto all = file->distrusted();
    QCOMPARE(all->size(), std::size_t{1});
    QVERIFY(all->front() == first);
}

QTEST_APPLESS_MAIN(TestStateFile)
#include "test_state_file.moc"
