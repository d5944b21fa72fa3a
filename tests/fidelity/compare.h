// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/outcome.h"
#include "tests/fidelity/sequence.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace etagere::fidelity {

/// Where a model first does not do what the browser did in a sequence. What follows may follow from
/// it.
struct Disagreement {
    std::size_t ask = 0;
    std::string kind; ///< "fresh in the browser, validated by the model", "sent: if-range only by
                      ///< the model"
};

/// The first disagreement; nothing when all is equal.
[[nodiscard]] std::optional<Disagreement> firstDisagreement(const Outcome &browser,
                                                            const Outcome &model);

/// A sequence with what the two made of it.
struct Case {
    Sequence sequence;
    Outcome browser;
    Outcome model;
};

/// The case without what has no part in it: requests after the first disagreement, and what the
/// origin would have said but was never asked.
[[nodiscard]] Case pruned(Case one);

/// The result of many: counts, and the cases that disagree by likely cause.
struct Comparison {
    std::size_t sequences = 0;
    std::size_t late = 0;     ///< left out: the machine was too busy for their times
    std::size_t agreeing = 0; ///< sequences
    std::size_t asks = 0;
    std::size_t agreeingAsks = 0;
    /// By kind of the first disagreement, then by the rules that the model weighed there.
    std::map<std::string, std::map<std::string, std::vector<Case>>> groups;

    void add(Case one);
    /// Of requests, in percent.
    [[nodiscard]] double agreement() const noexcept;
};

/// The groups as text, the most frequent first: counts, seeds, and some of the shortest cases in
/// full.
[[nodiscard]] std::string describe(const Comparison &comparison);
/// One line: how much agrees.
[[nodiscard]] std::string summaryOf(const Comparison &comparison);
/// A case in full: the sequence up to the first disagreement, and what both did.
[[nodiscard]] std::string describe(const Case &one);

} // namespace etagere::fidelity
