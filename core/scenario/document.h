// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/scenario/scenario.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::scenario {

/// What is wrong in a scenario document.
enum class Fault : std::uint8_t {
    NotJson,     ///< `detail` is what the parser says
    TooLarge,    ///< the document, or a part of it; `detail` is the bound: "1000 entries", or
                 ///< "bytes", "levels", "values"
    NotASchema,  ///< "schema" is missing or another one, `detail`
    Missing,     ///< the member `detail` is required here
    Unknown,     ///< the member `detail` is none that is known here; `near` may be meant
    WrongType,   ///< `detail` is what was expected, one of expected.h: "a text"
    NotOneOf,    ///< `detail` are the words that are allowed; `near` may be meant
    NoSuch,      ///< `detail` is an id that nothing has; `near` may be meant
    Twice,       ///< the id `detail` is there already
    NotInOrder,  ///< a time earlier than the one before
    NoHost,      ///< a URL whose host no actor has
    Circle,      ///< actors that stand behind each other
    NotAnAnswer, ///< right or wrong does not fit the question's kind
    NoSuchPlace, ///< an edit's pointer leads nowhere
    Count
};

struct Problem {
    Fault fault{};
    std::string pointer;  ///< where, RFC 6901: "/steps/3/url"
    std::size_t line = 0; ///< from 1; 0 when it is not known
    std::size_t column = 0;
    std::string detail{};
    std::string near{};
};

/// The bounds on a scenario: it comes from anywhere.
struct Bounds {
    std::size_t documentBytes = 4U << 20U;
    std::size_t actors = 40;
    std::size_t resources = 200;
    std::size_t steps = 1000;
    std::size_t questions = 100;
    std::size_t bodyBytes = 1U << 20U; ///< of one version
    std::size_t allBodyBytes = 16U << 20U;
};

/// The schema that documents name: "etagere.scenario/1".
inline constexpr std::string_view schemaName = "etagere.scenario/1";

/// Virtual time 0 of a document that does not state it: 5 January 2026, noon.
inline constexpr Instant defaultStart{
    std::chrono::sys_days(std::chrono::year{2026} / std::chrono::January / 5) +
    std::chrono::hours(12)};

/// Reads and validates a scenario document. All that is wrong with it is told at once, at most 50
/// problems, in the order of the document.
[[nodiscard]] Result<Scenario, std::vector<Problem>> readScenario(std::string_view json,
                                                                  const Bounds &bounds = {});

/// The same of a document with edits made, as a course of `plain` is played: its what-ifs and
/// questions, whose places and steps the edits may have taken away, are not looked at and are
/// empty. Steps have the texts that the edits gave them only: what `plain` tells of a step happens
/// in the scenario as it stands.
[[nodiscard]] Result<Scenario, std::vector<Problem>>
readCourse(std::string_view json, const Scenario &plain, const Bounds &bounds = {});

/// The document with the edits made, indented; a place that cannot be found is a problem. It is not
/// read beyond that: readScenario tells whether it still is a scenario.
[[nodiscard]] Result<std::string, Problem> edited(std::string_view json,
                                                  std::span<const Edit> edits);

/// The text at a pointer, as JSON; empty when nothing is there.
[[nodiscard]] std::string valueAt(std::string_view json, std::string_view pointer);

} // namespace etagere::scenario
