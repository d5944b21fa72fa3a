// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/concurrency.h"
#include "core/analysis/finding.h"
#include "core/analysis/respawn.h"
#include "core/audit/flush_proof.h"
#include "core/audit/live_run.h"
#include "core/audit/prediction.h"
#include "core/base/units.h"
#include "core/traffic/ids.h"
#include "core/traffic/import_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace etagere::audit {

/// Why an input could not be read at all.
enum class InputFailure : std::uint8_t {
    CannotOpen, ///< the system says why: Input::systemError
    Empty,
    NotAHar, ///< JSON, but no list of entries in it
    NotJson,
    Damaged, ///< its compression is broken from the first bytes on
    TooLarge,
    BadCapture,   ///< a database that is no capture, or a damaged one
    NewerCapture, ///< saved by a later version of this program
    Unsupported,  ///< a capture on standard input
    Stopped,
    Count
};

/// One input and what became of its entries.
struct Input {
    std::string file;                    ///< as the user named it
    std::optional<InputFailure> failure; ///< set: nothing of it was read
    int systemError = 0;                 ///< errno with CannotOpen
    std::uint64_t failureOffset = 0;     ///< byte where reading gave up
    traffic::ImportLog log;
    std::string creator;         ///< exporter and version, as recorded
    bool freshProfiles = false;  ///< each run was taken as a visitor of its own
    bool assumedVisitor = false; ///< nobody said whose visits these are
    bool sanitised = false;      ///< cookies were left out: respawn cannot be judged
};

struct VisitorSummary {
    std::string name;
    std::uint32_t visits = 0;
    bool isProbe = false; ///< a probe's requests, nobody who visited
};

/// An exchange that a finding rests on: where its recording is.
struct Place {
    std::string url;
    std::string file;        ///< as the user named it
    std::uint32_t entry = 0; ///< which entry of the file, from 0
    std::string value;       ///< the validator received there, or sent; empty: neither
    traffic::ExchangeId exchange;
};

/// The result of an audit, for every face and format. Words are made from it in core/explain.
struct Report {
    std::vector<Input> inputs;
    std::uint64_t exchanges = 0;
    std::uint64_t etagResponses = 0;         ///< responses with the field ETag
    std::uint64_t lastModifiedResponses = 0; ///< responses with the field Last-Modified
    std::uint64_t tags = 0;                  ///< distinct (URL, ETag)
    std::uint64_t verified = 0;              ///< of them: derived whole
    std::uint64_t partial = 0;               ///< derived in part
    std::uint64_t unexplained = 0;           ///< the rest
    std::vector<VisitorSummary> visitors;
    std::vector<LiveRun>
        live;              ///< one per site that was visited for this audit; or earlier, and kept
    Prediction prediction; ///< of what their browser did
    FlushProof flushProof; ///< of their flushed visits
    std::vector<analysis::Finding> findings;            ///< grade 1 and above, worst first
    std::vector<analysis::ExplainedTags> explainedTags; ///< grade 0 although they vary
    std::vector<analysis::Respawn> respawns; ///< deleted cookies that came back, and by what
    std::vector<analysis::ConcurrencyNote> concurrency; ///< writers who met; the worst first
    /// Of each finding, in their order; empty when nobody looked for them (report::findPlaces).
    std::vector<std::vector<Place>> places;
    std::uint64_t acceptedByBaseline = 0; ///< findings left out because a baseline knows them
    std::optional<Instant> firstExchange, lastExchange;
    bool stopped = false; ///< cancelled: what was finished is here
};

} // namespace etagere::audit
