// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// A browser's cookies (RFC 6265bis §5.7, §5.8), at most 500, of a scenario's hosts. SameSite and
/// what browsers do about third parties are not looked at: every cookie goes wherever it is meant.
class CookieJar {
public:
    /// A Set-Cookie line of an answer from that URL; what browsers refuse is refused.
    void take(std::string_view line, std::string_view url, Instant now);
    /// The Cookie field for a request to that URL, longer paths first; empty without one.
    [[nodiscard]] std::string headerFor(std::string_view url, Instant now) const;
    /// Names and values, in the order in which they were set.
    [[nodiscard]] std::vector<FieldLine> all(Instant now) const;
    void clear() noexcept { m_cookies.clear(); }

private:
    struct Cookie {
        std::string name;
        std::string value;
        std::string host;
        bool isHostOnly = true;
        std::string path;
        bool isSecure = false;
        std::optional<Instant> until;
    };
    [[nodiscard]] bool shadows(const Cookie &cookie) const noexcept;

    std::vector<Cookie> m_cookies; ///< in the order in which they were set first
};

} // namespace etagere::scenario
