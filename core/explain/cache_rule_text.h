// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/rule.h"
#include "core/explain/message.h"
#include "core/replay/reasons.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::explain {

/// A number or text that a cache rule's sentence shows; where it comes from is told beside each.
enum class Operand : std::uint8_t {
    None,
    Method,    ///< the request's
    Status,    ///< the recorded response's
    Age,       ///< decision.age
    Lifetime,  ///< decision.lifetime
    Staleness, ///< age less lifetime
    Remaining, ///< lifetime less age
    MaxAge,    ///< the stored response's directive: "max-age=60"
    SharedMaxAge,
    AgeField, ///< the Age field the stored response came with
    Date,     ///< the stored response's
    Expires,  ///< as text, whatever it says
    LastModified,
    SinceModified, ///< Date less Last-Modified
    AheadBy,       ///< Date less the time it came
    SinceAsked,    ///< now less the time it was asked for
    RequestMaxAge,
    RequestMinFresh,
    RequestMaxStale,
    VaryField,          ///< the name that differs
    VaryFields,         ///< all names of Vary
    ETag,               ///< the stored tag: identifies a visitor
    UpdatedFields,      ///< how many; as a first operand it decides between singular and plural
    KeptFields,         ///< the same
    ReceivedLifetime,   ///< what states it in the recorded response: "max-age=60"
    ReceivedPermission, ///< the directive that permits storing it: "public"
    RequestRange,       ///< the request's Range: "bytes=5-9"
    StoredStatus,
    Refusal,      ///< why none was guessed: "must-revalidate", or the stored response's status
    NoCacheNames, ///< the field names that the stored response's no-cache is limited to
    StaleWhileRevalidate, ///< the stored response's directive: "stale-while-revalidate=30"
    StaleIfError,         ///< the same
    ContentRange,         ///< the recorded response's
    Refused,   ///< what the recorded response is: of a status, or a redirection without Location
    Locations, ///< which of Location and Content-Location the recorded response has
    Count
};

inline constexpr std::size_t maxOperands = 3;

/// The words of one rule of the cache.
struct CacheRuleText {
    cache::Rule rule{};
    std::array<Operand, maxOperands> operands{};
    Message title;    ///< "Age from the Date field"; for lists and pages
    Message sentence; ///< with its operands as %1 to %3
};
[[nodiscard]] const CacheRuleText &textOf(cache::Rule rule) noexcept;

/// The one rule that tells most about why a decision came out as it did, for lists that have a line
/// for each exchange; Count when none was named.
[[nodiscard]] cache::Rule decidingRule(const cache::Decision &decision) noexcept;

/// A length of time that can be checked by hand, every unit of it shown and less than a millisecond
/// cut off: "75 s", "0.482 s", "1 h 30 min", "12 d 3 h 5 s". Negative ones count as 0.
[[nodiscard]] std::string exactDuration(Duration duration);

/// A rule that a decision named, ready to be shown. Recorded text is cut to a quotable length;
/// nothing is escaped.
struct Reason {
    cache::Rule rule{};
    cache::Step step{};
    std::string_view id;
    std::string_view section; ///< "RFC 9111 §4.2.1"
    std::string link;         ///< its page; empty when there is none
    std::string sentence;
};
/// In the order in which the rules were weighed.
[[nodiscard]] std::vector<Reason> reasonsOf(const replay::Grounds &grounds);

/// "Fresh hit", "Validated (304)".
[[nodiscard]] std::string wordOf(cache::Outcome outcome);
/// Whether a 206 brought what was lacking of the stored response (RFC 9111 §3.4).
[[nodiscard]] bool wasCompleted(const cache::Decision &decision) noexcept;
/// The outcome's word, but "Completed (206)" where that is what happened.
[[nodiscard]] std::string wordOf(const cache::Decision &decision);
/// The stable name of a step in JSON: "freshness".
[[nodiscard]] std::string_view idOf(cache::Step step) noexcept;
/// "Is it fresh?"
[[nodiscard]] std::string wordOf(cache::Step step);
/// "from the network"
[[nodiscard]] std::string wordOf(replay::Recorded recorded);
/// "As the browser did"
[[nodiscard]] std::string wordOf(replay::Comparison comparison);
/// "Renewed by a 304"
[[nodiscard]] std::string wordOf(replay::Ending ending);

} // namespace etagere::explain
