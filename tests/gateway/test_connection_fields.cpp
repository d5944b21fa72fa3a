// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/gateway/connection_fields.h"

#include <string>
#include <vector>

using namespace etagere::gateway;
namespace http = etagere::http;

class TestConnectionFields : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passed_data() {
        QTest::addColumn<QByteArrayList>("names");
        QTest::addColumn<QByteArray>("connection");
        QTest::addColumn<bool>("kept");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const QByteArrayList &names,
                            const QByteArray &connection, bool kept, const char *expected) {
            QTest::newRow(name) << names << connection << kept << QByteArray(expected);
        };
        row("everything else passes, in order", {"Host", "X-Own", "ETag", "X-Own"}, "", false,
            "Host X-Own ETag X-Own");
        row("what is known to concern the connection",
            {"Keep-Alive", "proxy-connection", "TE", "Trailer", "Upgrade", "Transfer-Encoding",
             "Proxy-Authorization", "Via"},
            "", false, "Via");
        row("what Connection names, case aside", {"A", "B", "C"}, "b , close,, c", false, "A");
        row("part of a name is another name", {"Aa", "A-b"}, "a", false, "Aa A-b");
        row("browsers keep what Connection names", {"A", "Keep-Alive"}, "a", true, "A");
        row("Connection cannot take Host or Content-Length away",
            {"Host", "Content-Length", "Cookie"}, "host, content-length, cookie", false,
            "Host Content-Length");
        row("similar names pass", {"Trailers", "Proxy-Authenticate", "Upgrade-Insecure-Requests"},
            "", false, "Trailers Proxy-Authenticate Upgrade-Insecure-Requests");
    }
    void passed() {
        QFETCH(QByteArrayList, names);
        QFETCH(QByteArray, connection);
        QFETCH(bool, kept);
        QFETCH(QByteArray, expected);
        std::vector<std::string> texts;
        for (const QByteArray &name : names)
            texts.push_back(name.toStdString());
        const std::string listed = connection.toStdString();
        std::vector<http::Field> fields;
        if (!listed.empty())
            fields.push_back({"Connection", listed, http::fieldNameFrom("Connection")});
        for (const std::string &name : texts)
            fields.push_back({name, "v", http::fieldNameFrom(name)});
        std::vector<http::Field> out{{"left", "over", http::FieldName::Other}};
        endToEnd(fields, kept ? Named::Kept : Named::Dropped, out);
        QByteArrayList seen;
        for (const http::Field &field : out)
            seen << QByteArray(field.name.data(), static_cast<qsizetype>(field.name.size()));
        QCOMPARE(seen.join(' '), expected);
    }
};

QTEST_GUILESS_MAIN(TestConnectionFields)
#include "test_connection_fields.moc"
