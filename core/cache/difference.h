// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace etagere::cache {

/// The ways in which a browser's cache differs from a cache that does what RFC 9111 asks and
/// suggests. Each has a sentence in core/explain/difference_text.h; where each model has it from
/// stands in core/cache/model.cpp.
enum class Difference : std::uint8_t {
    // How fields are read
    LenientDates,         ///< dates that no HTTP-date grammar allows are read
    LastDirectiveCounts,  ///< of two max-age the last counts
    LeadingDigitsCount,   ///< a number is what its leading digits say: "3600a", "7200;x", "3600.5"
    WholeMembersOnly,     ///< a directive whose value is no bare number is as if it were not there
    ThirtyTwoBitSeconds,  ///< times and ages wrap at 2^32 seconds
    ExpiresJunkIgnored,   ///< of invalid Expires only "0" is in the past, others say nothing
    ResponsePragma,       ///< Pragma: no-cache of a response counts as Cache-Control: no-cache
    NoCacheFieldsDropped, ///< no-cache="f" leaves f out of what is stored, and asks no validation
    // Freshness
    HeuristicFewStatuses,    ///< guessed lifetimes for 200, 203 and 206 only
    HeuristicMostStatuses,   ///< guessed lifetimes for every status below 400 that may be reused
    HeuristicNotRevalidated, ///< none is guessed beside must-revalidate
    HeuristicWeek,           ///< never more than seven days
    PermanentForEver,        ///< 300, 301, 308 and 410 without other information are fresh for ever
    GoneForEver,             ///< 410 without other information is fresh for ever
    WholeSeconds,            ///< times are cut to seconds when a response comes
    // Reuse
    FewStatusesReused,        ///< only 200 203 204 206 300 to 304, 307, 308 and 410 are reused
    RequestDirectivesIgnored, ///< of a request's directives only no-cache and max-age=0 count
    RequestNoCacheRefetches,  ///< no-cache asks for a whole new response
    RequestPragmaIgnored,     ///< Pragma of a request says nothing
    RequestDirectivesAlone,   ///< a request's max-stale, max-age or min-fresh decides by itself
    OnlyIfCachedIgnored,      ///< the only-if-cached directive says nothing
    AuthorizationAdded,       ///< stored without Authorization, asked with it: validated
    NeverStale,               ///< stale-if-error and a failing network never lead to a stale answer
    ImmutableIgnored,         ///< immutable says nothing
    // Selection
    OneVariant,    ///< one stored response for a URL: another variant takes its place
    RawVary,       ///< the fields that Vary names are compared byte by byte
    VaryAsksByTag, ///< another variant is asked for with the stored tag, never with its date
    // Validation
    ValidatesOnly200,    ///< only 200 and 206 are validated; others are fetched again
    ValidatesBelow300,   ///< a stored redirection or error is fetched again, not validated
    ContentFieldsKept,   ///< a 304 does not change ETag, Content-Type, -Location and -MD5
    SecurityFieldsKept,  ///< nor X-Frame-Options, X-XSS-Protection, X-Content-*, X-WebKit-*
    OldAgeStays,         ///< Date and Age of a stored response outlive a 304 that has none
    OtherDateEnds,       ///< a 304 with another Last-Modified ends the stored response
    OwnValidatorsPass,   ///< the request's own validators go out and a 304 renews what is stored
    OwnValidatorsBypass, ///< a request with conditions of its own is never answered from the cache
    // Storing
    StoresUnasked,           ///< stored without explicit lifetime, directive or heuristic status
    NotModifiedStored,       ///< a 304 that nobody asked for is stored like any response
    FewStatusesRefused,      ///< 401, 407 and 416 are not stored
    RedirectsNeedLocation,   ///< a redirection without Location is not stored
    CookieFieldsNotStored,   ///< Set-Cookie and authentication challenges are not kept
    SecurityFieldsNotStored, ///< nor Clear-Site-Data and Strict-Transport-Security
    EmptyFieldsNotStored,    ///< a field without a value is not kept
    PostNotReused,           ///< the response to POST is not stored
    MustUnderstandIgnored,   ///< must-understand says nothing
    ConnectionFieldsKept,    ///< fields that Connection names are kept
    // HEAD
    HeadEnds,  ///< a HEAD that goes to the network ends the stored response
    HeadApart, ///< HEAD has stored responses of its own
    // Invalidation
    FewMethodsInvalidate, ///< only POST, PUT, DELETE and PATCH do
    ErrorsInvalidate,     ///< an unsafe method ends the stored response also when it failed
    TargetOnly,           ///< Location and Content-Location are not looked at
    // Parts
    BrokenSpoilsNext, ///< after a response that broke off or was refused, the next is not kept
    RangesBypass,     ///< a request for a part goes by the cache
    OneRangeOnly,     ///< a request for several parts goes by the cache
    PartsFarDate,     ///< Last-Modified is strong a minute before Date, also beside a weak tag
    ResumesUnasked,   ///< what broke off is resumed unless Accept-Ranges says none
    // What goes out
    NoAge,        ///< no Age is written on what is reused
    NoVarySearch, ///< the No-Vary-Search field is honoured
    ReloadUnsaid, ///< a plain reload says nothing to the caches on the way
    Count
};
static_assert(static_cast<unsigned>(Difference::Count) <= 64, "each has a bit");

/// A set of them.
class Differences {
public:
    constexpr Differences() noexcept = default;
    constexpr Differences(std::initializer_list<Difference> members) noexcept {
        for (const Difference member : members)
            add(member);
    }
    constexpr void add(Difference member) noexcept { m_bits |= bitOf(member); }
    [[nodiscard]] constexpr bool has(Difference member) const noexcept {
        return (m_bits & bitOf(member)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return m_bits == 0; }
    friend constexpr bool operator==(Differences, Differences) noexcept = default;

private:
    static constexpr std::uint64_t bitOf(Difference member) noexcept {
        return std::uint64_t{1} << static_cast<unsigned>(member);
    }
    std::uint64_t m_bits = 0;
};

/// Its stable name in JSON: "lenient-dates".
[[nodiscard]] std::string_view nameOf(Difference difference) noexcept;
/// The section it departs from: "RFC 9111 §4.2.2".
[[nodiscard]] std::string_view sectionOf(Difference difference) noexcept;

} // namespace etagere::cache
