// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::lab {

/// What an origin sends to tell one state of a resource from another.
struct Validators {
    bool exists = true;                    ///< there is a current representation at all
    std::string etag{};                    ///< the field as it is sent; empty: none
    std::optional<Instant> lastModified{}; ///< whole seconds count
    friend bool operator==(const Validators &, const Validators &) = default;
};

/// How a server compares what a request brings. As it stands: RFC 9110 §13. Each other value is
/// what some real server was seen or read to do (families.cpp says who).
struct Manner {
    bool starMatches = true;      ///< `If-None-Match: *` is true for what exists
    bool readsLists = true;       ///< else a list is one text that matches nothing
    bool comparesWeakly = true;   ///< else `W/"a"` and `"a"` differ
    bool readsUnquoted = false;   ///< a tag sent back without its quotes matches
    std::uint8_t ignoredTail = 0; ///< last characters of the field that are not compared
    bool modifiedSinceDespiteTag =
        false;                      ///< If-Modified-Since counts although If-None-Match failed
    bool alwaysNotModified = false; ///< 304 to anything conditional: a bug
    bool neverNotModified = false;  ///< never a 304
    friend bool operator==(const Manner &, const Manner &) = default;
};

/// What becomes of a request under its conditions.
enum class Outcome : std::uint8_t { Proceed, NotModified, PreconditionFailed };

/// Weighs the request's conditions in the order of RFC 9110 §13.2.2: If-Match, else
/// If-Unmodified-Since; then If-None-Match, else If-Modified-Since (GET and HEAD only). A date that
/// cannot be read is no condition.
[[nodiscard]] Outcome decideCondition(const Request &request, const Validators &current,
                                      const Manner &manner = {});

/// Whether If-None-Match names the tag (`*` aside), in the given manner.
[[nodiscard]] bool namesTag(std::string_view ifNoneMatch, std::string_view etag,
                            const Manner &manner = {});

} // namespace etagere::lab
