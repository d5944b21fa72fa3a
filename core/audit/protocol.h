// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/respawn.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::audit {

/// What a visit of a live audit is for.
enum class StepKind : std::uint8_t {
    FirstVisit,     ///< of the visitor who is studied, with a profile nobody knows
    Return,         ///< of the same one, in a new renderer: what does the cache send back?
    CookiesCleared, ///< cookies and storage deleted, cache kept: does an identity come back?
    Flushed,        ///< the cache cleared as well: is it gone?
    Control,        ///< somebody else, the same address and browser
    ControlReturn,  ///< the second visit of the control
    Unrelated,      ///< somebody else, under another browser's name
    TrialVisit,     ///< of somebody for whom a flush is tried out (FlushTrial), first visit
    TrialReturn,    ///< the same one: what does the cache send back?
    TrialCheck,     ///< the same one, flushed as asked: does it hold?
    Count
};

/// "cookies-cleared"; stable.
[[nodiscard]] std::string_view nameOf(StepKind kind) noexcept;
[[nodiscard]] std::optional<StepKind> stepKindFrom(std::string_view name) noexcept;
/// In what state the profile is when such a visit begins.
[[nodiscard]] analysis::ProfileState stateOf(StepKind kind) noexcept;
/// Whether the visitor of such a step has no cookies when it begins, whatever is flushed in trials.
[[nodiscard]] bool startsWithoutCookies(StepKind kind) noexcept;

/// One step: the visitor of that number (0 is the one who is studied) loads every page.
struct Step {
    StepKind kind = StepKind::FirstVisit;
    unsigned person = 0;
    friend bool operator==(const Step &, const Step &) = default;
};

/// The people of an audit: the one studied, a control and an unrelated one.
inline constexpr unsigned leastPeople = 3;
inline constexpr unsigned mostPeople = 40;

/// The steps with so many people: everybody who is no unrelated one comes back once, and visits of
/// the studied one lie between those of others, so that what changes with time is not taken for
/// what changes with the visitor. Below leastPeople it is that many, above mostPeople that many.
///
/// They begin in this order. While a page that is loaded is waited for to become quiet, the next
/// step may begin beside it (mayBeginBeside()): so an audit takes half the time, and a control's
/// visit stands as close as can be to one of the studied visitor.
[[nodiscard]] std::vector<Step> protocolFor(unsigned people);

/// The protocol's steps, then three for each flush that is tried out: each by a person of its own,
/// numbered on from the others. Two of these people take turns, so that neither waits.
[[nodiscard]] std::vector<Step> stepsFor(unsigned people, std::size_t trials);
[[nodiscard]] constexpr bool isTrial(StepKind kind) noexcept {
    return kind == StepKind::TrialVisit || kind == StepKind::TrialReturn ||
           kind == StepKind::TrialCheck;
}
/// Whether a step may begin before the other one is over: it is somebody else's, and no trial
/// begins before all visits are over that tell what there is to flush.
[[nodiscard]] constexpr bool mayBeginBeside(const Step &next, const Step &other) noexcept {
    return next.person != other.person && (isTrial(other.kind) || !isTrial(next.kind));
}

/// "A" for the one who is studied, then "B", "C"; "V27" after the alphabet.
[[nodiscard]] std::string personName(unsigned person);

/// The visitor of a step, as a server may tell them apart: who has nothing left from before is
/// somebody else, "A after the flush".
[[nodiscard]] std::string visitorName(const Step &step);

/// The same site's pages to visit beside the first, from its links, in their order: http or https,
/// each once, fragments cut, none that ends a session by its name, at most `count`.
[[nodiscard]] std::vector<std::string>
innerPages(std::string_view page, std::span<const std::string> links, std::size_t count);

} // namespace etagere::audit
