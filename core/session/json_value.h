// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>
#include <QtCore/QLatin1StringView>

#include "core/base/units.h"

#include <optional>
#include <string>
#include <string_view>

namespace etagere::session {

/// How the values of this room's own JSON are written. Reading is total.

/// A text; one that is no UTF-8 is {"base64": "..."}.
[[nodiscard]] QJsonValue textValue(std::string_view text);
[[nodiscard]] std::string textFrom(const QJsonValue &value);

/// Microseconds since 1970, or null; none when it is neither, or further than 10,000 years away.
[[nodiscard]] QJsonValue timeValue(const std::optional<Instant> &time);
[[nodiscard]] std::optional<Instant> timeFrom(const QJsonValue &value);

/// The object of a JSON text if its "schema" is that; else an empty one.
[[nodiscard]] QJsonObject objectIn(const QByteArray &json, QLatin1StringView schema);

} // namespace etagere::session
