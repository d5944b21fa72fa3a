// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_why.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/replay_text.h"

#include <array>
#include <chrono>

namespace etagere::report {

namespace {

namespace words = explain::replay_text;
using cache::Outcome;
using cache::Rule;

struct Sign {
    std::string_view glyph;
    Look look;
};
/// Told apart without colour, and in every font. None of them is = or ≠, which stand beside
/// them for what agrees and what differs.
constexpr std::array signs{Sign{"\u2022", Look::Calm},   // fresh hit
                           Sign{"\u2013", Look::Notice}, // stale hit
                           Sign{"?", Look::Plain},       // revalidate
                           Sign{">", Look::Faint},       // forward
                           Sign{"\u00bb", Look::Faint},  // bypass
                           Sign{"\u00ac", Look::Alarm},  // only-if-cached failure: not
                           Sign{"~", Look::Calm},        // validated
                           Sign{"\u00b1", Look::Notice}, // replaced
                           Sign{"+", Look::Plain},       // stored
                           Sign{"\u00d7", Look::Faint},  // not stored
                           Sign{"!", Look::Alarm}};      // error
static_assert(signs.size() == static_cast<std::size_t>(Outcome::Count));

/// Its two largest units: enough for a glance.
std::string brief(Duration length) {
    using namespace std::chrono;
    if (length >= hours(24))
        return explain::exactDuration(floor<hours>(length));
    if (length >= hours(1))
        return explain::exactDuration(floor<minutes>(length));
    if (length >= seconds(10))
        return explain::exactDuration(floor<seconds>(length));
    return explain::exactDuration(floor<milliseconds>(length) / 100 * 100);
}

std::string lifetimeText(const cache::Lifetime &lifetime) {
    if (lifetime.rule == Rule::LifetimeUnknown || lifetime.rule == Rule::HeuristicRefused)
        return text(words::staleWithoutLifetime);
    if (lifetime.length == Duration::zero())
        return text(words::staleAtOnce);
    switch (lifetime.rule) {
    case Rule::LifetimeForEver:
        return text(words::freshForEver);
    case Rule::LifetimeHeuristic:
    case Rule::HeuristicCapped:
        return text(words::freshByGuess, brief(lifetime.length));
    case Rule::LifetimeExpires:
        return text(words::freshByExpires, brief(lifetime.length));
    case Rule::LifetimeSharedMaxAge:
        return text(words::freshBySharedMaxAge, brief(lifetime.length));
    default:
        return text(words::freshByMaxAge, brief(lifetime.length));
    }
}

/// Conclusions stand before everything else: what follows rests on them.
Rule conclusionIn(const cache::Reasons &reasons) noexcept {
    for (const Rule rule : {Rule::HeldBefore, Rule::NotModifiedAssumed, Rule::AnswerNotRecorded}) {
        if (reasons.contains(rule))
            return rule;
    }
    return Rule::Count;
}

std::string whyStored(const cache::Decision &decision, const cache::Lifetime &stored,
                      const replay::Version *version) {
    for (const Rule rule :
         {Rule::FlushedByUser, Rule::VaryDiffers, Rule::VaryAny, Rule::StoreVaryAny}) {
        if (decision.reasons.contains(rule))
            return text(explain::textOf(rule).title);
    }
    if (version != nullptr && version->facts.response.has(http::Directive::NoCache))
        return text(words::askedEachTime);
    return lifetimeText(stored);
}

} // namespace

std::string_view glyphOf(Outcome outcome) noexcept {
    const auto place = static_cast<std::size_t>(outcome);
    return place < signs.size() ? signs[place].glyph : std::string_view();
}

Look lookOf(Outcome outcome) noexcept { return signs[static_cast<std::size_t>(outcome)].look; }

std::string whyOf(const cache::Decision &decision, const std::optional<cache::Lifetime> &stored,
                  const replay::Version *version) {
    const Rule concluded = conclusionIn(decision.reasons);
    if (concluded != Rule::Count)
        return text(explain::textOf(concluded).title);
    const Rule rule = explain::decidingRule(decision);
    if (rule == Rule::Count)
        return {};
    if (decision.outcome == Outcome::FreshHit && rule == Rule::LifetimeForEver)
        return text(words::whyForEver, brief(decision.age));
    if (decision.outcome == Outcome::FreshHit)
        return text(words::whyFresh, brief(decision.age), brief(decision.lifetime));
    if (decision.outcome == Outcome::Stored && stored)
        return whyStored(decision, *stored, version);
    if (rule == Rule::StaleNotAllowed || rule == Rule::MustRevalidate ||
        rule == Rule::StaleWhileRevalidate)
        return text(words::whyStale, brief(decision.age - decision.lifetime));
    return text(explain::textOf(rule).title);
}

} // namespace etagere::report
