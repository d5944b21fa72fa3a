// SPDX-License-Identifier: Apache-2.0
// The part of DevtoolsBrowser that follows pages between the visits that are asked for.
#include "core/live/devtools_browser.h"
#include "core/live/devtools_profile.h"

#include <utility>

namespace etagere::live {

void DevtoolsBrowser::followPages(PageListener listener) {
    m_pages = std::move(listener);
    m_follows = true;
}

DevtoolsPage::Bypass DevtoolsBrowser::bypassOf(Profile &profile) {
    return [&profile](std::string_view url) {
        if (profile.visit)
            return profile.overwrites.meet(url, profile.visit->topUrl());
        return profile.follow && profile.overwrites.meet(url, profile.follow->topUrl());
    };
}

void DevtoolsBrowser::follow(ProfileId profile, PageFrames frames) {
    Profile *found = find(profile);
    if (!m_follows || found == nullptr || !found->page || !found->isOpen || found->isVisiting ||
        found->isBusy)
        return;
    DevtoolsFollow::Listener listener;
    listener.began = [this, profile, found](const std::string &url, Instant at) {
        found->overwrites.endVisit();
        if (m_pages.began)
            m_pages.began(profile, url, at);
    };
    listener.exchanged = [this, profile](LiveExchange exchange, PageListener::Whose whose) {
        if (m_pages.exchanged)
            m_pages.exchanged(profile, std::move(exchange), whose);
    };
    listener.ended = [this, profile, found](VisitSummary summary) {
        found->overwrites.endVisit();
        if (m_pages.ended)
            m_pages.ended(profile, std::move(summary));
    };
    listener.missed = [this, profile](const Blindness &missed, PageListener::Whose whose) {
        if (m_pages.missed)
            m_pages.missed(profile, missed, whose);
    };
    found->follow = std::make_unique<DevtoolsFollow>(*m_client, *found->page, std::move(frames),
                                                     std::move(listener));
    found->follow->start();
}

void DevtoolsBrowser::stopFollowing(ProfileId profile, VisitSummary::End how,
                                    std::string_view words) {
    Profile *found = find(profile);
    if (found == nullptr || !found->follow)
        return;
    // It may be what is calling right now.
    const std::shared_ptr<DevtoolsFollow> follow = std::move(found->follow);
    QMetaObject::invokeMethod(
        &m_loop, [follow] {}, Qt::QueuedConnection);
    follow->end(how, words);
}

void DevtoolsBrowser::endAllFollowing() {
    std::vector<ProfileId> profiles;
    for (const auto &[id, profile] : m_profiles)
        profiles.push_back(id);
    const auto watched = m_alive.watch();
    for (const ProfileId profile : profiles) {
        if (!watched.expired())
            stopFollowing(profile, VisitSummary::End::Crashed, "the browser ended");
    }
}

void DevtoolsBrowser::tellShown(ProfileId profile) {
    Profile *found = find(profile);
    if (found == nullptr || !m_follows)
        return;
    std::string page = found->page && found->isOpen ? found->page->target() : std::string();
    if (page == found->shown)
        return;
    found->shown = page;
    if (m_pages.shown)
        m_pages.shown(profile, page);
}

} // namespace etagere::live
