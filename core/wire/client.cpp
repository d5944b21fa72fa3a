// SPDX-License-Identifier: Apache-2.0
#include "core/wire/client.h"

#include <QSslCertificate>

#include "core/wire/client_connection.h"
#include "core/wire/client_pool.h"

#include <algorithm>
#include <utility>

namespace etagere::wire {

namespace {

std::chrono::milliseconds tickOf(const Limits &limits) {
    const auto shortest = std::min({limits.connect, limits.answer, limits.progress, limits.pooled});
    return std::min(shortest / 4, std::chrono::milliseconds{500});
}

} // namespace

Client::Client(Loop &loop, const ClientOptions &options)
    : m_pool(std::make_unique<Pool>(loop, options)) {}

Client::~Client() = default;

std::unique_ptr<Asked> Client::ask(const Endpoint &endpoint, const Question &question,
                                   ResponseHandler &handler) {
    const Loop::Turn turn(m_pool->loop());
    bool reused = false;
    ClientConnection &connection = m_pool->take(endpoint, question.newConnection, reused);
    auto asked = std::make_unique<AskedQuestion>(connection, handler, reused);
    connection.ask(question, *asked);
    return asked;
}

std::size_t Client::idleCount() const noexcept { return m_pool->idleCount(); }

Client::Pool::Pool(Loop &loop, const ClientOptions &options)
    : m_loop(loop)
    , m_limits(options.limits)
    , m_trusted(options.trusted) {
    m_security.acceptsAny = options.acceptsAnyCertificate;
    m_loop.addTicking(*this, tickOf(m_limits));
}

Client::Pool::~Pool() {
    m_loop.removeTicking(*this);
    for (const auto &connection : m_all)
        connection->close();
}

const Connector::Security &Client::Pool::security() {
    if (m_securityMade)
        return m_security;
    m_securityMade = true;
    // Reading the system's certificates takes a while; those who never use https do not wait.
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setAllowedNextProtocols({QByteArray("http/1.1")});
    if (!m_trusted.empty())
        configuration.addCaCertificates(
            QSslCertificate::fromData(QByteArray::fromStdString(m_trusted), QSsl::Pem));
    m_security.configuration = configuration;
    return m_security;
}

ClientConnection &Client::Pool::take(const Endpoint &endpoint, bool anew, bool &reused) {
    for (std::size_t i = m_idle.size(); !anew && i-- > 0;) {
        ClientConnection *connection = m_idle[i];
        if (connection->endpoint() != endpoint)
            continue;
        m_idle.erase(m_idle.begin() + static_cast<std::ptrdiff_t>(i));
        if (connection->isReusable()) {
            reused = true;
            return *connection;
        }
        drop(*connection);
    }
    m_all.push_back(std::make_unique<ClientConnection>(*this, endpoint));
    return *m_all.back();
}

void Client::Pool::rest(ClientConnection &connection) {
    m_idle.push_back(&connection);
    const auto isSame = [&connection](const ClientConnection *each) {
        return each->endpoint() == connection.endpoint();
    };
    if (static_cast<std::size_t>(std::count_if(m_idle.begin(), m_idle.end(), isSame)) >
        m_limits.pooledPerOrigin)
        drop(**std::find_if(m_idle.begin(), m_idle.end(), isSame));
}

void Client::Pool::drop(ClientConnection &connection) {
    std::erase(m_idle, &connection);
    const auto found = std::find_if(m_all.begin(), m_all.end(), [&connection](const auto &each) {
        return each.get() == &connection;
    });
    if (found == m_all.end())
        return;
    connection.close();
    std::swap(*found, m_all.back());
    m_loop.dispose(std::move(m_all.back()));
    m_all.pop_back();
}

void Client::Pool::onTick(SteadyTime now) {
    for (std::size_t i = m_all.size(); i-- > 0;) {
        if (i < m_all.size())
            m_all[i]->onTick(now);
    }
}

} // namespace etagere::wire
