// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::lab {

/// A file between two deploys.
struct Version {
    Instant from{}; ///< served from this time on
    std::string body{};
    std::int64_t modifiedNs = 0; ///< nanoseconds since 1970, not negative
};

/// A file of a site over time.
struct Resource {
    std::string path = "/app.js";
    std::string mediaType = "text/javascript";
    /// Sent with each answer, those of 304 too: Cache-Control and what a lesson needs.
    std::vector<std::pair<std::string, std::string>> fields{};
    std::vector<Version> versions{}; ///< by time, at least one; the first also before its time

    [[nodiscard]] const Version &versionAt(Instant now) const;
};

/// A JavaScript file of about 600 bytes, unchanged since 1 March 2024, 12:34:56.789123456 UTC.
[[nodiscard]] Resource sampleScript();

/// Another state of the file from `when` on, written one second before: other bytes unless they
/// are kept.
void deploy(Resource &resource, Instant when, bool keepBytes);

} // namespace etagere::lab
