// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::report {

/// How much of what was recorded a report still holds. Each format says so to its reader.
enum class Identifiers : std::uint8_t {
    Shown,     ///< everything
    Sanitised, ///< as Chrome exports a HAR: without what cookies and credentials carried
    Redacted   ///< went through redacted(): pseudonyms, equal ones for equal identifiers
};

/// As `--redact` spells it: "none", "sanitised", "strict".
[[nodiscard]] constexpr std::string_view nameOf(Identifiers identifiers) noexcept {
    switch (identifiers) {
    case Identifiers::Redacted:
        return "strict";
    case Identifiers::Sanitised:
        return "sanitised";
    case Identifiers::Shown:
        break;
    }
    return "none";
}

} // namespace etagere::report
