// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/ids.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// In what state the profile was when a visit began, as the one who made the visits says. Visits
/// of a recording have none: nothing is concluded from them.
enum class ProfileState : std::uint8_t {
    Unlabelled,
    Visit,          ///< an ordinary visit of the visitor that is studied
    CookiesCleared, ///< the same visitor, cookies and storage deleted, cache kept
    Flushed,        ///< the same visitor, cookies, storage and cache deleted
    CleanControl,   ///< a fresh profile with the same address and User-Agent
    Unrelated       ///< another profile on another address or browser: what it has is nobody's own
};

/// A cookie that the profile held after a visit, scripts' own ones included. Borrows.
struct HeldCookie {
    std::string_view domain;
    std::string_view name;
    std::string_view value;
};

/// A visit and its state; carried beside the traffic.
struct VisitState {
    traffic::VisitId visit;
    ProfileState state = ProfileState::Unlabelled;
    std::vector<HeldCookie> held{}; ///< empty where nobody told
};

/// A cookie that was set, sent, or there after a visit. Borrows.
struct CookieSeen {
    std::string_view origin; ///< that set it or got it; the domain of one that was just there
    std::string_view name;
    std::string_view value;
    /// The tag that the request carried whose answer set the cookie; empty for none, or when a
    /// script set it.
    std::string_view carriedTag;
};

/// A tag that was issued or sent in a visit. Borrows.
struct TagSeen {
    std::string_view opaque;
    bool explained = false; ///< follows whole from its response
};

/// What one visit showed.
struct RespawnVisit {
    ProfileState state = ProfileState::Unlabelled;
    traffic::VisitorId visitor;
    std::vector<CookieSeen> cookies;
    std::vector<TagSeen> tags;
};

/// What brought a deleted cookie back.
enum class RespawnCause : std::uint8_t {
    TagText,      ///< the tag carries the value, as it is or disguised, and no control shows it
    TagSent,      ///< it came in answer to a visitor's own tag, and no control shows it
    Control,      ///< a fresh profile with the same address and browser got it as well
    AfterFlush,   ///< it came back although the cache had been cleared too
    OtherMeans,   ///< not a tag: the tags are shared, explained, or were not sent
    Uncontrolled, ///< no control visit was made: nothing is proven
    Count
};

/// The stable name in JSON: "tag-text".
[[nodiscard]] std::string_view nameOf(RespawnCause cause) noexcept;

/// A cookie value that was deleted and came back.
struct Respawn {
    RespawnCause cause{};
    std::string origin; ///< of the cookie
    std::string cookie;
    std::string value;
    std::string tag; ///< TagText and TagSent: the tag that did it
    friend bool operator==(const Respawn &, const Respawn &) = default;
};

/// Which cookie values came back after they were deleted, and by what: the set rule of Acar et al.
/// 2014 with the tag in the place of the Flash cookie, ((T1 n T2) \ T4) n ((C1 n C2) \ C4), 1 and 2
/// being a visitor's visits with the cookies deleted between them and 4 the unrelated profile;
/// sharper by the controls. Values that cannot identify (shorter than 8 characters, dates,
/// words) and values that an unrelated profile has are no identifiers and left out. One
/// entry per origin and cookie, in the order in which they came back.
[[nodiscard]] std::vector<Respawn> respawnsOf(std::span<const RespawnVisit> visits);

} // namespace etagere::analysis
