// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace etagere::readers {

/// What a visitor's cache held of a URL, as far as a capture shows it: a HAR cache entry.
struct HeldTag {
    std::string_view tag; ///< the ETag field's value
    std::optional<Instant> expires;
    std::optional<Instant> lastAccess;
    std::uint32_t hitCount = 0; ///< times it was used in this capture
};

/// Follows the exchanges of a capture, in order, and tells which tag was held before and after
/// each. Borrows from the traffic.
class HeldTags {
public:
    struct Around {
        std::optional<HeldTag> before;
        std::optional<HeldTag> after;
    };
    explicit HeldTags(const traffic::Traffic &traffic) noexcept
        : m_traffic(traffic) {}

    /// Before: the tag sent in If-None-Match, or the response's when a cache served it. After: the
    /// response's tag when a cache may keep it (RFC 9111 §3), or the one that a 304 renewed.
    [[nodiscard]] Around around(const traffic::Exchange &exchange);

private:
    struct Used {
        std::optional<Instant> last;
        std::uint32_t hits = 0;
    };
    const traffic::Traffic &m_traffic;
    std::unordered_map<std::uint64_t, Used> m_used; ///< by visitor and URL
};

} // namespace etagere::readers
