// SPDX-License-Identifier: Apache-2.0
#include "app/cli/rule_catalogue.h"

#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/explain/cache_rule_text.h"
#include "core/explain/cli_text.h"
#include "core/explain/page.h"
#include "core/explain/printable.h"
#include "core/explain/rfc.h"
#include "core/report/csv.h"
#include "core/report/json.h"

#include <algorithm>

namespace etagere::cli {

namespace {

namespace words = explain::cli_text;
using cache::Rule;

std::vector<Rule> allRules() {
    std::vector<Rule> rules;
    for (std::size_t i = 0; i < static_cast<std::size_t>(Rule::Count); ++i)
        rules.push_back(static_cast<Rule>(i));
    return rules;
}

std::string titleOf(Rule rule) { return text(explain::textOf(rule).title); }

std::string asJson(const std::vector<Rule> &rules, bool withPage) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.rules/1");
    json.key("rules").beginArray();
    for (const Rule rule : rules) {
        const cache::RuleRow &row = cache::rowOf(rule);
        json.beginObject();
        json.key("id").text(row.id);
        json.key("step").text(explain::idOf(row.step));
        json.key("section").text(row.section);
        json.key("link").text(explain::citationLink(row.section));
        json.key("title").text(titleOf(rule));
        if (withPage)
            json.key("page").text(explain::pageOf(row.id));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string asCsv(const std::vector<Rule> &rules) {
    std::string csv = report::csvRecord({"id", "step", "section", "link", "title"});
    for (const Rule rule : rules) {
        const cache::RuleRow &row = cache::rowOf(rule);
        csv += report::csvRecord({std::string(row.id), std::string(explain::idOf(row.step)),
                                  std::string(row.section), explain::citationLink(row.section),
                                  titleOf(rule)});
    }
    return csv;
}

/// The rules under the questions that they answer, in columns.
std::string asText(const std::vector<Rule> &rules) {
    std::size_t idColumns = 0;
    std::size_t sectionColumns = 0;
    for (const Rule rule : rules) {
        idColumns = std::max(idColumns, cache::rowOf(rule).id.size());
        sectionColumns = std::max(sectionColumns, explain::columns(cache::rowOf(rule).section));
    }
    std::string list;
    auto step = cache::Step::Count;
    for (const Rule rule : rules) {
        const cache::RuleRow &row = cache::rowOf(rule);
        if (row.step != step) {
            step = row.step;
            list += (list.empty() ? "" : "\n") + explain::wordOf(step) + "\n";
        }
        list += "  " + std::string(row.id) + std::string(idColumns + 2 - row.id.size(), ' ');
        list += std::string(row.section) +
                std::string(sectionColumns + 2 - explain::columns(row.section), ' ') +
                titleOf(rule) + "\n";
    }
    return list;
}

std::string asked(const std::vector<Rule> &rules, const std::string &id,
                  const std::string &format) {
    if (format == "json")
        return asJson(rules, !id.empty());
    if (format == "csv")
        return asCsv(rules);
    return id.empty() ? asText(rules) : std::string(explain::pageOf(id));
}

ExitStatus unknownRule(const std::string &id, const std::string &command) {
    std::vector<std::string> ids;
    for (const Rule rule : allRules())
        ids.emplace_back(cache::rowOf(rule).id);
    std::string why = text(words::unknownRule, id);
    const std::string near = suggestion(id, ids);
    if (!near.empty())
        why += ". " + text(words::didYouMean, near);
    return wrongUsage(why, command);
}

} // namespace

ExitStatus writeRules(const std::string &id, const std::string &format, const std::string &output,
                      const std::string &command) {
    std::vector<Rule> rules = allRules();
    if (!id.empty()) {
        const Rule rule = cache::ruleFrom(id);
        if (rule == Rule::Count)
            return unknownRule(id, command);
        rules.assign(1, rule);
    }
    auto opened = Output::open(output);
    if (!opened)
        return ExitStatus::WrongUsage;
    if (opened->write(asked(rules, id, format)))
        opened->finish();
    return opened->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace etagere::cli
