// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::analysis {

/// What probes learned of one validator of one URL: plain numbers, with everything already left out
/// that an honest server may do as well.
struct Probed {
    tags::Validator validator = tags::Validator::ETag;
    std::string origin;
    std::string site;
    std::string url;
    std::vector<std::string> values; ///< issued to visitors, distinct, first seen first

    // P1
    std::uint32_t visitors = 0; ///< new visitors that were given a value
    std::uint32_t distinct = 0; ///< different values among those with equal content
    std::uint32_t compared = 0; ///< visitors with equal content
    bool perVisitor = false;    ///< as many values as visitors, twelve at least
    bool timely = false;        ///< the values are times of serving, or move with Last-Modified
    bool manyValues = false;    ///< as many values as visitors, thirty at least
    bool manyContents = false;  ///< the same, but visitors had contents of their own
    bool explained = false;     ///< every value follows from its response
    std::optional<Provenance> provenance;
    double bits = 0;           ///< of a value that nothing explains
    bool onReturnOnly = false; ///< first visits got none, second ones did
    bool firstDiffer = false;  ///< the first visitors got values of their own, the rest one value
    std::uint32_t cacheAnswers = 0; ///< answers of shared caches, which were left out
    std::uint32_t answers = 0;

    // P2
    std::uint32_t ownAsked = 0;
    std::uint32_t ownMatched = 0;

    // P3
    std::uint32_t madeUpAsked = 0;
    std::uint32_t madeUpEchoed = 0;   ///< came back in the validator, a cookie, the content, a URL
    std::uint32_t madeUpAccepted = 0; ///< taken for a match without coming back
    std::string echoed;               ///< one that came back
    bool anyTextMatches = false;      ///< a random text was taken for a match as well
    bool echoesEverything = false;    ///< fields that mean nothing come back as well

    // P4
    std::uint32_t replayed = 0;
    std::uint32_t replaysMatched = 0;

    // P5
    std::uint32_t rounds = 0;     ///< in which both values and the control were answered
    std::uint32_t keptRounds = 0; ///< in which each value came back to its sender and no other
    std::string follows; ///< what returned with a value: a cookie's name, or "content"; or empty

    // P6
    std::uint32_t respawnAsked = 0;
    std::uint32_t respawned = 0; ///< visitors whose own cookie value returned, and came to no other
    std::string respawnedName;
    std::string inControls; ///< a cookie that returned, but others got the same value

    // P7
    std::uint32_t otherAgents = 0;
    bool followsAgent = false;
    bool variesByAgent = false; ///< it does, but Vary says so

    // P8
    std::uint32_t oldAsked = 0;
    std::uint32_t oldMatched = 0;
    bool freshChanged = false;
    std::int64_t hoursBetween = 0;
};

/// The finding that stands after the probes: what passive analysis found (none: nothing), raised,
/// lowered or settled by the ladder. Its grade may be 0, Explained; then the evidence against says
/// why.
[[nodiscard]] Finding settle(const Probed &probed, std::optional<Finding> passive);

} // namespace etagere::analysis
