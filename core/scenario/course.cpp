// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/question.h"

#include <algorithm>
#include <cmath>
#include <iterator>
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
    auto course = readCourse(*text, plain);
    if (!course) {
        for (Problem &problem : course.error()) // nobody sees that text, whose lines are others
            problem.line = problem.column = 0;
    }
    return course;
}

std::string valueText(const Value &value) {
    if (const auto *const text = std::get_if<std::string>(&value))
        return *text;
    if (const auto *const number = std::get_if<double>(&value))
        return numberText(*number);
    return std::get<bool>(value) ? "true" : "false";
}

Verdict judgeEdited(const Scenario &scenario, const Trace &trace, const Condition &wanted) {
    Verdict verdict;
    verdict.isRight = holds(scenario, trace, wanted);
    const Condition *const failing =
        verdict.isRight ? nullptr : failingPart(scenario, trace, wanted);
    if (failing != nullptr) {
        verdict.failed = failing->reading;
        verdict.truth = valueText(measure(scenario, trace, failing->reading));
    }
    return verdict;
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
    Verdict verdict;
    if (!happened(scenario, trace, question.reading))
        return verdict;
    const Value value = measure(scenario, trace, question.reading);
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
    , m_options(std::move(options)) {}

bool Course::isOpen(std::string_view whatIf) const {
    return std::any_of(m_ran.begin(), m_ran.end(),
                       [whatIf](const auto &one) { return one->whatIf == whatIf; });
}

void Course::forget(std::string_view whatIf) {
    std::erase_if(m_ran, [whatIf](const auto &one) { return one->whatIf == whatIf; });
}

Course::Ran *Course::opened(std::string_view whatIf) {
    const auto before = std::find_if(m_ran.begin(), m_ran.end(),
                                     [whatIf](const auto &one) { return one->whatIf == whatIf; });
    if (before != m_ran.end())
        return before->get();
    const std::size_t place = whatIfAt(m_scenario, whatIf);
    if (!whatIf.empty() && place >= m_scenario.whatIfs.size())
        return nullptr;
    Ran &made = *m_ran.emplace_back(std::make_unique<Ran>(Ran{std::string(whatIf)}));
    if (whatIf.empty())
        return &made;
    if (auto scenario = courseOf(m_json, m_scenario, m_scenario.whatIfs[place].edits))
        made.scenario = *std::move(scenario);
    else
        made.problems = std::move(scenario.error());
    return &made;
}

const Trace *Course::trace(std::string_view whatIf) {
    const Scenario *scenario = scenarioOf(whatIf);
    if (scenario == nullptr)
        return nullptr;
    Ran *found = opened(whatIf);
    if (!found->trace)
        found->trace = run(*scenario, m_options);
    return &*found->trace;
}

const Scenario *Course::scenarioOf(std::string_view whatIf) {
    if (whatIf.empty())
        return &m_scenario;
    const Ran *found = opened(whatIf);
    return found == nullptr || !found->scenario ? nullptr : &*found->scenario;
}

std::vector<Problem> Course::problemsOf(std::string_view whatIf) {
    const Ran *found = opened(whatIf);
    return found == nullptr ? std::vector<Problem>() : found->problems;
}

Verdict Course::judge(const Question &question, const Answer &answer) {
    if (question.kind != QuestionKind::Edit) {
        const bool wasOpen = question.whatIf.empty() || isOpen(question.whatIf);
        const Trace *played = trace(question.whatIf);
        const Scenario *scenario = scenarioOf(question.whatIf);
        Verdict verdict;
        if (played != nullptr && scenario != nullptr)
            verdict = question.kind == QuestionKind::Pick
                          ? judgePick(*scenario, *played, question, answer)
                          : judgeRead(*scenario, *played, question, answer);
        if (!wasOpen)
            forget(question.whatIf);
        return verdict;
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
    if (scenario)
        return judgeEdited(*scenario, run(*scenario, m_options), question.holds);
    verdict.problems = std::move(scenario.error());
    return verdict;
}

namespace {

using Failures = std::vector<CheckFailure>;

void checkQuestion(Course &course, const Question &question, Failures &failures) {
    using Kind = CheckFailure::Kind;
    Verdict right = course.judge(question, question.right);
    if (!right.isRight)
        failures.push_back({question.id, Kind::RightFails, right.truth, std::move(right.problems),
                            std::move(right.failed)});
    const Verdict wrong = course.judge(question, question.wrong);
    if (wrong.isRight)
        failures.push_back({question.id, Kind::WrongPasses, wrong.truth});
}

} // namespace

std::vector<CheckFailure> check(Course &course) {
    const Scenario &scenario = course.scenario();
    Failures failures;
    std::vector<Failures> byQuestion(scenario.questions.size());
    const auto checkAbout = [&](const std::string &whatIf) {
        for (std::size_t i = 0; i < byQuestion.size(); ++i) {
            if (scenario.questions[i].whatIf == whatIf)
                checkQuestion(course, scenario.questions[i], byQuestion[i]);
        }
    };
    checkAbout({});
    // One course after the other, so that only one has to be kept.
    for (const WhatIf &whatIf : scenario.whatIfs) {
        const bool wasOpen = course.isOpen(whatIf.id);
        if (auto problems = course.problemsOf(whatIf.id); !problems.empty())
            failures.push_back(
                {{}, CheckFailure::Kind::WhatIfBroken, whatIf.id, std::move(problems)});
        checkAbout(whatIf.id);
        if (!wasOpen)
            course.forget(whatIf.id);
    }
    for (Failures &some : byQuestion)
        std::move(some.begin(), some.end(), std::back_inserter(failures));
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
