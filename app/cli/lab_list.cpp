// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "core/explain/help_text.h"
#include "core/explain/lab_help.h"
#include "core/explain/printable.h"
#include "core/report/json.h"
#include "core/report/text_layout.h"
#include "core/report/version.h"

#include <unistd.h>

#include <algorithm>
#include <array>

namespace etagere::cli {

namespace {

namespace help = explain::lab_help;
namespace usual = explain::help_text;

struct ListOptions {
    std::string language;
    std::string format;
    std::string output;
};
struct ShowOptions {
    std::string name;
    std::string output;
};

/// All built-in lessons; one that cannot be read is complained about.
std::vector<session::LabDocument> builtIn(bool &allRead) {
    std::vector<session::LabDocument> lessons;
    for (const scenario::Lesson &lesson : scenario::allLessons()) {
        auto read = session::readLab(lesson.file, std::string(lesson.json));
        if (!read) {
            tellLabFailure(read.error());
            allRead = false;
            continue;
        }
        lessons.push_back(*std::move(read));
    }
    return lessons;
}

std::string asJson(const std::vector<session::LabDocument> &lessons, const std::string &language) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.lab-list/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(report::toolVersion());
    json.endObject();
    json.key("lessons").beginArray();
    for (const session::LabDocument &lesson : lessons) {
        json.beginObject();
        json.key("number").text(lesson.scenario.number);
        json.key("id").text(lesson.scenario.id);
        json.key("title").text(lesson.scenario.title.in(language));
        json.key("misconception").text(lesson.scenario.misconception.in(language));
        json.key("sections").beginArray();
        for (const std::string &section : lesson.scenario.sections)
            json.text(section);
        json.endArray();
        json.key("questions").whole(lesson.scenario.questions.size());
        json.key("what_ifs").beginArray();
        for (const scenario::WhatIf &whatIf : lesson.scenario.whatIfs)
            json.text(whatIf.id);
        json.endArray();
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.finish();
}

std::string asText(const std::vector<session::LabDocument> &lessons, const std::string &language,
                   report::TextLayout layout) {
    std::size_t number = explain::columns(text(help::columnNumber));
    std::size_t id = explain::columns(text(help::columnId));
    for (const session::LabDocument &lesson : lessons) {
        number = std::max(number, explain::columns(lesson.scenario.number));
        id = std::max(id, explain::columns(lesson.scenario.id));
    }
    const auto line = [&](std::string_view first, std::string_view second, std::string_view third,
                          report::Look look) {
        const std::array cells{report::TextLayout::Cell{first, number, look},
                               report::TextLayout::Cell{second, id, look},
                               report::TextLayout::Cell{third, 0, look}};
        layout.line(0, cells);
    };
    line(text(help::columnNumber), text(help::columnId), text(help::columnTitle),
         report::Look::Faint);
    for (const session::LabDocument &lesson : lessons)
        line(lesson.scenario.number, lesson.scenario.id, lesson.scenario.title.in(language),
             report::Look::Plain);
    return std::move(layout).take();
}

ExitStatus write(std::optional<Output> output, std::string_view bytes) {
    if (!output)
        return ExitStatus::WrongUsage;
    if (output->write(bytes))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : ExitStatus::Fine;
}

ExitStatus list(const ListOptions &options) {
    constexpr std::size_t widthOfFiles = 100;
    bool allRead = true;
    const std::vector<session::LabDocument> lessons = builtIn(allRead);
    const std::string language = chosenLanguage(options.language);
    auto output = Output::open(options.output);
    const bool isTerminal = output && output->isStandardOutput();
    const report::TextLayout layout(isTerminal ? terminalWidth(STDOUT_FILENO) : widthOfFiles,
                                    isTerminal && wantsColour(STDOUT_FILENO));
    const bool wantsJson = formatFor(options.format, options.output, "text") == "json";
    const ExitStatus status =
        write(std::move(output),
              wantsJson ? asJson(lessons, language) : asText(lessons, language, layout));
    return status == ExitStatus::Fine && !allRead ? ExitStatus::Unreadable : status;
}

ExitStatus show(const ShowOptions &options) {
    const auto document = openedLab(options.name);
    return document ? write(Output::open(options.output), document->json) : ExitStatus::Unreadable;
}

} // namespace

void addLabList(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<ListOptions>();
    CLI::App *command = lab.add_subcommand("list", text(help::list));
    addLanguage(*command, options->language);
    allowOnly(command->add_option("-f,--format", options->format, text(usual::format)),
              "text|json");
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->footer(text(help::listExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return list(*options); }; });
}

void addLabShow(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<ShowOptions>();
    CLI::App *command = lab.add_subcommand("show", text(help::show));
    command->add_option("SCENARIO", options->name, text(help::scenario))->type_name("")->required();
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->footer(text(help::showExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return show(*options); }; });
}

} // namespace etagere::cli
