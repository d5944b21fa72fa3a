// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/completion_scripts.h"
#include "app/cli/output.h"
#include "core/explain/help_text.h"

#include <memory>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;

ExitStatus print(const CLI::App &program, const std::string &shell) {
    auto output = Output::open({});
    const std::vector<CompletedCommand> commands = completedCommands(program);
    if (shell == "bash")
        output->write(bashCompletion(commands));
    else if (shell == "zsh")
        output->write(zshCompletion(commands));
    else
        output->write(fishCompletion(commands));
    output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace

void addCompletion(CLI::App &program, Chosen &chosen) {
    const auto shell = std::make_shared<std::string>();
    CLI::App *command = program.add_subcommand("completion", text(help::completion));
    CLI::Option *option = command->add_option("SHELL", *shell, text(help::shell));
    allowOnly(option->required(), "bash|zsh|fish");
    command->footer(text(help::completionExamples));
    command->callback([shell, &program, &chosen] {
        chosen.run = [shell, &program] { return print(program, *shell); };
    });
}

} // namespace etagere::cli
