// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/scenario/document.h"
#include "core/scenario/run.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// The reading's value in that trace.
[[nodiscard]] Value measure(const Scenario &scenario, const Trace &trace, const Reading &reading);
/// Whether its steps were played: a what-if may have taken them away.
[[nodiscard]] bool happened(const Scenario &scenario, const Trace &trace, const Reading &reading);
/// No comparison holds of what did not happen.
[[nodiscard]] bool holds(const Scenario &scenario, const Trace &trace, const Condition &condition);
/// Of a condition that does not hold, the first comparison to blame; null where several are, or
/// what it reads did not happen.
[[nodiscard]] const Condition *failingPart(const Scenario &scenario, const Trace &trace,
                                           const Condition &condition);

/// How an answer was found.
struct Verdict {
    bool isRight = false;
    /// What is true: the outcome's name, the number, the ids of the statements that hold with a
    /// space between. Of an Edit that is not right: the value of `failed`.
    std::string truth{};
    /// Edit: what is wrong with the document that the edits made, by pointers, without lines; it
    /// was not run then.
    std::vector<Problem> problems{};
    /// Edit: of what the question wants, the first that does not hold; none where it cannot be
    /// told apart.
    std::optional<Reading> failed{};
};

/// What `lab check` finds wrong with a lesson beyond its document.
struct CheckFailure {
    std::string question; ///< its id; empty: the scenario itself
    enum class Kind : std::uint8_t {
        RightFails,      ///< the answer called right is not
        WrongPasses,     ///< the answer called wrong is right
        WhatIfBroken,    ///< its edits make no scenario
        OtherOverSockets ///< the trace over sockets is another one
    } kind{};
    std::string detail{}; ///< the truth, the what-if's id, or the first message that differs
    /// Why the edits of the what-if, or of the right answer, make no scenario: by pointers, without
    /// lines.
    std::vector<Problem> problems{};
    std::optional<Reading> failed{}; ///< as in Verdict; `detail` is its value then
};

/// A scenario document with all the courses it has: each is run at most once, when its trace is
/// asked for, and kept then.
class Course {
public:
    /// `json` is what `scenario` was read from.
    Course(std::string json, Scenario scenario, RunOptions options = {});

    [[nodiscard]] const Scenario &scenario() const noexcept { return m_scenario; }
    [[nodiscard]] const std::string &json() const noexcept { return m_json; }
    /// The trace as it stands, or of a what-if; null when that what-if is no scenario.
    [[nodiscard]] const Trace *trace(std::string_view whatIf = {});
    /// The scenario of a what-if, which is not run for it; null as above.
    [[nodiscard]] const Scenario *scenarioOf(std::string_view whatIf);
    /// Why that what-if is no scenario; empty when it is one.
    [[nodiscard]] std::vector<Problem> problemsOf(std::string_view whatIf);
    /// Judged by the trace, never by Question::right. The course of a what-if is kept only if it
    /// was asked for before: the courses of a hostile scenario would fill the memory together.
    [[nodiscard]] Verdict judge(const Question &question, const Answer &answer);

private:
    friend std::vector<CheckFailure> check(Course &course);
    struct Ran {
        std::string whatIf;
        std::optional<Scenario> scenario{}; ///< none: as it stands, or broken
        std::vector<Problem> problems{};
        std::optional<Trace> trace{};
    };
    /// Null when there is no such what-if.
    [[nodiscard]] Ran *opened(std::string_view whatIf);
    [[nodiscard]] bool isOpen(std::string_view whatIf) const;
    void forget(std::string_view whatIf);

    std::string m_json;
    Scenario m_scenario;
    RunOptions m_options;
    std::vector<std::unique_ptr<Ran>> m_ran{}; ///< what is handed out stays in its place
};

/// What-ifs first, then questions, each in the order of the document. Of what-ifs that were not
/// asked for before, no trace is kept.
[[nodiscard]] std::vector<CheckFailure> check(Course &course);

/// Where two traces differ first, by message; nothing when they are the same.
[[nodiscard]] std::optional<std::size_t> firstDifference(const Trace &one, const Trace &other);

} // namespace etagere::scenario
