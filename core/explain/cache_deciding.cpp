// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"

#include <algorithm>
#include <initializer_list>

namespace etagere::explain {

namespace {

using cache::Outcome;
using cache::Rule;
using cache::Step;

/// What is said beside the reason, not the reason itself.
bool isRemark(Rule rule) noexcept {
    switch (rule) {
    case Rule::ExpiresOverridden:
    case Rule::SharedMaxAgeIgnored:
    case Rule::StorePrivate:
    case Rule::StoreVaryAny:
    case Rule::StoreAuthorization:
    case Rule::StoreMustUnderstand:
    case Rule::StoreFieldsLeft:
    case Rule::StoreVariantReplaced:
    case Rule::OwnValidators:
    case Rule::NoCacheFieldsLeft:
        return true;
    default:
        return false;
    }
}

/// The last rule of that step that is a reason; Count when there is none.
Rule lastOf(const cache::Decision &decision, Step step) noexcept {
    Rule last = Rule::Count;
    for (const Rule rule : decision.reasons) {
        if (cache::rowOf(rule).step == step && !isRemark(rule))
            last = rule;
    }
    return last;
}

/// Why what was stored had to be fetched anew instead of being validated, as some models do.
Rule refetchRule(const cache::Decision &decision) noexcept {
    for (const Rule rule : {Rule::StatusNotReused, Rule::NotValidated}) {
        if (decision.reasons.contains(rule))
            return rule;
    }
    return Rule::Count;
}

/// What made the stored response fresh.
Rule lifetimeRule(const cache::Decision &decision) noexcept {
    const auto *const found =
        std::find_if(decision.reasons.begin(), decision.reasons.end(), [](Rule rule) {
            return rule >= Rule::LifetimeMaxAge && rule <= Rule::HeuristicRefused;
        });
    return found == decision.reasons.end() ? Rule::Count : *found;
}

} // namespace

Rule decidingRule(const cache::Decision &decision) noexcept {
    const auto firstNamed = [&](std::initializer_list<Rule> candidates) {
        for (const Rule rule : candidates) {
            if (rule != Rule::Count)
                return rule;
        }
        return Rule::Count;
    };
    const Rule match = lastOf(decision, Step::Match);
    const Rule reuse = lastOf(decision, Step::Reuse);
    const Rule validate = lastOf(decision, Step::Validate);
    const Rule store = lastOf(decision, Step::Store);
    switch (decision.outcome) {
    case Outcome::FreshHit:
        return firstNamed({lifetimeRule(decision), reuse, match});
    case Outcome::Stored: // what was stored before and could not be used tells more
        return firstNamed({refetchRule(decision), reuse, store, validate, match});
    case Outcome::NotStored:
    case Outcome::Error:
        return firstNamed({store, validate, reuse, match});
    case Outcome::Forward:
        return firstNamed({refetchRule(decision), reuse, match, store});
    case Outcome::Bypass:
        return firstNamed({match, reuse, store});
    default:
        return firstNamed({reuse, validate, store, match});
    }
}

} // namespace etagere::explain
