// SPDX-License-Identifier: Apache-2.0
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "tests/fidelity/board.h"
#include "tests/fidelity/server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <string>

using namespace etagere::fidelity;

namespace {

/// A page's connection: asks and reads until the answer has ended or the origin has closed.
class Connection {
public:
    explicit Connection(std::uint16_t port)
        : m_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(m_socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
            qFatal("no connection to the origin");
    }
    ~Connection() { ::close(m_socket); }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    std::string ask(const std::string &request) {
        if (::send(m_socket, request.data(), request.size(), MSG_NOSIGNAL) < 0)
            return {};
        std::string answer;
        char bytes[4096];
        while (!isWhole(answer)) {
            const auto count = ::recv(m_socket, bytes, sizeof bytes, 0);
            if (count <= 0)
                break;
            answer.append(bytes, static_cast<std::size_t>(count));
        }
        return answer;
    }

private:
    static bool isWhole(const std::string &answer) {
        const auto end = answer.find("\r\n\r\n");
        const auto length = answer.find("Content-Length: ");
        if (end == std::string::npos)
            return false;
        const std::size_t size = length > end ? 0 : std::stoul(answer.substr(length + 16));
        return answer.size() >= end + 4 + size;
    }

    int m_socket;
};

std::string get(const std::string &path, const std::string &fields = {}) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
}

QJsonObject bodyAsJson(const std::string &answer) {
    const QByteArray body = QByteArray::fromStdString(answer.substr(answer.find("\r\n\r\n") + 4));
    return QJsonDocument::fromJson(body).object();
}

/// Two requests: the second finds a validator and is answered 304.
std::vector<Sequence> oneSequence() {
    Sequence sequence;
    sequence.asks.resize(2);
    for (Ask &ask : sequence.asks) {
        ask.replies[0].lines = {{"ETag", "\"v1\""}};
        ask.replies[0].notModifiedLines = {{"ETag", "\"v1\""}};
    }
    sequence.asks[1].mode = "no-cache";
    return {sequence};
}

/// Asks for work until there is some.
QJsonObject workFrom(Connection &page) {
    QJsonObject work;
    while (!work.contains(QStringLiteral("id")))
        work = bodyAsJson(page.ask(get("/work")));
    return work;
}

std::string post(const QJsonObject &result) {
    const std::string body = QJsonDocument(result).toJson(QJsonDocument::Compact).toStdString();
    return "POST /result HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
           body;
}

QJsonObject seen(const char *body, double drift) {
    // Appended: in braces, clang takes an array of one array for a copy of the inner one.
    QJsonArray fields;
    fields.append(QJsonArray{QStringLiteral("ETag"), QStringLiteral("\"v1\"")});
    return {{QStringLiteral("failed"), false},
            {QStringLiteral("status"), 200},
            {QStringLiteral("body"), QLatin1String(body)},
            {QStringLiteral("drift"), drift},
            {QStringLiteral("fields"), fields}};
}

} // namespace

class TestServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSequenceIsPlayed();
    void whatCameLateIsPlayedAgain();
    void unknownWorkIsNotAnswered();
    void brokenResultsAreNoResults();
    void theConnectionIsClosedHalfWay();
};

void TestServer::aSequenceIsPlayed() {
    Board board;
    const Server server(board);
    const std::vector<Sequence> sequences = oneSequence();
    auto outcomes = std::async(std::launch::async, [&] { return board.run(sequences); });
    Connection page(server.port());
    const QJsonObject work = workFrom(page);
    const QJsonArray asks = work[QStringLiteral("asks")].toArray();
    QCOMPARE(asks.size(), 2);
    QCOMPARE(asks[1].toObject()[QStringLiteral("mode")].toString(), QStringLiteral("no-cache"));
    const std::string url = asks[0].toObject()[QStringLiteral("url")].toString().toStdString();
    QVERIFY(page.ask(get(url, "Request-Number: 0\r\n")).starts_with("HTTP/1.1 200 "));
    QVERIFY(page.ask(get(url, "Request-Number: 1\r\nIf-None-Match: \"v1\"\r\n"))
                .starts_with("HTTP/1.1 304 "));
    const QJsonArray result{seen("A0", 3), seen("A0", 4)};
    page.ask(post(
        {{QStringLiteral("id"), work[QStringLiteral("id")]}, {QStringLiteral("asks"), result}}));
    const auto got = outcomes.get();
    QVERIFY(got && got->size() == 1 && !got->front().late);
    const std::vector<Seen> &played = got->front().asks;
    QCOMPARE(classOf(played[0]), std::string_view("fetched"));
    QCOMPARE(classOf(played[1]), std::string_view("validated"));
    QCOMPARE(played[1].arrivals.at(0).sent, (Lines{{"if-none-match", "\"v1\""}}));
    QCOMPARE(played[1].fields.at("etag"), std::string("\"v1\""));
}

void TestServer::whatCameLateIsPlayedAgain() {
    Board board;
    const Server server(board);
    const std::vector<Sequence> sequences = oneSequence();
    auto outcomes = std::async(std::launch::async, [&] { return board.run(sequences); });
    Connection page(server.port());
    for (const double drift : {5000.0, 0.0}) {
        const QJsonObject work = workFrom(page);
        const QJsonArray result{seen(drift > 0 ? "late" : "good", 0), seen("", drift)};
        page.ask(post({{QStringLiteral("id"), work[QStringLiteral("id")]},
                       {QStringLiteral("asks"), result}}));
    }
    const auto got = outcomes.get();
    QVERIFY(got && !got->front().late);
    QCOMPARE(got->front().asks[0].body, std::string("good"));
}

void TestServer::unknownWorkIsNotAnswered() {
    Board board;
    const Server server(board);
    Connection page(server.port());
    for (const char *path :
         {"/x/0/a", "/x/99/b", "/x/a", "/x//a", "/x/0/c", "/x/18446744073709551616/a", "/other"})
        QVERIFY2(page.ask(get(path, "Request-Number: 0\r\n")).starts_with("HTTP/1.1 404 "), path);
    QVERIFY(page.ask(get("/")).find("<script>") != std::string::npos);
}

void TestServer::brokenResultsAreNoResults() {
    Board board;
    for (const char *json :
         {"", "[]", "{}", "{\"id\":0}", "{\"id\":-1}", "{\"id\":1e300}", "{\"id\":\"x\"}"})
        board.takeResult(json);
    QCOMPARE(board.nextWork(), QByteArray("{\"wait\":200}"));
}

void TestServer::theConnectionIsClosedHalfWay() {
    Board board;
    const Server server(board);
    std::vector<Sequence> sequences = oneSequence();
    sequences[0].asks[0].replies[0].ending = Ending::Truncated;
    sequences[0].asks[1].replies[0].ending = Ending::Closed;
    auto outcomes = std::async(std::launch::async, [&] { return board.run(sequences); });
    Connection page(server.port());
    const QJsonObject work = workFrom(page);
    const std::string half = Connection(server.port()).ask(get("/x/0/a", "Request-Number: 0\r\n"));
    QVERIFY(half.ends_with("\r\n\r\n" + bodyOf(0).substr(0, 20)));
    QVERIFY(Connection(server.port()).ask(get("/x/0/a", "Request-Number: 1\r\n")).empty());
    page.ask(post({{QStringLiteral("id"), work[QStringLiteral("id")]},
                   {QStringLiteral("asks"), QJsonArray()}}));
    QVERIFY(outcomes.get().has_value());
}

QTEST_GUILESS_MAIN(TestServer)
#include "test_server.moc"
