// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/id.h"
#include "core/base/units.h"
#include "core/cache/decision.h"
#include "core/cache/facts.h"
#include "core/cache/model.h"
#include "core/flush/scope.h"
#include "core/http/field.h"
#include "core/replay/recorded.h"
#include "core/traffic/ids.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace etagere::replay {

/// A stored response during a part of its life: from the exchange that stored or renewed it to the
/// one that renewed, replaced or ended it. Never changed once the replay is over, so that the
/// contents at any instant can be read off. What an exchange changes is so a microsecond after its
/// request; how long the response took counts for its age only.
using VersionId = Id<struct VersionTag>;

/// How a version's time ended.
enum class Ending : std::uint8_t {
    StillThere,
    Renewed, ///< by a 304; the next version goes on
    Replaced,
    Invalidated, ///< by an unsafe method
    Flushed
};

struct Version {
    traffic::UrlId url;
    traffic::VisitorId visitor;
    traffic::ExchangeId response; ///< whose response was stored: its body, the fields to begin with
    traffic::ExchangeId renewal;  ///< the 304 that made this version; invalid for the first one
    VersionId previous;           ///< the version that was renewed
    std::uint32_t renewals = 0;   ///< by 304s, since the response was stored
    Ending ending = Ending::StillThere;
    bool inferred = false; ///< stored on what the record lets conclude (HeldBefore)
    Instant from{};
    std::optional<Instant> until; ///< not before `from`; none: still there at the end
    cache::StoredFacts facts{};
};

/// One exchange in the replay.
struct Row {
    cache::Decision decision;
    Instant at{};         ///< when the model saw the request; see Log
    VersionId considered; ///< the stored response that was weighed; invalid when nothing matched
    VersionId result;     ///< the version that was made, or that answered; invalid without one
    Recorded recorded = Recorded::Unknown;
    Comparison comparison = Comparison::Unknown;
};

/// Something the user did to the simulated cache, at an instant of the capture.
struct Flush {
    Instant at{};
    flush::Scope scope{}; ///< By::Entry names are entryName()s
    friend bool operator==(const Flush &, const Flush &) = default;
};

/// What a flush ended.
struct FlushEffect {
    std::vector<VersionId> ended;
};

struct Totals {
    std::array<std::uint64_t, static_cast<std::size_t>(cache::Outcome::Count)> byOutcome{};
    std::array<std::uint64_t, static_cast<std::size_t>(Comparison::Count)> byComparison{};
};

/// Everything a replay decided. Immutable once made; refers to its Traffic by ids. Exchanges are
/// played in the order of their start, visitor by visitor with a cache each; one without a time is
/// played right after the one that precedes it in the capture. A flush comes before the exchanges
/// of its instant.
struct Log {
    cache::Model model{};
    std::vector<Row> rows; ///< by exchange id
    std::vector<Version> versions;
    std::vector<FlushEffect> flushes; ///< one per flush, in the order given
    /// The fields of every 64th renewal in a row, so that a long life need not be walked to its
    /// beginning (fieldsOf does). Not where a hostile server made them many. Borrowed from the
    /// traffic.
    std::map<VersionId, std::vector<http::Field>> landmarks;
    static constexpr std::uint32_t landmarkDistance = 64;
    static constexpr std::size_t landmarkFields = 256;
    Totals totals{};
    Instant begin{}; ///< of the first exchange
    Instant end{};   ///< when the last response came: later than every request
    bool stopped =
        false; ///< cancelled: rows that were not played are Outcome::Forward, without reasons

    [[nodiscard]] const Row &row(traffic::ExchangeId id) const { return rows[id.index()]; }
    [[nodiscard]] const Version &version(VersionId id) const { return versions[id.index()]; }
};

/// The name of a stored response for By::Entry: "stored-by-17", its first exchange's index. It
/// stays the same when the replay is repeated with other flushes.
[[nodiscard]] std::string entryName(const Version &version);

} // namespace etagere::replay
