// SPDX-License-Identifier: Apache-2.0
// Messages over real pipes and sockets, whatever the other end does with them.
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include "core/live/pipe_transport.h"
#include "core/live/socket_transport.h"
#include "tests/wire/raw_peers.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>

using namespace etagere;
using namespace etagere::live;
using namespace etagere::tests;

namespace {

/// What a transport told, and how it ended.
struct Told {
    std::vector<std::string> messages;
    std::optional<TransportEnd> end;
    void listenTo(Transport &transport) {
        transport.listen([this](std::string_view json) { messages.emplace_back(json); },
                         [this](const TransportEnd &ended) { end = ended; });
    }
};

/// A pipe transport and the other ends of its pipes.
struct Piped {
    int transportReads = -1; ///< the transport's own
    Descriptor browserReads;
    Descriptor browserWrites;
    std::unique_ptr<PipeTransport> transport;

    explicit Piped(std::size_t longest = maxMessageBytes) {
        std::array<int, 2> commands{};
        std::array<int, 2> answers{};
        if (::pipe2(commands.data(), O_CLOEXEC) != 0 || ::pipe2(answers.data(), O_CLOEXEC) != 0)
            return;
        browserReads = Descriptor(commands[0]);
        browserWrites = Descriptor(answers[1]);
        transportReads = answers[0];
        transport = std::make_unique<PipeTransport>(Descriptor(answers[0]), Descriptor(commands[1]),
                                                    longest);
    }
    bool write(std::string_view bytes) const {
        return ::write(browserWrites.get(), bytes.data(), bytes.size()) ==
               static_cast<ssize_t>(bytes.size());
    }
    std::string read() const {
        std::string bytes(std::size_t{1} << 16U, '\0');
        const ssize_t count = ::read(browserReads.get(), bytes.data(), bytes.size());
        bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
        return bytes;
    }
};

/// That wait to be read.
int bytesIn(int descriptor) {
    int count = 0;
    return ::ioctl(descriptor, FIONREAD, &count) == 0 ? count : -1;
}

using namespace std::string_literals;
using namespace std::string_view_literals;

} // namespace

class TestTransports : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void messagesComeWholeHoweverTheyArePortioned_data() {
        QTest::addColumn<QList<QByteArray>>("portions");
        QTest::newRow("one each") << QList<QByteArray>{QByteArray("one\0", 4),
                                                       QByteArray("two\0", 4)};
        QTest::newRow("both at once") << QList<QByteArray>{QByteArray("one\0two\0", 8)};
        QTest::newRow("byte by byte") << QList<QByteArray>{"o", "n", "e", QByteArray("\0", 1),
                                                           "t", "w", "o", QByteArray("\0", 1)};
        QTest::newRow("cut within the second")
            << QList<QByteArray>{QByteArray("one\0t", 5), QByteArray("wo\0", 3)};
    }
    void messagesComeWholeHoweverTheyArePortioned() {
        QFETCH(QList<QByteArray>, portions);
        const Piped piped;
        Told told;
        told.listenTo(*piped.transport);
        for (const QByteArray &portion : portions) {
            QVERIFY(piped.write(portion.toStdString()));
            QCoreApplication::processEvents();
        }
        QVERIFY(waitFor([&] { return told.messages.size() == 2; }));
        QCOMPARE(told.messages, (std::vector<std::string>{"one", "two"}));
        QVERIFY(!told.end);
    }

    void aBrowserThatReadsSlowlyGetsAll() {
        const Piped piped;
        const std::string big(std::size_t{3} << 20U, 'x');
        piped.transport->send(big);
        piped.transport->send("end");
        QVERIFY(waitFor([&] { return piped.transport->waiting() < big.size(); }));
        QVERIFY(piped.transport->waiting() > 0); // the pipe is full, and nothing blocked
        std::string read;
        QVERIFY(waitFor([&] {
            read += piped.read();
            return read.size() == big.size() + 5;
        }));
        QCOMPARE(read.substr(0, big.size()), big);
        QCOMPARE(read.substr(big.size()), std::string("\0end\0"sv));
        QCOMPARE(piped.transport->waiting(), std::size_t{0});
    }

    void aBrowserThatEndsIsTold() {
        Piped piped;
        Told told;
        told.listenTo(*piped.transport);
        QVERIFY(piped.write("last\0cut"sv));
        piped.browserWrites.close();
        QVERIFY(waitFor([&] { return told.end.has_value(); }));
        QVERIFY(told.end->kind == TransportEnd::Kind::Gone);
        QCOMPARE(told.messages, std::vector<std::string>{"last"});
        piped.transport->send("too late");
    }

    void aBrowserThatReadsNoMoreIsTold() {
        Piped piped;
        Told told;
        told.listenTo(*piped.transport);
        piped.browserReads.close();
        piped.transport->send("nobody reads it");
        QVERIFY(!told.end); // never from within send()
        QVERIFY(waitFor([&] { return told.end.has_value(); }));
        QVERIFY(told.end->kind == TransportEnd::Kind::Gone);
    }

    /// It may be a page that makes it so long: the browser and its other pages go on.
    void aMessageThatIsTooLongIsSkipped_data() {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QList<QByteArray>>("told");
        const auto refused = QByteArrayLiteral(
            R"({"id":7,"error":{"code":-32000,"message":"The answer is too large."}})");
        QTest::newRow("an answer is refused")
            << QByteArrayLiteral("{\"id\":7,\"result\":\"") << QList<QByteArray>{refused};
        QTest::newRow("an event is dropped")
            << QByteArrayLiteral("{\"method\":\"x\",\"id\":7,") << QList<QByteArray>{};
        QTest::newRow("a number without end")
            << QByteArrayLiteral("{\"id\":") + QByteArray(50, '1') << QList<QByteArray>{};
        QTest::newRow("no number") << QByteArrayLiteral("{\"id\":}") << QList<QByteArray>{};
    }
    void aMessageThatIsTooLongIsSkipped() {
        QFETCH(QByteArray, start);
        QFETCH(QList<QByteArray>, told);
        const Piped piped(1000);
        Told heard;
        heard.listenTo(*piped.transport);
        QVERIFY(piped.write("before\0"sv));
        QVERIFY(waitFor([&] { return heard.messages.size() == 1; }));
        QVERIFY(piped.write(start.toStdString() + std::string(2000, 'x')));
        // Read apart from what follows.
        QVERIFY(waitFor([&] { return bytesIn(piped.transportReads) == 0; }));
        QVERIFY(piped.write(std::string(3000, 'y') + "\0after\0"s));
        std::vector<std::string> expected{"before"};
        for (const QByteArray &message : told)
            expected.push_back(message.toStdString());
        expected.emplace_back("after");
        QVERIFY(waitFor([&] { return heard.messages.size() == expected.size(); }));
        QCOMPARE(heard.messages, expected);
        QVERIFY(!heard.end);
    }

    void aListenerMayDestroyIt() {
        Piped piped;
        int told = 0;
        piped.transport->listen(
            [&](std::string_view) {
                ++told;
                piped.transport.reset();
            },
            [&](const TransportEnd &) { ++told; });
        QVERIFY(piped.write("one\0two\0"sv));
        QVERIFY(waitFor([&] { return !piped.transport; }));
        QCoreApplication::processEvents();
        QCOMPARE(told, 1);
    }

    void aSocketCarriesTheSame() {
        QWebSocketServer server(QStringLiteral("browser"), QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        SocketTransport transport(server.serverUrl());
        Told told;
        told.listenTo(transport);
        bool isConnected = false;
        transport.onConnected([&] { isConnected = closeListener(server.serverPort()); });
        transport.send("early");
        QVERIFY(waitFor([&] { return server.hasPendingConnections(); }));
        const std::unique_ptr<QWebSocket> browser(server.nextPendingConnection());
        QVERIFY(!browser->request().hasRawHeader("Origin"));
        std::vector<QString> read;
        QObject::connect(browser.get(), &QWebSocket::textMessageReceived,
                         [&](const QString &text) { read.push_back(text); });
        QVERIFY(waitFor([&] { return !read.empty(); }));
        QCOMPARE(read.front(), QStringLiteral("early"));
        browser->sendTextMessage(QStringLiteral("{\"id\":1}"));
        QVERIFY(waitFor([&] { return !told.messages.empty(); }));
        QCOMPARE(told.messages.front(), std::string("{\"id\":1}"));

        // Nobody else can connect now; what stands goes on.
        QVERIFY(isConnected);
        QTcpSocket stranger;
        stranger.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
        QVERIFY(!stranger.waitForConnected());
        transport.send("late");
        QVERIFY(waitFor([&] { return read.size() == 2; }));
        browser->abort();
        QVERIFY(waitFor([&] { return told.end.has_value(); }));
        QVERIFY(told.end->kind == TransportEnd::Kind::Gone);
    }

    void aSocketToNobodyEnds() {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress(QHostAddress::LocalHost)));
        const quint16 port = closed.serverPort();
        closed.close();
        SocketTransport transport(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port)));
        Told told;
        told.listenTo(transport);
        QVERIFY(waitFor([&] { return told.end.has_value(); }));
        QVERIFY(told.end->kind == TransportEnd::Kind::Gone);
        QVERIFY(!closeListener(port));
    }

    void aMessageTooLongForASocketEndsIt() {
        QWebSocketServer server(QStringLiteral("browser"), QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        SocketTransport transport(server.serverUrl(), 1000);
        Told told;
        told.listenTo(transport);
        QVERIFY(waitFor([&] { return server.hasPendingConnections(); }));
        const std::unique_ptr<QWebSocket> browser(server.nextPendingConnection());
        browser->sendTextMessage(QString(5000, QLatin1Char('x')));
        QVERIFY(waitFor([&] { return told.end.has_value(); }));
        QVERIFY(told.messages.empty());
    }
};

QTEST_GUILESS_MAIN(TestTransports)
#include "test_transports.moc"
