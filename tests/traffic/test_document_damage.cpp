// SPDX-License-Identifier: Apache-2.0
#include <QtTest>

#include "core/store/database.h"
#include "core/traffic/document.h"
#include "sample.h"

#include <filesystem>

using namespace etagere::traffic;
using namespace etagere::traffic::test;
using etagere::store::Database;
using etagere::store::OpenMode;
namespace fs = std::filesystem;
using Kind = DocumentError::Kind;

class TestDocumentDamage : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    fs::path m_path;
    QByteArray m_sound;

    void write(const QByteArray &bytes) const {
        QFile file(QString::fromStdString(m_path.string()));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    void change(const QByteArray &sql) const {
        auto database = Database::open(m_path, {.mode = OpenMode::ReadWrite});
        QVERIFY(database.has_value());
        QVERIFY(database->execute(sql.toStdString()).has_value());
    }

private Q_SLOTS:
    void initTestCase() {
        m_path = fs::path(m_folder.path().toStdString()) / "x.etagere";
        QVERIFY(saveCapture(oddTraffic(), m_path).has_value());
        QFile file(QString::fromStdString(m_path.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_sound = file.readAll();
    }
    void init() { write(m_sound); }

    void otherFilesAreRefused_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const QByteArray &bytes, Kind kind) {
            QTest::newRow(name) << bytes << static_cast<int>(kind);
        };
        row("an empty file is no capture", {}, Kind::NotACapture);
        row("text is no capture", QByteArray(5000, 'x'), Kind::NotACapture);
        row("a HAR is no capture", R"({"log":{"entries":[]}})", Kind::NotACapture);
    }
    void otherFilesAreRefused() {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        write(bytes);
        const auto opened = openCapture(m_path);
        QVERIFY(!opened);
        QCOMPARE(static_cast<int>(opened.error().kind), kind);
    }

    void otherSchemasAreRefused_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *sql, Kind kind) {
            QTest::newRow(name) << QByteArray(sql) << static_cast<int>(kind);
        };
        row("a database of another program", "PRAGMA application_id=1", Kind::NotACapture);
        row("a database of no program", "PRAGMA application_id=0", Kind::NotACapture);
        row("a newer version", "PRAGMA user_version=3", Kind::NewerVersion);
        row("the version before, with the tables of this one", "PRAGMA user_version=1",
            Kind::Damaged);
        row("a version below zero", "PRAGMA user_version=-1", Kind::NotACapture);
        row("an older version that has the tables already", "PRAGMA user_version=0", Kind::Damaged);
        row("a table more", "CREATE TABLE x(a)", Kind::Damaged);
        row("a view in a table's place",
            "DROP TABLE url; CREATE VIEW url AS SELECT 1 AS id, x'' AS bytes", Kind::Damaged);
        row("a table without its types",
            "DROP TABLE url; CREATE TABLE url(id INTEGER PRIMARY KEY, bytes)", Kind::Damaged);
        row("a missing table", "DROP TABLE text", Kind::Damaged);
    }
    void otherSchemasAreRefused() {
        QFETCH(QByteArray, sql);
        QFETCH(int, kind);
        change(sql);
        const auto opened = openCapture(m_path);
        QVERIFY(!opened);
        QCOMPARE(static_cast<int>(opened.error().kind), kind);
    }

    void theNewerVersionIsNamed() {
        change("PRAGMA user_version=9");
        QCOMPARE(openCapture(m_path).error().cause.version, 9);
    }

    void anOlderVersionIsMigratedInACopy() {
        fs::remove(m_path);
        {
            auto database = Database::open(m_path, {.mode = OpenMode::Create});
            QVERIFY(database && database->execute("PRAGMA application_id=0x45746167"));
        }
        QFile file(QString::fromStdString(m_path.string()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto opened = openCapture(m_path);
        QVERIFY(opened.has_value());
        QCOMPARE(opened->traffic.exchangeCount(), std::size_t{0});
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void badRowsAreSkippedAndCounted_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<uint>("skippedExchanges");
        QTest::addColumn<uint>("skippedVisits");
        const auto row = [](const char *name, const char *sql, uint exchanges, uint visits = 0) {
            QTest::newRow(name) << QByteArray(sql) << exchanges << visits;
        };
        row("a visit that is not there", "UPDATE exchange SET visit=99 WHERE id=0", 1);
        row("a URL that is not there", "DELETE FROM url WHERE id=1", 3);
        row("a visitor that is not there takes its visits along", "DELETE FROM visitor WHERE id=0",
            3, 2);
        row("a source that is not there takes its visits along", "DELETE FROM source WHERE id=1", 1,
            1);
        row("a text that is not there", "UPDATE exchange SET method=9999 WHERE id=1", 1);
        row("a text below zero", "UPDATE exchange SET mime_type=-1 WHERE id=1", 1);
        row("a status that is none", "UPDATE exchange SET status=65536 WHERE id=1", 1);
        row("a status below zero", "UPDATE exchange SET status=-1 WHERE id=1", 1);
        row("a place it cannot be served from", "UPDATE exchange SET served_from=200", 4);
        row("an index that is none", "UPDATE exchange SET index_in_source=-9223372036854775808", 4);
        row("fields that end in a number", "UPDATE exchange SET request_fields=x'8080' WHERE id=3",
            1);
        row("fields without their last value",
            "UPDATE exchange SET request_fields=x'01' WHERE id=3", 1);
        row("fields with an endless number",
            "UPDATE exchange SET request_fields=x'ffffffffffffffffffff' WHERE id=3", 1);
        row("a field's value that is not there", "UPDATE exchange SET response_fields=x'01ff7f'",
            4);
        row("a field's name that is not there", "UPDATE exchange SET response_fields=x'ff7f01'", 4);
    }
    void badRowsAreSkippedAndCounted() {
        QFETCH(QByteArray, sql);
        QFETCH(uint, skippedExchanges);
        QFETCH(uint, skippedVisits);
        change(sql);
        const auto opened = openCapture(m_path);
        QVERIFY(opened.has_value());
        QVERIFY((opened->log == OpenLog{4, skippedExchanges, skippedVisits, false}));
        QCOMPARE(opened->traffic.exchangeCount(), std::size_t{4 - skippedExchanges});
        QVERIFY(!dump(opened->traffic).empty());
    }

    void oddNumbersAreBounded() {
        change("UPDATE exchange SET started=9223372036854775807, duration=-9223372036854775808,"
               " content_bytes=9223372036854775807, body_bytes=-9223372036854775808");
        const auto opened = openCapture(m_path);
        const Exchange &x = opened->traffic.exchange(ExchangeId(0));
        QCOMPARE(x.started->time_since_epoch().count(), std::int64_t{315'569'520'000'000'000});
        QCOMPARE(x.duration->count(), std::int64_t{-315'569'520'000'000'000});
        QCOMPARE(x.contentBytes, std::int64_t{1} << 53U);
        QCOMPARE(x.bodyBytes, -(std::int64_t{1} << 53U));
    }

    void badBodiesFailAlone_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *sql, LoadError::Kind kind) {
            QTest::newRow(name) << QByteArray(sql) << static_cast<int>(kind);
        };
        using Load = LoadError::Kind;
        row("a body that is not there", "DELETE FROM body", Load::Unreadable);
        row("a row of no body", "UPDATE exchange SET response_body=-3", Load::Unreadable);
        row("a length above the real one", "UPDATE body SET length=length+1", Load::Malformed);
        row("a length below zero", "UPDATE body SET length=-1", Load::Unreadable);
        row("a length beyond everything", "UPDATE body SET length=9223372036854775807",
            Load::TooLarge);
        row("another packing", "UPDATE body SET packing=1-packing", Load::Malformed);
        row("an unknown packing", "UPDATE body SET packing=2", Load::Malformed);
        row("other bytes", "UPDATE body SET bytes=zeroblob(length(bytes))", Load::Malformed);
        row("another digest", "UPDATE body SET digest=x'00'", Load::Malformed);
        row("half of the bytes",
            "UPDATE body SET bytes=substr(bytes, 1, length(bytes)/2) WHERE length(bytes)>0",
            Load::Malformed);
    }
    void badBodiesFailAlone() {
        QFETCH(QByteArray, sql);
        QFETCH(int, kind);
        change(sql);
        const auto opened = openCapture(m_path);
        QVERIFY(opened.has_value());
        QCOMPARE(opened->traffic.exchangeCount(), std::size_t{4});
        for (const std::uint32_t i : {0U, 2U}) { // a plain body, and a packed one
            const auto &body = opened->traffic.exchange(ExchangeId(i)).responseBody;
            const auto bytes = opened->traffic.loadBody(body, noLimit);
            QVERIFY(!bytes);
            QCOMPARE(static_cast<int>(bytes.error().kind), kind);
        }
    }

    void badRecordsFailAlone_data() {
        QTest::addColumn<QByteArray>("sql");
        QTest::newRow("a block that is not there") << QByteArray("DELETE FROM raw_block");
        QTest::newRow("a beginning past the end")
            << QByteArray("UPDATE exchange SET raw_offset=raw_offset+900000");
        QTest::newRow("a length past the end")
            << QByteArray("UPDATE exchange SET raw_length=9223372036854775807");
        QTest::newRow("an offset below zero") << QByteArray("UPDATE exchange SET raw_offset=-1");
    }
    void badRecordsFailAlone() {
        QFETCH(QByteArray, sql);
        change(sql);
        const auto opened = openCapture(m_path);
        QVERIFY(opened.has_value());
        for (std::uint32_t i = 0; i < 3; ++i)
            QVERIFY(!opened->traffic.loadRaw(opened->traffic.exchange(ExchangeId(i)).raw));
    }

    void aTextNamedTooOftenIsRefused() {
        change("UPDATE text SET bytes=zeroblob(4000000) WHERE id=2;"
               "UPDATE exchange SET request_fields=(SELECT unhexed FROM (SELECT"
               " CAST(replace(hex(zeroblob(20000)), '00', char(1,2)) AS BLOB) AS unhexed))");
        const auto opened = openCapture(m_path);
        QVERIFY(!opened);
        QVERIFY(opened.error().kind == Kind::TooLarge);
    }

    void aCutFileIsAnErrorOrAPart() {
        const std::string whole = dump(openCapture(m_path)->traffic);
        for (qsizetype size = 0; size < m_sound.size(); size += 1500) {
            write(m_sound.left(size));
            const auto opened = openCapture(m_path);
            if (opened) { // the last page may be one that reading does not need
                const std::string found = dump(opened->traffic);
                QVERIFY(opened->log.cutShort || found.empty() || found == whole);
            }
        }
    }

    void overwrittenPagesAreAnErrorOrAPart() {
        constexpr qsizetype page = 8192;
        for (qsizetype at = page; at + page <= m_sound.size(); at += page) {
            QByteArray bytes = m_sound;
            bytes.replace(at, page, QByteArray(page, '\xa5'));
            write(bytes);
            const auto opened = openCapture(m_path);
            if (opened) // must not crash, whatever is left
                QVERIFY(dump(opened->traffic).size() < 10'000'000);
        }
    }
};

QTEST_APPLESS_MAIN(TestDocumentDamage)
#include "test_document_damage.moc"
