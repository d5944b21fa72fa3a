// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include "core/session/workspace.h"

#include <string_view>
#include <vector>

namespace etagere::tests {

inline QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// One exchange of a recording, as a test states it. Empty texts leave their field out.
struct Seen {
    std::string_view url = "https://shop.test/app.js";
    int at = 0; ///< seconds after the beginning
    int status = 200;
    std::string_view etag{};
    std::string_view cacheControl{};
    std::string_view vary{};
    std::string_view ifNoneMatch{};
    std::string_view acceptEncoding{};
    std::string_view body = "let a = 1;";
};

inline QDateTime beginning() { return QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC); }

inline QJsonArray
fieldsOf(std::initializer_list<std::pair<const char *, std::string_view>> fields) {
    QJsonArray array;
    for (const auto &[name, value] : fields) {
        if (!value.empty())
            array.append(QJsonObject{{QStringLiteral("name"), QString::fromLatin1(name)},
                                     {QStringLiteral("value"), textOf(value)}});
    }
    return array;
}

inline QJsonObject entryOf(const Seen &seen) {
    const QDateTime at = beginning().addSecs(seen.at);
    const std::string date =
        QLocale::c().toString(at, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toStdString() +
        " GMT";
    const QJsonObject request{
        {QStringLiteral("method"), QStringLiteral("GET")},
        {QStringLiteral("url"), textOf(seen.url)},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("headers"), fieldsOf({{"If-None-Match", seen.ifNoneMatch},
                                              {"Accept-Encoding", seen.acceptEncoding}})}};
    const QJsonObject content{{QStringLiteral("size"), static_cast<int>(seen.body.size())},
                              {QStringLiteral("mimeType"), QStringLiteral("text/javascript")},
                              {QStringLiteral("text"), textOf(seen.body)}};
    const QJsonObject response{
        {QStringLiteral("status"), seen.status},
        {QStringLiteral("statusText"), QString()},
        {QStringLiteral("httpVersion"), QStringLiteral("HTTP/1.1")},
        {QStringLiteral("headers"), fieldsOf({{"Date", date},
                                              {"ETag", seen.etag},
                                              {"Vary", seen.vary},
                                              {"Cache-Control", seen.cacheControl}})},
        {QStringLiteral("content"), content}};
    return {{QStringLiteral("startedDateTime"), at.toString(Qt::ISODateWithMs)},
            {QStringLiteral("time"), 20},
            {QStringLiteral("request"), request},
            {QStringLiteral("response"), response}};
}

/// Opens recordings in a real workspace and waits for what is made of them.
class OpenWorkspace {
public:
    session::Workspace workspace;

    void record(const QString &visitor, const std::vector<Seen> &exchanges) {
        QJsonArray entries;
        for (const Seen &seen : exchanges)
            entries.append(entryOf(seen));
        const QJsonObject creator{{QStringLiteral("name"), QStringLiteral("test")},
                                  {QStringLiteral("version"), QStringLiteral("1")}};
        const QJsonObject log{{QStringLiteral("version"), QStringLiteral("1.2")},
                              {QStringLiteral("creator"), creator},
                              {QStringLiteral("entries"), entries}};
        const QString path = m_folder.filePath(QStringLiteral("%1.har").arg(m_files.size()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(QJsonObject{{QStringLiteral("log"), log}}).toJson());
        m_files.push_back({path.toStdString(), visitor.toStdString()});
    }
    /// Opens what was recorded, and puts the clock some seconds after the beginning.
    void open(int clockSeconds) {
        open(m_files);
        setClock(clockSeconds);
    }
    void open(std::vector<session::InputFile> files) {
        workspace.open(std::move(files));
        QTRY_VERIFY_WITH_TIMEOUT(workspace.report() != nullptr && !workspace.isBusy(), 30'000);
        QVERIFY(workspace.log() != nullptr);
    }
    void setClock(int seconds) { workspace.setClock(at(seconds)); }
    [[nodiscard]] static Instant at(int seconds) {
        return Instant(std::chrono::milliseconds(beginning().addSecs(seconds).toMSecsSinceEpoch()));
    }
    /// What a window does with a flush that was asked for.
    void flush(const flush::Scope &scope) {
        std::vector<replay::Flush> flushes = workspace.flushes();
        flushes.push_back({workspace.clock(), scope});
        workspace.setFlushes(std::move(flushes));
        waitForReplay();
    }
    void undo() {
        std::vector<replay::Flush> flushes = workspace.flushes();
        flushes.pop_back();
        workspace.setFlushes(std::move(flushes));
        waitForReplay();
    }

private:
    void waitForReplay() {
        QTRY_VERIFY_WITH_TIMEOUT(workspace.log() &&
                                     workspace.log()->flushes.size() == workspace.flushes().size(),
                                 30'000);
    }
    QTemporaryDir m_folder;
    std::vector<session::InputFile> m_files;
};

} // namespace etagere::tests
