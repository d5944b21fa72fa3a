// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/traffic/exchange.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace etagere::live {

/// A field line that owns its bytes.
struct FieldLine {
    std::string name;
    std::string value;
    friend bool operator==(const FieldLine &, const FieldLine &) = default;
};

/// What became of a body that was to be recorded.
enum class BodyState : std::uint8_t {
    Absent, ///< the response has none: a 304, a redirect, a HEAD
    Whole,
    Cut, ///< more than the budget: the first bytes are kept
    Lost ///< there was one, and the browser did not give it
};

/// One hop of a request as a live browser told it: a redirect is a hop of its own. Owns everything.
struct LiveExchange {
    std::string url;
    std::string method = "GET";
    std::string type;     ///< in DevTools' words: "Document", "Image", "Fetch", "Preflight"
    std::string frameUrl; ///< of the document that asked; empty when it is not known
    std::string topUrl;   ///< of the page in the address bar; empty when it is not known
    Instant started{};
    Duration duration{};
    std::string protocol;      ///< "http/1.1", "h2"; empty when it is not known
    std::string serverAddress; ///< without a port; empty for a cache
    std::vector<FieldLine> requestFields;
    /// The request's fields are those of the wire, Cookie and validators included; else they are
    /// what the page asked for.
    bool isRequestAsSent = false;
    /// The status and the fields of the wire. Of a revalidation that the browser tells of as a 200
    /// only (ServedFrom::ValidatedAs200) and of an answer from a cache, those that the page saw.
    std::uint16_t status = 0;
    std::vector<FieldLine> responseFields;
    traffic::ServedFrom servedFrom = traffic::ServedFrom::Unknown;
    /// The 304 is inferred: a conditional request, answered 200, with nothing transferred.
    bool isInferred = false;
    std::int64_t transferredBytes = -1; ///< fields and body on the wire; -1 unknown
    std::string failure;                ///< the browser's words, "net::ERR_ABORTED"; empty: none
    std::string requestBody;
    BodyState bodyState = BodyState::Absent;
    std::string body; ///< content coding undone
};

/// Told of every hop once it is whole, in the order in which they end.
using ExchangeListener = std::function<void(LiveExchange)>;

/// What a recorder knows that it did not see, for one visit.
struct Blindness {
    std::uint32_t unseen = 0;   ///< requests that the completeness monitor saw and the capture not
    std::uint32_t inferred = 0; ///< 304s that were inferred
    std::uint32_t lostBodies = 0; ///< BodyState::Lost
    std::uint32_t cutBodies = 0;  ///< BodyState::Cut
    std::uint32_t unfinished = 0; ///< still under way when the visit ended
    std::uint32_t dropped = 0;    ///< requests, or fields of one, for which there was no room
    std::vector<std::string> unseenUrls; ///< the first twenty
    friend bool operator==(const Blindness &, const Blindness &) = default;
};

} // namespace etagere::live
