// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::probe {

/// One visitor's cookies on the probed site. Deliberately simple: a cookie goes to the host that
/// set it and to hosts below its Domain, whatever its path, and lives as long as the run unless it
/// is deleted. At most 64 are kept.
class Jar {
public:
    /// Whose response it is.
    struct Setter {
        std::string_view host; ///< in lower case
        bool secure = false;   ///< it came over https
        Instant now{};
    };
    /// Takes in a response's Set-Cookie line. Secure cookies are taken over https only.
    void take(const Setter &setter, std::string_view setCookie);
    /// The Cookie field for a request; empty: none.
    [[nodiscard]] std::string header(std::string_view host, bool secure) const;
    [[nodiscard]] bool isEmpty() const noexcept { return m_cookies.empty(); }
    void clear() noexcept { m_cookies.clear(); }

private:
    struct Cookie {
        std::string name, value, host;
        bool hostOnly = true;
        bool secure = false;
    };
    std::vector<Cookie> m_cookies;
};

} // namespace etagere::probe
