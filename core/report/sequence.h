// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/outcome.h"
#include "core/scenario/trace.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// Somebody of a sequence diagram.
struct Lifeline {
    std::string name;
    std::string detail{}; ///< what it is: "browser, chromium", "server, shop.test"
    scenario::ActorKind kind{};
    std::size_t actor = 0; ///< its place in Scenario::actors
};

/// One row of a sequence diagram, from top to bottom.
struct SequenceRow {
    enum class Kind : std::uint8_t {
        Time,     ///< a new virtual time: `label` says it
        Note,     ///< the author's words on the step, or what it does when nothing is sent
        Message,  ///< an arrow from one lifeline to another
        Decision, ///< what the cache on lifeline `from` did; its glyph is glyphOf(outcome)
    };
    Kind kind = Kind::Time;
    std::size_t step = 0;
    std::size_t from = 0; ///< places in Sequence::lifelines
    std::size_t to = 0;
    std::string label{}; ///< "GET /prices", "304 Not Modified", "Fresh hit"
    /// Its deciding fields, or the decision's numbers and rule, a line each (\n between them):
    /// "age 59 s of 60 s". All recorded text in it is printable and shortened.
    std::string detail{};
    cache::Outcome outcome = cache::Outcome::Count; ///< of a Decision
    std::size_t place = 0;                          ///< in Trace::messages or Trace::decisions
    bool isAuthors = false;                         ///< a Note in the author's words
    bool isResponse = false;
    bool isFailure = false; ///< no response, or cut
    bool isBackground = false;
    bool namesRule = false; ///< of a Decision: the detail's last line is the rule that decided
};

/// A sequence diagram as a value: what the window paints, and what is written as SVG, Mermaid,
/// text.
struct Sequence {
    std::vector<Lifeline> lifelines;
    std::vector<SequenceRow> rows;
};

struct SequenceOptions {
    std::string_view language = "en"; ///< of the author's texts, and of the words beside them
    std::size_t steps = SIZE_MAX;     ///< only the first so many
};
/// Lifelines: clients on the left, then what stands before the origins, origins on the right; those
/// that take no part in any step are left out.
[[nodiscard]] Sequence sequenceOf(const scenario::Scenario &scenario, const scenario::Trace &trace,
                                  const SequenceOptions &options = {});

/// What somebody does beside asking, or how they ask: "empties the cache", "presses reload". Empty
/// for a plain request.
[[nodiscard]] std::string deedOf(const scenario::Step &step, std::string_view language);

/// Whose row it is: "Browser", or of a message "Browser → Shop". An answer's arrow points back,
/// so that the same two stand in the same columns. Names that are wider than `nameColumns` are cut.
[[nodiscard]] std::string whoOf(const Sequence &sequence, const SequenceRow &row,
                                std::size_t nameColumns);

/// A drawing that stands alone: no script, no reference outside, texts escaped, a title and a
/// description for screen readers.
[[nodiscard]] std::string sequenceSvg(const Sequence &sequence, std::string_view title,
                                      bool dark = false);
/// A `sequenceDiagram` for Mermaid; what is syntax there is escaped.
[[nodiscard]] std::string sequenceMermaid(const Sequence &sequence);
/// A table for terminals and screen readers: a line for each row.
[[nodiscard]] std::string sequenceText(const Sequence &sequence);

} // namespace etagere::report
