// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/history.h"

namespace etagere::analysis {

/// What the values of a URL's Last-Modified are, beside dates. Browsers send the field back as it
/// came, so that it can carry an identifier like a tag does.
struct LastModifiedShape {
    bool isText = false;      ///< some value is no date at all
    bool servingTime = false; ///< always as far from Date: a clock, not a file
    bool regenerated = false; ///< each new value lies after the response before it: made anew
};

[[nodiscard]] LastModifiedShape shapeOf(const traffic::Traffic &traffic, const TagHistory &history);

} // namespace etagere::analysis
