// SPDX-License-Identifier: Apache-2.0
#include "core/session/lab.h"

#include "core/explain/error_text.h"
#include "core/explain/lab_text.h"
#include "core/explain/scenario_text.h"
#include "core/session/demo_site.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

namespace etagere::session {

namespace {

namespace words = explain::lab_text;
using Kind = LabFailure::Kind;
using LabError = Failure<LabFailure>;

/// All of a descriptor, or one byte more than the bound: an endless pipe is no harm.
Result<std::string, FileError> readBounded(int descriptor, const std::filesystem::path &path) {
    const std::size_t bound = scenario::Bounds().documentBytes;
    std::string all;
    std::array<char, 1U << 16U> piece{};
    while (all.size() <= bound) {
        const ssize_t count = ::read(descriptor, piece.data(), piece.size());
        if (count == 0)
            break;
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Failure<FileError>(FileError{FileError::Step::Read, errno, path});
        all.append(piece.data(), static_cast<std::size_t>(count));
    }
    return all;
}

Result<std::string, FileError> readFile(const std::string &path) {
    if (path == "-")
        return readBounded(STDIN_FILENO, path);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); // NOLINT(*-vararg)
    if (descriptor < 0)
        return Failure<FileError>(FileError{FileError::Step::Open, errno, path});
    auto text = readBounded(descriptor, path);
    ::close(descriptor);
    return text;
}

bool looksLikePath(std::string_view name) {
    return name == "-" || name.find_first_of("/.") != std::string_view::npos;
}

/// "pt-BR" of "pt_BR.UTF-8@euro"; empty for "C", "POSIX" and nothing.
std::string languageFrom(std::string_view locale) {
    locale = locale.substr(0, locale.find_first_of(".@"));
    if (locale == "C" || locale == "POSIX")
        return {};
    std::string language(locale);
    std::replace(language.begin(), language.end(), '_', '-');
    return language;
}

std::string_view variable(const char *name) {
    const char *value = std::getenv(name); // NOLINT(concurrency-mt-unsafe): nothing sets it
    return value ? std::string_view(value) : std::string_view();
}

Result<scenario::Scenario, LabFailure> courseOf(const LabDocument &document,
                                                const std::string &whatIf) {
    if (whatIf.empty())
        return document.scenario;
    const std::size_t place = whatIfAt(document.scenario, whatIf);
    if (place >= document.scenario.whatIfs.size())
        return LabError(LabFailure{Kind::NoSuchWhatIf, whatIf});
    const auto json = scenario::edited(document.json, document.scenario.whatIfs[place].edits);
    if (!json)
        return LabError(LabFailure{Kind::NotAScenario, document.name, {}, {json.error()}});
    auto read = scenario::readCourse(*json, document.scenario);
    if (!read)
        return LabError(LabFailure{Kind::NotAScenario, document.name, {}, read.error()});
    read->whatIfs = document.scenario.whatIfs; // whoever shows the course says what it supposes
    return *std::move(read);
}

/// A document of our own is called by its scenario's id.
Result<LabDocument, LabFailure> readBuiltIn(const std::string &name, std::string_view json) {
    auto read = readLab(name, std::string(json));
    if (read) {
        read->isBuiltIn = true;
        read->name = read->scenario.id;
    }
    return read;
}

/// What differs over another network; `detail` says which message of which course.
void compare(scenario::Course &course, scenario::Course &other, std::string_view whatIf,
             std::vector<scenario::CheckFailure> &failures) {
    const scenario::Trace *one = course.trace(whatIf);
    const scenario::Trace *another = other.trace(whatIf);
    if (!one || !another)
        return; // told already
    if (const auto place = scenario::firstDifference(*one, *another))
        failures.push_back(
            {{},
             scenario::CheckFailure::Kind::OtherOverSockets,
             (whatIf.empty() ? "" : std::string(whatIf) + " ") + std::to_string(*place + 1)});
}

} // namespace

std::vector<std::string> sentencesOf(const LabFailure &failure) {
    switch (failure.kind) {
    case Kind::NoSuchLesson:
        return {text(words::noSuchLesson, failure.name)};
    case Kind::NoSuchWhatIf:
        return {text(words::noSuchWhatIf, failure.name)};
    case Kind::Unreadable:
        return {failure.file ? explain::sentenceOf(*failure.file) : failure.name};
    case Kind::NotAScenario:
        break;
    }
    std::vector<std::string> sentences;
    for (const scenario::Problem &problem : failure.problems) {
        const std::string sentence = explain::sentenceOf(problem);
        sentences.push_back(problem.line > 0 ? text(words::atLine, failure.name, problem.line,
                                                    problem.column, sentence)
                                             : text(words::inDocument, failure.name, sentence));
    }
    return sentences;
}

Result<LabDocument, LabFailure> readLab(std::string_view name, std::string json) {
    auto read = scenario::readScenario(json);
    if (!read)
        return LabError(LabFailure{Kind::NotAScenario, std::string(name), {}, read.error()});
    return LabDocument{std::string(name), false, std::move(json), *std::move(read)};
}

Result<LabDocument, LabFailure> openLab(std::string_view fileOrId) {
    const std::string name(fileOrId);
    if (name == demoName)
        return readBuiltIn(name, demoDocument());
    const scenario::Lesson *lesson = looksLikePath(name) ? nullptr : scenario::lessonOf(name);
    if (lesson)
        return readBuiltIn(name, lesson->json);
    auto bytes = readFile(name);
    if (bytes)
        return readLab(name, *std::move(bytes));
    const bool isNowhere = bytes.error().systemError == ENOENT && !looksLikePath(name);
    return LabError(LabFailure{isNowhere ? Kind::NoSuchLesson : Kind::Unreadable, name,
                               std::move(bytes.error())});
}

Result<LabRun, LabFailure> runLab(const LabDocument &document, const LabRunRequest &request) {
    auto scenario = courseOf(document, request.whatIf);
    if (!scenario)
        return LabError(std::move(scenario.error()));
    scenario::RunOptions options;
    options.model = request.model;
    options.steps = request.steps;
    LabRun run{request, *std::move(scenario), {}};
    run.trace = scenario::run(run.scenario, options);
    for (scenario::Actor &actor : run.scenario.actors) {
        if (request.model && actor.kind == scenario::ActorKind::Browser)
            actor.model = request.model->name;
    }
    return run;
}

LabChecked checkLab(const LabDocument &document,
                    const decltype(scenario::RunOptions::network) &network) {
    scenario::Course course(document.json, document.scenario);
    LabChecked checked{scenario::check(course), document.scenario.questions.size()};
    if (!network)
        return checked;
    scenario::RunOptions options;
    options.network = network;
    scenario::Course other(document.json, document.scenario, options);
    compare(course, other, {}, checked.failures);
    for (const scenario::WhatIf &whatIf : document.scenario.whatIfs)
        compare(course, other, whatIf.id, checked.failures);
    return checked;
}

std::string labHandout(const scenario::Scenario &scenario, std::string_view json,
                       const LabHandoutRequest &request) {
    scenario::Course course(std::string(json), scenario);
    report::Handout handout{&scenario, course.trace(), json};
    for (const scenario::Question &question : scenario.questions)
        handout.truths.push_back(course.judge(question, question.right).truth);
    handout.language = request.language;
    handout.part = request.part;
    handout.hasDrawings = request.hasDrawings;
    return report::handoutHtml(handout);
}

std::string environmentLanguage() {
    const auto first = [](std::string_view value) { return value.substr(0, value.find(':')); };
    std::string locale;
    for (const char *name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        if (locale.empty())
            locale = variable(name);
    }
    const std::string plain = languageFrom(locale);
    // In the C locale LANGUAGE is not looked at.
    std::string wished =
        plain.empty() && !locale.empty() ? "" : languageFrom(first(variable("LANGUAGE")));
    if (!wished.empty())
        return wished;
    return plain.empty() ? "en" : plain;
}

} // namespace etagere::session
