// SPDX-License-Identifier: Apache-2.0
#include "core/session/json_value.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QString>

namespace etagere::session {

namespace {

using namespace Qt::StringLiterals;

/// 10,000 years in microseconds, as the capture document bounds its times.
constexpr qint64 maxTime = 315'569'520'000'000'000;

} // namespace

QJsonValue textValue(std::string_view text) {
    const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    QString decoded = QString::fromUtf8(bytes);
    if (decoded.toUtf8() == bytes)
        return decoded;
    return QJsonObject{{u"base64"_s, QString::fromLatin1(bytes.toBase64())}};
}

std::string textFrom(const QJsonValue &value) {
    if (value.isString())
        return value.toString().toStdString();
    const QByteArray coded = value.toObject().value("base64"_L1).toString().toLatin1();
    return QByteArray::fromBase64(coded).toStdString();
}

QJsonValue timeValue(const std::optional<Instant> &time) {
    return time ? QJsonValue(qint64{time->time_since_epoch().count()}) : QJsonValue();
}

std::optional<Instant> timeFrom(const QJsonValue &value) {
    constexpr qint64 none = maxTime + 1;
    const qint64 count = value.toInteger(none);
    if (count > maxTime || count < -maxTime)
        return std::nullopt;
    return Instant(Instant::duration(count));
}

QJsonObject objectIn(const QByteArray &json, QLatin1StringView schema) {
    QJsonObject object = QJsonDocument::fromJson(json).object();
    return object.value("schema"_L1).toString() == schema ? object : QJsonObject();
}

} // namespace etagere::session
