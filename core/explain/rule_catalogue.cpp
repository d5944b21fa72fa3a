// SPDX-License-Identifier: Apache-2.0
#include "core/explain/rule_catalogue.h"

#include "core/analysis/concurrency.h"
#include "core/analysis/rule.h"
#include "core/explain/cache_rule_text.h"
#include "core/explain/concurrency_text.h"
#include "core/explain/page.h"
#include "core/explain/report_text.h"
#include "core/explain/rfc.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::explain {

namespace {

using analysis::Stance;

constexpr std::array<std::string_view, static_cast<std::size_t>(RuleFamily::Count)> names{
    "cache", "analysis", "concurrency"};
constexpr std::array<Message, static_cast<std::size_t>(RuleFamily::Count)> titles{
    ETAGERE_TEXT("catalogue", "What the simulated cache does"),
    ETAGERE_TEXT("catalogue", "What the grade of a tag rests on"),
    ETAGERE_TEXT("catalogue", "What is seen of versions and changes"),
};

struct StanceWords {
    std::string_view name;
    const Message *title;
};
/// In the order of Stance.
constexpr std::array stances{
    StanceWords{"for", &report_text::headFor},
    StanceWords{"against", &report_text::headAgainst},
    StanceWords{"alternative", &report_text::headAlternatives},
    StanceWords{"next", &report_text::headNext},
    StanceWords{"raises", &report_text::headRaises},
    StanceWords{"lowers", &report_text::headLowers},
};
static_assert(stances.size() == static_cast<std::size_t>(Stance::Lowers) + 1);

/// The line of a page that begins so, without its beginning; empty when there is none.
std::string_view lineOf(std::string_view page, std::string_view beginning) {
    while (!page.empty()) {
        const std::string_view line = page.substr(0, page.find('\n'));
        if (line.starts_with(beginning))
            return line.substr(beginning.size());
        page.remove_prefix(std::min(line.size() + 1, page.size()));
    }
    return {};
}

ListedRule listed(cache::Rule rule) {
    const cache::RuleRow &row = cache::rowOf(rule);
    return {RuleFamily::Cache,        row.id,
            idOf(row.step),           wordOf(row.step),
            std::string(row.section), citationLink(row.section),
            text(textOf(rule).title)};
}

/// What a page names as its source: a Markdown link or a text.
void cite(ListedRule &rule, std::string_view source) {
    const std::size_t middle = source.find("](");
    if (source.starts_with('[') && source.ends_with(')') && middle != std::string_view::npos) {
        rule.section = source.substr(1, middle - 1);
        rule.link = source.substr(middle + 2, source.size() - middle - 3);
        return;
    }
    rule.section = source;
    rule.link = citationLink(source);
}

ListedRule listed(analysis::Rule rule) {
    const analysis::RuleRow &row = analysis::rowOf(rule);
    const StanceWords &stance = stances[static_cast<std::size_t>(row.stance)];
    const std::string_view page = pageOf(row.id);
    ListedRule one{RuleFamily::Analysis, row.id, stance.name, text(*stance.title), {}, {}, {}};
    one.title = lineOf(page, "# ");
    cite(one, lineOf(page, "Source: "));
    return one;
}

ListedRule listed(analysis::Concurrency what) {
    const std::string_view section = analysis::sectionOf(what);
    return {RuleFamily::Concurrency,
            analysis::idOf(what),
            nameOf(RuleFamily::Concurrency),
            text(concurrency_text::heading),
            std::string(section),
            citationLink(section),
            titleOf(what)};
}

template <class Rule>
void append(std::vector<ListedRule> &all) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i)
        all.push_back(listed(static_cast<Rule>(i)));
}

} // namespace

std::string_view nameOf(RuleFamily family) noexcept {
    return names[static_cast<std::size_t>(family)];
}

std::string titleOf(RuleFamily family) { return text(titles[static_cast<std::size_t>(family)]); }

std::vector<ListedRule> allRules() {
    std::vector<ListedRule> all;
    append<cache::Rule>(all);
    append<analysis::Rule>(all);
    append<analysis::Concurrency>(all);
    return all;
}

} // namespace etagere::explain
