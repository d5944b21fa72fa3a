// SPDX-License-Identifier: Apache-2.0
// Any bytes as a scenario document: problems in their order and within the text, each with its
// sentence; what is a scenario keeps its bounds, is the same after it was written anew, and its
// what-ifs make documents again; it is played in bounded time, twice to the same trace.
#include "core/explain/scenario_text.h"
#include "core/scenario/document.h"
#include "core/scenario/question.h"
#include "core/scenario/run.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

using namespace etagere;
using namespace etagere::scenario;

namespace {

void require(bool condition) {
    if (!condition)
        std::abort();
}

Bounds smallBounds() {
    Bounds bounds;
    bounds.documentBytes = 256U << 10U;
    bounds.bodyBytes = 64U << 10U;
    bounds.allBodyBytes = 256U << 10U;
    return bounds;
}

void check(const std::vector<Problem> &problems) {
    require(!problems.empty() && problems.size() <= 50);
    std::pair<std::size_t, std::size_t> last{0, 0};
    for (const Problem &problem : problems) {
        const std::pair place{problem.line, problem.column};
        require(problem.line > 0 && problem.column > 0 && place >= last);
        require(problem.fault < Fault::Count && !explain::sentenceOf(problem).empty());
        require(problem.pointer.empty() || problem.pointer.front() == '/');
        last = place;
    }
}

void checkBounds(const Scenario &scenario, const Bounds &bounds) {
    require(scenario.actors.size() <= bounds.actors);
    require(scenario.resources.size() <= bounds.resources);
    require(scenario.steps.size() <= bounds.steps);
    require(scenario.questions.size() <= bounds.questions);
    std::size_t bytes = 0;
    for (const Resource &resource : scenario.resources) {
        require(!resource.on.empty() && !resource.versions.empty());
        for (const ResourceVersion &version : resource.versions)
            bytes += version.body.size();
        for (const Variant &variant : resource.variants)
            bytes += variant.body.size();
    }
    require(bytes <= bounds.allBodyBytes);
    Duration now{0};
    for (const Step &step : scenario.steps) {
        require(step.at >= now && actorAt(scenario, step.actor) != std::string_view::npos);
        now = step.at;
    }
}

/// Plays the first steps.
void checkRun(const Scenario &scenario) {
    constexpr std::size_t mostSteps = 40;
    RunOptions options;
    options.steps = mostSteps;
    const Trace trace = run(scenario, options);
    require(trace.outcomes.size() == std::min(mostSteps, scenario.steps.size()));
    require(!firstDifference(trace, run(scenario, options)));
    for (const Question &question : scenario.questions) {
        (void)holds(scenario, trace, question.holds);
        for (const Option &option : question.options)
            (void)holds(scenario, trace, option.holds);
        if (question.kind == QuestionKind::Number || question.kind == QuestionKind::Outcome)
            (void)measure(scenario, trace, question.reading);
    }
}

void checkEdits(std::string_view json, const std::vector<Edit> &edits, const Bounds &bounds) {
    const auto made = edited(json, edits);
    if (!made)
        return;
    if (const auto course = readCourse(*made, {}, bounds))
        checkBounds(*course, bounds);
    else
        check(course.error());
}

/// Places made of the text itself, so that they lead somewhere now and then.
void checkPlaces(std::string_view json) {
    const auto cut = json.find('\n');
    const std::string_view pointer = json.substr(0, cut);
    const std::string_view rest = cut == std::string_view::npos ? json : json.substr(cut + 1);
    const std::string value = valueAt(rest, pointer);
    const Edit same{std::string(pointer), value};
    if (value.empty())
        return;
    const auto made = edited(rest, std::span(&same, 1));
    require(made && valueAt(*made, pointer) == value);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const std::string_view json(reinterpret_cast<const char *>(data), size);
    const Bounds bounds = smallBounds();
    checkPlaces(json);
    const auto read = readScenario(json, bounds);
    if (!read) {
        check(read.error());
        return 0;
    }
    checkBounds(*read, bounds);
    checkRun(*read);
    const auto again = edited(json, {});
    require(again && valueAt(*again, "") == valueAt(json, ""));
    require(again->size() > bounds.documentBytes || readScenario(*again, bounds).has_value());
    for (const WhatIf &whatIf : read->whatIfs)
        checkEdits(json, whatIf.edits, bounds);
    for (const Question &question : read->questions) {
        checkEdits(json, question.right.edits, bounds);
        checkEdits(json, question.wrong.edits, bounds);
    }
    return 0;
}
