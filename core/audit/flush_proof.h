// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/respawn.h"
#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace etagere::audit {

/// A validator that came back although the cache had been cleared.
struct SurvivingTag {
    tags::Validator validator = tags::Validator::ETag;
    std::string url;
    std::string value;
    friend bool operator==(const SurvivingTag &, const SurvivingTag &) = default;
};

/// What the visits after a whole flush show: no validator from before it may be on the wire.
struct FlushProof {
    std::uint32_t visits = 0;            ///< after a flush; 0: nothing was flushed
    std::uint32_t requests = 0;          ///< of those visits
    std::uint32_t conditionalBefore = 0; ///< that bore a validator, on the visits before the flush
    std::uint32_t conditionalAfter = 0;  ///< on those after it, whoever issued the validator
    std::vector<SurvivingTag> survivors; ///< issued before the flush, sent after it; at most 50
    [[nodiscard]] bool isClean() const noexcept { return survivors.empty(); }
};

/// Before are visits labelled Visit or CookiesCleared. A validator that a flushed visitor was given
/// since the flush is none from before, even if it is the same text.
[[nodiscard]] FlushProof flushProofOf(const traffic::Traffic &traffic,
                                      std::span<const analysis::VisitState> states);

} // namespace etagere::audit
