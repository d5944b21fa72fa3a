// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/diversity.h"
#include "core/analysis/history.h"

#include <cstdint>
#include <vector>

namespace etagere::analysis {

/// How one URL's validator varied over visitors, visits and contents. Values that differ in
/// strength or a coding suffix only count as one; variants of one coding are compared with each
/// other, and what is said is of the coding that most visitors got.
struct Variation {
    std::uint32_t visitors = 0;           ///< who saw the validator at all
    std::uint32_t distinct = 0;           ///< different values over all of them
    std::uint32_t fetches = 0;            ///< responses with content of their own
    std::uint32_t compared = 0;           ///< visitors whose first content is equal
    std::uint32_t distinctAtEqual = 0;    ///< values that those visitors got first with it
    std::uint32_t sharedValues = 0;       ///< values that more than one visitor got
    std::uint32_t valuesOfOneVisitor = 0; ///< most values one visitor got at equal content
    std::uint32_t fetchesOfThatVisitor = 0;
    std::uint32_t contents = 0;       ///< different contents, where they could be compared
    std::uint32_t withoutBody = 0;    ///< fetches whose content is not known
    bool equalByStatement = false;    ///< equal by Last-Modified and length, not by bytes
    bool followsLastModified = false; ///< another value always came with another Last-Modified
    bool lastModifiedFrozen = false;  ///< values differ while Last-Modified stands still
    bool stablePerVisitor = false;    ///< every visitor that came more than once kept its value
    bool returning = false;           ///< some visitor came more than once
    bool kept = false;                ///< some visitor got its value again on a later visit
    bool interleaved = false; ///< an earlier visitor's value was issued again after another's
    /// A value was met again, issued or accepted, after another one had been: no newer version
    /// replaced it.
    bool outlived = false;
    DiversityCounts pooled;  ///< every visitor's different values, whatever the content
    DiversityCounts atEqual; ///< the first value of each of the `compared` visitors
    /// The same without values that more than half of the visitors got (a default tag), each
    /// visitor's first other one; all 0 when there is no such value.
    DiversityCounts besideCommon;
    std::uint32_t variants = 0;  ///< different requests in what Vary names
    bool followsVariant = false; ///< one value per variant, and some variant is not one visitor's
    /// Several visitors, and every value and every content was one visitor's alone.
    bool contentPerVisitor = false;
};

[[nodiscard]] Variation variationOf(const TagHistory &history);

} // namespace etagere::analysis
