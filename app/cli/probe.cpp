// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/output.h"
#include "app/cli/probe_options.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/gateway_text.h"
#include "core/explain/help_text.h"
#include "core/explain/import_text.h"
#include "core/explain/probe_text.h"
#include "core/report/probe_report.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::probe_text;
namespace common = explain::cli_text;

constexpr const char *commandName = "etagere probe";

/// One probe from the checked command line to the exit status.
class ProbeCommand {
public:
    explicit ProbeCommand(const ProbeArguments &arguments)
        : m_arguments(arguments) {}
    ExitStatus run();

private:
    [[nodiscard]] bool isJson() const {
        return formatFor(m_arguments.format, m_arguments.output, "text") == "json";
    }
    [[nodiscard]] report::ProbeTextOptions textOptions(const Output &output) const;
    ExitStatus showPlan(const session::ProbeRequest &request, Output &output);
    ExitStatus ask(const session::ProbeRequest &request, Output &output);
    [[nodiscard]] ExitStatus failed(const session::ProbeFailure &failure) const;
    [[nodiscard]] bool tellSaved(const session::ProbeOutcome &outcome) const;
    [[nodiscard]] ExitStatus statusOf(const session::ProbeOutcome &outcome) const;

    const ProbeArguments &m_arguments;
};

report::ProbeTextOptions ProbeCommand::textOptions(const Output &output) const {
    return {.colour = output.isStandardOutput() && wantsColour(STDOUT_FILENO),
            .verbose = m_arguments.verbose,
            .width = terminalWidth(STDOUT_FILENO)};
}

ExitStatus ProbeCommand::run() {
    setQuiet(m_arguments.quiet);
    const auto request = requestFrom(m_arguments);
    if (!request)
        return wrongUsage(request.error(), commandName);
    auto output = Output::open(m_arguments.output);
    if (!output)
        return ExitStatus::WrongUsage;
    return m_arguments.dryRun ? showPlan(*request, *output) : ask(*request, *output);
}

ExitStatus ProbeCommand::failed(const session::ProbeFailure &failure) const {
    if (failure.plan) {
        const bool isPage = *failure.plan == probe::PlanError::OtherSite;
        return wrongUsage(
            explain::sentenceOf(*failure.plan, isPage ? m_arguments.page : m_arguments.url),
            commandName);
    }
    complain(failure.input ? m_arguments.resume + ": " + explain::failureOf(*failure.input)
                           : text(words::nothingToResume, m_arguments.resume));
    return ExitStatus::Unreadable;
}

ExitStatus ProbeCommand::showPlan(const session::ProbeRequest &request, Output &output) {
    const auto plan = session::planProbe(request);
    if (!plan)
        return failed(plan.error());
    const std::string made =
        isJson() ? report::probePlanJson(*plan) : report::probePlanText(*plan, textOptions(output));
    if (output.write(made))
        output.finish();
    return output.failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

bool ProbeCommand::tellSaved(const session::ProbeOutcome &outcome) const {
    if (m_arguments.save.empty())
        return true;
    if (outcome.unsaved)
        complain(sentenceOf(*outcome.unsaved, m_arguments.save));
    else
        remark(plural(words::saved, static_cast<std::int64_t>(outcome.saved), m_arguments.save));
    return !outcome.unsaved;
}

ExitStatus ProbeCommand::statusOf(const session::ProbeOutcome &outcome) const {
    if (outcome.end == probe::End::Stopped) {
        complain(text(common::stoppedEarly));
        return ExitStatus::Stopped;
    }
    const auto isAnswered = [](const probe::Outcome &one) { return one.answer.status != 0; };
    const auto &outcomes = outcome.outcomes;
    if (outcome.end == probe::End::Unreachable) {
        const auto &error = outcomes.back().answer.error;
        if (error)
            complain(explain::sentenceOf(*error, outcomes.back().question.url));
        return ExitStatus::Network;
    }
    if (std::none_of(outcomes.begin(), outcomes.end(), isAnswered))
        return ExitStatus::Network;
    const int failAt = failGradeFrom(m_arguments.failAt).value_or(0);
    const auto found = [failAt](const analysis::Finding &finding) {
        return static_cast<int>(finding.grade) >= failAt;
    };
    const bool any = std::any_of(outcome.findings.begin(), outcome.findings.end(), found);
    return any ? ExitStatus::Finding : ExitStatus::Fine;
}

ExitStatus ProbeCommand::ask(const session::ProbeRequest &request, Output &output) {
    StopSignal signal;
    ProgressBar progress;
    const auto outcome = session::runProbe(request, signal.token(), progress.listener());
    progress.clear();
    if (!outcome)
        return failed(outcome.error());
    const report::ProbeView view{outcome->plan,     outcome->url,   outcome->outcomes,
                                 outcome->findings, outcome->asked, outcome->redirects,
                                 outcome->end};
    const std::string made =
        isJson() ? report::probeJson(view) : report::probeText(view, textOptions(output));
    if (output.write(made))
        output.finish();
    if (!tellSaved(*outcome) || output.failed())
        return ExitStatus::WrongUsage;
    return statusOf(*outcome);
}

} // namespace

void addProbe(CLI::App &program, Chosen &chosen) {
    const auto arguments = std::make_shared<ProbeArguments>();
    CLI::App *command = program.add_subcommand("probe", text(words::command));
    command->add_option("URL", arguments->url, text(words::url))->type_name("");
    command->add_option("--visits", arguments->visits, text(words::visits))->type_name("N");
    command->add_option("--only", arguments->only, text(words::only))->type_name("PROBES");
    command->add_option("--rate", arguments->rate, text(words::rate))->type_name("R");
    command->add_option("--budget", arguments->budget, text(words::budget))->type_name("N");
    command->add_option("--identify", arguments->identify, text(words::identify))
        ->type_name("CONTACT");
    command->add_option("--page", arguments->page, text(words::page))->type_name("URL");
    command->add_option("--seed", arguments->seed, text(words::seed))->type_name("N");
    command->add_flag("--dry-run", arguments->dryRun, text(words::dryRun));
    command->add_option("--save", arguments->save, text(words::save))->type_name("FILE");
    command->add_option("--resume", arguments->resume, text(words::resume))->type_name("FILE");
    command->add_option("--trust", arguments->trust, text(explain::gateway_text::trust))
        ->type_name("FILE");
    command->add_flag("--insecure", arguments->insecure, text(explain::gateway_text::insecure));
    command->add_option("--fail-at", arguments->failAt, text(help::failAt))->type_name("G");
    allowOnly(command->add_option("-f,--format", arguments->format, text(words::format)),
              "text|json");
    command->add_option("-o,--output", arguments->output, text(help::output))->type_name("FILE");
    command->add_flag("-v,--verbose", arguments->verbose, text(words::verbose));
    command->add_flag("-q,--quiet", arguments->quiet, text(help::quiet));
    command->footer(text(words::examples));
    command->callback([arguments, &chosen] {
        chosen.run = [arguments] { return ProbeCommand(*arguments).run(); };
    });
}

} // namespace etagere::cli
