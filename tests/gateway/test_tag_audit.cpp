// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "gateway_case.h"

using namespace etagere;
using namespace etagere::tests;
using namespace std::chrono_literals;

namespace {

/// Asks whole at every validation; any other length is another content.
const auto audited = [](gateway::Options &options) {
    options.cache.audit.share = 1;
    options.cache.audit.chance = [] { return 0.0; };
    options.cache.audit.contradicts = [](const cache::StoredResponse &before,
                                         const cache::StoredResponse &now) {
        return before.content.size() != now.content.size();
    };
    options.control = wire::Address{"127.0.0.1", 0};
};

} // namespace

/// A server that forgets to change its tag, behind a gateway that audits.
class TestTagAudit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsAndTells();
};

void TestTagAudit::findsAndTells() {
    GatewayCase test(audited);
    const QByteArray fields = "Cache-Control: no-cache\r\nETag: \"1\"\r\n";
    test.origin.answers["/a"] = {test.response(fields, "one")};
    test.get("/a");
    test.origin.answers["/a"] = {test.response(fields, "three")};
    const QByteArray second = test.get("/a");
    QCOMPARE(bodyOf(second), QByteArray("three"));
    QVERIFY(fieldOf(second, "Cache-Status").contains("tag-audited"));
    QVERIFY(!test.origin.requests.at(1).contains("If-None-Match"));
    const QByteArray third = test.get("/a", "If-None-Match: \"1\"\r\n");
    QCOMPARE(bodyOf(third), QByteArray("three"));
    QVERIFY(fieldOf(third, "Cache-Status").contains("tag-distrusted"));
    QVERIFY(!test.origin.requests.at(2).contains("If-None-Match"));

    const QJsonObject listing =
        QJsonDocument::fromJson(QByteArray::fromStdString(test.gateway->entries())).object();
    QCOMPARE(listing.value(QLatin1String("audit_share")).toDouble(), 1.0);
    const QJsonArray stale = listing.value(QLatin1String("stale_tags")).toArray();
    QCOMPARE(stale.size(), 1);
    const QJsonObject first = stale.at(0).toObject();
    QCOMPARE(first.value(QLatin1String("origin")).toString().toUtf8(), test.origin.url());
    QCOMPARE(first.value(QLatin1String("url")).toString().toUtf8(), test.origin.url("/a"));
    QCOMPARE(first.value(QLatin1String("validator")).toString(), QLatin1String("\"1\""));
    QCOMPARE(first.value(QLatin1String("found")).toString(), QLatin1String("2030-01-01T00:00:00Z"));
}

QTEST_GUILESS_MAIN(TestTagAudit)
#include "test_tag_audit.moc"
