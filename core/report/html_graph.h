// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/linkability.h"

#include <string>
#include <string_view>

namespace etagere::report {

/// Who embeds the tracker, as a picture in SVG without text of its own size, script or reference:
/// the sites around, the origin in the middle, a line to each site on which a tag of it was met,
/// thicker where the very same tag was met on several sites. The first `most` sites only.
[[nodiscard]] std::string htmlGraph(const analysis::Linkability &linkability,
                                    std::string_view origin);

} // namespace etagere::report
