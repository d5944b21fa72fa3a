// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/question.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace etagere::scenario {

namespace {

/// Numbers are answered to the thousandth.
constexpr double nearly = 0.0005;

/// A number as somebody writes it down: "40", "0.5".
std::string numberText(double number) {
    std::string text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text;
}

Result<Scenario, std::vector<Problem>> courseOf(std::string_view json, const Scenario &plain,
                                                std::span<const Edit> edits) {
    const auto text = edited(json, edits);
    if (!text)
        return Failure<std::vector<Problem>>({text.error()});
    return readCourse(*text, plain);
}

Verdict judgePick(const Scenario &scenario, const Trace &trace, const Question &question,
                  const Answer &answer) {
    Verdict verdict;
    verdict.isRight = true;
    for (const Option &option : question.options) {
        const bool isPicked =
            std::find(answer.picked.begin(), answer.picked.end(), option.id) != answer.picked.end();
        const bool isTrue = holds(scenario, trace, option.holds);
        verdict.isRight = verdict.isRight && isPicked == isTrue;
        if (isTrue)
            verdict.truth += (verdict.truth.empty() ? "" : " ") + option.id;
    }
    return verdict;
}

Verdict judgeRead(const Scenario &scenario, const Trace &trace, const Question &question,
                  const Answer &answer) {
    const Value value = measure(scenario, trace, question.reading);
    Verdict verdict;
    if (const auto *text = std::get_if<std::string>(&value)) {
        verdict.truth = *text;
        verdict.isRight = !text->empty() && answer.outcome == *text;
    } else if (const auto *number = std::get_if<double>(&value)) {
        verdict.truth = numberText(*number);
        verdict.isRight = std::abs(*number - answer.number) < nearly;
    }
    return verdict;
}

/// An edit beyond what the question leaves to the learner.
std::optional<Problem> strayEdit(const Question &question, const Answer &answer) {
    for (const Edit &edit : answer.edits) {
        const auto &allowed = question.editable;
        if (std::find(allowed.begin(), allowed.end(), edit.pointer) == allowed.end()) {
            Problem problem;
            problem.fault = Fault::NotAnAnswer;
            problem.pointer = edit.pointer;
            return problem;
        }
    }
    return std::nullopt;
}

} // namespace

Course::Course(std::string json, Scenario scenario, RunOptions options)
    : m_json(std::move(json))
    , m_scenario(std::move(scenario))
    , m_options(std::move(options)) {
    m_ran.reserve(m_scenario.whatIfs.size() + 1); // what is handed out stays in its place
}

Course::Ran *Course::ran(std::string_view whatIf) {
    const auto before = std::find_if(m_ran.begin(), m_ran.end(),
                                     [whatIf](const Ran &one) { return one.whatIf == whatIf; });
    if (before != m_ran.end())
        return before->trace ? &*before : nullptr;
    const std::size_t place = whatIfAt(m_scenario, whatIf);
    if (!whatIf.empty() && place >= m_scenario.whatIfs.size())
        return nullptr;
    Ran made{std::string(whatIf), {}, std::nullopt};
    if (whatIf.empty()) {
        made.trace = run(m_scenario, m_options);
    } else if (auto scenario = courseOf(m_json, m_scenario, m_scenario.whatIfs[place].edits)) {
        made.scenario = *std::move(scenario);
        made.trace = run(made.scenario, m_options);
    }
    m_ran.push_back(std::move(made));
    return m_ran.back().trace ? &m_ran.back() : nullptr;
}

const Trace *Course::trace(std::string_view whatIf) {
    const Ran *found = ran(whatIf);
    return found == nullptr ? nullptr : &*found->trace;
}

const Scenario *Course::scenarioOf(std::string_view whatIf) {
    if (whatIf.empty())
        return &m_scenario;
    const Ran *found = ran(whatIf);
    return found == nullptr ? nullptr : &found->scenario;
}

Verdict Course::judge(const Question &question, const Answer &answer) {
    if (question.kind != QuestionKind::Edit) {
        const Trace *played = trace(question.whatIf);
        const Scenario *scenario = scenarioOf(question.whatIf);
        if (played == nullptr || scenario == nullptr)
            return {};
        return question.kind == QuestionKind::Pick
                   ? judgePick(*scenario, *played, question, answer)
                   : judgeRead(*scenario, *played, question, answer);
    }
    Verdict verdict;
    if (auto stray = strayEdit(question, answer)) {
        verdict.problems.push_back(*std::move(stray));
        return verdict;
    }
    std::vector<Edit> edits;
    const std::size_t place = whatIfAt(m_scenario, question.whatIf);
    if (place < m_scenario.whatIfs.size())
        edits = m_scenario.whatIfs[place].edits;
    edits.insert(edits.end(), answer.edits.begin(), answer.edits.end());
    auto scenario = courseOf(m_json, m_scenario, edits);
    if (!scenario)
        verdict.problems = std::move(scenario.error());
    else
        verdict.isRight = holds(*scenario, run(*scenario, m_options), question.holds);
    return verdict;
}

std::vector<CheckFailure> check(Course &course) {
    using Kind = CheckFailure::Kind;
    std::vector<CheckFailure> failures;
    for (const WhatIf &whatIf : course.scenario().whatIfs) {
        if (course.trace(whatIf.id) == nullptr)
            failures.push_back({{}, Kind::WhatIfBroken, whatIf.id});
    }
    for (const Question &question : course.scenario().questions) {
        const Verdict right = course.judge(question, question.right);
        if (!right.isRight)
            failures.push_back({question.id, Kind::RightFails, right.truth});
        const Verdict wrong = course.judge(question, question.wrong);
        if (wrong.isRight)
            failures.push_back({question.id, Kind::WrongPasses, wrong.truth});
    }
    return failures;
}

std::optional<std::size_t> firstDifference(const Trace &one, const Trace &other) {
    const auto [mine, theirs] = std::mismatch(one.messages.begin(), one.messages.end(),
                                              other.messages.begin(), other.messages.end());
    if (mine == one.messages.end() && theirs == other.messages.end())
        return std::nullopt;
    return static_cast<std::size_t>(mine - one.messages.begin());
}

} // namespace etagere::scenario
