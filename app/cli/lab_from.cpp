// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/progress_bar.h"
#include "app/cli/stop_signal.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/explain/import_text.h"
#include "core/explain/lab_from_text.h"
#include "core/explain/printable.h"
#include "core/http/text.h"
#include "core/report/finding_words.h"
#include "core/session/lab_recorded.h"

#include <algorithm>

namespace etagere::cli {

namespace {

namespace help = explain::lab_from_text;
namespace usual = explain::help_text;
namespace words = explain::cli_text;

constexpr const char *commandName = "etagere lab from";

struct FromOptions {
    std::vector<std::string> files;
    std::vector<std::string> visitors;
    scenario::FromTrafficOptions how;
    std::string output;
    bool quiet = false;
};

bool isId(const std::string &id) {
    constexpr std::size_t longest = 64;
    return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), [](char c) {
        return http::isAlpha(c) || http::isDigit(c) || c == '-';
    });
}

/// Says what became of each input; false when one could not be read.
bool tellInputs(const std::vector<audit::Input> &inputs) {
    bool all = true;
    for (const audit::Input &input : inputs) {
        if (input.failure) {
            all = false;
            complain(text(words::inputFailed, input.file, explain::failureOf(input)));
            continue;
        }
        for (const std::string &remarked : report::remarksOn(input))
            remark(text(words::inputFailed, input.file, remarked));
    }
    return all;
}

ExitStatus writeMade(const session::LabRecorded &recorded, const std::string &path) {
    const bool all = tellInputs(recorded.inputs);
    const scenario::FromTraffic &made = recorded.made;
    if (made.taken == 0) {
        if (all)
            complain(text(help::nothing));
        return ExitStatus::Unreadable;
    }
    auto output = Output::open(path);
    if (!output)
        return ExitStatus::WrongUsage;
    if (output->write(made.json))
        output->finish();
    if (output->failed())
        return ExitStatus::WrongUsage;
    remark(plural(help::taken, static_cast<std::int64_t>(made.taken)));
    if (made.others > 0)
        remark(plural(help::others, static_cast<std::int64_t>(made.others)));
    return all ? ExitStatus::Fine : ExitStatus::Unreadable;
}

ExitStatus makeScenario(const FromOptions &options) {
    setQuiet(options.quiet);
    if (!isId(options.how.id))
        return wrongUsage(text(help::badId, explain::printable(options.how.id)), commandName);
    const auto inputs = inputsFrom(options.files, options.visitors);
    if (!inputs)
        return wrongUsage(inputs.error(), commandName);
    StopSignal signal;
    ProgressBar progress;
    const auto recorded =
        session::recordedLab(*inputs, options.how, signal.token(), progress.listener());
    progress.clear();
    if (recorded.stopped) {
        complain(text(words::stoppedNothing));
        return ExitStatus::Stopped;
    }
    return writeMade(recorded, options.output);
}

} // namespace

void addLabFrom(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<FromOptions>();
    CLI::App *command = lab.add_subcommand("from", text(help::from));
    command->add_option("FILE", options->files, text(help::files))->type_name("");
    command->add_option("--visitor", options->visitors, text(usual::visitor))
        ->type_name("NAME=FILE")
        ->allow_extra_args(false); // the next word is an input, not another visitor's
    allowOnly(command->add_option("--model", options->how.model, text(help::model)),
              "rfc9111|chromium|firefox|safari");
    command->add_option("--title", options->how.title, text(help::title))->type_name("TEXT");
    command->add_option("--id", options->how.id, text(help::id))->type_name("ID");
    command->add_flag("--with-secrets", options->how.keepsSecrets, text(help::withSecrets));
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->add_flag("-q,--quiet", options->quiet, text(usual::quiet));
    command->footer(text(help::examples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return makeScenario(*options); }; });
}

} // namespace etagere::cli
