// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// What a printed lesson is made from. Borrows.
struct Handout {
    const scenario::Scenario *scenario = nullptr;
    const scenario::Trace *trace = nullptr; ///< of the scenario as it stands
    std::string_view json{};                ///< that the scenario was read from
    /// For each question what is true, as scenario::Verdict::truth says it: of `trace`, or of the
    /// what-if that it asks about.
    std::vector<std::string> truths{};
    std::string_view language = "en";
    enum class Part : std::uint8_t {
        Whole,     ///< questions, and the answers behind them on a page of their own
        Questions, ///< for learners
        Answers    ///< for whoever marks them
    } part = Part::Whole;
    bool hasDrawings = true; ///< the sequence as SVG; else as a table
};

/// A page to print: the title, the misconception, what happens until the first question, the steps
/// that follow, questions with room for answers; then answers with the whole sequence. It stands
/// alone and asks for nothing; every text of the author's is shown as text.
[[nodiscard]] std::string handoutHtml(const Handout &handout);

} // namespace etagere::report
