// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lab/origin.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::lab {

/// Origins that recognise visitors by what their caches send back.
enum class TrackerKind : std::uint8_t {
    PlainEcho,         ///< a tag for each visitor; 304 with the same tag to whatever comes back
    Kissmetrics,       ///< tag = cookie = identifier in the script's text
    Evercookie,        ///< the tag is the cookie's value; without cookie and tag nothing
    CookielessCookies, ///< tag derived from address and User-Agent, never 304
    ShapeChecking,     ///< accepts only tags of its own shape
    KnownOnly,         ///< 304 only to tags it issued
    SecondVisit,       ///< no tag before the second visit
    CookieGated,       ///< a tag made from the cookie, and only with one
    HashedCookie,      ///< the same with the MD5 of the cookie's value
    LastModifiedTwin,  ///< the date is the identifier; no tag
    SubSecond,         ///< a tag as Apache makes them: the microseconds are the identifier
    Nanoseconds,       ///< a tag as tower-http makes them: the nanoseconds are the identifier
    InodeDigits,       ///< a tag as LiteSpeed makes them: the inode is the identifier
    RateLimitedEcho,   ///< echoes to the calm; who asks often is served honestly
    Zombie,            ///< a visitor's cookie is set again by the 304
    PersonalDigest,    ///< an honest digest of a body that holds the visitor's number
    Count
};

/// One row of the catalogue of trackers.
struct TrackerRow {
    TrackerKind kind{};
    std::string_view id;     ///< stable, for programs: "kissmetrics"
    std::string_view path;   ///< where its tag is asked for
    std::string_view source; ///< who did it, or who described it
};
[[nodiscard]] const TrackerRow &rowOf(TrackerKind kind) noexcept;
[[nodiscard]] std::span<const TrackerRow> allTrackers() noexcept;

/// What told a tracker who came.
enum class RecognisedBy : std::uint8_t { Nothing, Tag, LastModified, Cookie, Address };

/// One visitor, as a tracker sees it.
struct KnownVisitor {
    std::string id; ///< the tracker's own name for the visitor
    Instant first{};
    Instant last{};
    std::uint32_t visits = 0; ///< requests for the tracked resource
    RecognisedBy lastBy = RecognisedBy::Nothing;
    friend bool operator==(const KnownVisitor &, const KnownVisitor &) = default;
};

class Tracker : public Origin {
public:
    /// Everybody recognised so far, first seen first. A visitor who lost what it was recognised by
    /// is there twice.
    [[nodiscard]] virtual std::span<const KnownVisitor> knows() const noexcept = 0;
    [[nodiscard]] virtual TrackerKind kind() const noexcept = 0;
};

[[nodiscard]] std::unique_ptr<Tracker> makeTracker(TrackerKind kind, std::uint64_t seed);

} // namespace etagere::lab
