// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lab.h"

#include "app/cli/console.h"
#include "app/cli/suggestion.h"
#include "core/explain/cli_text.h"
#include "core/explain/lab_help.h"

namespace etagere::cli {

namespace {

namespace help = explain::lab_help;
namespace words = explain::cli_text;

/// The ids of the built-in lessons, for suggestions.
std::vector<std::string> lessonIds() {
    std::vector<std::string> ids;
    for (const scenario::Lesson &lesson : scenario::allLessons()) {
        if (const auto read = session::readLab(lesson.file, std::string(lesson.json)))
            ids.push_back(read->scenario.id);
    }
    return ids;
}

} // namespace

ExitStatus tellLabFailure(const session::LabFailure &failure) {
    for (const std::string &sentence : session::sentencesOf(failure))
        complain(sentence);
    if (failure.kind == session::LabFailure::Kind::NoSuchWhatIf)
        return ExitStatus::WrongUsage;
    if (failure.kind == session::LabFailure::Kind::NoSuchLesson) {
        const std::string near = suggestion(failure.name, lessonIds());
        complain(near.empty() ? text(help::listsAll) : text(words::didYouMean, near));
    }
    return ExitStatus::Unreadable;
}

std::optional<session::LabDocument> openedLab(const std::string &fileOrId) {
    auto document = session::openLab(fileOrId);
    if (document)
        return *std::move(document);
    tellLabFailure(document.error());
    return std::nullopt;
}

std::string chosenLanguage(const std::string &asked) {
    return asked.empty() ? session::environmentLanguage() : asked;
}

void addLanguage(CLI::App &command, std::string &language) {
    command.add_option("--language", language, text(help::language))->type_name("en|es|pt");
}

void addLab(CLI::App &program, Chosen &chosen) {
    CLI::App *lab = program.add_subcommand("lab", text(help::lab));
    lab->require_subcommand(1);
    lab->footer(text(help::labExamples));
    addLabList(*lab, chosen);
    addLabShow(*lab, chosen);
    addLabRun(*lab, chosen);
    addLabCheck(*lab, chosen);
    addLabHandout(*lab, chosen);
    addLabTry(*lab, chosen);
    addLabServe(*lab, chosen);
    addLabFrom(*lab, chosen);
}

} // namespace etagere::cli
