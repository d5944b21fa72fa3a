// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <optional>
#include <string_view>

namespace etagere::readers {

/// A time as an exporter wrote it. 1970-01-01T00:00:00Z itself is what is written for an unknown
/// one: no time, and nothing odd. `odd`: readable, but not as HAR wants it (ISO 8601 with a zone).
struct WrittenTime {
    std::optional<Instant> instant;
    bool odd = false;
    friend bool operator==(const WrittenTime &, const WrittenTime &) = default;
};

/// Total. Reads ISO 8601 with any number of fraction digits (those after the sixth are dropped) and
/// Z or an offset; and as odd: no zone (UTC is assumed), a space for the T, no time of day, seconds
/// or milliseconds since 1970, and dates in words ("Tue, 05 Apr 2016 10:00:00 GMT").
[[nodiscard]] WrittenTime readTime(std::string_view text);

} // namespace etagere::readers
