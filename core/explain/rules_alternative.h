// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/rule_text.h"

namespace etagere::explain::rules_alternative {

using analysis::Rule;
using Kind = ArgumentKind;

/// The words of the other explanations that are considered.
inline constexpr std::array table{
    RuleText{
        Rule::NothingVaries,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "The value was the same each time, so nothing varied that this would have "
                     "to explain.")},
    RuleText{Rule::ClusterRejected,
             {Kind::Count, Kind::Count},
             -1,
             ETAGERE_TEXT("rules",
                          "%1 visitors without a single repeat: with up to %2 servers that would "
                          "happen less than once in a hundred times.")},
    RuleText{
        Rule::ClusterOpen,
        {Kind::Count, Kind::Count, Kind::Count},
        0,
        ETAGERE_PLURAL("rules",
                       "%1 value among %2 visitors: a cluster of %3 or more servers would look "
                       "the same.",
                       "%1 values among %2 visitors: a cluster of %3 or more servers would look "
                       "the same.")},
    RuleText{
        Rule::NoRepeats,
        {Kind::Count, Kind::Count},
        0,
        ETAGERE_PLURAL("rules",
                       "%1 value among %2 visitors does not tell a cluster; that a part of it is "
                       "an identifier elsewhere does not come from servers.",
                       "%1 values among %2 visitors do not exclude a cluster; but that a part of "
                       "each is an identifier elsewhere is not what servers do.")},
    RuleText{Rule::Interleaved,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "An older value was handed out again after a newer one. A new version "
                          "would have replaced it.")},
    RuleText{
        Rule::NoVariants,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "The requests that were compared are alike in every field that the server "
                     "lets its answer depend on (Vary).")},
    RuleText{Rule::VariantsDiffer,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "The server says that its answer depends on request fields (Vary), and "
                          "they differ between these visitors.")},
    RuleText{Rule::NotRewritten,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "The values differ in more than W/ or a compression suffix, which is all "
                          "that servers on the way add.")},
    RuleText{
        Rule::BytesEqual,
        {Kind::Count},
        0,
        ETAGERE_PLURAL("rules", "%1 visitor got these bytes.",
                       "%1 visitors got the same bytes, compared by digest, with different tags.")},
    RuleText{Rule::ContentUnknown,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "The contents could not be compared byte for byte, so that they may have "
                          "been each visitor's own.")},
    RuleText{Rule::NoClock,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "A value was kept over later responses, which a clock's would not be.")},
    RuleText{Rule::ClockOpen,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "Every response was given at another time, and no value came twice: one "
                          "made from the clock would look the same.")},
};

} // namespace etagere::explain::rules_alternative
