// SPDX-License-Identifier: Apache-2.0
#include "app/cli/completion_scripts.h"

#include <CLI/CLI.hpp>

#include <sstream>

namespace etagere::cli {

namespace {

std::vector<std::string> choicesOf(const std::string &typeName) {
    if (typeName.find('|') == std::string::npos)
        return {};
    std::vector<std::string> choices;
    std::istringstream parts(typeName);
    for (std::string choice; std::getline(parts, choice, '|');)
        choices.push_back(choice);
    return choices;
}

CompletedOption completed(const CLI::Option &option) {
    CompletedOption result;
    for (const std::string &name : option.get_lnames())
        result.names.push_back("--" + name);
    for (const std::string &name : option.get_snames())
        result.names.push_back("-" + name);
    result.description = option.get_description();
    const std::string type = option.get_type_name();
    result.choices = choicesOf(type);
    result.takesValue = option.get_items_expected_max() > 0;
    result.takesFile = type == "FILE" || type == "PATH" || type == "NAME=FILE" ||
                       (result.names.empty() && result.choices.empty());
    return result;
}

void collect(const CLI::App &app, const std::string &path, std::vector<CompletedCommand> &all) {
    CompletedCommand command{path, app.get_description(), {}, {}};
    const auto subcommands = app.get_subcommands([](const CLI::App *) { return true; });
    for (const CLI::App *subcommand : subcommands)
        command.subcommands.push_back(subcommand->get_name());
    for (const CLI::Option *option : app.get_options())
        command.options.push_back(completed(*option));
    all.push_back(std::move(command));
    for (const CLI::App *subcommand : subcommands)
        collect(*subcommand,
                path.empty() ? subcommand->get_name() : path + " " + subcommand->get_name(), all);
}

} // namespace

std::vector<CompletedCommand> completedCommands(const CLI::App &program) {
    std::vector<CompletedCommand> all;
    collect(program, {}, all);
    return all;
}

} // namespace etagere::cli
