// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "core/base/file.h"
#include "core/explain/error_text.h"
#include "core/explain/help_text.h"
#include "core/explain/playground_text.h"
#include "core/explain/scenario_text.h"
#include "core/report/playground_report.h"
#include "core/scenario/time_text.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

namespace etagere::cli {

namespace {

namespace help = explain::help_text;
namespace words = explain::playground_text;

constexpr const char *commandName = "etagere lab try";

struct TryOptions {
    std::vector<std::string> response;
    std::string from;
    std::string method = "GET";
    std::int64_t status = 200;
    std::string after = "60";
    std::vector<std::string> request;
    std::string reload = "no";
    std::string model;
    std::string save;
    std::string format;
    std::string output;
};

std::string linesOf(const std::vector<std::string> &lines) {
    std::string text;
    for (const std::string &line : lines)
        text += line + "\n";
    return text;
}

scenario::Reload reloadFrom(std::string_view name) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(scenario::Reload::Count); ++i) {
        const auto reload = static_cast<scenario::Reload>(i);
        if (nameOf(reload) == name)
            return reload;
    }
    return scenario::Reload::No;
}

/// A pasted head, no more of it than is read.
Result<std::string, FileError> pastedFrom(const std::string &path) {
    if (path.empty())
        return std::string();
    if (path == "-") {
        std::string text(scenario::mostPastedBytes + 1, '\0');
        std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
        text.resize(static_cast<std::size_t>(std::cin.gcount()));
        return text;
    }
    const auto file = MappedFile::open(path);
    if (!file)
        return Failure<FileError>(file.error());
    const std::string_view bytes(file->bytes());
    return std::string(bytes.substr(0, scenario::mostPastedBytes + 1));
}

Result<scenario::Experiment, std::string> experimentFrom(const TryOptions &options) {
    constexpr std::int64_t least = 200;
    constexpr std::int64_t most = 599;
    if (options.status < least || options.status > most)
        return Failure<std::string>(text(words::badStatus, std::to_string(options.status)));
    auto after = scenario::secondsIn(options.after);
    if (!after)
        after = scenario::timeIn(options.after);
    if (!after || *after < Duration(0))
        return Failure<std::string>(text(words::badTime, options.after));
    scenario::Experiment experiment;
    experiment.method = options.method;
    experiment.status = static_cast<std::uint16_t>(options.status);
    experiment.age = *after;
    experiment.reload = reloadFrom(options.reload);
    experiment.request = linesOf(options.request);
    experiment.response = linesOf(options.response);
    return experiment;
}

bool save(const scenario::Trial &trial, const std::string &path) {
    if (path.empty())
        return true;
    auto output = Output::open(path);
    return output && output->write(trial.json) && output->finish();
}

ExitStatus runTry(const TryOptions &options) {
    auto experiment = experimentFrom(options);
    if (!experiment)
        return wrongUsage(experiment.error(), commandName);
    const auto pasted = pastedFrom(options.from);
    if (!pasted) {
        complain(explain::sentenceOf(pasted.error()));
        return ExitStatus::Unreadable;
    }
    experiment->response += *pasted;
    scenario::Trial trial = tryOut(*experiment);
    if (!trial.problems.empty())
        return wrongUsage(text(words::notTried, explain::sentenceOf(trial.problems.front())),
                          commandName);
    if (!options.model.empty())
        std::erase_if(trial.tried,
                      [&](const auto &tried) { return tried.model->name != options.model; });
    if (!save(trial, options.save))
        return ExitStatus::WrongUsage;
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    const bool isTerminal = output->isStandardOutput();
    const std::string written =
        formatFor(options.format, options.output, "text") == "json"
            ? report::writePlaygroundJson(*experiment, trial)
            : report::writePlaygroundText(*experiment, trial,
                                          {.colour = isTerminal && wantsColour(STDOUT_FILENO),
                                           .width = terminalWidth(STDOUT_FILENO)});
    if (output->write(written))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

std::string modelNames() {
    std::string names;
    for (const cache::Model &model : cache::models())
        names.append(names.empty() ? "" : "|").append(model.name);
    return names;
}

} // namespace

void addLabTry(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<TryOptions>();
    CLI::App *command = lab.add_subcommand("try", text(words::command));
    command->add_option("--response", options->response, text(words::response))
        ->type_name("FIELD")
        ->allow_extra_args(false);
    command->add_option("--from", options->from, text(words::from))->type_name("FILE");
    command->add_option("--method", options->method, text(words::method))->type_name("NAME");
    command->add_option("--status", options->status, text(words::status))->type_name("N");
    command->add_option("--after", options->after, text(words::after))->type_name("TIME");
    command->add_option("--request", options->request, text(words::request))
        ->type_name("FIELD")
        ->allow_extra_args(false);
    allowOnly(command->add_option("--reload", options->reload, text(words::reload)),
              "no|normal|hard|back");
    allowOnly(command->add_option("--model", options->model, text(words::model)), modelNames());
    command->add_option("--save", options->save, text(words::save))->type_name("FILE");
    allowOnly(command->add_option("-f,--format", options->format, text(help::format)), "text|json");
    command->add_option("-o,--output", options->output, text(help::output))->type_name("FILE");
    command->footer(text(words::examples));
    command->callback([options, &chosen] { chosen.run = [options] { return runTry(*options); }; });
}

} // namespace etagere::cli
