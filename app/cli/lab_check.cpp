// SPDX-License-Identifier: Apache-2.0
#include "app/cli/console.h"
#include "app/cli/lab.h"
#include "app/cli/output.h"
#include "core/explain/help_text.h"
#include "core/explain/lab_help.h"
#include "core/explain/printable.h"
#include "core/explain/scenario_text.h"
#include "core/report/json.h"
#include "core/report/version.h"
#include "core/session/lab_network.h"

#include <algorithm>

namespace etagere::cli {

namespace {

namespace help = explain::lab_help;
namespace usual = explain::help_text;
using scenario::CheckFailure;

constexpr const char *everything = "all";

struct CheckOptions {
    std::vector<std::string> names;
    std::string format;
    std::string output;
    bool sockets = false;
    bool quiet = false;
};

/// What became of one scenario.
struct Checked {
    std::string name;
    std::string id; ///< empty: it could not be read
    session::LabChecked found{};
    std::optional<session::LabFailure> failure{};
    std::vector<std::string> sentences; ///< of all that is wrong
};

std::string whatFails(const CheckFailure &failure, bool isEdit) {
    switch (failure.kind) {
    case CheckFailure::Kind::RightFails:
        if (failure.failed)
            return text(help::rightEditGives, nameOf(failure.failed->measure), failure.failed->step,
                        failure.detail);
        return isEdit ? text(help::rightEditFails) : text(help::rightFails, failure.detail);
    case CheckFailure::Kind::WrongPasses:
        return isEdit ? text(help::wrongEditPasses) : text(help::wrongPasses, failure.detail);
    case CheckFailure::Kind::WhatIfBroken:
        return text(help::whatIfBroken, failure.detail);
    case CheckFailure::Kind::OtherOverSockets:
        break;
    }
    return text(help::otherOverSockets, failure.detail);
}

/// With the first reason why edits make no scenario.
std::string whatFailsAndWhy(const CheckFailure &failure, bool isEdit) {
    const std::string what = whatFails(failure, isEdit);
    return failure.problems.empty()
               ? what
               : text(help::failsBecause, what, explain::sentenceOf(failure.problems.front()));
}

std::string sentenceOf(const session::LabDocument &document, const CheckFailure &failure) {
    if (failure.question.empty())
        return text(help::checkedFailure, document.name, whatFailsAndWhy(failure, false));
    const auto &questions = document.scenario.questions;
    const bool isEdit = std::any_of(questions.begin(), questions.end(), [&](const auto &one) {
        return one.id == failure.question && one.kind == scenario::QuestionKind::Edit;
    });
    return text(help::checkedQuestion, document.name, failure.question,
                whatFailsAndWhy(failure, isEdit));
}

Checked checkOne(const std::string &name, bool sockets) {
    Checked checked;
    checked.name = name;
    const auto document = session::openLab(name);
    if (!document) {
        checked.failure = document.error();
        checked.sentences = session::sentencesOf(document.error());
        return checked;
    }
    checked.name = document->name;
    checked.id = document->scenario.id;
    checked.found = session::checkLab(
        *document, sockets ? session::socketNetwork() : decltype(scenario::RunOptions::network)());
    for (const CheckFailure &failure : checked.found.failures)
        checked.sentences.push_back(sentenceOf(*document, failure));
    return checked;
}

std::vector<std::string> wanted(const CheckOptions &options) {
    std::vector<std::string> names;
    const auto add = [&names](const std::string &name) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(name);
    };
    const auto addAll = [&add] {
        for (const scenario::Lesson &lesson : scenario::allLessons()) {
            const auto read = session::readLab(lesson.file, std::string(lesson.json));
            add(read ? read->scenario.id : std::string(lesson.file));
        }
    };
    for (const std::string &name : options.names)
        name == everything ? addAll() : add(name);
    if (names.empty())
        addAll();
    return names;
}

std::string_view kindName(CheckFailure::Kind kind) {
    switch (kind) {
    case CheckFailure::Kind::RightFails:
        return "right-fails";
    case CheckFailure::Kind::WrongPasses:
        return "wrong-passes";
    case CheckFailure::Kind::WhatIfBroken:
        return "what-if-broken";
    case CheckFailure::Kind::OtherOverSockets:
        break;
    }
    return "other-over-sockets";
}

void writeProblems(report::JsonWriter &json, const Checked &checked) {
    json.key("problems").beginArray();
    for (std::size_t i = 0; checked.failure && i < checked.sentences.size(); ++i) {
        const auto &problems = checked.failure->problems;
        json.beginObject();
        if (i < problems.size()) {
            json.key("pointer").text(problems[i].pointer);
            json.key("line").whole(problems[i].line);
            json.key("column").whole(problems[i].column);
        }
        json.key("text").text(checked.sentences[i]);
        json.endObject();
    }
    json.endArray();
}

void writeOne(report::JsonWriter &json, const Checked &checked) {
    json.beginObject();
    json.key("name").text(checked.name);
    json.key("id");
    if (checked.id.empty())
        json.null();
    else
        json.text(checked.id);
    json.key("questions").whole(checked.found.questions);
    json.key("fine").truth(checked.sentences.empty());
    writeProblems(json, checked);
    json.key("failures").beginArray();
    for (std::size_t i = 0; i < checked.found.failures.size(); ++i) {
        const CheckFailure &failure = checked.found.failures[i];
        json.beginObject();
        json.key("question").text(failure.question);
        json.key("kind").text(kindName(failure.kind));
        json.key("detail").text(failure.detail);
        json.key("text").text(checked.sentences[i]);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

std::string asJson(const std::vector<Checked> &all, bool sockets) {
    report::JsonWriter json;
    json.beginObject();
    json.key("schema").text("etagere.lab-check/1");
    json.key("tool").beginObject();
    json.key("name").text("etagere");
    json.key("version").text(report::toolVersion());
    json.endObject();
    json.key("sockets").truth(sockets);
    json.key("scenarios").beginArray();
    for (const Checked &checked : all)
        writeOne(json, checked);
    json.endArray();
    json.endObject();
    return json.finish();
}

/// What is all right; what is not is said on standard error.
std::string asText(const std::vector<Checked> &all) {
    std::string out;
    std::size_t failed = 0;
    for (const Checked &checked : all) {
        if (checked.sentences.empty())
            out += plural(help::checkedFine, static_cast<std::int64_t>(checked.found.questions),
                          explain::printable(checked.name)) +
                   "\n";
        else
            ++failed;
    }
    if (all.size() > 1)
        out += plural(help::checkedTotal, static_cast<std::int64_t>(all.size()), failed) + "\n";
    return out;
}

ExitStatus statusOf(const std::vector<Checked> &all) {
    const auto any = [&all](auto holds) { return std::any_of(all.begin(), all.end(), holds); };
    if (any([](const Checked &one) { return one.failure.has_value(); }))
        return ExitStatus::Unreadable;
    return any([](const Checked &one) { return !one.sentences.empty(); }) ? ExitStatus::Finding
                                                                          : ExitStatus::Fine;
}

ExitStatus check(const CheckOptions &options) {
    setQuiet(options.quiet);
    std::vector<Checked> all;
    for (const std::string &name : wanted(options)) {
        all.push_back(checkOne(name, options.sockets));
        const Checked &checked = all.back();
        if (checked.failure) {
            tellLabFailure(*checked.failure);
            continue;
        }
        for (const std::string &sentence : checked.sentences)
            complain(sentence);
    }
    const bool wantsJson = formatFor(options.format, options.output, "text") == "json";
    auto output = Output::open(options.output);
    if (!output)
        return ExitStatus::WrongUsage;
    if (output->write(wantsJson ? asJson(all, options.sockets) : asText(all)))
        output->finish();
    return output->failed() ? ExitStatus::WrongUsage : statusOf(all);
}

} // namespace

void addLabCheck(CLI::App &lab, Chosen &chosen) {
    const auto options = std::make_shared<CheckOptions>();
    CLI::App *command = lab.add_subcommand("check", text(help::check));
    command->add_option("SCENARIO", options->names, text(help::scenarios))->type_name("");
    command->add_flag("--sockets", options->sockets, text(help::sockets));
    allowOnly(command->add_option("-f,--format", options->format, text(usual::format)),
              "text|json");
    command->add_option("-o,--output", options->output, text(usual::output))->type_name("FILE");
    command->add_flag("-q,--quiet", options->quiet, text(usual::quiet));
    command->footer(text(help::checkExamples));
    command->callback([options, &chosen] { chosen.run = [options] { return check(*options); }; });
}

} // namespace etagere::cli
