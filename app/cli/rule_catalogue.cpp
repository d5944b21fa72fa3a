// SPDX-License-Identifier: Apache-2.0
#include "app/cli/rule_catalogue.h"

#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/explain/cli_text.h"
#include "core/explain/page.h"
#include "core/explain/printable.h"
#include "core/explain/rule_catalogue.h"
#include "core/report/csv.h"
#include "core/report/json.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace etagere::cli {

namespace {

namespace words = explain::cli_text;
using explain::ListedRule;
using explain::RuleFamily;

std::string asJson(const std::vector<ListedRule> &rules, bool withPage) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.rules/1");
    json.key("rules").beginArray();
    for (const ListedRule &rule : rules) {
        json.beginObject();
        json.key("id").text(rule.id);
        json.key("step").text(rule.step);
        json.key("section").text(rule.section);
        json.key("link").text(rule.link);
        json.key("title").text(rule.title);
        json.key("family").text(explain::nameOf(rule.family));
        if (withPage)
            json.key("page").text(explain::pageOf(rule.id));
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string asCsv(const std::vector<ListedRule> &rules) {
    std::string csv = report::csvRecord({"id", "step", "section", "link", "title", "family"});
    for (const ListedRule &rule : rules)
        csv +=
            report::csvRecord({std::string(rule.id), std::string(rule.step), rule.section,
                               rule.link, rule.title, std::string(explain::nameOf(rule.family))});
    return csv;
}

/// The widest id and section of a family. What is no section of a standard is left to the page.
struct Columns {
    std::size_t id = 0;
    std::size_t section = 0;
};

std::string sectionOf(const ListedRule &rule) {
    return rule.family == RuleFamily::Analysis ? std::string() : rule.section;
}

Columns columnsOf(const std::vector<ListedRule> &rules, RuleFamily family) {
    Columns widest;
    for (const ListedRule &rule : rules) {
        if (rule.family != family)
            continue;
        widest.id = std::max(widest.id, rule.id.size());
        widest.section = std::max(widest.section, explain::columns(sectionOf(rule)));
    }
    return widest;
}

std::string padded(std::string_view cell, std::size_t columns) {
    const std::size_t blanks = columns == 0 ? 0 : columns + 2 - explain::columns(cell);
    return std::string(cell) + std::string(blanks, ' ');
}

/// The rules under their families and, in these, under the questions that they answer.
std::string asText(const std::vector<ListedRule> &rules) {
    std::string list;
    auto family = RuleFamily::Count;
    std::string_view step;
    Columns columns;
    for (const ListedRule &rule : rules) {
        if (rule.family != family) {
            family = rule.family;
            step = explain::nameOf(family); // a family without steps has its title alone
            columns = columnsOf(rules, family);
            list += (list.empty() ? "" : "\n\n") + explain::titleOf(family) + "\n";
        }
        if (rule.step != step) {
            step = rule.step;
            list += "\n" + rule.stepTitle + "\n";
        }
        list += "  " + padded(rule.id, columns.id) + padded(sectionOf(rule), columns.section) +
                rule.title + "\n";
    }
    return list;
}

std::string asked(const std::vector<ListedRule> &rules, const std::string &id,
                  const std::string &format) {
    if (format == "json")
        return asJson(rules, !id.empty());
    if (format == "csv")
        return asCsv(rules);
    return id.empty() ? asText(rules) : std::string(explain::pageOf(id));
}

ExitStatus unknownRule(const std::vector<ListedRule> &rules, const std::string &id,
                       const std::string &command) {
    std::vector<std::string> ids;
    ids.reserve(rules.size());
    for (const ListedRule &rule : rules)
        ids.emplace_back(rule.id);
    std::string near;
    for (const std::string &one : suggestions(id, ids, 5))
        near += (near.empty() ? "" : ", ") + one;
    const std::string unknown = text(words::unknownRule, id) + ". ";
    return wrongUsage(
        unknown + (near.empty() ? text(words::listRules) : text(words::nearRules, near)), command);
}

} // namespace

ExitStatus writeRules(const std::string &id, const std::string &format, const std::string &output,
                      const std::string &command) {
    std::vector<ListedRule> rules = explain::allRules();
    if (!id.empty()) {
        std::vector<ListedRule> named; // one for each family that has it
        std::copy_if(rules.begin(), rules.end(), std::back_inserter(named),
                     [&id](const ListedRule &rule) { return rule.id == id; });
        if (named.empty())
            return unknownRule(rules, id, command);
        rules = std::move(named);
    }
    auto opened = Output::open(output);
    if (!opened)
        return ExitStatus::WrongUsage;
    if (opened->write(asked(rules, id, format)))
        opened->finish();
    return opened->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace etagere::cli
