// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/tags/clickhouse_address.h"
#include "core/tags/clickhouse_rows.h"
#include "core/tags/clickhouse_sql.h"

#include <optional>
#include <string>
#include <vector>

using namespace etagere;
using namespace etagere::tags;
using Kind = store::StoreError::Kind;

/// What needs no server: addresses, quoting, rows, errors.
class TestClickHouseText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsAddresses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown"); // empty: no address
        const auto row = [](const char *name, const char *text, const char *shown) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(shown);
        };
        row("all left out", "clickhouse://h", "clickhouse://h:8123/default");
        row("port and database", "clickhouse://h:81/db_1", "clickhouse://h:81/db_1");
        row("a slash alone", "clickhouse://h/", "clickhouse://h:8123/default");
        row("user and password are not shown", "clickhouse://u:p%40:x@h/d",
            "clickhouse://h:8123/d");
        row("an address of version 6", "clickhouse://[::1]:9/d", "clickhouse://[::1]:9/d");
        row("a cluster", "clickhouse://h/d?cluster=c&secure=1&timeout=5",
            "clickhouse://h:8123/d?cluster=c");
        row("no host", "clickhouse:///d", "");
        row("another scheme", "http://h/d", "");
        row("one slash", "clickhouse:/h/d", "");
        row("no port", "clickhouse://h:/d", "");
        row("port 0", "clickhouse://h:0/d", "");
        row("too large a port", "clickhouse://h:65536/d", "");
        row("a database that would end its quotes", "clickhouse://h/d`;", "");
        row("a cluster that would end its quotes", "clickhouse://h/d?cluster=a`b", "");
        row("an unknown parameter", "clickhouse://h/d?x=1", "");
        row("a time that is none", "clickhouse://h/d?timeout=0", "");
        row("half a percent sign", "clickhouse://u:%4@h/d", "");
        row("a line end in the host", "clickhouse://h\r\nX: y/d", "");
        row("an open bracket", "clickhouse://[::1/d", "");
        row("a bracket in brackets", "clickhouse://[[a]/d", "");
    }
    void readsAddresses() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        const auto address = ClickHouseAddress::parse(text.toStdString());
        QCOMPARE(QByteArray::fromStdString(address ? address->forPeople() : std::string()), shown);
    }

    void decodesUserAndPassword() {
        const auto address = ClickHouseAddress::parse("clickhouse://u%3a:p%40:%25@h:1/d?secure=1");
        QVERIFY(address.has_value());
        QVERIFY(address->user == "u:" && address->password == "p@:%");
        QVERIFY(address->secure && address->host == "h" && address->port == 1);
    }

    void quotesWhateverItIs() {
        QVERIFY(clickhouse::literal("a") == "'a'");
        QVERIFY(clickhouse::literal("' OR 1 --") == "'\\' OR 1 --'");
        QVERIFY(clickhouse::literal("\\'") == "'\\\\\\''");
        QVERIFY(clickhouse::literal(std::string_view("\0\n", 2)) == "'\\0\n'");
    }

    void readsRowsInAnyPortions() {
        const std::string answer = "a\\tb\t\\N\t\n\\\\N\t\\0\\n\\'\tx\n";
        for (std::size_t portion = 1; portion <= answer.size(); ++portion) {
            TabSeparatedRows rows(3);
            std::vector<TabSeparatedRows::Fields> found;
            for (std::size_t at = 0; at < answer.size(); at += portion)
                QVERIFY(rows.take(answer.substr(at, portion), [&found](const auto &fields) {
                    found.push_back(fields);
                    return true;
                }));
            QVERIFY(rows.isWhole());
            QCOMPARE(found.size(), std::size_t{2});
            QVERIFY(found[0] == (TabSeparatedRows::Fields{"a\tb", std::nullopt, ""}));
            QVERIFY(found[1] == (TabSeparatedRows::Fields{"\\N", std::string("\0\n'", 3), "x"}));
        }
    }

    void refusesWhatIsNoRow() {
        const auto any = [](const auto &) { return true; };
        TabSeparatedRows fewer(2);
        QVERIFY(!fewer.take("a\nb\tc\n", any));
        QVERIFY(!fewer.isWhole());
        TabSeparatedRows cut(2);
        QVERIFY(cut.take("a\tb\nc", any));
        QVERIFY(!cut.isWhole());
        TabSeparatedRows enough(1);
        QVERIFY(!enough.take("a\nb\n", [](const auto &) { return false; }));
        QVERIFY(enough.isWhole());
    }

    void writesRowBinary() {
        ClickHouseRow row;
        row.key.fill('k');
        row.entry.origin = "o";
        const std::string longText(200, 'u');
        row.entry.url = longText;
        row.entry.value = "\"1\"";
        row.entry.status = 304;
        row.number = 7;
        std::string bytes;
        appendRowBinary(bytes, row);
        // Key, "o", two lengths of a byte each, one of two bytes and its text.
        QVERIFY(bytes.starts_with(std::string(16, 'k') + "\1o" + std::string(1, '\0') + "\xc8\1" +
                                  longText));
        // The time is unknown; then nothing is left out.
        QCOMPARE(bytes.size(),
                 std::size_t{16 + 2 + 1 + 202 + 1 + 1 + 1 + 4 + 1 + 2 + 8 + 1 + 1 + 8 + 8 + 8 + 8});
    }

    void namesTheServersErrors_data() {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const char *answer, Kind kind) {
            QTest::newRow(name) << QByteArray(answer) << static_cast<int>(kind);
        };
        row("no database", "Code: 81, e.displayText() = DB::Exception: x", Kind::NoSuchDatabase);
        row("wrong password, old", "Code: 193, e.displayText()", Kind::NotAllowed);
        row("wrong password, new", "Code: 516. DB::Exception: default: Authentication failed",
            Kind::NotAllowed);
        row("another one", "Code: 62, e.displayText()", Kind::ServerError);
        row("a web server", "<html>404 Not Found", Kind::NotClickHouse);
        row("no number", "Code: x", Kind::NotClickHouse);
    }
    void namesTheServersErrors() {
        QFETCH(QByteArray, answer);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(clickhouse::errorFrom(answer.toStdString()).kind), kind);
    }

    void knowsWhichVersionsCan() {
        for (const char *good : {"18.16.1", "18.16", "19.1.2.3", "24.8.4.13"})
            QVERIFY2(clickhouse::isRecentEnough(good), good);
        for (const char *bad : {"18.14.9", "1.1.54318", "", "18", "x.y", "-1.20"})
            QVERIFY2(!clickhouse::isRecentEnough(bad), bad);
    }
};

QTEST_APPLESS_MAIN(TestClickHouseText)
#include "test_clickhouse_text.moc"
