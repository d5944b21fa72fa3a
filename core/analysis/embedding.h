// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/history.h"
#include "core/analysis/linkability.h"
#include "core/analysis/top_sites.h"

#include <span>

namespace etagere::analysis {

/// On which top-level sites the tags of these histories were met, and which of those they link.
/// `cookieLinks`: a cookie carries the same identifier, so that it survives an emptied cache.
[[nodiscard]] Linkability linkabilityOf(const traffic::Traffic &traffic,
                                        std::span<const TagHistory *const> histories,
                                        const TopSites &sites, bool cookieLinks);

} // namespace etagere::analysis
