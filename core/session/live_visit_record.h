// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QJsonValue>

#include "core/audit/live_run.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace etagere::session {

/// The parts of a kept live audit that its visits and its trials share, as JSON. Reading is total.

[[nodiscard]] QJsonObject visitValue(const audit::LiveVisit &visit);
/// The visit's number is that in its document; the visitor's name says whether it is the one meant.
[[nodiscard]] std::optional<audit::LiveVisit>
visitFrom(const QJsonObject &object, const traffic::Traffic &traffic, std::size_t firstVisit);

/// {"kind", "detail"} or null.
[[nodiscard]] QJsonValue failureValue(const std::optional<live::BrowserError> &failure);
[[nodiscard]] std::optional<live::BrowserError> failureFrom(const QJsonValue &value);

/// 0 for what is no number or below it; cut at the largest.
[[nodiscard]] std::uint32_t countFrom(const QJsonValue &value);

} // namespace etagere::session
