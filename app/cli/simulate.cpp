// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/simulate_options.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/error_text.h"
#include "core/explain/simulate_help.h"
#include "core/explain/simulate_text.h"
#include "core/report/simulate_report.h"

#include <unistd.h>

#include <memory>
#include <optional>

namespace etagere::cli {

namespace {

namespace help = explain::simulate_help;
namespace words = explain::simulate_text;
namespace common = explain::cli_text;

constexpr const char *commandName = "etagere simulate";

/// One simulation from the checked command line to the exit status.
class SimulateCommand {
public:
    explicit SimulateCommand(const SimulateOptions &options)
        : m_options(options) {}
    ExitStatus run();

private:
    ExitStatus simulate(const SimulateWishes &wishes, Output &output);
    ExitStatus convert(const SimulateWishes &wishes);
    ExitStatus report(const SimulateWishes &wishes, const session::SimulateOutcome &outcome,
                      Output &output);
    [[nodiscard]] ExitStatus fail(const session::SimulateFailure &failure) const;
    [[nodiscard]] std::string reasonOf(const session::SimulateFailure &failure) const;
    const SimulateOptions &m_options;
};

ExitStatus SimulateCommand::run() {
    setQuiet(m_options.quiet);
    const auto wishes = wishesFrom(m_options);
    if (!wishes)
        return wrongUsage(wishes.error(), commandName);
    if (!m_options.writeTrace.empty())
        return convert(*wishes);
    auto output = Output::open(m_options.output);
    return output ? simulate(*wishes, *output) : ExitStatus::WrongUsage;
}

std::string SimulateCommand::reasonOf(const session::SimulateFailure &failure) const {
    std::string reason;
    std::optional<replay::TraceError> trace;
    if (failure.simulation) {
        trace = failure.simulation->trace;
        if (failure.simulation->policy)
            reason = explain::sentenceOf(*failure.simulation->policy);
    }
    if (failure.writing && std::holds_alternative<replay::TraceError>(*failure.writing))
        trace = std::get<replay::TraceError>(*failure.writing);
    if (trace)
        reason = explain::sentenceOf(*trace);
    return text(words::traceFailed, m_options.trace, reason);
}

ExitStatus SimulateCommand::fail(const session::SimulateFailure &failure) const {
    if (failure.stopped) {
        complain(text(common::stoppedNothing));
        return ExitStatus::Stopped;
    }
    const FileError *file = failure.file ? &*failure.file : nullptr;
    if (failure.writing && std::holds_alternative<FileError>(*failure.writing))
        file = &std::get<FileError>(*failure.writing);
    complain(file != nullptr ? explain::sentenceOf(*file) : reasonOf(failure));
    if (failure.simulation) {
        for (const replay::TraceProblem &problem : failure.simulation->problems.first)
            complain(text(words::traceFailed, m_options.trace,
                          explain::sentenceOf(problem, failure.simulation->format)));
    }
    using Step = FileError::Step;
    const bool output =
        file != nullptr && (file->step == Step::Write || file->step == Step::Replace);
    return output ? ExitStatus::WrongUsage : ExitStatus::Unreadable;
}

ExitStatus SimulateCommand::convert(const SimulateWishes &wishes) {
    StopSignal signal;
    ProgressBar progress;
    const auto written =
        session::convertTrace(wishes.request.trace, wishes.request.settings.reading,
                              m_options.writeTrace, signal.token(), progress.listener());
    progress.clear();
    if (!written)
        return fail(written.error());
    if (written->stopped) {
        complain(text(common::stoppedNothing));
        return ExitStatus::Stopped;
    }
    for (const replay::TraceProblem &problem : written->problems.first)
        remark(text(words::traceFailed, m_options.trace,
                    explain::sentenceOf(problem, written->format)));
    remark(plural(words::traceWritten, static_cast<std::int64_t>(written->records),
                  m_options.writeTrace));
    return ExitStatus::Fine;
}

ExitStatus SimulateCommand::simulate(const SimulateWishes &wishes, Output &output) {
    StopSignal signal;
    ProgressBar progress;
    const auto outcome = session::runSimulate(wishes.request, signal.token(), progress.listener());
    progress.clear();
    if (!outcome)
        return fail(outcome.error());
    return report(wishes, *outcome, output);
}

ExitStatus SimulateCommand::report(const SimulateWishes &wishes,
                                   const session::SimulateOutcome &outcome, Output &output) {
    using replay::TraceColumn;
    const replay::TraceColumns columns = outcome.simulated.columns;
    if (!wishes.request.settings.model &&
        (columns.has(TraceColumn::MaxAge) || columns.has(TraceColumn::Policy) ||
         columns.has(TraceColumn::Version)))
        remark(text(words::httpUnused));
    const report::SimulationView view{wishes.request.trace,       &wishes.request.settings,
                                      &outcome.simulated,         outcome.unpacked.whole,
                                      !outcome.unpacked.tooLarge, wishes.limitsAssumed};
    const std::string format = formatFor(m_options.format, m_options.output, "text");
    const bool terminal = output.isStandardOutput();
    std::string made;
    if (format == "json")
        made = report::simulateJson(view);
    else if (format == "csv")
        made = report::simulateCsv(view);
    else
        made = report::simulateText(view, {.colour = terminal && wantsColour(STDOUT_FILENO),
                                           .width = terminalWidth(STDOUT_FILENO)});
    if (output.write(made))
        output.finish();
    if (output.failed())
        return ExitStatus::WrongUsage;
    if (outcome.simulated.stopped) {
        complain(text(common::stoppedEarly));
        return ExitStatus::Stopped;
    }
    return ExitStatus::Fine;
}

} // namespace

void addSimulate(CLI::App &program, Chosen &chosen) {
    const auto options = std::make_shared<SimulateOptions>();
    CLI::App *command = program.add_subcommand("simulate", text(help::command));
    command->add_option("TRACE", options->trace, text(help::trace))->type_name("");
    command->add_option("--model", options->model, text(help::model))->type_name("NAME");
    command->add_option("--policy", options->policies, text(help::policy))->type_name("NAMES");
    command->add_option("--capacity", options->capacities, text(help::capacity))
        ->type_name("SIZES");
    allowOnly(command->add_option("--trace-format", options->traceFormat, text(help::traceFormat)),
              "text|oracle-general|etagere");
    command->add_option("--columns", options->columns, text(help::columns))->type_name("NAMES");
    command->add_option("--max-age", options->maxAge, text(help::maxAge))->type_name("SECONDS");
    command->add_option("--policy-file", options->policyFile, text(help::policyFile))
        ->type_name("FILE");
    command->add_option("--write-trace", options->writeTrace, text(help::writeTrace))
        ->type_name("FILE");
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)),
              "text|json|csv");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    command->add_flag("-q,--quiet", options->quiet, text(help::quiet));
    command->footer(text(help::examples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return SimulateCommand(*options).run(); }; });
}

} // namespace etagere::cli
