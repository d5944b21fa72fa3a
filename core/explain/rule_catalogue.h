// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::explain {

/// Which part of the program a rule belongs to.
enum class RuleFamily : std::uint8_t {
    Cache,       ///< what the simulated cache does: cache::Rule, the audit of tags among them
    Analysis,    ///< what the grades of tags rest on: analysis::Rule
    Concurrency, ///< writers who meet, and tags that cannot help them: analysis::Concurrency
    Count
};

/// The stable name in JSON: "cache".
[[nodiscard]] std::string_view nameOf(RuleFamily family) noexcept;
/// "What the simulated cache does"
[[nodiscard]] std::string titleOf(RuleFamily family);

/// A rule of any family, ready to be listed.
struct ListedRule {
    RuleFamily family{};
    std::string_view id;   ///< of its page as well; two families may share one
    std::string_view step; ///< what it belongs to within the family: "freshness", "against"; stable
    std::string stepTitle; ///< "Is it fresh?"
    std::string section;   ///< "RFC 9111 §4.2.1", or what else it rests on; never empty
    std::string link;      ///< the section's page; empty: it has none
    std::string title;
};

/// Every rule: by family, step and the order in which the rules are weighed.
[[nodiscard]] std::vector<ListedRule> allRules();

} // namespace etagere::explain
