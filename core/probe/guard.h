// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace etagere::probe {

/// What keeps an honest server from being accused: each names the honest behaviour that looks like
/// tracking to a probe, and is switched off by tests only, to show that it is needed.
enum class Guard : std::uint8_t {
    Provenance,     ///< tags that follow from the response (or its time) are nobody's number
    EqualContent,   ///< tags are compared where the decoded content is the same
    KeptTail,       ///< made-up tags keep the last characters: LiteSpeed ignores and copies them
    CodingSuffix,   ///< a tag with another coding suffix is the same tag (Apache, lighttpd)
    WeakForm,       ///< `W/` before a tag makes no other tag; some servers repeat it (hapi)
    AnyTextMatches, ///< a server that takes any text for a match is broken, not curious
    SharedCache,    ///< what a cache on the way answered says nothing of the origin
    AnyTag,         ///< `*` has to match
    EchoedRequest,  ///< a server that repeats other fields of the request repeats tags as well
    CleanReplay,    ///< without cookies: a balancer's cookie leads back to the node that knows it
    ManyTags,       ///< replays count when more tags were issued than a cluster has nodes
    Repeats,        ///< three rounds, in a new order each: variants of a page change by chance
    NoTagControl,   ///< what also comes without a tag does not come because of it
    ProfileControl, ///< a cookie that clean profiles get as well is made from address and browser
    VaryUserAgent,  ///< a server that says so may serve browsers differently
    DateIsNow,      ///< a Last-Modified that is the time of serving is nobody's number
    Count
};
inline constexpr auto guardCount = static_cast<std::size_t>(Guard::Count);

/// The stable name for programs: "kept-tail".
[[nodiscard]] std::string_view nameOf(Guard guard) noexcept;

/// A set of guards.
class Guards {
public:
    constexpr Guards() = default;
    constexpr Guards(std::initializer_list<Guard> guards) noexcept {
        for (const Guard guard : guards)
            m_bits |= bitOf(guard);
    }
    [[nodiscard]] static constexpr Guards all() noexcept {
        Guards guards;
        guards.m_bits = bitOf(Guard::Count) - 1;
        return guards;
    }
    [[nodiscard]] constexpr bool has(Guard guard) const noexcept {
        return (m_bits & bitOf(guard)) != 0;
    }
    [[nodiscard]] constexpr Guards without(Guard guard) const noexcept {
        Guards rest = *this;
        rest.m_bits &= ~bitOf(guard);
        return rest;
    }
    friend constexpr bool operator==(const Guards &, const Guards &) = default;

private:
    static constexpr std::uint32_t bitOf(Guard guard) noexcept {
        return std::uint32_t{1} << static_cast<unsigned>(guard);
    }
    std::uint32_t m_bits = 0;
};

} // namespace etagere::probe
