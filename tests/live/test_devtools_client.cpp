// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/live/devtools_client.h"
#include "tests/wire/raw_peers.h"

using namespace etagere;
using namespace etagere::live;
using namespace etagere::tests;

namespace {

/// The other end is the test.
class TestTransport final : public Transport {
public:
    explicit TestTransport(std::vector<std::string> &sent)
        : m_sent(sent) {}
    void send(std::string_view json) override { m_sent.emplace_back(json); }
    void say(std::string_view json) const { tell(json); }
    void end(const TransportEnd &ended) const { tellEnd(ended); }

private:
    std::vector<std::string> &m_sent;
};

} // namespace

class TestDevtoolsClient : public QObject {
    Q_OBJECT

    std::vector<std::string> m_sent;
    const TestTransport *m_browser = nullptr;
    std::unique_ptr<DevtoolsClient> m_client;

private Q_SLOTS:
    void init() {
        m_sent.clear();
        auto transport = std::make_unique<TestTransport>(m_sent);
        m_browser = transport.get();
        m_client = std::make_unique<DevtoolsClient>(std::move(transport));
    }
    void cleanup() { m_client.reset(); }

    void whatIsSentIsJson_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("plain") << QStringLiteral("a") << QStringLiteral("\"a\"");
        QTest::newRow("quotes and backslashes")
            << QStringLiteral("\"\\") << QStringLiteral("\"\\\"\\\\\"");
        QTest::newRow("a line's end") << QStringLiteral("\n") << QStringLiteral("\"\\n\"");
        QTest::newRow("beyond ASCII") << QStringLiteral("é") << QStringLiteral("\"é\"");
    }
    void whatIsSentIsJson() {
        QFETCH(QString, text);
        QFETCH(QString, written);
        QCOMPARE(QString::fromStdString(jsonString(text.toStdString())), written);
        m_client->call({"S", "Page.navigate", JsonParams().text("url", text.toStdString())});
        QCOMPARE(QString::fromStdString(m_sent.back()),
                 QStringLiteral("{\"id\":1,\"method\":\"Page.navigate\",\"params\":{\"url\":%1},"
                                "\"sessionId\":\"S\"}")
                     .arg(written));
    }
    void brokenTextIsMended() { QCOMPARE(jsonString("a\xff"), std::string("\"a\xef\xbf\xbd\"")); }

    void anAnswerFindsItsCall_data() {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("told"); // empty: nothing
        const auto row = [](const char *name, const char *message, const char *told) {
            QTest::newRow(name) << QString::fromLatin1(message) << QString::fromLatin1(told);
        };
        row("a result", R"({"id":1,"result":{"value":"yes"}})", "yes");
        row("a refusal", R"({"id":1,"error":{"code":-32000,"message":"no"}})", "refused no");
        row("no such method", R"({"id":1,"error":{"code":-32601,"message":"no"}})",
            "unsupported no");
        row("a refusal in BiDi's words",
            R"({"type":"error","id":1,"error":"invalid argument","message":"no"})", "refused no");
        row("an unknown command of BiDi",
            R"({"type":"error","id":1,"error":"unknown command","message":"no"})",
            "unsupported no");
        row("neither", R"({"id":1})", "refused an answer without a result");
        row("a result that is no object", R"({"id":1,"result":7})",
            "refused an answer without a result");
        row("another call's", R"({"id":2,"result":{}})", "");
        row("an id that is no number", R"({"id":"1","result":{}})", "");
        row("a negative id", R"({"id":-1,"result":{}})", "");
        row("no JSON", "{\"id\":1", "");
        row("no object", "[1]", "");
        row("nothing", "", "");
    }
    void anAnswerFindsItsCall() {
        QFETCH(QString, message);
        QFETCH(QString, told);
        QString said;
        m_client->call({{}, "A.b", {}}, [&](const auto &answer) {
            if (answer)
                said = QString::fromStdString(std::string(textOf(*answer, "value")));
            else
                said = (answer.error().kind == BrowserError::Kind::Unsupported
                            ? QStringLiteral("unsupported ")
                            : QStringLiteral("refused ")) +
                       QString::fromStdString(answer.error().detail);
        });
        m_browser->say(message.toStdString());
        QCOMPARE(said, told);
        QCOMPARE(m_client->dropped(), told.isEmpty() ? 1U : 0U);
        m_browser->say(message.toStdString()); // a second answer is none
        QCOMPARE(m_client->dropped(), told.isEmpty() ? 2U : 1U);
    }

    void eventsGoToTheirSession() {
        std::vector<std::string> seen;
        const auto listener = [&seen](const char *name) {
            return [&seen, name](std::string_view method, simdjson::dom::element) {
                seen.push_back(name + std::string(method));
            };
        };
        m_client->listen({}, listener("browser "));
        m_client->listen("S", listener("page "));
        m_browser->say(R"({"method":"A.one","params":{}})");
        m_browser->say(R"({"method":"A.two","params":{},"sessionId":"S"})");
        m_browser->say(R"({"method":"A.three","params":{},"sessionId":"T"})");
        m_browser->say(R"({"method":"A.four","params":[],"sessionId":"S"})");
        m_browser->say(R"({"method":5,"params":{},"sessionId":"S"})");
        QCOMPARE(seen, (std::vector<std::string>{"browser A.one", "page A.two"}));
        QCOMPARE(m_client->dropped(), 3U);
    }

    void theEndAnswersAllFirst() {
        std::vector<std::string> order;
        m_client->onEnd([&](const BrowserError &error) { order.push_back("end " + error.detail); });
        m_client->call({{}, "A.b", {}}, [&](const auto &answer) {
            QVERIFY(!answer && answer.error().kind == BrowserError::Kind::Gone);
            order.emplace_back("answer");
        });
        m_browser->end({TransportEnd::Kind::Gone, 0, "words"});
        QCOMPARE(order, (std::vector<std::string>{"answer", "end words"}));
        m_client->call({{}, "A.b", {}}, [&](const auto &) { order.emplace_back("later"); });
        QCOMPARE(order.size(), std::size_t{2});
        QVERIFY(waitFor([&] { return order.size() == 3; }));
    }

    void aDroppedSessionAnswersItsCalls() {
        int answers = 0;
        m_client->listen("S", [](std::string_view, simdjson::dom::element) {});
        m_client->call({"S", "A.b", {}}, [&](const auto &answer) {
            QVERIFY(!answer);
            ++answers;
        });
        m_client->call({"T", "A.b", {}}, [&](const auto &) { answers += 100; });
        m_client->listen("S", {});
        QCOMPARE(answers, 0);
        QVERIFY(waitFor([&] { return answers == 1; }));
    }

    void aCallThatIsNotAnsweredEnds() {
        std::optional<BrowserError::Kind> kind;
        m_client->call({{}, "A.b", {}, std::chrono::milliseconds(1)},
                       [&](const auto &answer) { kind = answer.error().kind; });
        QVERIFY(waitFor([&] { return kind.has_value(); }));
        QVERIFY(*kind == BrowserError::Kind::TimedOut);
    }

    void aListenerMayDestroyIt_data() {
        QTest::addColumn<int>("by");
        QTest::newRow("an answer") << 0;
        QTest::newRow("an event") << 1;
        QTest::newRow("the end") << 2;
        QTest::newRow("an answer at the end") << 3;
    }
    void aListenerMayDestroyIt() {
        QFETCH(int, by);
        int told = 0;
        const auto destroy = [&] {
            ++told;
            m_client.reset();
        };
        if (by == 0 || by == 3)
            m_client->call({{}, "A.b", {}}, [&](const auto &) { destroy(); });
        if (by == 1)
            m_client->listen({}, [&](std::string_view, simdjson::dom::element) { destroy(); });
        if (by == 2)
            m_client->onEnd([&](const BrowserError &) { destroy(); });
        if (by == 0)
            m_browser->say(R"({"id":1,"result":{}})");
        else if (by == 1)
            m_browser->say(R"({"method":"A.b","params":{}})");
        else
            m_browser->end({});
        QVERIFY(!m_client);
        QCOMPARE(told, 1);
    }
};

QTEST_GUILESS_MAIN(TestDevtoolsClient)
#include "test_devtools_client.moc"
