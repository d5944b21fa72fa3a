// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/ledger_access.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"

#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;

constexpr const char *commandName = "etagere tags list";

struct ListOptions {
    LedgerOption ledger;
    std::string origin, site, url, value, visitor, since;
    std::optional<std::uint64_t> limit;
    std::string format;
    std::string output;
};

std::optional<std::string> unlessEmpty(const std::string &text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

ExitStatus listTags(const ListOptions &options) {
    tags::LedgerFilter filter;
    filter.origin = unlessEmpty(options.origin);
    filter.site = unlessEmpty(options.site);
    filter.urlPattern = unlessEmpty(options.url);
    filter.value = unlessEmpty(options.value);
    filter.visitor = unlessEmpty(options.visitor);
    filter.limit = options.limit;
    if (!options.since.empty()) {
        filter.since = timeFrom(options.since, currentTime());
        if (!filter.since)
            return wrongUsage(text(words::badTime, "--since", options.since), commandName);
    }
    const auto opened = openLedger(options.ledger, commandName);
    if (!opened)
        return opened.error();
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    return writeEntries(*opened, filter, formatFor(options.format, options.output, "text"),
                        *output);
}

} // namespace

void addTags(CLI::App &program, Chosen &chosen) {
    CLI::App *group = program.add_subcommand("tags", text(help::tags));
    group->require_subcommand(1);
    group->footer(text(help::tagsListExamples));
    const auto options = std::make_shared<ListOptions>();
    CLI::App *command = group->add_subcommand("list", text(help::tagsList));
    command->add_option("--origin", options->origin, text(help::byOrigin))->type_name("ORIGIN");
    command->add_option("--site", options->site, text(help::bySite))->type_name("SITE");
    command->add_option("--url", options->url, text(help::byUrl))->type_name("PATTERN");
    command->add_option("--value", options->value, text(help::byValue))->type_name("VALUE");
    command->add_option("--visitor", options->visitor, text(help::byVisitor))->type_name("NAME");
    command->add_option("--since", options->since, text(help::since))->type_name("TIME");
    command->add_option("--limit", options->limit, text(help::limit))->type_name("NUMBER");
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)),
              "text|json|csv");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    options->ledger.add(*command, false);
    command->footer(text(help::tagsListExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return listTags(*options); }; });
}

} // namespace etagere::cli
