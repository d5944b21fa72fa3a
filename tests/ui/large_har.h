// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QFile>
#include <QtCore/QString>

#include <cstddef>

namespace etagere::tests {

/// One entry of a HAR as text: number `i` of a site with a thousand hosts, every third a 304.
inline QByteArray largeEntry(std::size_t i, const QByteArray &body) {
    const QByteArray number = QByteArray::number(static_cast<qulonglong>(i));
    const QByteArray host = QByteArray::number(static_cast<qulonglong>(i % 1000));
    const QByteArray path = QByteArray::number(static_cast<qulonglong>(i % 20'000));
    const QByteArray second = QByteArray::number(static_cast<qulonglong>(i / 1000 % 60));
    const QByteArray minute = QByteArray::number(static_cast<qulonglong>(i / 60'000 % 60));
    const QByteArray etag = R"({"name":"ETag","value":"\"t)" + path + R"(\""})";
    const bool validated = i % 3 == 2;
    return R"({"pageref":"p)" + QByteArray::number(static_cast<qulonglong>(i / 200)) +
           R"(","startedDateTime":"2026-03-01T10:)" + (minute.size() < 2 ? "0" : "") + minute +
           ":" + (second.size() < 2 ? "0" : "") + second +
           R"(.000Z","time":5,"request":{"method":)"
           R"("GET","url":"https://h)" +
           host + ".example/" + path + R"(","httpVersion":"HTTP/1.1","headers":[)" +
           (validated ? R"({"name":"If-None-Match","value":"\"t)" + path + R"(\""})"
                      : QByteArray()) +
           R"(]},"response":{"status":)" + (validated ? "304" : "200") +
           R"(,"headers":[{"name":"Cache-Control","value":"max-age=60"},)" + etag +
           R"(],"content":{"size":)" + QByteArray::number(body.size()) +
           R"(,"mimeType":"text/plain","text":")" + body + "n" + number + R"("}},"timings":{}})";
}

/// Writes a HAR of about so many megabytes; an entry takes `bodyBytes` and half a kilobyte more.
inline bool writeLargeHar(const QString &path, std::size_t megabytes, int bodyBytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray body(bodyBytes, 'x');
    const auto wanted = static_cast<qint64>(megabytes * 1'000'000);
    file.write(R"({"log":{"version":"1.2","creator":{"name":"test","version":"1"},"entries":[)");
    std::size_t i = 0;
    for (; file.pos() < wanted; ++i)
        file.write((i > 0 ? "," : "") + largeEntry(i, body));
    file.write(R"(],"pages":[)");
    for (std::size_t page = 0; page <= i / 200; ++page) {
        file.write(page > 0 ? "," : "");
        file.write(R"({"startedDateTime":"2026-03-01T10:00:00.000Z","id":"p)" +
                   QByteArray::number(static_cast<qulonglong>(page)) + R"(","title":"page"})");
    }
    return file.write("]}}") == 3 && file.flush();
}

/// A HAR whose every text tries to be more than text: markup, bidirectional marks, controls, a
/// field of a megabyte, and as many visits as asked for.
inline bool writeHostileHar(const QString &path, std::size_t visits) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    const QByteArray evil = R"(<h1>big</h1><img src=x>\u202egpj.exe\u0007\u001b[31m&amp;%n%1)";
    file.write(R"({"log":{"version":"1.2","creator":{"name":")" + evil + R"("},"entries":[)");
    const QByteArray request = R"("request":{"method":"GET","headers":[{"name":"X-)" + evil +
                               R"(","value":")" + evil + R"("}],"url":"https://evil.example/)";
    for (std::size_t i = 0; i < visits; ++i) {
        const QByteArray number = QByteArray::number(static_cast<qulonglong>(i));
        const QByteArray more = i == 0 ? QByteArray(1'000'000, 'a') : QByteArray();
        file.write((i > 0 ? "," : "") + QByteArray(R"({"pageref":"p)") + number +
                   R"(","startedDateTime":"2026-03-01T10:00:00.000Z",)" + request + evil + number +
                   R"("},"response":{"status":200,"headers":[{"name":"ETag","value":"\")" + evil +
                   number + more + R"(\""}],"content":{"size":0,"mimeType":")" + evil + R"("}}})");
    }
    file.write(R"(],"pages":[)");
    for (std::size_t i = 0; i < visits; ++i) {
        file.write(i > 0 ? "," : "");
        file.write(R"({"startedDateTime":"2026-03-01T10:00:00.000Z","id":"p)" +
                   QByteArray::number(static_cast<qulonglong>(i)) + R"(","title":")" + evil +
                   R"("})");
    }
    return file.write("]}}") == 3 && file.flush();
}

} // namespace etagere::tests
