// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// What traffic shows of writers who change the same resource (RFC 9110 §13.1), and of servers
/// whose tags could not keep them apart. None of it speaks of tracking.
enum class Concurrency : std::uint8_t {
    /// Two writers read the same state; the second overwrote the first without a precondition.
    LostUpdate,
    /// The same, although the second sent the old tag in If-Match: the server did not heed it.
    PreconditionIgnored,
    /// 412 to If-Match or If-Unmodified-Since: a change that would have been lost was not.
    UpdatePrevented,
    /// 412 to If-None-Match: *: a resource that was there already was not overwritten.
    CreationPrevented,
    /// If-Match with weak tags alone: by the strong comparison that it asks for it never matches.
    WeakNeverMatches,
    /// One strong tag on differently coded contents of a URL: each has bytes of its own, so that
    /// the tag stands for none of them (RFC 9110 §8.8.3.3). The server's fault.
    TagOnTwoCodings,
    PreconditionRequired, ///< 428 (RFC 6585 §3)
    Count
};

/// The stable id, in JSON and as the page's name: "lost-update".
[[nodiscard]] std::string_view idOf(Concurrency what) noexcept;
/// "RFC 9110 §13.1.1"
[[nodiscard]] std::string_view sectionOf(Concurrency what) noexcept;

/// A content coding that a tag was seen with.
struct CodedTimes {
    std::string coding; ///< registered names joined by ", "; empty: none
    std::uint64_t times = 0;
    friend bool operator==(const CodedTimes &, const CodedTimes &) = default;
};

/// One of these as it was seen. The same at the same URL with the same method is one note with a
/// count, lost updates aside: each of those is somebody's work.
struct ConcurrencyNote {
    Concurrency what{};
    std::string url;
    std::string method;       ///< of the request that it is about
    std::uint16_t status = 0; ///< of its response
    /// The precondition's; of a lost update the state both had read; the tag of TagOnTwoCodings.
    std::string value;
    std::string writer; ///< the visitor who sent it; none of TagOnTwoCodings
    std::string loser;  ///< whose change was overwritten; of lost updates only
    std::uint64_t times = 1;
    std::vector<CodedTimes> codings; ///< of TagOnTwoCodings, as they were first seen
    std::optional<Instant> when;     ///< the first
    /// What it rests on: of a lost update both readings and both changes, in the order of time; of
    /// TagOnTwoCodings one response of each coding; else the first request.
    std::vector<traffic::ExchangeId> exchanges;
};

/// Looks at the first `audited` exchanges; what is behind them is history, which they may rest on.
/// A lost update is told only where all of it is seen: that both had read the same validator before
/// the first change, that the second writer saw nothing in between, that the first change left
/// another validator, and that the second put something else in its place (PUT with other bytes, or
/// DELETE). Repeats and the changes of one writer are none; POST and PATCH take nothing away as far
/// as anybody here can see. One tag on two codings is told of whole responses and parts to GET,
/// unless the contents are known and differ: then the tag is stale rather. At most 1000 notes.
[[nodiscard]] std::vector<ConcurrencyNote> findConcurrency(const traffic::Traffic &traffic,
                                                           std::size_t audited);

} // namespace etagere::analysis
