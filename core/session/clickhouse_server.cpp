// SPDX-License-Identifier: Apache-2.0
#include "core/session/clickhouse_server.h"

#include <QNetworkProxy>
#include <QSslSocket>
#include <QTcpSocket>
#include <QUrl>

#include "core/tags/clickhouse_sql.h"
#include "core/wire/parser.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string_view>
#include <utility>

namespace etagere::session {

namespace {

using store::StoreError;
using Kind = StoreError::Kind;
using Done = Result<void, StoreError>;

/// `code` of Unreachable when there was a server, which closed early.
constexpr int closedEarly = 1;

constexpr std::chrono::milliseconds connectPatience{10'000};

std::string percentEncoded(std::string_view text) {
    return QUrl::toPercentEncoding(
               QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())))
        .toStdString();
}

int systemErrorOf(QAbstractSocket::SocketError error) noexcept {
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return ECONNREFUSED;
    case QAbstractSocket::HostNotFoundError:
        return EHOSTUNREACH;
    case QAbstractSocket::SocketAccessError:
        return EACCES;
    case QAbstractSocket::NetworkError:
        return ENETUNREACH;
    default:
        return 0;
    }
}

/// One question on its connection.
class Exchange {
public:
    Exchange(std::chrono::milliseconds patience, const tags::SqlServer::AnswerPart &part)
        : m_patience(static_cast<int>(patience.count()))
        , m_part(part)
        , m_parser(wire::MessageParser::Side::Responses, wire::Limits{}) {}

    Done run(const tags::ClickHouseAddress &address, std::string_view head, std::string_view body) {
        const QString host = QString::fromStdString(address.host);
        const auto patience = static_cast<int>(
            std::min<std::chrono::milliseconds>(connectPatience, address.timeout).count());
        if (!connect(address, host, patience))
            return failed(0);
        // A server that refuses answers before it has read everything, so the answer counts.
        if (!write(head) || !write(body)) {
            if (m_socket->error() == QAbstractSocket::SocketTimeoutError)
                return failed(closedEarly);
        }
        return read();
    }

private:
    bool connect(const tags::ClickHouseAddress &address, const QString &host, int patience) {
        if (!address.secure) {
            m_socket = std::make_unique<QTcpSocket>();
            m_socket->setProxy(QNetworkProxy::NoProxy);
            m_socket->connectToHost(host, address.port);
            return m_socket->waitForConnected(patience);
        }
        auto socket = std::make_unique<QSslSocket>();
        socket->setProxy(QNetworkProxy::NoProxy);
        socket->connectToHostEncrypted(host, address.port);
        const bool encrypted = socket->waitForEncrypted(patience);
        m_socket = std::move(socket);
        return encrypted;
    }

    Done failed(int code) const {
        const auto error = m_socket->error();
        if (error == QAbstractSocket::SocketTimeoutError)
            return Failure<StoreError>(StoreError{Kind::ServerTimedOut});
        StoreError failure{Kind::Unreachable, code};
        failure.systemError = code == 0 ? systemErrorOf(error) : ECONNRESET;
        return Failure<StoreError>(failure);
    }

    bool write(std::string_view bytes) {
        constexpr std::size_t portion = std::size_t{1} << 20U;
        while (!bytes.empty()) {
            const std::size_t size = std::min(portion, bytes.size());
            if (m_socket->write(bytes.data(), static_cast<qint64>(size)) < 0)
                return false;
            bytes.remove_prefix(size);
            while (m_socket->bytesToWrite() > 0) {
                if (!m_socket->waitForBytesWritten(m_patience))
                    return false;
            }
        }
        return true;
    }

    Done read() {
        std::array<char, std::size_t{64} << 10U> bytes;
        std::string rest;
        for (;;) {
            if (m_socket->bytesAvailable() == 0 && !m_socket->waitForReadyRead(m_patience)) {
                if (m_socket->error() != QAbstractSocket::RemoteHostClosedError)
                    return failed(closedEarly);
                const bool whole = m_parser.close(rest) == wire::ParserEvent::End;
                return whole ? concluded() : failed(closedEarly);
            }
            const qint64 got = m_socket->read(bytes.data(), bytes.size());
            if (got > 0)
                rest.append(bytes.data(), static_cast<std::size_t>(got));
            const State state = take(rest);
            if (state == State::Ended)
                return concluded();
            if (state == State::Failed)
                return Failure<StoreError>(StoreError{Kind::NotClickHouse});
        }
    }

    enum class State : std::uint8_t { Open, Ended, Failed };

    State take(std::string &input) {
        std::string_view left = input;
        State state = State::Open;
        for (bool more = true; more && state == State::Open;) {
            const wire::ParserStep step = m_parser.next(left);
            left.remove_prefix(step.consumed);
            more = step.event != wire::ParserEvent::NeedMore;
            state = stateAfter(step);
        }
        input.erase(0, input.size() - left.size());
        return state;
    }

    State stateAfter(const wire::ParserStep &step) {
        constexpr std::size_t mostOfRefusal = 4096;
        switch (step.event) {
        case wire::ParserEvent::Head:
            m_status = m_parser.head().status();
            return State::Open;
        case wire::ParserEvent::Body:
            if (m_status == 200)
                return m_part(step.body) ? State::Open : State::Ended;
            m_refusal.append(
                step.body.substr(0, mostOfRefusal - std::min(mostOfRefusal, m_refusal.size())));
            return State::Open;
        case wire::ParserEvent::End:
            return State::Ended;
        case wire::ParserEvent::Failed:
            return State::Failed;
        case wire::ParserEvent::NeedMore:
            break;
        }
        return State::Open;
    }

    [[nodiscard]] Done concluded() const {
        if (m_status == 200)
            return {};
        StoreError error = tags::clickhouse::errorFrom(m_refusal);
        if (m_status == 401 || m_status == 403)
            error.kind = Kind::NotAllowed;
        return Failure<StoreError>(error);
    }

    int m_patience;
    const tags::SqlServer::AnswerPart &m_part;
    wire::MessageParser m_parser;
    std::unique_ptr<QTcpSocket> m_socket;
    int m_status = 0;
    std::string m_refusal;
};

} // namespace

ClickHouseServer::ClickHouseServer(tags::ClickHouseAddress address)
    : m_address(std::move(address)) {
    const bool anonymous = m_address.user.empty();
    if (anonymous)
        m_address.user = qgetenv("CLICKHOUSE_USER").toStdString();
    if (m_address.password.empty() && (anonymous || !m_address.user.empty()))
        m_address.password = qgetenv("CLICKHOUSE_PASSWORD").toStdString();
}

std::string ClickHouseServer::requestFor(const tags::SqlQuestion &question) const {
    const bool hasData = !question.data.empty();
    const bool v6 = m_address.host.find(':') != std::string::npos;
    std::string head = "POST /?database=" + percentEncoded(m_address.database);
    if (!question.settings.empty())
        head.append("&").append(question.settings);
    if (hasData)
        head += "&query=" + percentEncoded(question.sql);
    head += " HTTP/1.1\r\nHost: " + (v6 ? "[" + m_address.host + "]" : m_address.host) + ":" +
            std::to_string(m_address.port) + "\r\nConnection: close\r\n";
    if (!m_address.user.empty() || !m_address.password.empty()) {
        const std::string name = m_address.user.empty() ? "default" : m_address.user;
        head +=
            "Authorization: Basic " +
            QByteArray::fromStdString(name + ":" + m_address.password).toBase64().toStdString() +
            "\r\n";
    }
    return head + "Content-Length: " +
           std::to_string(hasData ? question.data.size() : question.sql.size()) + "\r\n\r\n";
}

Result<void, StoreError> ClickHouseServer::ask(const tags::SqlQuestion &question,
                                               const AnswerPart &part) {
    Exchange exchange(m_address.timeout, part);
    return exchange.run(m_address, requestFor(question),
                        question.data.empty() ? question.sql : question.data);
}

} // namespace etagere::session
