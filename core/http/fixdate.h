// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <optional>
#include <string_view>

// RFC 9110 §5.6.7
//   IMF-fixdate = day-name "," SP day SP month SP year SP hour ":" minute ":" second SP GMT
namespace etagere::http {

/// What an IMF-fixdate says.
struct Fixdate {
    Instant time{};
    bool dayNameIsRight = false;
};

/// The form that nearly every sender writes, to the letter; nothing for any other text and for a
/// moment that does not exist. A leap second is the next second.
[[nodiscard]] std::optional<Fixdate> readFixdate(std::string_view text) noexcept;

} // namespace etagere::http
