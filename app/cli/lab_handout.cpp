// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "core/explain/help_text.h"
#include "core/explain/lab_help.h"

namespace etagere::cli {

namespace {

namespace help = explain::lab_help;
namespace usual = explain::help_text;
using Part = report::Handout::Part;

constexpr const char *commandName = "etagere lab handout";

struct HandoutOptions {
    std::string name;
    std::string language;
    std::string output;
    bool answers = false;
    bool questions = false;
};

ExitStatus writeHandout(const HandoutOptions &options) {
    if (options.answers && options.questions)
        return wrongUsage(text(help::answersOrQuestions), commandName);
    const auto document = openedLab(options.name);
    if (!document)
        return ExitStatus::Unreadable;
    session::LabHandoutRequest request;
    request.language = chosenLanguage(options.language);
    request.part = options.answers     ? Part::Answers
                   : options.questions ? Part::Questions
                                       : Part::Whole;
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    if (output->write(session::labHandout(document->scenario, document->json, request)))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

} // namespace

void addLabHandout(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<HandoutOptions>();
    CLI::App *command = lab.add_subcommand("handout", text(help::handout));
    command->add_option("SCENARIO", options->name, text(help::scenario))->type_name("")->required();
    command->add_flag("--questions", options->questions, text(help::questions));
    command->add_flag("--answers", options->answers, text(help::answers));
    addLanguage(*command, options->language);
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->footer(text(help::handoutExamples));
    command->callback(
        [options, &chosen] { chosen.run = [options] { return writeHandout(*options); }; });
}

} // namespace etagere::cli
