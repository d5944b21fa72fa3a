// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "tests/live/site.h"
#include "tests/live/site_pages.h"
#include "tests/wire/client_case.h"

using namespace etagere;
using namespace etagere::tests;

namespace {

/// Asks the site as a browser would.
struct Visitor {
    std::unique_ptr<Answer> ask(std::string_view target, std::vector<http::Field> fields = {}) {
        fields.push_back({"Host", host, http::FieldName::Host});
        wire::Question question;
        question.method = "GET";
        question.target = target;
        question.fields = fields;
        auto answer = std::make_unique<Answer>();
        answer->asked = asker.client.ask({false, "127.0.0.1", site.port()}, question, *answer);
        return answer;
    }
    QByteArray head(std::string_view target, std::vector<http::Field> fields = {}) {
        const auto answer = ask(target, std::move(fields));
        return answer->isOver() ? answer->head : QByteArray();
    }
    Site site;
    std::string host = "a.localhost:" + std::to_string(site.port());
    Asker asker;
};

QByteArray tagIn(const QByteArray &head) {
    const qsizetype at = head.indexOf("|ETag=") + 6;
    return head.mid(at, head.indexOf('|', at) - at);
}

} // namespace

class TestSite : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsServed() {
        Visitor visitor;
        for (const std::string_view path : pagePaths())
            QVERIFY(visitor.head(path).startsWith("200"));
        QVERIFY(visitor.head("/fresh.gif").contains("|Cache-Control=max-age=3600"));
        QVERIFY(visitor.head("/missing.gif").startsWith("404"));
        QVERIFY(visitor.head("/moved").startsWith("301"));
        QCOMPARE(visitor.site.log().size(), pagePaths().size() + 3);
    }

    void whatIsUnchangedIsNotSentAgain() {
        Visitor visitor;
        const QByteArray tag = tagIn(visitor.head("/stale.gif"));
        const std::string sent = tag.toStdString();
        const http::Field known{"If-None-Match", sent, http::FieldName::IfNoneMatch};
        QVERIFY(visitor.head("/stale.gif", {known}).startsWith("304"));
        QCOMPARE(visitor.site.log().back().status, std::uint16_t{304});
        QCOMPARE(visitor.site.log().back().ifNoneMatch, sent);
        visitor.site.change();
        QVERIFY(visitor.head("/stale.gif", {known}).startsWith("200"));
        const http::Field since{"If-Modified-Since", "Tue, 01 Jul 2025 10:00:00 GMT",
                                http::FieldName::IfModifiedSince};
        QVERIFY(visitor.head("/dated.gif", {since}).startsWith("304"));
    }

    void theTrackerKnowsWhoComesBack() {
        Visitor visitor;
        const QByteArray mine = tagIn(visitor.head("/pixel.gif"));
        QVERIFY(tagIn(visitor.head("/pixel.gif")) != mine);
        const std::string sent = mine.toStdString();
        const QByteArray head =
            visitor.head("/pixel.gif", {{"If-None-Match", sent, http::FieldName::IfNoneMatch}});
        QVERIFY(head.startsWith("304"));
        QCOMPARE(tagIn(head), mine);
    }

    void someAnswersDoNotEnd() {
        Visitor visitor;
        const auto events = visitor.ask("/events");
        const auto never = visitor.ask("/hang.gif");
        QVERIFY(tests::waitFor([&] { return !events->body.isEmpty(); }));
        QVERIFY(tests::waitFor([&] { return visitor.site.countOf("/hang.gif") == 1; }));
        QVERIFY(never->head.isEmpty());
        QVERIFY(events->outcome.isEmpty());
    }

    void aSocketIsSwitched() {
        Visitor visitor;
        RawClient client(visitor.site.port());
        client.send("GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket"
                    "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        QVERIFY(client.gets("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"));
    }

    void differencesNameTheSideThatHasTheRow() {
        const WireRow row{"GET", "http://a.localhost:1/", "\"x\"", "", 304, "sid=1"};
        QCOMPARE(differences({row, row}, {row, row}), QString());
        QVERIFY(differences({row, row}, {row}).startsWith(QStringLiteral("only the server")));
        QVERIFY(differences({}, {row}).startsWith(QStringLiteral("only the capture")));
    }
};

QTEST_GUILESS_MAIN(TestSite)
#include "test_site.moc"
