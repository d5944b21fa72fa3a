// SPDX-License-Identifier: Apache-2.0
// P6: cookies that return to a visitor who deleted them and kept the cache.
#include "core/analysis/token.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/probe/learned.h"

#include <algorithm>
#include <map>
#include <set>

namespace etagere::probe {

namespace {

using Cookies = std::set<std::pair<std::string, std::string>>; ///< name, value

/// The cookies of an answer that could stand for a visitor.
Cookies cookiesSetBy(const Outcome &outcome) {
    Cookies cookies;
    for (const auto &[name, value] : outcome.answer.fields) {
        if (!http::equalsIgnoringCase(name, "Set-Cookie"))
            continue;
        const http::SetCookie cookie = http::parseSetCookie(value);
        if (!cookie.ignored && cookie.value.size() >= analysis::shortestIdentifier)
            cookies.emplace(cookie.name, cookie.value);
    }
    return cookies;
}

} // namespace

void Learned::respawn(analysis::Probed &out) const {
    std::map<std::uint32_t, Cookies> had;      // before they were deleted
    std::map<std::uint32_t, Cookies> returned; // after
    bool controlled = false;
    for (const Outcome &outcome : m_material.outcomes) {
        const Role role = outcome.question.role;
        if (!isNatural(role) && role != Role::Other)
            continue;
        controlled = controlled || role == Role::Clean;
        auto &cookies = (role == Role::Respawn ? returned : had)[outcome.question.visitor];
        cookies.merge(cookiesSetBy(outcome));
    }
    out.respawnAsked = static_cast<std::uint32_t>(returned.size());
    const bool looks = has(Guard::ProfileControl);
    const auto isOthers = [&had](std::uint32_t visitor, const auto &cookie) {
        return std::any_of(had.begin(), had.end(), [&](const auto &one) {
            return one.first != visitor && one.second.contains(cookie);
        });
    };
    for (const auto &one : returned) {
        const std::uint32_t visitor = one.first;
        const Cookies &before = had[visitor];
        const auto own =
            std::find_if(one.second.begin(), one.second.end(), [&](const auto &cookie) {
                return before.contains(cookie) && !(looks && isOthers(visitor, cookie));
            });
        const auto shared =
            std::find_if(one.second.begin(), one.second.end(), [&](const auto &cookie) {
                return before.contains(cookie) && isOthers(visitor, cookie);
            });
        if (shared != one.second.end() && looks)
            out.inControls = shared->first;
        if (own == one.second.end() || (looks && !controlled))
            continue;
        ++out.respawned;
        out.respawnedName = own->first;
    }
}

} // namespace etagere::probe
