// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/gateway/gateway.h"
#include "core/http/http_date.h"
#include "tests/wire/raw_peers.h"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::tests {

/// A server that answers by path with the bytes it was given, and keeps every request. What has no
/// answer is left waiting.
class Origin {
public:
    struct Answer {
        QByteArray bytes;
        bool closes = false;
    };
    Origin() {
        m_server.setListenBacklogSize(512);
        m_server.setMaxPendingConnections(512);
        m_server.listen(QHostAddress(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++connections;
                QObject::connect(socket, &QTcpSocket::readyRead, socket,
                                 [this, socket] { read(*socket); });
            }
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    QByteArray url(const QByteArray &path = {}) const {
        return "http://127.0.0.1:" + QByteArray::number(port()) + path;
    }
    void stop() { m_server.close(); }
    /// Answers those that wait for the path.
    void release(const QByteArray &path, const Answer &answer) {
        answers[path] = answer;
        for (auto &[waiting, socket] : std::exchange(m_waiting, {})) {
            if (waiting == path && socket)
                reply(*socket, answer);
            else
                m_waiting.push_back({waiting, socket});
        }
    }
    std::size_t waitingCount() const { return m_waiting.size(); }
    bool hasRequest(const QByteArray &part) const {
        for (const QByteArray &request : requests) {
            if (request.contains(part))
                return true;
        }
        return false;
    }

    std::map<QByteArray, Answer> answers;
    QByteArrayList requests; ///< heads
    QByteArray bodies;       ///< what followed them, as it came
    int connections = 0;

private:
    void read(QTcpSocket &socket) {
        QByteArray &input = m_inputs[&socket];
        input += socket.readAll();
        while (true) {
            const qsizetype end = input.indexOf("\r\n\r\n");
            const bool isHead = !input.isEmpty() && input.front() >= 'A' && input.front() <= 'Z' &&
                                input.left(end).contains(" HTTP/1.1\r\n");
            if (end < 0 || !isHead) {
                bodies += std::exchange(input, isHead ? input : QByteArray());
                return;
            }
            const QByteArray head = input.left(end + 4);
            input.remove(0, end + 4);
            requests << head;
            const QByteArray path = head.split(' ').at(1);
            const auto answer = answers.find(path);
            if (answer != answers.end())
                reply(socket, answer->second);
            else
                m_waiting.push_back({path, &socket});
        }
    }
    static void reply(QTcpSocket &socket, const Answer &answer) {
        socket.write(answer.bytes);
        if (answer.closes)
            socket.disconnectFromHost();
    }
    QTcpServer m_server;
    std::map<QTcpSocket *, QByteArray> m_inputs;
    std::vector<std::pair<QByteArray, QPointer<QTcpSocket>>> m_waiting;
};

/// A gateway before an origin, with a clock that the test turns.
class GatewayCase {
public:
    using Change = std::function<void(gateway::Options &)>;
    explicit GatewayCase(const Change &change = {}) {
        gateway::Options options;
        options.origin = gateway::upstreamFrom(origin.url().toStdString());
        options.clock = [this] { return now; };
        options.words = [](const gateway::Refusal &refusal) {
            return "refused " + std::to_string(static_cast<int>(refusal.kind)) + " " +
                   refusal.about;
        };
        if (change)
            change(options);
        auto started = gateway::Gateway::start(loop, options);
        if (started)
            gateway = std::move(*started);
    }
    quint16 port() const { return gateway->address().port; }

    /// One request on a connection of its own; the whole response.
    QByteArray get(const QByteArray &path, const QByteArray &fields = {}) {
        RawClient client(port());
        client.send("GET " + path + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields +
                    "\r\n");
        return client.all();
    }
    /// "Date: …\r\n" for the turned clock.
    QByteArray date() const {
        return "Date: " + QByteArray::fromStdString(http::formatHttpDate(now)) + "\r\n";
    }
    /// A response with Date, the fields and a body of a stated length.
    QByteArray response(const QByteArray &fields, const QByteArray &body) const {
        return "HTTP/1.1 200 OK\r\n" + date() + fields +
               "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    Instant now{std::chrono::sys_days(std::chrono::year(2030) / 1 / 1)};
    Origin origin;
    wire::Loop loop;
    std::unique_ptr<gateway::Gateway> gateway;
};

/// The value of a field of a response; empty when there is none.
inline QByteArray fieldOf(const QByteArray &response, const QByteArray &name) {
    for (const QByteArray &line : response.left(response.indexOf("\r\n\r\n")).split('\n')) {
        if (line.toLower().startsWith(name.toLower() + ":"))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

inline QByteArray bodyOf(const QByteArray &response) {
    return response.mid(response.indexOf("\r\n\r\n") + 4);
}

} // namespace etagere::tests
