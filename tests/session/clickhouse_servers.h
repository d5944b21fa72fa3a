// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace etagere::tests {

/// Two servers of a cluster named "etagere", on loopback ports of their own, which end with it.
class ClickHouseServers {
public:
    static QString program() {
        const QString found = QStandardPaths::findExecutable(QStringLiteral("clickhouse-server"));
        return found.isEmpty() ? QStandardPaths::findExecutable(QStringLiteral("clickhouse-server"),
                                                                {QStringLiteral("/usr/sbin")})
                               : found;
    }

    ClickHouseServers() {
        for (Server &server : m_servers)
            server = {nextPort(), nextPort(), nextPort(), std::make_unique<QProcess>()};
        for (std::size_t i = 0; i < m_servers.size(); ++i)
            start(i);
    }
    ClickHouseServers(const ClickHouseServers &) = delete;
    ClickHouseServers &operator=(const ClickHouseServers &) = delete;
    ~ClickHouseServers() {
        for (const Server &server : m_servers) {
            server.process->kill();
            server.process->waitForFinished();
        }
    }

    /// Waits until both answer.
    [[nodiscard]] bool areReady() const {
        for (const Server &server : m_servers) {
            constexpr int attempts = 600;
            bool up = false;
            for (int i = 0; i < attempts && !up; ++i) {
                QTcpSocket socket;
                socket.connectToHost(QHostAddress(QHostAddress::LocalHost), server.http);
                up = socket.waitForConnected(1000);
                if (!up && server.process->waitForFinished(50))
                    return false;
            }
            if (!up)
                return false;
        }
        return true;
    }

    [[nodiscard]] std::string address(std::size_t server, const std::string &database = "default",
                                      const std::string &user = {}) const {
        return "clickhouse://" + user + "127.0.0.1:" + std::to_string(m_servers[server].http) +
               "/" + database;
    }

private:
    struct Server {
        quint16 http = 0, tcp = 0, between = 0;
        std::unique_ptr<QProcess> process;
    };

    /// Held open until all are known, so that no port comes twice.
    quint16 nextPort() {
        auto server = std::make_unique<QTcpServer>();
        server->listen(QHostAddress(QHostAddress::LocalHost));
        const quint16 port = server->serverPort();
        m_reserved.push_back(std::move(server));
        return port;
    }

    [[nodiscard]] QByteArray replica(std::size_t i) const {
        return "<shard><internal_replication>true</internal_replication><replica>"
               "<host>127.0.0.1</host><port>" +
               QByteArray::number(m_servers[i].tcp) + "</port></replica></shard>";
    }

    static void write(const QString &path, const QByteArray &text) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }

    void start(std::size_t i) {
        m_reserved.clear();
        const Server &server = m_servers[i];
        const QString folder = m_folder.filePath(QString::number(i));
        QDir().mkpath(folder + QStringLiteral("/tmp"));
        const QByteArray path = folder.toUtf8();
        write(folder + QStringLiteral("/users.xml"),
              "<yandex><profiles><default/></profiles><quotas><default/></quotas><users>"
              "<default><password></password><networks><ip>127.0.0.1</ip></networks>"
              "<profile>default</profile><quota>default</quota></default>"
              "<crawler><password>s3cret%&amp;</password><networks><ip>127.0.0.1</ip></networks>"
              "<profile>default</profile><quota>default</quota></crawler></users></yandex>");
        write(folder + QStringLiteral("/config.xml"),
              "<yandex><logger><level>warning</level><log>" + path + "/log</log><errorlog>" + path +
                  "/errors</errorlog></logger><listen_host>127.0.0.1</listen_host><http_port>" +
                  QByteArray::number(server.http) + "</http_port><tcp_port>" +
                  QByteArray::number(server.tcp) + "</tcp_port><interserver_http_port>" +
                  QByteArray::number(server.between) + "</interserver_http_port><path>" + path +
                  "/data/</path><tmp_path>" + path +
                  "/tmp/</tmp_path><users_config>users.xml</users_config>"
                  "<default_profile>default</default_profile>"
                  "<default_database>default</default_database><timezone>UTC</timezone>"
                  "<mark_cache_size>67108864</mark_cache_size><remote_servers><etagere>" +
                  replica(0) + replica(1) + "</etagere></remote_servers></yandex>");
        server.process->setWorkingDirectory(folder);
        server.process->setStandardOutputFile(folder + QStringLiteral("/out"));
        server.process->setStandardErrorFile(folder + QStringLiteral("/err"));
        server.process->start(
            program(), {QStringLiteral("--config-file=") + folder + QStringLiteral("/config.xml")});
        server.process->waitForStarted();
    }

    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<QTcpServer>> m_reserved;
    std::array<Server, 2> m_servers;
};

} // namespace etagere::tests
