// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"

#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// The site that stood in the address bar at each visit: that of the visit's first exchange, as in
/// a replay. Schemeful: "https://example.org".
class TopSites {
public:
    explicit TopSites(const traffic::Traffic &traffic);
    /// Empty for a visit without exchanges or with one that has no host. Valid while this is.
    [[nodiscard]] std::string_view of(traffic::VisitId visit) const;

private:
    std::vector<std::string> m_sites; ///< by visit
};

} // namespace etagere::analysis
