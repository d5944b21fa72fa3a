// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;

namespace {

const auto controlled = [](gateway::Options &options) {
    options.control = wire::Address{"127.0.0.1", 0};
};

const QByteArray header = "Etagere-Control: 1\r\n";

struct ControlCase : GatewayCase {
    ControlCase()
        : GatewayCase(controlled) {
        for (const char *path : {"/a", "/b", "/c"})
            origin.answers[path] = {
                response("Cache-Control: max-age=60\r\nETag: \"t\\\"\r\n", path)};
        get("/a");
        get("/b");
        get("/c");
    }
    QByteArray ask(const QByteArray &line, const QByteArray &fields = {},
                   const QByteArray &host = "localhost") {
        RawClient client(gateway->controlAddress()->port);
        client.send(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + fields +
                    "\r\n");
        return client.all();
    }
    QStringList urls() {
        QStringList all;
        const auto document = QJsonDocument::fromJson(bodyOf(ask("GET /entries")));
        for (const QJsonValue &entry : document.object().value(QLatin1String("entries")).toArray())
            all << entry.toObject()
                       .value(QLatin1String("url"))
                       .toString()
                       .section(QLatin1Char('/'), 3);
        return all;
    }
};

} // namespace

/// Listing and flushing, and who may.
class TestControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void lists();
    void flushes_data();
    void flushes();
    void strangers_data();
    void strangers();
    void loopbackOnly();
    void notOnTheGatewaysOwnPort();
};

void TestControl::lists() {
    ControlCase test;
    const QByteArray response = test.ask("GET /entries");
    QVERIFY(response.startsWith("HTTP/1.1 200 OK\r\n"));
    QCOMPARE(fieldOf(response, "Content-Type"), QByteArray("application/json"));
    const QJsonObject object = QJsonDocument::fromJson(bodyOf(response)).object();
    QCOMPARE(object.value(QLatin1String("schema")).toString(),
             QLatin1String("etagere.gateway-entries/1"));
    QCOMPARE(object.value(QLatin1String("model")).toString(), QLatin1String("rfc9111"));
    QCOMPARE(object.value(QLatin1String("time")).toString(), QLatin1String("2030-01-01T00:00:00Z"));
    const QJsonObject entry = object.value(QLatin1String("entries")).toArray().at(0).toObject();
    QCOMPARE(entry.value(QLatin1String("url")).toString().toUtf8(), test.origin.url("/a"));
    QCOMPARE(entry.value(QLatin1String("status")).toInt(), 200);
    QCOMPARE(entry.value(QLatin1String("body_bytes")).toInt(), 2);
    QCOMPARE(entry.value(QLatin1String("etag")).toString(), QLatin1String("\"t\\\""));
    QVERIFY(entry.value(QLatin1String("last_modified")).isNull());
    QVERIFY(entry.value(QLatin1String("complete")).toBool());
    test.get("/a");
    const QJsonObject again = QJsonDocument::fromJson(bodyOf(test.ask("GET /entries"))).object();
    int hits = 0;
    for (const QJsonValue &each : again.value(QLatin1String("entries")).toArray())
        hits += each.toObject().value(QLatin1String("hits")).toInt();
    QCOMPARE(hits, 1);
}

void TestControl::flushes_data() {
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QStringList>("left");
    const QStringList all{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    QTest::newRow("everything") << QByteArray() << QByteArray("200") << QStringList();
    QTest::newRow("a URL") << QByteArray("?url=ORIGIN/b") << QByteArray("200")
                           << QStringList{QStringLiteral("a"), QStringLiteral("c")};
    QTest::newRow("two URLs, escaped") << QByteArray("?url=ORIGIN%2Fa&url=ORIGIN/c")
                                       << QByteArray("200") << QStringList{QStringLiteral("b")};
    QTest::newRow("an origin") << QByteArray("?origin=ORIGIN") << QByteArray("200")
                               << QStringList();
    QTest::newRow("another origin")
        << QByteArray("?origin=http://other") << QByteArray("200") << all;
    QTest::newRow("a site") << QByteArray("?site=127.0.0.1") << QByteArray("200") << QStringList();
    QTest::newRow("of two kinds") << QByteArray("?url=ORIGIN/b&site=x") << QByteArray("400") << all;
    QTest::newRow("of no kind") << QByteArray("?path=/b") << QByteArray("400") << all;
}

void TestControl::flushes() {
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, status);
    QFETCH(QStringList, left);
    ControlCase test;
    query.replace("ORIGIN", test.origin.url());
    const QByteArray response = test.ask("POST /flush" + query, header);
    QVERIFY2(response.startsWith("HTTP/1.1 " + status), response);
    QCOMPARE(test.urls(), left);
    if (status == "200") {
        const auto flushed = QJsonDocument::fromJson(bodyOf(response))
                                 .object()
                                 .value(QLatin1String("flushed"))
                                 .toInt();
        QCOMPARE(qsizetype{flushed}, 3 - left.size());
    }
}

void TestControl::strangers_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("a name that was made to point here")
        << QByteArray("GET /entries") << QByteArray("evil.example:8081") << header
        << QByteArray("403");
    QTest::newRow("a flush by a form, without the field")
        << QByteArray("POST /flush") << QByteArray("localhost") << QByteArray()
        << QByteArray("403");
    QTest::newRow("a page of another origin")
        << QByteArray("POST /flush") << QByteArray("localhost")
        << header + "Origin: https://evil.example\r\n"
        << QByteArray("403");
    QTest::newRow("a browser's request")
        << QByteArray("GET /entries") << QByteArray("127.0.0.1:1")
        << QByteArray("Sec-Fetch-Site: cross-site\r\n") << QByteArray("403");
    QTest::newRow("a question in advance")
        << QByteArray("OPTIONS /flush") << QByteArray("localhost") << QByteArray()
        << QByteArray("405");
    QTest::newRow("a flush by GET")
        << QByteArray("GET /flush") << QByteArray("[::1]:9") << header << QByteArray("405");
    QTest::newRow("another path") << QByteArray("GET /") << QByteArray("LOCALHOST") << QByteArray()
                                  << QByteArray("404");
}

void TestControl::strangers() {
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, fields);
    QFETCH(QByteArray, status);
    ControlCase test;
    const QByteArray response = test.ask(line, fields, host);
    QVERIFY2(response.startsWith("HTTP/1.1 " + status), response);
    QCOMPARE(test.urls().size(), qsizetype{3});
}

void TestControl::loopbackOnly() {
    wire::Loop loop;
    gateway::Options options;
    options.clock = [] { return Instant(); };
    options.control = wire::Address{"0.0.0.0", 0};
    const auto started = gateway::Gateway::start(loop, options);
    QVERIFY(!started.has_value());
    QCOMPARE(started.error().kind, wire::WireError::Kind::NotLoopback);
}

void TestControl::notOnTheGatewaysOwnPort() {
    ControlCase test;
    test.origin.answers["/entries"] = {test.response("", "the origin's")};
    QCOMPARE(bodyOf(test.get("/entries")), QByteArray("the origin's"));
}

QTEST_GUILESS_MAIN(TestControl)
#include "test_control.moc"
