// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/base/stop.h"
#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace etagere::ui {

/// A tag that an exchange carries: what its response bore, and what its request bore beside that.
/// Borrows from the Traffic.
struct CarriedTag {
    tags::Validator validator = tags::Validator::ETag;
    std::string_view value{}; ///< as sent; of a list in If-None-Match one member
    bool inResponse = false;
    bool inRequest = false; ///< sent back: compared weakly, or the same date
};

/// In the order of the fields, the response's first; at most 32.
[[nodiscard]] std::vector<CarriedTag> tagsOf(const traffic::Exchange &exchange);

/// How often a visitor carried a tag in other exchanges than the one that was asked about.
struct SeenBy {
    traffic::VisitorId visitor;
    std::uint64_t exchanges = 0;
    std::uint64_t visits = 0;
};

/// What takes longer to find out about a tag.
struct TagStudy {
    /// Of an ETag: how it derives from the responses of this URL that bore it. None when no
    /// recorded response did.
    std::optional<analysis::Provenance> provenance;
    std::vector<SeenBy> seenBy; ///< first seen first
    std::uint64_t exchanges = 0;
    std::uint64_t visits = 0;
};

/// Reads the whole capture, and bodies where the tag's shape asks for them; not for an event loop.
/// Stopped, it is of no use.
[[nodiscard]] TagStudy studyTag(const traffic::Traffic &traffic, traffic::ExchangeId exchange,
                                const CarriedTag &tag, const StopToken &stop);

/// The findings that concern a tag of a URL: its validator and origin, its value or, where not all
/// values are listed, its URL. Positions in `findings`.
[[nodiscard]] std::vector<std::size_t> findingsOf(const std::vector<analysis::Finding> &findings,
                                                  const CarriedTag &tag, std::string_view origin,
                                                  std::string_view url);

} // namespace etagere::ui
