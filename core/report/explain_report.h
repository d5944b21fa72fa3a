// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/base/stop.h"
#include "core/replay/log.h"
#include "core/report/pseudonym.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::report {

/// What a report of a replay is made from. Borrowed.
struct Replayed {
    const traffic::Traffic *traffic = nullptr;
    /// One for each model, at least one. The first is the one that text tells of and that the
    /// filter was asked about; of the others text tells where they come to another outcome.
    std::span<const replay::Log> logs{};
    std::span<const audit::Input> inputs{};
    std::span<const traffic::ExchangeId> exchanges{}; ///< those to report, ascending
    std::string_view filter{};                        ///< by which they were chosen; empty: all
    std::optional<RedactionKey> key{};                ///< set: identifiers become pseudonyms
    StopToken stop{}; ///< ends the list early, but never in the middle of an exchange
};

/// Takes what was written, piece by piece; false when it can take no more.
using Sink = std::function<bool(std::string_view bytes)>;

/// How writing a report ended.
enum class Written : std::uint8_t {
    Whole,
    Stopped, ///< well-formed, but not all exchanges are in it
    Refused  ///< the sink could take no more
};

/// The replay as JSON of the schema "etagere.explain/1", in pieces, so that a million exchanges are
/// never held at once. ASCII only; ends in a newline.
///
///   schema            "etagere.explain/1"
///   tool              {name, version}
///   redacted          true: identifiers are pseudonyms
///   filter            the query that chose the exchanges, or null; an ellipsis when redacted
///   models[]          {name, version, browser (the release it was measured in, or null)}: those
///                      that were replayed; a filter was asked about the first
///   inputs[]          as in "etagere.audit/1"
///   exchanges[]       {index (in the capture, from 0), url, method, status, started (RFC 3339 UTC
///                      or null), visitor, visit (number, from 1), recorded ("network",
///                      "from-cache", ...), models {name: {
///                        version, outcome ("fresh-hit", "stored", ...),
///                        inferred (rests on a conclusion), stored (the response is in the cache
///                        afterwards), lifetime_s, age_s (of the stored response that was
///                        considered; null without one), stored_lifetime_s (of what is in the cache
///                        afterwards, or null), request (null, or {if_none_match,
///                        if_modified_since} that the model asks with, null where absent),
///                        compared ("agrees", "differs", "not-comparable", "unknown"),
///                        reasons[] {rule, step, section, text}}}}
///   totals            {exchanges, models {name: {outcomes {name: count}, compared {name: count}}}}
///                      of the exchanges above
///   complete          false: it was stopped before the end; exchanges that were not replayed are
///                      left out
[[nodiscard]] Written writeExplainJson(const Replayed &replayed, const Sink &sink);

/// One line for each exchange and model, with a header; reasons as the ids of their rules.
[[nodiscard]] Written writeExplainCsv(const Replayed &replayed, const Sink &sink);

struct ExplainTextOptions {
    bool colour = false;
    bool verbose = false;    ///< every reason of every exchange
    bool everyModel = false; ///< verbose tells the reasons of every model, not of the first only
    bool cut = false;        ///< lines are cut to the width, as suits a terminal
    std::size_t width = 80;
};

/// For people: a line for each exchange with its outcome and what decided it, and one below where
/// other models come to another outcome; then the totals.
/// Nothing that was recorded can act on the terminal.
[[nodiscard]] Written writeExplainText(const Replayed &replayed, const ExplainTextOptions &options,
                                       const Sink &sink);

} // namespace etagere::report
