// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/decision.h"
#include "core/cache/model.h"
#include "core/cache/stored_response.h"
#include "core/lab/tracker.h"
#include "core/scenario/scenario.h"
#include "core/traffic/traffic.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace etagere::scenario {

/// One message between two actors.
struct Message {
    enum class Kind : std::uint8_t { Request, Response, Failure };
    Kind kind = Kind::Request;
    std::size_t step = 0; ///< that it came of
    std::size_t from = 0; ///< places in Scenario::actors
    std::size_t to = 0;
    Instant at{};
    std::string method{};            ///< of the request, in its answer too
    std::string url{};               ///< the same
    std::uint16_t status = 0;        ///< of a response
    std::vector<FieldLine> fields{}; ///< all, but those of the connection
    std::uint64_t bodyBytes = 0;
    std::string bodyDigest{};  ///< SHA-256, hex, cut to 16; empty without a body
    bool isBackground = false; ///< nobody waits for it (RFC 5861 §3)
    bool isCut = false;        ///< the connection broke within its body
    friend bool operator==(const Message &, const Message &) = default;
};

/// What one cache decided on one request.
struct Decided {
    std::size_t step = 0;
    std::size_t actor = 0; ///< whose cache
    Instant at{};
    cache::Decision decision{};
    std::string url{};
    /// The response that was selected, as it was then, without its content; null without one.
    std::shared_ptr<const cache::StoredResponse> considered{};
    bool isStored = false; ///< it, or what renewed it, is there afterwards
    bool isBackground = false;
    std::size_t firstMessage = 0; ///< places in Trace::messages of what it sent and got
    std::size_t lastMessage = 0;  ///< one behind; equal when it asked nobody
    // What it was decided from, for its reasons.
    cache::Model model{};
    std::string method{};
    std::vector<FieldLine> request{};  ///< as it reached the cache
    std::uint16_t status = 0;          ///< of the response that came last; 0: none did
    std::vector<FieldLine> response{}; ///< its fields
    /// Of a variant that Vary kept out when nothing matched; null otherwise.
    std::shared_ptr<const cache::StoredResponse> variant{};
};

/// A response that a cache holds after a step, for freshness bars.
struct Shelf {
    std::size_t actor = 0;
    std::string url{};
    std::string partition{};
    std::string tag{}; ///< ETag, or Last-Modified's text, or empty
    cache::StoredFacts facts{};
    Duration lifetime{0}; ///< freshness lifetime
    Duration ageThen{0};  ///< current age at Outcome::endedAt
};

/// What became of one step.
struct Outcome {
    Instant at{};
    std::uint16_t status = 0;        ///< that the client was answered with; 0: nothing came
    std::vector<FieldLine> fields{}; ///< the answer's
    std::string body{};              ///< that the client was shown; at most 64 KiB are kept
    std::uint64_t bodyBytes = 0;
    bool isWhole = true;       ///< the body came to its end
    bool asked = false;        ///< something went out, in the background too
    bool waited = false;       ///< before the answer
    std::uint32_t version = 0; ///< from 1, of the resource whose body it is; 0: none
    std::uint32_t current = 0; ///< that the origin had when the answer was given
    std::uint32_t held = 0;    ///< the whole version that the client holds afterwards
    std::string node{};        ///< id of the actor at the end that answered
    bool noticed = false;      ///< Monitor
    bool missed = false;       ///< Monitor
    std::string originText{};  ///< of the URL's resource afterwards, cut to 64 KiB
    std::string knownAs{};     ///< by the tracker that was asked
    lab::RecognisedBy knownBy = lab::RecognisedBy::Nothing;
    std::vector<std::size_t> visitors{}; ///< how many each actor that is a tracker knows; 0 else
    std::vector<Shelf> shelves{};        ///< of every cache
    std::vector<FieldLine> cookies{};    ///< of the step's actor
};

/// What happened when a scenario was run. Answers are judged by it.
struct Trace {
    std::vector<Message> messages{};
    std::vector<Decided> decisions{};
    std::vector<Outcome> outcomes{}; ///< one for each step
    /// The clients' exchanges as a browser would record them, to be explained, audited, exported.
    std::shared_ptr<const traffic::Traffic> traffic{};
    /// The first request that was not made because the run had carried all that it may (run.h); nor
    /// were those after it.
    std::optional<std::size_t> spentAt{};
};

} // namespace etagere::scenario
