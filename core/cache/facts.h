// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"
#include "core/cache/mode.h"
#include "core/cache/model.h"
#include "core/http/cache_control.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace etagere::cache {

/// The methods a cache tells apart (RFC 9110 §9.2.1: the first four are safe).
enum class Method : std::uint8_t { Get, Head, Options, Trace, Post, Put, Delete, Patch, Other };
/// Case counts (RFC 9110 §9.1).
[[nodiscard]] Method methodFrom(std::string_view name) noexcept;
/// Other methods may be unsafe and count as such (RFC 9111 §4.4).
[[nodiscard]] constexpr bool isSafe(Method method) noexcept { return method <= Method::Trace; }

/// What a cache asks of a request, read once. Plain; borrows nothing.
struct RequestFacts {
    Method method = Method::Get;
    Mode mode = Mode::Default;
    bool noStore = false;
    bool noCache = false;
    bool pragmaNoCache = false; ///< and no Cache-Control beside it (RFC 9111 §5.4)
    bool anyPragma = false;     ///< Pragma: no-cache, whatever stands beside it
    bool onlyIfCached = false;
    bool maxStaleAny = false; ///< max-stale without a number
    bool range = false;
    bool wholeRange = false; ///< "bytes=0-", which Firefox takes for a request of the whole
    bool ifRange = false;
    bool ownCondition = false; ///< If-Match, If-Unmodified-Since, or If-Range without Range
    bool validators = false;   ///< If-None-Match or If-Modified-Since
    bool authorization = false;
    std::optional<http::DeltaSeconds> maxAge, minFresh, maxStale;
    friend bool operator==(const RequestFacts &, const RequestFacts &) = default;
};
/// As the model reads fields.
[[nodiscard]] RequestFacts requestFactsOf(std::string_view method, http::Fields fields,
                                          const Model &model = rfc9111());

/// What a cache asks of a response, read once when it came, never as text again. Plain.
struct ResponseFacts {
    std::uint16_t status = 0;     ///< 0: none came
    std::uint32_t directives = 0; ///< bits by http::Directive
    bool pragmaNoCache = false;   ///< and no Cache-Control beside it: says nothing (RFC 9111 §5.4)
    bool anyPragma = false;       ///< Pragma: no-cache, whatever stands beside it
    bool noCacheFields = false;   ///< no-cache is limited to some fields
    bool hasETag = false;
    bool strongETag = false;      ///< the tag is strong (RFC 9110 §8.8.1)
    bool hasLastModified = false; ///< one that the model asks with: a date, to most
    bool hasLocation = false;
    bool hasVary = false;
    bool varyAny = false;
    bool expiresBad = false;  ///< Expires is there and no date
    bool expiresZero = false; ///< Expires is "0"
    std::optional<http::DeltaSeconds> maxAge, sMaxAge, age;
    std::optional<http::DeltaSeconds> staleWhileRevalidate, staleIfError; ///< RFC 5861
    std::optional<Instant> date, expires, lastModified;

    [[nodiscard]] constexpr bool has(http::Directive directive) const noexcept {
        return (directives >> static_cast<unsigned>(directive) & 1U) != 0;
    }
    friend bool operator==(const ResponseFacts &, const ResponseFacts &) = default;
};
/// As the model reads fields. `now` tells which century a two-digit year means.
[[nodiscard]] ResponseFacts responseFactsOf(std::uint16_t status, http::Fields fields, Instant now,
                                            const Model &model = rfc9111());

/// A response that a cache holds, as far as decisions need it.
struct StoredFacts {
    ResponseFacts response;
    Instant requestTime{};      ///< when it was asked for (RFC 9111 §4.2.3)
    Instant responseTime{};     ///< when it came
    bool authorization = false; ///< it was asked for with Authorization
    friend bool operator==(const StoredFacts &, const StoredFacts &) = default;
};

} // namespace etagere::cache
