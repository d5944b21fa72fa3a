// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/probe/guard.h"
#include "core/tags/observation.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::probe {

/// The nine probes, in the order in which they are made.
enum class Probe : std::uint8_t {
    FreshVisits,  ///< P1: visitors that nobody knows yet; do their tags differ?
    OwnTag,       ///< P2: a visitor's own tag; does it match?
    NeverIssued,  ///< P3: a tag that was never issued; does it come back?
    CrossReplay,  ///< P4: everybody's tags from clean profiles; do all match?
    Dependence,   ///< P5: tag A, tag B, no tag; does a visitor's data return with the tag?
    Respawn,      ///< P6: cookies deleted, tag kept; do the cookies return?
    OtherAgent,   ///< P7: another browser's name; is the tag made from it?
    Drift,        ///< P8: hours or days later; does the old tag still match?
    LastModified, ///< P9: the same with Last-Modified
    Count
};
inline constexpr auto probeCount = static_cast<std::size_t>(Probe::Count);

/// "P1" to "P9".
[[nodiscard]] std::string_view nameOf(Probe probe) noexcept;
[[nodiscard]] std::optional<Probe> probeFrom(std::string_view name) noexcept;

/// A set of probes.
class Probes {
public:
    [[nodiscard]] static constexpr Probes all() noexcept {
        Probes probes;
        probes.m_bits = (1U << probeCount) - 1;
        return probes;
    }
    constexpr void add(Probe probe) noexcept { m_bits |= 1U << static_cast<unsigned>(probe); }
    [[nodiscard]] constexpr bool has(Probe probe) const noexcept {
        return (m_bits & (1U << static_cast<unsigned>(probe))) != 0;
    }
    [[nodiscard]] constexpr bool isEmpty() const noexcept { return m_bits == 0; }
    friend constexpr bool operator==(const Probes &, const Probes &) = default;

private:
    std::uint32_t m_bits = 0;
};

/// What one request of a probe is.
enum class Role : std::uint8_t {
    Page,      ///< the page that a new visitor loads first, when one was named
    Fresh,     ///< a new visitor, with nothing
    Return,    ///< the same visitor with its cookies, nothing cached
    Own,       ///< the same visitor with its cookies and its validator
    Star,      ///< If-None-Match: *
    Weakened,  ///< an issued tag with `W/` put before it, or taken away
    MadeUp,    ///< a validator that was never issued, shaped like one that was
    Random,    ///< a text that no server would issue
    EchoCheck, ///< a made-up value in a field that means nothing
    Replay,    ///< another visitor's validator, from a clean profile
    First,     ///< of the two validators compared
    Second,
    Control, ///< neither of them
    Respawn, ///< the same visitor with its validator; its cookies are gone
    Clean,   ///< a new visitor of the same browser: what anybody gets
    Other,   ///< a new visitor of another browser
    Old,     ///< a validator issued in an earlier run
    Count
};
inline constexpr auto roleCount = static_cast<std::size_t>(Role::Count);

/// The stable name: "made-up".
[[nodiscard]] std::string_view nameOf(Role role) noexcept;

/// Whether a browser could have made such a request by itself: only such ones are observations.
[[nodiscard]] bool isNatural(Role role) noexcept;

/// Whether it is the visit of somebody new, who may load a page first.
[[nodiscard]] bool beginsAnew(Role role) noexcept;

/// Visits for a first look, for a finding and for a report that has to stand in court.
inline constexpr std::uint32_t screeningVisits = 12;
inline constexpr std::uint32_t findingVisits = 30;
inline constexpr std::uint32_t legalVisits = 40;
inline constexpr std::uint32_t mostVisits = 200;

struct Options {
    std::uint32_t visits = findingVisits; ///< 2 to mostVisits
    Probes probes = Probes::all();        ///< P1 is always made: the others need its tags
    std::uint32_t budget = 250;           ///< requests, redirects counted
    double rate = 2;                      ///< requests a second to one origin; above 0
    std::uint64_t seed = 1;               ///< of made-up tags and of the order
    /// What stands in User-Agent when the operator says who asks: "etagere/0.1 (+https://...)".
    /// Empty: requests look like a browser's.
    std::string identity{};
    /// A page that every new visitor loads before the URL, for its cookies; empty: none.
    std::string page{};
    /// Servers under test may be asked as quickly as they answer.
    bool waits = true;
    Guards guards = Guards::all(); ///< tests only
};

/// One step: requests of one role, made when what it needs is there.
struct Step {
    /// What must be known for it; otherwise it is left out.
    enum class Needs : std::uint8_t {
        Nothing,
        NoneSeen,     ///< no first visit got a validator
        SeenOnReturn, ///< only second visits did
        Value,        ///< a visitor was given a value of the step's validator
        TwoValues,    ///< two different ones were issued
        TwoOrEcho,    ///< the same, or a made-up one came back
        Cookie,       ///< a first visit got a cookie and a validator
        EarlierRun    ///< a value of an earlier run is known
    };
    Probe probe{};
    Role role{};
    tags::Validator validator = tags::Validator::ETag;
    std::uint32_t most = 0; ///< requests at most, redirects not counted
    Needs needs = Needs::Nothing;
    std::vector<Guard> guards{}; ///< which guards it serves
};

/// Everything that is going to be asked, known before anything is sent.
struct Plan {
    std::string url;
    Options options;
    std::vector<Step> steps;
    /// Requests at most: the steps and the pages before them, and not more than the budget.
    [[nodiscard]] std::uint32_t most() const noexcept;
};

/// Why a URL cannot be probed.
enum class PlanError : std::uint8_t { NotHttp, NoHost, HasUserInfo, OtherSite };

/// The URL as a request can carry it: blanks, control characters, quotes, angle brackets and bytes
/// that are not ASCII percent-encoded (RFC 3986 §2.1), as browsers do; without its fragment.
[[nodiscard]] std::string requestable(std::string_view url);

/// The plan for a URL. With `resumes`, only what an earlier run calls for (P8).
[[nodiscard]] Result<Plan, PlanError> planFor(std::string_view url, const Options &options,
                                              bool resumes = false);

/// The fields that every request bears, but for cookies and conditions: the same for all visitors.
/// `other` is the other browser of P6 and P7.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> commonFields(const Options &options,
                                                                            bool other);

} // namespace etagere::probe
