// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/ledger_access.h"
#include "app/cli/ledger_analyse.h"
#include "app/cli/ledger_erase.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/explain/numbers.h"
#include "core/report/json.h"

#include <charconv>
#include <memory>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;

struct LedgerOptions {
    LedgerOption ledger;
    std::string format;
    std::string output;
    std::string days;
};

std::string infoText(const tags::LedgerInfo &info) {
    const std::string path = info.place.empty() ? text(words::ledgerInMemory) : info.place;
    std::string lines =
        text(words::ledgerAt, path) + "\n" + text(words::ledgerSize, explain::size(info.size)) +
        "\n" + text(words::ledgerObservations, info.observations) + "\n" +
        text(words::ledgerTags, info.tags) + "\n" + text(words::ledgerOrigins, info.origins) +
        "\n" + text(words::ledgerVisitors, info.visitors) + "\n";
    if (info.first && info.last)
        lines +=
            text(words::ledgerSpan, explain::rfc3339(*info.first), explain::rfc3339(*info.last)) +
            "\n";
    return lines +
           (info.retention ? plural(words::ledgerKept, info.retention->count())
                           : text(words::ledgerKeptForever)) +
           "\n";
}

void jsonInstant(report::JsonWriter &json, std::string_view key,
                 const std::optional<Instant> &instant) {
    json.key(key);
    if (instant)
        json.text(explain::rfc3339(*instant));
    else
        json.null();
}

std::string infoJson(const tags::LedgerInfo &info) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.ledger/1");
    json.key("path").text(info.place);
    json.key("schema_version").signedWhole(info.schemaVersion);
    json.key("size_bytes").whole(info.size.count);
    json.key("observations").whole(info.observations);
    json.key("tags").whole(info.tags);
    json.key("origins").whole(info.origins);
    json.key("visitors").whole(info.visitors);
    jsonInstant(json, "first_seen", info.first);
    jsonInstant(json, "last_seen", info.last);
    json.key("retention_s");
    if (info.retention)
        json.signedWhole(std::chrono::seconds(*info.retention).count());
    else
        json.null();
    json.endObject();
    return json.finish();
}

ExitStatus showInfo(const LedgerOptions &options) {
    const auto opened = openLedger(options.ledger, "etagere ledger info");
    if (!opened)
        return opened.error();
    const auto info = opened->ledger->info();
    if (!info)
        return ledgerFailed(info.error(), opened->name);
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    const bool json = formatFor(options.format, options.output, "text") == "json";
    if (output->write(json ? infoJson(*info) : infoText(*info)))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

ExitStatus exportAll(const LedgerOptions &options) {
    const auto opened = openLedger(options.ledger, "etagere ledger export");
    if (!opened)
        return opened.error();
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    const std::string format = formatFor(options.format, options.output, "json");
    return writeEntries(*opened, {}, format == "csv" ? "csv" : "json", *output);
}

std::optional<std::chrono::days> daysFrom(const std::string &text) {
    constexpr int most = 36500;
    int days = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, days);
    if (read.ec != std::errc() || read.ptr != end || days < 1 || days > most)
        return std::nullopt;
    return std::chrono::days{days};
}

ExitStatus keepFor(const LedgerOptions &options) {
    constexpr const char *commandName = "etagere ledger retention";
    const bool forever = options.days == "forever";
    const auto days = daysFrom(options.days);
    if (!options.days.empty() && !forever && !days)
        return wrongUsage(text(words::badRetention, options.days), commandName);
    auto opened = openLedger(options.ledger, commandName);
    if (!opened)
        return opened.error();
    if (!options.days.empty()) {
        const auto set = opened->ledger->setRetention(days, currentTime());
        if (!set)
            return ledgerFailed(set.error(), opened->name);
        tellErased(*set);
    }
    const auto retention = opened->ledger->retention();
    if (!retention)
        return ledgerFailed(retention.error(), opened->name);
    auto output = Output::open({});
    output->write((*retention ? plural(words::ledgerKept, (*retention)->count())
                              : text(words::ledgerKeptForever)) +
                  "\n");
    output->finish();
    return ExitStatus::Fine;
}

void addInfo(CLI::App &group, Chosen &chosen) {
    const auto options = std::make_shared<LedgerOptions>();
    CLI::App *command = group.add_subcommand("info", text(help::ledgerInfo));
    options->ledger.add(*command, false);
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)), "text|json");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    command->footer(text(help::ledgerExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return showInfo(*options); }; });
}

void addExport(CLI::App &group, Chosen &chosen) {
    const auto options = std::make_shared<LedgerOptions>();
    CLI::App *command = group.add_subcommand("export", text(help::ledgerExport));
    options->ledger.add(*command, false);
    allowOnly(command->add_option("-f,--format", options->format, text(help::formatExport)),
              "json|csv");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    command->footer(text(help::ledgerExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return exportAll(*options); }; });
}

void addRetention(CLI::App &group, Chosen &chosen) {
    const auto options = std::make_shared<LedgerOptions>();
    CLI::App *command = group.add_subcommand("retention", text(help::ledgerRetention));
    command->add_option("DAYS", options->days, text(help::retentionDays))->type_name("");
    options->ledger.add(*command, false);
    command->footer(text(help::ledgerExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return keepFor(*options); }; });
}

} // namespace

void addLedger(CLI::App &program, Chosen &chosen) {
    CLI::App *group = program.add_subcommand("ledger", text(help::ledger));
    group->require_subcommand(1);
    group->footer(text(help::ledgerExamples));
    addInfo(*group, chosen);
    addAnalyse(*group, chosen);
    addErase(*group, chosen);
    addExport(*group, chosen);
    addRetention(*group, chosen);
}

} // namespace etagere::cli
