// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/ladder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

[[nodiscard]] inline Argument number(std::uint64_t value) {
    return static_cast<std::int64_t>(value);
}
[[nodiscard]] inline Argument text(std::string_view value) { return std::string(value); }
[[nodiscard]] Argument percent(double share);

/// The value with the least provenance speaks for the URL: it is what has to be explained.
[[nodiscard]] const TagValue &weakestValue(const TagHistory &history);

/// The time of serving and nothing else: everybody gets a new one, whoever he is.
[[nodiscard]] bool isServingTime(const TagValue &value);

/// Some part was derived from the file or the body.
[[nodiscard]] bool isDerivedInPart(const TagValue &value);

/// The values repeat as those of a few servers do, over enough visitors.
[[nodiscard]] bool isCluster(const Variation &variation);

/// Collects a verdict's evidence; every rule stands at most once.
class Case {
public:
    explicit Case(const Facts &facts)
        : m_facts(facts) {}

    /// Puts it where the rule's stance says.
    void add(Rule rule, std::vector<Argument> arguments = {});
    /// Adds what the alternatives are, and closes the case.
    Verdict conclude(Grade grade, Kind kind, double confidence);

    [[nodiscard]] Verdict &verdict() { return m_verdict; }
    [[nodiscard]] const Facts &facts() const { return m_facts; }
    [[nodiscard]] const Variation &variation() const { return m_facts.variation; }
    [[nodiscard]] const Linkage &linkage() const { return m_facts.linkage; }
    [[nodiscard]] const TagHistory &history() const { return m_facts.history; }

private:
    const Facts &m_facts;
    Verdict m_verdict;
};

/// What of the tag derives from its response.
void addProvenance(Case &c);
/// Revalidations that matched and were answered in full.
void addRevalidations(Case &c);
/// What speaks against every grade alike.
void addObjections(Case &c);
/// Asks for what the counts say is missing: more visitors up to `wanted`, or a probe.
void askForVisitors(Case &c, std::uint32_t wanted);

} // namespace etagere::analysis
