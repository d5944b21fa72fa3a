// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/query.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::session {

/// What the exporter says the MIME type is; failing that, the field Content-Type. May be empty.
[[nodiscard]] std::string_view mimeOf(const traffic::Exchange &exchange) noexcept;

/// What a MIME type alone tells; nothing for those that servers give to anything
/// (application/octet-stream, text/plain) and for unknown ones.
[[nodiscard]] std::optional<ResourceType> typeOfMime(std::string_view mime) noexcept;

/// Bytes of the response's decoded body; of the encoded one when only that is known; else -1.
[[nodiscard]] std::int64_t sizeOf(const traffic::Exchange &exchange) noexcept;

} // namespace etagere::session
