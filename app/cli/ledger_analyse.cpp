// SPDX-License-Identifier: Apache-2.0
#include "app/cli/ledger_analyse.h"

#include "app/cli/ledger_access.h"
#include "core/explain/help_text.h"
#include "core/explain/ledger_text.h"
#include "core/report/ledger_report.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::ledger_text;

struct AnalyseOptions {
    LedgerOption ledger;
    std::string validator = "etag";
    std::optional<std::size_t> limit;
    std::string format;
    std::string output;
};

ExitStatus analyse(const AnalyseOptions &options) {
    const auto opened = openLedger(options.ledger, "etagere ledger analyse");
    if (!opened)
        return opened.error();
    report::LedgerReportOptions told;
    told.validator =
        options.validator == "etag" ? tags::Validator::ETag : tags::Validator::LastModified;
    told.limit = options.limit.value_or(told.limit);
    const auto analysis = opened->ledger->analyse(told.validator);
    if (!analysis)
        return ledgerFailed(analysis.error(), opened->name);
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    const bool json = formatFor(options.format, options.output, "text") == "json";
    if (output->write(json ? report::writeLedgerJson(*analysis, told)
                           : report::writeLedgerText(*analysis, told)))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace

void addAnalyse(CLI::App &group, Chosen &chosen) {
    const auto options = std::make_shared<AnalyseOptions>();
    CLI::App *command = group.add_subcommand("analyse", text(words::command));
    allowOnly(command->add_option("--validator", options->validator, text(words::validator)),
              "etag|last-modified");
    command->add_option("--limit", options->limit, text(words::limit))->type_name("NUMBER");
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)), "text|json");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    options->ledger.add(*command, false);
    command->footer(text(help::ledgerExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return analyse(*options); }; });
}

} // namespace etagere::cli
