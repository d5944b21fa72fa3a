// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exit_status.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <vector>

namespace etagere::cli {

/// What the chosen command does once the command line is read.
struct Chosen {
    std::function<ExitStatus()> run;
    std::vector<std::string> commandLine; ///< the program's name and its arguments
};

/// Each adds its command, with options, help and examples, to the program.
void addAudit(CLI::App &program, Chosen &chosen);
void addExplain(CLI::App &program, Chosen &chosen);
void addSimulate(CLI::App &program, Chosen &chosen);
void addConvert(CLI::App &program, Chosen &chosen);
void addTags(CLI::App &program, Chosen &chosen);
void addLedger(CLI::App &program, Chosen &chosen);
void addGateway(CLI::App &program, Chosen &chosen);
void addProbe(CLI::App &program, Chosen &chosen);
void addWatch(CLI::App &program, Chosen &chosen);
void addLab(CLI::App &program, Chosen &chosen);
void addCompletion(CLI::App &program, Chosen &chosen);

/// A failed command line: complains, names the help and gives WrongUsage.
[[nodiscard]] ExitStatus wrongUsage(const std::string &why, const std::string &command);

/// Values an option takes, as its help shows them: "text|json|csv". Anything else is wrong usage.
void allowOnly(CLI::Option *option, const std::string &choices);

} // namespace etagere::cli
