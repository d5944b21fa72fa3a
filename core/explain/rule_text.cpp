// SPDX-License-Identifier: Apache-2.0
#include "core/explain/rule_text.h"

#include "core/explain/rules_against.h"
#include "core/explain/rules_alternative.h"
#include "core/explain/rules_for.h"
#include "core/explain/rules_next.h"

namespace etagere::explain {

namespace {

using analysis::Rule;

constexpr std::size_t count = static_cast<std::size_t>(Rule::Count);

constexpr std::array<RuleText, count> joined() {
    std::array<RuleText, count> all{};
    std::size_t at = 0;
    const auto add = [&all, &at](const auto &table) {
        for (const RuleText &row : table)
            all[at++] = row;
    };
    add(rules_for::table);
    add(rules_against::table);
    add(rules_alternative::table);
    add(rules_next::table);
    return all;
}

static_assert(rules_for::table.size() + rules_against::table.size() +
                      rules_alternative::table.size() + rules_next::table.size() ==
                  count,
              "every Rule has its own words");

constexpr std::array<RuleText, count> table = joined();

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].rule != static_cast<Rule>(i))
            return false;
    }
    return true;
}
static_assert(isInEnumOrder(), "the words stand in the order of the rules");

} // namespace

const RuleText &textOf(Rule rule) noexcept { return table[static_cast<std::size_t>(rule)]; }

} // namespace etagere::explain
