// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/sequence.h"

#include <map>
#include <string>
#include <vector>

class QJsonArray;

namespace etagere::fidelity {

/// A request that reached the origin.
struct Arrival {
    std::string what; ///< "GET a?k=1"
    Lines sent;       ///< conditions, Range, Cache-Control and Pragma; names in lower case, sorted
    std::string answered; ///< the status, or "closed"
    friend bool operator==(const Arrival &, const Arrival &) = default;
};

/// What became of one request of the page.
struct Seen {
    bool failed = false; ///< the page got an error and no response
    int status = 0;
    std::string body;
    std::map<std::string, std::string> fields; ///< what the page could read; names in lower case
    std::vector<Arrival> arrivals;
    friend bool operator==(const Seen &, const Seen &) = default;
};

/// What became of a sequence; instants are timeless (instants.h).
struct Outcome {
    std::vector<Seen> asks;
    bool late = false;              ///< the machine was too slow for the sequence's times
    std::vector<std::string> rules; ///< a model's only: the ids of the rules weighed, by request
    /// Equal in what is judged: neither lateness nor rules.
    friend bool operator==(const Outcome &a, const Outcome &b) { return a.asks == b.asks; }
};

/// Puts what reached the origin into an order where the browser has none: what it renews behind the
/// page's back goes out beside what the page waits for.
void settle(Outcome &outcome, const Sequence &sequence);

/// "fresh" (nothing reached the origin), "validated" (a 304 was used), "fetched" or "failed".
[[nodiscard]] std::string_view classOf(const Seen &seen) noexcept;

/// Whether a field of a request to the origin is part of an arrival.
[[nodiscard]] bool isJudged(std::string_view requestField) noexcept;
/// Whether a field of a response is compared: not those a connection adds.
[[nodiscard]] bool isCompared(std::string_view responseField) noexcept;

[[nodiscard]] QJsonArray toJson(const Outcome &outcome);
[[nodiscard]] Outcome outcomeFrom(const QJsonArray &asks);

/// For people: one line per request and arrival.
[[nodiscard]] std::string describe(const Seen &seen);

} // namespace etagere::fidelity
