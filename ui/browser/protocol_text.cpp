// SPDX-License-Identifier: Apache-2.0
#include "ui/browser/protocol_text.h"

#include <QtCore/QLatin1Char>

namespace etagere::ui {

namespace {

/// A string's closing quote is the first that no backslash stands before, so neither text can stand
/// within a string.
constexpr QByteArrayView sessionStart = ",\"sessionId\":\"";
constexpr QByteArrayView end = "\"}";
constexpr QByteArrayView idStart = "{\"id\":";
constexpr QByteArrayView eventStart = "{\"method\":\"";

bool isHexDigit(char c) noexcept {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

} // namespace

QString quotedForScript(const QByteArray &text) {
    const QString characters = QString::fromUtf8(text);
    QString quoted;
    quoted.reserve(characters.size() + characters.size() / 8 + 2);
    quoted += QLatin1Char('"');
    for (const QChar c : characters) {
        if (c == QLatin1Char('"') || c == QLatin1Char('\\'))
            quoted += QLatin1Char('\\');
        if (c.unicode() < 0x20 || c.unicode() == 0x2028 || c.unicode() == 0x2029)
            quoted += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    quoted += QLatin1Char('"');
    return quoted;
}

QByteArrayView sessionOf(QByteArrayView json) noexcept {
    if (!json.endsWith(end))
        return {};
    qsizetype from = json.size() - end.size();
    const qsizetype to = from;
    while (from > 0 && isHexDigit(json[from - 1]))
        --from;
    return from < to && json.first(from).endsWith(sessionStart) ? json.sliced(from, to - from)
                                                                : QByteArrayView();
}

QByteArray withSession(const QByteArray &json, const QByteArray &session) {
    QByteArray told;
    told.reserve(json.size() + sessionStart.size() + session.size() + end.size());
    told += QByteArrayView(json).chopped(1);
    told += sessionStart;
    told += session;
    told += end;
    return told;
}

qint64 answeredId(QByteArrayView json) noexcept {
    if (!json.startsWith(idStart))
        return -1;
    constexpr qint64 tooMany = Q_INT64_C(1) << 40;
    qint64 id = -1;
    for (const char c : json.sliced(idStart.size())) {
        if (c < '0' || c > '9' || id > tooMany)
            break;
        id = (id < 0 ? 0 : id * 10) + (c - '0');
    }
    return id;
}

bool isEvent(QByteArrayView json, QByteArrayView method) noexcept {
    return json.startsWith(eventStart) && json.sliced(eventStart.size()).startsWith(method) &&
           json.sliced(eventStart.size() + method.size()).startsWith('"');
}

} // namespace etagere::ui
