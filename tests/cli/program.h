// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

/// The program in a folder of its own, with a home of its own.
namespace etagere::test {

struct Outcome {
    int status = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

class Program {
public:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &bytes) const {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes);
    }
    QByteArray read(const QString &name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    bool exists(const QString &name) const { return QFile::exists(path(name)); }

    Outcome run(const QStringList &arguments, const QByteArray &input = {}) const {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        environment.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(ETAGERE_PROGRAM), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60000))
            return {};
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
                process.readAllStandardOutput(), process.readAllStandardError()};
    }

private:
    QTemporaryDir m_folder;
};

/// One HAR entry; `fields` are response fields, `sent` request fields, each
/// `{"name":..,"value":..}`.
inline QByteArray entry(const char *time, const char *url, const QByteArray &fields,
                        const QByteArray &sent = {}, const char *body = "same bytes") {
    return QByteArray("{\"startedDateTime\":\"") + time +
           "\",\"time\":1,\"request\":{\"method\":\"GET\",\"url\":\"" + url +
           "\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"queryString\":[],\"headersSize\":-1,"
           "\"bodySize\":0,\"headers\":[" +
           sent +
           "]},\"response\":{\"status\":200,\"statusText\":\"OK\",\"httpVersion\":\"HTTP/1.1\","
           "\"cookies\":[],\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":10,\"headers\":[" +
           fields + "],\"content\":{\"size\":10,\"mimeType\":\"text/plain\",\"text\":\"" + body +
           "\"}},\"cache\":{},\"timings\":{\"send\":0,\"wait\":1,\"receive\":0}}";
}

inline QByteArray field(const char *name, const QByteArray &value) {
    return QByteArray("{\"name\":\"") + name + "\",\"value\":\"" + value + "\"}";
}

inline QByteArray har(const QByteArrayList &entries) {
    return "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"test\",\"version\":\"1\"},"
           "\"entries\":[" +
           entries.join(',') + "]}}";
}

/// A tag that an nginx makes: explained.
inline QByteArray honest() {
    return har({entry("2024-03-01T12:00:00Z", "https://honest.example/a.txt",
                      field("ETag", "\\\"65e1cb70-a\\\"") + "," +
                          field("Last-Modified", "Fri, 01 Mar 2024 12:34:56 GMT"))});
}

/// A tracker's recording: the tag is the identifier that the cookie carries, too.
inline QByteArray tracker(const QByteArray &identifier) {
    const QByteArray tag = "\\\"" + identifier + "\\\"";
    const QByteArray cookie = field("Cookie", "uid=" + identifier);
    return har(
        {entry("2024-03-01T12:00:00Z", "https://tracker.example/t.js",
               field("ETag", tag) + "," + field("Set-Cookie", "uid=" + identifier + "; Path=/")),
         entry("2024-03-01T12:05:00Z", "https://tracker.example/t.js", field("ETag", tag),
               cookie + "," + field("If-None-Match", tag))});
}

} // namespace etagere::test
