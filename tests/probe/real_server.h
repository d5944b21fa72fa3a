// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

#include "tests/wire/raw_peers.h"

namespace etagere::tests {

/// A real web server on a free port of this machine, over a folder of its own that holds one file,
/// app.js. Ended with the object.
class RealServer {
public:
    RealServer() {
        // Servers that are started by root read it as somebody else.
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
        QDir(m_folder.path()).mkdir(QStringLiteral("www"));
        write("www/app.js",
              QByteArray("var cached = true; // the same for everybody\n").repeated(60));
        QTcpServer free;
        if (free.listen(QHostAddress(QHostAddress::LocalHost)))
            port = free.serverPort();
    }
    ~RealServer() {
        m_process.terminate();
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    QByteArray path(const char *name = "") const {
        return m_folder.filePath(QLatin1String(name)).toUtf8();
    }
    void write(const char *name, const QByteArray &bytes) const {
        QFile file(m_folder.filePath(QLatin1String(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    /// False when it does not come up.
    bool start(const QString &program, const QStringList &arguments,
               const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment()) {
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(m_folder.path());
        m_process.start(program, arguments);
        return m_process.waitForStarted() && waitFor([this] { return answers(); });
    }
    QByteArray complaints() { return m_process.readAllStandardError(); }
    std::string url(const char *name, bool secure = false) const {
        return (secure ? std::string("https://127.0.0.1:") : "http://127.0.0.1:") +
               std::to_string(port) + "/" + name;
    }
    /// The program, where distributions put servers; empty when it is not installed.
    static QString find(const char *name) {
        const QString found = QStandardPaths::findExecutable(QLatin1String(name));
        return found.isEmpty() ? QStandardPaths::findExecutable(QLatin1String(name),
                                                                {QStringLiteral("/usr/sbin"),
                                                                 QStringLiteral("/usr/local/sbin")})
                               : found;
    }

    quint16 port = 0;

private:
    bool answers() const {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        return socket.waitForConnected(1000);
    }
    QTemporaryDir m_folder;
    QProcess m_process;
};

} // namespace etagere::tests
