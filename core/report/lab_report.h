// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/sequence.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::report {

/// One course of a scenario that was run. Borrows.
struct LabTold {
    const scenario::Scenario *scenario = nullptr; ///< as it was played
    const scenario::Trace *trace = nullptr;
    std::string whatIf{}; ///< its id; empty: as it stands
    std::string model{};  ///< that all browsers had; empty: their own
};

/// What one step came to for whoever took it: what stands side by side.
struct LabCell {
    cache::Outcome outcome = cache::Outcome::Count; ///< Count: no cache of theirs decided
    std::uint16_t status = 0;
    bool asked = false;
    bool waited = false;
    std::uint32_t version = 0;
    bool isTracked = false; ///< a tracker was asked; `knownBy` says by what it knew the visitor
    lab::RecognisedBy knownBy = lab::RecognisedBy::Nothing;
    bool missed = false;
    bool isCompleted = false; ///< the outcome is Validated, and it was a 206 that did it
    friend bool operator==(const LabCell &, const LabCell &) = default;
};
/// Of a step that was played; nothing of one that was not, or that is not there.
[[nodiscard]] std::optional<LabCell> labCellOf(const LabTold &told, std::string_view stepId);
/// "Fresh hit, version 2": everything by which two cells can differ for whoever looks at them.
[[nodiscard]] std::string labCellText(const LabCell &cell, std::string_view language);

/// What the cache of the step's own actor decided on it, not in the background: a place in
/// Trace::decisions.
[[nodiscard]] std::optional<std::size_t> labDecisionOf(const LabTold &told, std::size_t step);

struct LabTextOptions {
    std::string_view language = "en";
    bool colour = false;
    std::size_t width = 80;
};
/// For people. One course: the scenario's words and its sequence, every decision with all its
/// reasons and their sections. Several: the steps side by side, what differs from the first marked,
/// and why it does.
[[nodiscard]] std::string labRunText(std::span<const LabTold> courses,
                                     const LabTextOptions &options);

/// The same as JSON of the schema "etagere.lab-run/1":
///
///   schema      "etagere.lab-run/1"
///   tool        {name, version}
///   scenario    {id, number (or null), title}
///   courses[]   {what_if (id or null), model (or null), start (RFC 3339 UTC), steps[] {
///                  id, at_s, actor, do, method, url (null unless something was requested),
///                  status (0: nothing came), asked, waited, version (1 and up, 0: none),
///                  current (that the origin had), whole, body_bytes, node, known_as, known_by,
///                  noticed, missed, differs (from the same step of the first course),
///                  decisions[] {actor, url, outcome, stored, background, age_s, lifetime_s (null
///                    where nothing was considered), reasons[] {rule, step, section, text}},
///                  messages[] {from, to, kind ("request", "response", "failure"), at, method,
///                    url, status, fields[] {name, value}, body_bytes, body_sha256 (16 digits, or
///                    null), background, cut}}}
[[nodiscard]] std::string labRunJson(std::span<const LabTold> courses, std::string_view language);

} // namespace etagere::report
