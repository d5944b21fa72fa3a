// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"

namespace etagere::explain {

namespace {

using cache::Outcome;
using cache::Step;
using replay::Comparison;
using replay::Ending;
using replay::Recorded;

constexpr std::array outcomes{ETAGERE_TEXT("cache words", "Fresh hit"),
                              ETAGERE_TEXT("cache words", "Stale hit"),
                              ETAGERE_TEXT("cache words", "Revalidate"),
                              ETAGERE_TEXT("cache words", "Forward"),
                              ETAGERE_TEXT("cache words", "Bypass"),
                              ETAGERE_TEXT("cache words", "Only-if-cached failure"),
                              ETAGERE_TEXT("cache words", "Validated (304)"),
                              ETAGERE_TEXT("cache words", "Replaced"),
                              ETAGERE_TEXT("cache words", "Stored"),
                              ETAGERE_TEXT("cache words", "Not stored"),
                              ETAGERE_TEXT("cache words", "Error")};
static_assert(outcomes.size() == static_cast<std::size_t>(Outcome::Count));

constexpr std::array steps{ETAGERE_TEXT("cache words", "Is there a stored response for it?"),
                           ETAGERE_TEXT("cache words", "Is it fresh?"),
                           ETAGERE_TEXT("cache words", "May it be used without asking?"),
                           ETAGERE_TEXT("cache words", "What is asked, and what is the answer?"),
                           ETAGERE_TEXT("cache words", "May the response be stored?"),
                           ETAGERE_TEXT("cache words", "What else does it end?")};
static_assert(steps.size() == static_cast<std::size_t>(Step::Count));

constexpr std::array<std::string_view, steps.size()> stepIds{"match",    "freshness", "reuse",
                                                             "validate", "store",     "invalidate"};

constexpr std::array recordings{ETAGERE_TEXT("cache words", "not recorded"),
                                ETAGERE_TEXT("cache words", "from the network"),
                                ETAGERE_TEXT("cache words", "validated by a 304"),
                                ETAGERE_TEXT("cache words", "asked, and replaced"),
                                ETAGERE_TEXT("cache words", "from its cache"),
                                ETAGERE_TEXT("cache words", "from a service worker"),
                                ETAGERE_TEXT("cache words", "failed")};
static_assert(recordings.size() == static_cast<std::size_t>(Recorded::Count));

constexpr std::array comparisons{ETAGERE_TEXT("cache words", "Not recorded"),
                                 ETAGERE_TEXT("cache words", "Cannot be compared"),
                                 ETAGERE_TEXT("cache words", "As the browser did"),
                                 ETAGERE_TEXT("cache words", "Differs from the browser")};
static_assert(comparisons.size() == static_cast<std::size_t>(Comparison::Count));

constexpr std::array endings{
    ETAGERE_TEXT("cache words", "Still there"), ETAGERE_TEXT("cache words", "Renewed by a 304"),
    ETAGERE_TEXT("cache words", "Replaced"), ETAGERE_TEXT("cache words", "Invalidated"),
    ETAGERE_TEXT("cache words", "Flushed")};
static_assert(endings.size() == static_cast<std::size_t>(Ending::Flushed) + 1);

} // namespace

std::string wordOf(Outcome outcome) { return text(outcomes[static_cast<std::size_t>(outcome)]); }
bool wasCompleted(const cache::Decision &decision) noexcept {
    return decision.outcome == Outcome::Validated &&
           decision.reasons.contains(cache::Rule::PartsCombined);
}
std::string wordOf(const cache::Decision &decision) {
    return wasCompleted(decision) ? text(ETAGERE_TEXT("cache words", "Completed (206)"))
                                  : wordOf(decision.outcome);
}
std::string_view idOf(Step step) noexcept { return stepIds[static_cast<std::size_t>(step)]; }
std::string wordOf(Step step) { return text(steps[static_cast<std::size_t>(step)]); }
std::string wordOf(Recorded recorded) {
    return text(recordings[static_cast<std::size_t>(recorded)]);
}
std::string wordOf(Comparison comparison) {
    return text(comparisons[static_cast<std::size_t>(comparison)]);
}
std::string wordOf(Ending ending) { return text(endings[static_cast<std::size_t>(ending)]); }

} // namespace etagere::explain
