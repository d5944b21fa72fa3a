// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace etagere::cli {

struct CompletedOption {
    std::vector<std::string> names; ///< "--format", "-f"; empty for an argument
    std::string description;
    std::vector<std::string> choices; ///< empty: a file name, or free text
    bool takesValue = false;
    bool takesFile = false;
};

/// A command as it is typed after the program's name: "tags list"; empty for the program itself.
struct CompletedCommand {
    std::string path;
    std::string description;
    std::vector<std::string> subcommands;
    std::vector<CompletedOption> options;
};

/// Every command with its options, read off the command line's own definition.
[[nodiscard]] std::vector<CompletedCommand> completedCommands(const CLI::App &program);

[[nodiscard]] std::string bashCompletion(const std::vector<CompletedCommand> &commands);
[[nodiscard]] std::string zshCompletion(const std::vector<CompletedCommand> &commands);
[[nodiscard]] std::string fishCompletion(const std::vector<CompletedCommand> &commands);

} // namespace etagere::cli
