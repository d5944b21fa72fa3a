// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/http/delta_seconds.h"
#include "core/http/deviation.h"
#include "core/http/field.h"

#include <cstdint>
#include <optional>
#include <string_view>

// RFC 9111 §5.2
//   Cache-Control   = #cache-directive
//   cache-directive = token [ "=" ( token / quoted-string ) ]
namespace etagere::http {

/// The directives of requests and responses (RFC 9111 §5.2.1, §5.2.2; RFC 5861; RFC 8246).
enum class Directive : std::uint8_t {
    NoStore,
    NoCache,
    Private,
    Public,
    MustRevalidate,
    ProxyRevalidate,
    MustUnderstand,
    NoTransform,
    Immutable,
    OnlyIfCached,
    MaxAge,
    SMaxAge,
    StaleWhileRevalidate,
    StaleIfError,
    MinFresh,
    MaxStale,
    Count
};

/// What one message's Cache-Control says, each directive kept apart. Trivially copyable; the two
/// views borrow from the value.
struct CacheControl {
    std::uint32_t flags = 0;
    std::optional<DeltaSeconds> maxAge;
    std::optional<DeltaSeconds> sMaxAge;
    std::optional<DeltaSeconds> staleWhileRevalidate;
    std::optional<DeltaSeconds> staleIfError;
    std::optional<DeltaSeconds> minFresh;
    std::optional<DeltaSeconds> maxStale; ///< none with MaxStale set: any staleness will do
    std::string_view privateFields;       ///< the field names that `private` is limited to
    std::string_view noCacheFields;       ///< the field names that `no-cache` is limited to

    /// The directive was there. A number's directive without its number had a bad one, and such
    /// freshness is best taken as stale (RFC 9111 §4.2.1).
    [[nodiscard]] constexpr bool has(Directive directive) const noexcept {
        return (flags >> static_cast<unsigned>(directive) & 1U) != 0;
    }
    friend bool operator==(const CacheControl &, const CacheControl &) = default;
};

struct ParsedCacheControl {
    CacheControl control;
    Deviations deviations;
};

/// The directive of that name, case aside; Count when there is none.
[[nodiscard]] Directive directiveFrom(std::string_view name) noexcept;
/// The directive's name in lower case, "max-age".
[[nodiscard]] std::string_view spelling(Directive directive) noexcept;

/// Total. Unknown members are skipped; of two of a kind the first counts.
[[nodiscard]] ParsedCacheControl parseCacheControl(std::string_view value);
/// All Cache-Control lines of a message as one list, without the deviations.
[[nodiscard]] CacheControl cacheControlOf(Fields fields);

} // namespace etagere::http
