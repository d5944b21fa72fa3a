// SPDX-License-Identifier: Apache-2.0
#include "core/explain/cache_rule_text.h"

#include "core/explain/cache_rules_answered.h"
#include "core/explain/cache_rules_asked.h"

namespace etagere::explain {

namespace {

using cache::Rule;
using cache_rules::answered;
using cache_rules::asked;

constexpr const CacheRuleText &textAt(std::size_t index) {
    return index < asked.size() ? asked[index] : answered[index - asked.size()];
}

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < asked.size() + answered.size(); ++i) {
        if (textAt(i).rule != static_cast<Rule>(i))
            return false;
    }
    return asked.size() + answered.size() == static_cast<std::size_t>(Rule::Count);
}
static_assert(isInEnumOrder(), "every Rule has its own words, in order");

} // namespace

const CacheRuleText &textOf(Rule rule) noexcept { return textAt(static_cast<std::size_t>(rule)); }

} // namespace etagere::explain
