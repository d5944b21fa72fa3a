// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/respawn.h"

#include "core/analysis/disguise.h"
#include "core/analysis/token.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace etagere::analysis {

namespace {

bool isIdentifier(std::string_view value) {
    return value.size() >= shortestIdentifier && value.size() <= longestIdentifier &&
           canIdentify(value, std::nullopt) && !looksLikeWord(value);
}

bool hasCookie(const RespawnVisit &visit, const CookieSeen &cookie) {
    return std::any_of(visit.cookies.begin(), visit.cookies.end(),
                       [&cookie](const CookieSeen &other) {
                           return other.origin == cookie.origin && other.name == cookie.name &&
                                  other.value == cookie.value;
                       });
}

bool hasTag(const RespawnVisit &visit, std::string_view opaque) {
    return std::any_of(visit.tags.begin(), visit.tags.end(),
                       [opaque](const TagSeen &tag) { return tag.opaque == opaque; });
}

class Judge {
public:
    explicit Judge(std::span<const RespawnVisit> visits)
        : m_visits(visits) {}

    std::vector<Respawn> run() {
        for (const RespawnVisit &visit : m_visits) {
            if (visit.state != ProfileState::CookiesCleared)
                continue;
            for (const CookieSeen &cookie : visit.cookies)
                judge(visit, cookie);
        }
        return std::move(m_out);
    }

private:
    // C1 n C2: the visitor had the value before, on a visit whose cookies were then deleted.
    [[nodiscard]] const RespawnVisit *hadBefore(const RespawnVisit &cleared,
                                                const CookieSeen &cookie) const {
        for (const RespawnVisit &visit : m_visits) {
            if (&visit == &cleared)
                return nullptr;
            if (visit.visitor == cleared.visitor && visit.state == ProfileState::Visit &&
                hasCookie(visit, cookie))
                return &visit;
        }
        return nullptr;
    }

    [[nodiscard]] bool isIn(ProfileState state, const CookieSeen &cookie) const {
        return std::any_of(m_visits.begin(), m_visits.end(), [&](const RespawnVisit &visit) {
            return visit.state == state && hasCookie(visit, cookie);
        });
    }

    [[nodiscard]] bool wasMade(ProfileState state) const {
        return std::any_of(m_visits.begin(), m_visits.end(),
                           [state](const RespawnVisit &visit) { return visit.state == state; });
    }

    [[nodiscard]] bool isExplained(std::string_view opaque) const {
        return std::any_of(m_visits.begin(), m_visits.end(), [opaque](const RespawnVisit &visit) {
            return std::any_of(visit.tags.begin(), visit.tags.end(), [opaque](const TagSeen &tag) {
                return tag.explained && tag.opaque == opaque;
            });
        });
    }

    // What another visitor has is no visitor's own, and what the response explains is no
    // identifier.
    [[nodiscard]] bool isOwn(const RespawnVisit &visit, const TagSeen &tag) const {
        return !isExplained(tag.opaque) &&
               std::none_of(m_visits.begin(), m_visits.end(), [&](const RespawnVisit &other) {
                   return other.visitor != visit.visitor && hasTag(other, tag.opaque);
               });
    }

    // ((T1 n T2) \ T4): the tags that the cache kept over the deletion. Those that carry the value
    // come first.
    void findTag(const RespawnVisit &before, const RespawnVisit &cleared, const CookieSeen &cookie,
                 Respawn &out) const {
        for (const TagSeen &tag : before.tags) {
            if (!isOwn(cleared, tag) || !hasTag(cleared, tag.opaque))
                continue;
            Disguise how{};
            if (isSameIdentifier(tag.opaque, cookie.value, how)) {
                out.cause = RespawnCause::TagText;
                out.tag = tag.opaque;
                return;
            }
            if (tag.opaque == cookie.carriedTag) {
                out.cause = RespawnCause::TagSent;
                out.tag = tag.opaque;
            }
        }
    }

    void judge(const RespawnVisit &cleared, const CookieSeen &cookie) {
        const RespawnVisit *const before = hadBefore(cleared, cookie);
        if (before == nullptr || !isIdentifier(cookie.value) ||
            isIn(ProfileState::Unrelated, cookie) || isKnown(cookie))
            return;
        Respawn out;
        out.origin = cookie.origin;
        out.cookie = cookie.name;
        out.value = cookie.value;
        out.cause = RespawnCause::OtherMeans;
        if (isIn(ProfileState::CleanControl, cookie))
            out.cause = RespawnCause::Control;
        else if (isIn(ProfileState::Flushed, cookie))
            out.cause = RespawnCause::AfterFlush;
        else if (!wasMade(ProfileState::CleanControl) && !wasMade(ProfileState::Flushed))
            out.cause = RespawnCause::Uncontrolled;
        else
            findTag(*before, cleared, cookie, out);
        m_out.push_back(std::move(out));
    }

    [[nodiscard]] bool isKnown(const CookieSeen &cookie) const {
        return std::any_of(m_out.begin(), m_out.end(), [&cookie](const Respawn &known) {
            return known.cookie == cookie.name && known.value == cookie.value &&
                   (known.origin == cookie.origin || isDomain(cookie.origin));
        });
    }

    // One that was seen on the wire is in the profile as well.
    static bool isDomain(std::string_view origin) noexcept {
        return origin.find("://") == std::string_view::npos;
    }

    std::span<const RespawnVisit> m_visits;
    std::vector<Respawn> m_out;
};

} // namespace

std::string_view nameOf(RespawnCause cause) noexcept {
    constexpr std::array<std::string_view, static_cast<std::size_t>(RespawnCause::Count)> names{
        "tag-text", "tag-sent", "control", "after-flush", "other-means", "uncontrolled"};
    return names[static_cast<std::size_t>(cause)];
}

std::vector<Respawn> respawnsOf(std::span<const RespawnVisit> visits) {
    return Judge(visits).run();
}

} // namespace etagere::analysis
