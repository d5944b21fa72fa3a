// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/same_tag.h"
#include "core/base/units.h"
#include "core/body/text_diff.h"
#include "core/wire/error.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace etagere::watch {

/// How a page was asked for.
enum class Asking : std::uint8_t {
    First,       ///< whole: nothing is known of it yet
    Conditional, ///< with its validators
    Audit,       ///< whole, by chance, although it has validators
    Distrusted,  ///< whole: its origin keeps validators while contents change
    NoValidator, ///< whole: it has none
    Count
};

enum class Outcome : std::uint8_t {
    First,       ///< seen for the first time
    NotModified, ///< 304
    Same,        ///< a whole response with the same content
    Changed,
    TagStale, ///< other content under the same validator: the server forgot to change it
    Failed,
    Count
};

/// Why a page is asked again when it is.
enum class Pace : std::uint8_t {
    Schedule,
    Freshness,  ///< the server says that it stays right for longer
    RetryAfter, ///< the server asked for patience
    BackOff,    ///< failures: each waits longer than the one before
    Count
};

/// Why a visit failed.
struct VisitFailure {
    enum class Kind : std::uint8_t {
        Network,     ///< `error` says more
        Status,      ///< an answer that is no content
        TooLarge,    ///< more than is read
        BadRedirect, ///< to nowhere that can be asked, or on and on
        Count
    };
    Kind kind = Kind::Network;
    std::optional<wire::WireError> error{};
};

/// One visit of a page and what came of it.
struct Visit {
    std::size_t page = 0;
    Instant time{};
    std::string url; ///< that answered in the end
    std::uint16_t status = 0;
    Asking asking = Asking::First;
    Outcome outcome = Outcome::Failed;
    std::optional<VisitFailure> failure{};

    std::string validator; ///< of the content: its ETag, else its Last-Modified; may be empty
    /// Where other bytes came under the same validator: what that says of it.
    std::optional<analysis::SameTag> sameTag{};
    /// How the text changed; none where one of the two is not known as text.
    std::optional<body::TextDiff> diff{};
    bool newlyDistrusted = false; ///< the origin, by this visit

    std::uint64_t receivedBytes = 0;
    std::uint64_t savedBytes = 0;
    std::uint64_t revalidations = 0; ///< with this validator so far
    double odds = 0;                 ///< that a forgotten tag would have been found by them

    Instant next{};
    Pace pace = Pace::Schedule;
};

} // namespace etagere::watch
