// SPDX-License-Identifier: Apache-2.0
#include <QTest>

#include "core/wire/parser.h"

#include <string>

using namespace etagere::wire;
using Side = MessageParser::Side;

namespace {

std::string nameOf(Fault fault) {
    static const char *const names[] = {"none",   "method", "target",       "version", "status",
                                        "reason", "name",   "value",        "line",    "length",
                                        "coding", "chunk",  "head-too-big", "too-many"};
    static_assert(std::size(names) == static_cast<std::size_t>(Fault::Count));
    return names[static_cast<std::size_t>(fault)];
}

std::string dump(const Head &head, Side side) {
    std::string out = side == Side::Requests
                          ? std::string(head.method()) + " " + std::string(head.target())
                          : std::to_string(head.status()) + " " + std::string(head.reason());
    out += " 1." + std::to_string(head.minorVersion());
    for (const auto &field : head.fields())
        out += "|" + std::string(field.name) + "=" + std::string(field.value);
    return out;
}

/// Reads everything and says what it was, bodies put together.
class Reader {
public:
    Reader(Side side, const Limits &limits)
        : m_side(side)
        , m_parser(side, limits) {}

    MessageParser &parser() { return m_parser; }
    void give(std::string_view bytes) {
        if (m_failed)
            return;
        m_input.append(bytes);
        std::size_t used = 0;
        while (true) {
            const ParserStep step = m_parser.next(std::string_view(m_input).substr(used));
            used += step.consumed;
            take(step);
            if (step.event == ParserEvent::NeedMore || step.event == ParserEvent::Failed)
                break;
        }
        m_input.erase(0, used);
    }
    std::string close() {
        switch (m_parser.close(m_input)) {
        case ParserEvent::End:
            m_out += " END";
            break;
        case ParserEvent::Failed:
            m_out += m_failed ? "" : " CUT";
            break;
        default:
            break;
        }
        return m_out;
    }

private:
    void take(const ParserStep &step) {
        if (step.event == ParserEvent::Head)
            m_out += (m_out.empty() ? "" : " ") + dump(m_parser.head(), m_side) + " ";
        if (step.event == ParserEvent::Body)
            m_out += step.body;
        if (step.event == ParserEvent::End)
            m_out += " END";
        if (step.event == ParserEvent::Failed) {
            m_failed = true;
            m_out += "FAIL " + nameOf(m_parser.error().fault);
        }
    }
    Side m_side;
    MessageParser m_parser;
    std::string m_input;
    std::string m_out;
    bool m_failed = false;
};

constexpr Limits small() {
    Limits limits;
    limits.headBytes = 200;
    limits.headFields = 4;
    return limits;
}

} // namespace

class TestParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messages_data();
    void messages();
    void headIsToldApart();
    void lengthsAreTold();
    void noBodyForHead();
};

void TestParser::messages_data() {
    QTest::addColumn<bool>("requests");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("expected");
    struct Row {
        const char *name;
        bool requests;
        std::string bytes;
        const char *expected;
    };
    const std::string ok = "HTTP/1.1 200 OK\r\n";
    const Row rows[] = {
        {"a request without body", true, "GET /a HTTP/1.1\r\nHost: h\r\n\r\n",
         "GET /a 1.1|Host=h  END"},
        {"any method token, any case of names", true, "M-SEARCH * HTTP/1.1\r\nhOsT:h\r\n\r\n",
         "M-SEARCH * 1.1|hOsT=h  END"},
        {"two requests in a row", true, "GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.0\r\n\r\n",
         "GET /a 1.1  END GET /b 1.0  END"},
        {"empty lines before a request are skipped", true, "\r\n\r\nGET / HTTP/1.1\r\n\r\n",
         "GET / 1.1  END"},
        {"a body of a stated length", true,
         "PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\n\r\n",
         "PUT / 1.1|Content-Length=3 abc END GET / 1.1  END"},
        {"a chunked body, its extensions and trailers dropped", true,
         "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nT: "
         "x\r\n\r\n",
         "PUT / 1.1|Transfer-Encoding=chunked abcde END"},
        {"blanks around values are cut, order and repeats kept", true,
         "GET / HTTP/1.1\r\nB:  1 \t\r\nA: 2\r\nB:\r\n\r\n", "GET / 1.1|B=1|A=2|B=  END"},
        {"a folded value is unfolded", true, "GET / HTTP/1.1\r\nA: 1\r\n 2\r\n\r\n",
         "GET / 1.1|A=1 2  END"},
        {"bytes beyond ASCII in a value stay", false,
         ok + "A: \xe9\xff\r\nContent-Length: 0\r\n\r\n",
         "200 OK 1.1|A=\xe9\xff|Content-Length=0  END"},
        {"a response that ends with the connection", false, ok + "\r\nabc", "200 OK 1.1 abc END"},
        {"an unknown coding ends with the connection", false,
         ok + "Transfer-Encoding: junk\r\n\r\nabc", "200 OK 1.1|Transfer-Encoding=junk abc END"},
        {"no reason phrase", false, "HTTP/1.1 204 \r\n\r\n", "204  1.1  END"},
        {"an interim response, then the final one", false,
         "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + ok + "Content-Length: 1\r\n\r\nz",
         "103 Early 1.1|Link=x  END 200 OK 1.1|Content-Length=1 z END"},
        {"304 has no body whatever it says", false,
         "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n",
         "304 Not Modified 1.1|Content-Length=9  END"},
        {"equal lengths twice", false, ok + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nab",
         "200 OK 1.1|Content-Length=2|Content-Length=2 ab END"},

        {"a body cut short", false, ok + "Content-Length: 5\r\n\r\nabc",
         "200 OK 1.1|Content-Length=5 abc CUT"},
        {"a chunk cut short", false, ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
         "200 OK 1.1|Transfer-Encoding=chunked ab CUT"},
        {"the last chunk missing", false, ok + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
         "200 OK 1.1|Transfer-Encoding=chunked ab CUT"},
        {"a head cut short", false, ok + "A: b\r\n", " CUT"},

        {"lengths that differ", false, ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n",
         "FAIL length"},
        {"a length that is no number", false, ok + "Content-Length: 2x\r\n\r\n", "FAIL length"},
        {"a length beyond 64 bits", false, ok + "Content-Length: 99999999999999999999\r\n\r\n",
         "FAIL length"},
        {"a length beside chunks", true,
         "PUT / HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
         "FAIL coding"},
        {"chunks beside a length", true,
         "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n",
         "FAIL length"},
        {"a request whose end cannot be known", true,
         "PUT / HTTP/1.1\r\nTransfer-Encoding: junk\r\n\r\n", "FAIL coding"},
        {"a second coding below chunks", true,
         "PUT / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", "FAIL coding"},
        {"chunked twice", true,
         "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
         "FAIL coding"},
        {"a chunk size that is none", false, ok + "Transfer-Encoding: chunked\r\n\r\nxy\r\n",
         "200 OK 1.1|Transfer-Encoding=chunked FAIL chunk"},
        {"a chunk longer than it said", false,
         ok + "Transfer-Encoding: chunked\r\n\r\n1\r\nabcd\r\n",
         "200 OK 1.1|Transfer-Encoding=chunked aFAIL chunk"},
        {"no method", true, " / HTTP/1.1\r\n\r\n", "FAIL method"},
        {"no target", true, "GET  HTTP/1.1\r\n\r\n", "FAIL target"},
        {"another protocol", true, "GET / HTCPCP/1.0\r\n\r\n", "FAIL version"},
        {"another version", true, "GET / HTTP/2.0\r\n\r\n", "FAIL version"},
        {"bytes that are no HTTP at all", true, std::string("\x16\x03\x01\x02\x00\x01", 6),
         "FAIL method"},
        {"no status", false, "HTTP/1.1 OK\r\n\r\n", "FAIL status"},
        {"a blank before the colon", true, "GET / HTTP/1.1\r\nA : b\r\n\r\n", "FAIL name"},
        {"no colon", true, "GET / HTTP/1.1\r\nAb\r\n\r\n", "FAIL name"},
        {"a control character in a value", true,
         std::string("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 27), "FAIL value"},
        {"a head beyond the limit", true,
         "GET / HTTP/1.1\r\nA: " + std::string(300, 'x') + "\r\n\r\n", "FAIL head-too-big"},
        {"a head of many lines beyond the limit", true,
         "GET / HTTP/1.1\r\nA: " + std::string(90, 'x') + "\r\nB: " + std::string(90, 'x') +
             "\r\n\r\n",
         "FAIL head-too-big"},
        {"more fields than the limit", true,
         "GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\n", "FAIL too-many"},
    };
    for (const Row &row : rows)
        QTest::newRow(row.name) << row.requests << QByteArray::fromStdString(row.bytes)
                                << QByteArray(row.expected);
}

/// However the bytes are portioned, the same is read.
void TestParser::messages() {
    QFETCH(bool, requests);
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, expected);
    const std::string all = bytes.toStdString();
    const Side side = requests ? Side::Requests : Side::Responses;
    for (std::size_t portion = all.size(); portion > 0; --portion) {
        Reader reader(side, small());
        for (std::size_t at = 0; at < all.size(); at += portion)
            reader.give(std::string_view(all).substr(at, portion));
        QCOMPARE(QByteArray::fromStdString(reader.close()), expected);
    }
}

void TestParser::headIsToldApart() {
    MessageParser parser(Side::Requests, {});
    const std::string bytes = "GET /x HTTP/1.1\r\nhost: h\r\nX-Own: 1\r\n\r\n";
    QCOMPARE(parser.next(bytes).event, ParserEvent::Head);
    const Head taken = parser.takeHead();
    QCOMPARE(taken.fields()[0].known, etagere::http::FieldName::Host);
    QCOMPARE(taken.fields()[1].known, etagere::http::FieldName::Other);
    QCOMPARE(parser.next({}).event, ParserEvent::End);
    QVERIFY(parser.isBetweenMessages());
    QCOMPARE(parser.next("PUT /y HTTP/1.1\r\n\r\n").event, ParserEvent::Head);
    QCOMPARE(std::string(parser.head().target()), std::string("/y"));
    QCOMPARE(std::string(taken.target()), std::string("/x"));
}

void TestParser::lengthsAreTold() {
    MessageParser parser(Side::Responses, {});
    const std::string bytes = "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\nabc";
    const ParserStep head = parser.next(bytes);
    QCOMPARE(head.event, ParserEvent::Head);
    QCOMPARE(parser.framing(), Framing::Length);
    QCOMPARE(parser.contentLength(), std::optional<std::uint64_t>(70000));
    QCOMPARE(parser.next(std::string_view(bytes).substr(head.consumed)).event, ParserEvent::Body);
    QCOMPARE(parser.close({}), ParserEvent::Failed);
    const WireError expected{WireError::Step::Body, WireError::Kind::Truncated, Fault::None, 3,
                             70000};
    QVERIFY(parser.error() == expected);
}

void TestParser::noBodyForHead() {
    MessageParser parser(Side::Responses, {});
    parser.expectNoBody();
    const std::string bytes = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 404 No\r\n\r\n";
    const ParserStep head = parser.next(bytes);
    QCOMPARE(head.event, ParserEvent::Head);
    QCOMPARE(parser.framing(), Framing::None);
    QCOMPARE(parser.contentLength(), std::optional<std::uint64_t>(5));
    QCOMPARE(parser.next({}).event, ParserEvent::End);
    QCOMPARE(parser.next(std::string_view(bytes).substr(head.consumed)).event, ParserEvent::Head);
    QCOMPARE(parser.head().status(), std::uint16_t(404));
}

QTEST_GUILESS_MAIN(TestParser)
#include "test_parser.moc"
