// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/explain/message.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace etagere::explain {

/// What an argument of a rule is: how it is shown, and whether a redacted report may show it.
enum class ArgumentKind : std::uint8_t {
    None,      ///< the rule has no such argument
    Count,     ///< a whole number
    Bits,      ///< a number of bits
    Percent,   ///< 0 to 100
    Date,      ///< a date as a server wrote it
    Value,     ///< a tag's or Last-Modified's field value: identifies a visitor
    Token,     ///< a part of a value: identifies a visitor
    Name,      ///< of a cookie, parameter or member
    Origin,    ///< scheme and host
    Url,       ///< may identify a visitor in its query and fragment
    Recipe,    ///< a recipe's id
    Derivation ///< how a value follows from the response; empty: as the finding's provenance says
};

inline constexpr std::size_t maxArguments = 3;

/// The words of one rule.
struct RuleText {
    analysis::Rule rule{};
    std::array<ArgumentKind, maxArguments> arguments{};
    int agreesWith = -1; ///< index of the argument that decides between singular and plural
    Message sentence;
};

[[nodiscard]] const RuleText &textOf(analysis::Rule rule) noexcept;

/// What the evidence says, in one sentence or two, its numbers in place. `finding` is what it
/// belongs to. Recorded values are cut to a quotable length; nothing is escaped.
[[nodiscard]] std::string sentenceOf(const analysis::Evidence &evidence,
                                     const analysis::Finding &finding);

} // namespace etagere::explain
