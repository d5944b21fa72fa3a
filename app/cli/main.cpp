// SPDX-License-Identifier: Apache-2.0
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/output.h"
#include "app/cli/suggestion.h"
#include "core/analysis/rule.h"
#include "core/explain/cli_text.h"
#include "core/explain/help_text.h"
#include "core/report/version.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::cli_text;

constexpr std::size_t nameColumns = 34;
constexpr std::size_t textColumns = 62;

/// Help that fits a terminal of 96 columns.
class WrappingFormatter : public CLI::Formatter {
public:
    std::string make_option_desc(const CLI::Option *option) const override {
        return wrapped(option->get_description());
    }

private:
    static std::string wrapped(std::string_view text) {
        std::string out;
        std::size_t column = 0;
        while (!text.empty()) {
            const std::size_t end = std::min(text.find(' '), text.size());
            if (column > 0 && column + 1 + end > textColumns) {
                out += '\n';
                column = 0;
            }
            out += column > 0 ? " " : "";
            out += text.substr(0, end);
            column += end + 1;
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return out;
    }
};

std::shared_ptr<CLI::Formatter> formatter() {
    auto made = std::make_shared<WrappingFormatter>();
    made->column_width(nameColumns);
    made->label("Usage", text(help::usage));
    made->label("Options", text(help::options));
    made->label("OPTIONS", text(help::optionsWord));
    made->label("Positionals", text(help::positionals));
    made->label("Subcommands", text(help::commands));
    made->label("SUBCOMMAND", text(help::command));
    made->label("SUBCOMMANDS", text(help::command));
    made->label("REQUIRED", text(help::needed));
    return made;
}

/// The heading above the commands, which the parser keeps per command.
void nameGroups(CLI::App &app) {
    for (CLI::App *subcommand : app.get_subcommands([](CLI::App *) { return true; })) {
        subcommand->group(text(help::commands));
        nameGroups(*subcommand);
    }
}

void build(CLI::App &program, Chosen &chosen) {
    program.formatter(formatter());
    program.set_help_flag("-h,--help", text(help::help));
    program
        .set_version_flag("--version",
                          text(words::versionLine, report::toolVersion(), analysis::rulesetVersion))
        ->description(text(help::version));
    program.require_subcommand(1);
    program.footer(text(help::programExamples));
    addAudit(program, chosen);
    addExplain(program, chosen);
    addConvert(program, chosen);
    addSimulate(program, chosen);
    addTags(program, chosen);
    addLedger(program, chosen);
    addGateway(program, chosen);
    addProbe(program, chosen);
    addWatch(program, chosen);
    addLab(program, chosen);
    addCompletion(program, chosen);
    nameGroups(program);
}

std::vector<std::string> subcommandsOf(const CLI::App &app) {
    std::vector<std::string> names;
    for (const CLI::App *subcommand : app.get_subcommands([](const CLI::App *) { return true; }))
        names.push_back(subcommand->get_name());
    return names;
}

/// A command that is missing or unknown, in better words than the parser has for it.
std::optional<ExitStatus> checkCommands(const CLI::App &program, int argc, char **argv) {
    const CLI::App *app = &program;
    std::string path = "etagere";
    for (int i = 1;; ++i) {
        const std::vector<std::string> names = subcommandsOf(*app);
        if (names.empty() || (i < argc && argv[i][0] == '-' && argv[i][1] != '\0'))
            return std::nullopt;
        if (i >= argc) {
            std::string list;
            for (const std::string &name : names)
                list += (list.empty() ? "" : ", ") + name;
            return wrongUsage(text(words::noCommand, list), path);
        }
        const std::string word = argv[i];
        if (std::find(names.begin(), names.end(), word) == names.end()) {
            std::string why = text(words::unknownCommand, word);
            const std::string near = suggestion(word, names);
            if (!near.empty())
                why += ". " + text(words::didYouMean, near);
            return wrongUsage(why, path);
        }
        app = app->get_subcommand(word);
        path += " " + word;
    }
}

ExitStatus print(const std::string &text) {
    auto output = Output::open({});
    if (output->write(text))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

std::string chosenName(const CLI::App &program) {
    std::string name = "etagere";
    for (const CLI::App *app = &program; !app->get_subcommands().empty();) {
        app = app->get_subcommands().front();
        name += " " + app->get_name();
    }
    return name;
}

/// In "audit --redact strict" the level belongs to the option, which may stand without one; so the
/// parser would take the word behind it for an input.
std::vector<std::string> wordsOf(int argc, char **argv) {
    constexpr std::array<std::string_view, 4> levels{"none", "sanitised", "sanitized", "strict"};
    const bool audits = argc > 1 && std::string_view(argv[1]) == "audit";
    std::vector<std::string> words;
    for (int i = 0; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (audits && words.size() > 1 && words.back() == "--redact" &&
            std::find(levels.begin(), levels.end(), word) != levels.end())
            words.back().append("=").append(word);
        else
            words.emplace_back(word);
    }
    return words;
}

ExitStatus run(int argc, char **argv) {
    CLI::App program(text(help::program), "etagere");
    Chosen chosen;
    build(program, chosen);
    if (const auto refused = checkCommands(program, argc, argv))
        return *refused;
    chosen.commandLine = wordsOf(argc, argv);
    try {
        // The parser wants them last one first, without the program's name.
        program.parse(
            std::vector<std::string>(chosen.commandLine.rbegin(), chosen.commandLine.rend() - 1));
    } catch (const CLI::CallForHelp &) {
        return print(program.help());
    } catch (const CLI::CallForVersion &version) {
        return print(std::string(version.what()) + "\n");
    } catch (const CLI::ParseError &error) {
        return wrongUsage(error.what(), chosenName(program));
    }
    return chosen.run();
}

} // namespace

ExitStatus wrongUsage(const std::string &why, const std::string &command) {
    complain(why);
    complain(text(words::seeHelp, command));
    return ExitStatus::WrongUsage;
}

void allowOnly(CLI::Option *option, const std::string &choices) {
    option->type_name(choices);
    option->check([choices, name = option->get_name()](const std::string &value) {
        const std::string framed = "|" + choices + "|";
        const bool known = value.find('|') == std::string::npos &&
                           framed.find("|" + value + "|") != std::string::npos;
        return known ? std::string() : text(words::notAmong, name, choices, value);
    });
}

} // namespace etagere::cli

int main(int argc, char **argv) {
    // A reader that had enough ends our writing, not the program.
    (void)std::signal(SIGPIPE, SIG_IGN);
    return static_cast<int>(etagere::cli::run(argc, argv));
}
