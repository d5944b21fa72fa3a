// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/question.h"

#include <algorithm>
#include <cmath>

namespace etagere::scenario {

namespace {

using Kind = Condition::Kind;

/// Times are whole microseconds.
constexpr double nearly = 0.5e-6;

bool areSame(const Value &one, const Value &other) {
    const auto *const number = std::get_if<double>(&one);
    const auto *const second = std::get_if<double>(&other);
    if (number != nullptr && second != nullptr)
        return std::abs(*number - *second) < nearly;
    return one == other;
}

bool isBelow(const Value &one, const Value &bound) {
    const auto *const number = std::get_if<double>(&one);
    const auto *const second = std::get_if<double>(&bound);
    return number != nullptr && second != nullptr && *number < *second - nearly;
}

} // namespace

bool happened(const Scenario &scenario, const Trace &trace, const Reading &reading) {
    const std::size_t played = trace.outcomes.size();
    return stepAt(scenario, reading.step) < played &&
           (reading.last.empty() || stepAt(scenario, reading.last) < played);
}

bool holds(const Scenario &scenario, const Trace &trace, const Condition &condition) {
    const auto isTrue = [&](const Condition &part) { return holds(scenario, trace, part); };
    const auto &parts = condition.parts;
    const auto value = [&] { return measure(scenario, trace, condition.reading); };
    const bool isJoin =
        condition.kind == Kind::All || condition.kind == Kind::Any || condition.kind == Kind::Not;
    if (!isJoin && !happened(scenario, trace, condition.reading))
        return false;
    switch (condition.kind) {
    case Kind::All:
        return std::all_of(parts.begin(), parts.end(), isTrue);
    case Kind::Any:
        return std::any_of(parts.begin(), parts.end(), isTrue);
    case Kind::Not:
        return std::none_of(parts.begin(), parts.end(), isTrue);
    case Kind::Is:
        return areSame(value(), condition.value);
    case Kind::IsNot:
        return !areSame(value(), condition.value);
    case Kind::Below:
        return isBelow(value(), condition.value);
    case Kind::AtLeast:
        return std::holds_alternative<double>(condition.value) &&
               !isBelow(value(), condition.value);
    case Kind::SameAs:
        return happened(scenario, trace, condition.other) &&
               areSame(value(), measure(scenario, trace, condition.other));
    default:
        return false;
    }
}

const Condition *failingPart(const Scenario &scenario, const Trace &trace,
                             const Condition &condition) {
    if (condition.kind == Kind::Any || condition.kind == Kind::Not)
        return nullptr;
    if (condition.kind != Kind::All)
        return happened(scenario, trace, condition.reading) ? &condition : nullptr;
    for (const Condition &part : condition.parts) {
        if (!holds(scenario, trace, part))
            return failingPart(scenario, trace, part);
    }
    return nullptr;
}

} // namespace etagere::scenario
