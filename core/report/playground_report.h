// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/playground.h"

#include <cstddef>
#include <string>

namespace etagere::report {

struct PlaygroundTextOptions {
    bool colour = false;
    std::size_t width = 80;
};

/// What came of an experiment, for people: a paragraph for each model, its reasons below. Pasted
/// text is made printable.
[[nodiscard]] std::string writePlaygroundText(const scenario::Experiment &experiment,
                                              const scenario::Trial &trial,
                                              const PlaygroundTextOptions &options);

/// The same as JSON of the schema "etagere.lab-try/1":
///
///   schema     "etagere.lab-try/1"
///   tool       {name, version}
///   method, status, after_s, reload
///   unused[]   {in ("response" or "request"), line, why ("not-a-field", "of-connection",
///              "bad-status", "body", "too-much"), text}
///   models[]   {name, version, stored, lifetime_s (null when nothing was stored), age_s, outcome
///              (null when no cache decided), asked, waited, sent[] {name, value}, answered (the
///              status that came back; 0 when nothing was asked),
///              storing[], reusing[] {rule, section, text}}
///   command    the same as a command line
///   scenario   the scenario document, as text
[[nodiscard]] std::string writePlaygroundJson(const scenario::Experiment &experiment,
                                              const scenario::Trial &trial);

} // namespace etagere::report
