// SPDX-License-Identifier: Apache-2.0
// The part of DevtoolsBrowser that minds pages: opening and closing ours, and what the browser
// tells of them and of others.
#include "core/live/devtools_browser.h"
#include "core/live/devtools_profile.h"

#include <algorithm>
#include <utility>

namespace etagere::live {

namespace {

constexpr std::size_t mostStrangers = 100;

JsonParams target(std::string_view id) { return JsonParams().text("targetId", id); }

} // namespace

void DevtoolsBrowser::listenToBrowser() {
    m_client->onEnd([this](const BrowserError &error) { takeGone(error); });
    m_client->listen({}, [this](std::string_view method, simdjson::dom::element params) {
        take(method, params);
    });
    m_client->call({{}, "Target.setDiscoverTargets", JsonParams().flag("discover", true)});
    // Shared workers hang on no page, so that no page tells of them; service workers may start
    // before the page that they answer for.
    m_client->call({{},
                    "Target.setAutoAttach",
                    JsonParams()
                        .flag("autoAttach", true)
                        .flag("waitForDebuggerOnStart", true)
                        .flag("flatten", true)
                        .json("filter", R"([{"type":"shared_worker"},{"type":"service_worker"},)"
                                        R"({"exclude":true}])")});
}

void DevtoolsBrowser::take(std::string_view method, simdjson::dom::element params) {
    if (method == "Target.targetCreated") {
        takeCreated(params);
    } else if (method == "Target.attachedToTarget") {
        takeAttached(params);
    } else if (method == "Target.detachedFromTarget") {
        const std::string session(textOf(params, "sessionId"));
        for (const auto &[id, profile] : m_profiles) {
            if (profile->page)
                profile->page->drop(session);
        }
    } else if (method == "Target.targetCrashed") {
        takeLost(textOf(params, "targetId"), textOf(params, "status"));
    } else if (method == "Target.targetDestroyed") {
        takeLost(textOf(params, "targetId"), "closed");
    } else if (method == "Etagere.requestSeen") {
        takeSeen(params);
    } else if (method == "Etagere.popupRefused") {
        takePopup(params);
    }
}

void DevtoolsBrowser::takeSeen(simdjson::dom::element params) {
    Profile *profile = findContext(textOf(params, "browserContextId"));
    const std::string_view url = textOf(params, "url");
    const std::string_view method = textOf(params, "method");
    if (profile != nullptr && profile->visit)
        profile->visit->monitorSaw(url, method);
    else if (profile != nullptr && profile->follow)
        profile->follow->monitorSaw(url, method, textOf(params, "type") == "Document");
}

void DevtoolsBrowser::takePopup(simdjson::dom::element params) {
    const auto found = findPage(textOf(params, "targetId"));
    if (found != m_profiles.end() && m_pages.popupRefused)
        m_pages.popupRefused(found->first, std::string(textOf(params, "url")));
}

/// Windows that a page opens are none of ours.
void DevtoolsBrowser::takeCreated(simdjson::dom::element params) {
    Profile *profile = findContext(textAt(params, "/targetInfo/browserContextId"));
    const std::string_view id = textAt(params, "/targetInfo/targetId");
    if (profile == nullptr || textAt(params, "/targetInfo/type") != "page" ||
        (profile->page && profile->page->target() == id))
        return;
    if (!profile->isOpening)
        m_client->call({{}, "Target.closeTarget", target(id)});
    else if (profile->strangers.size() < mostStrangers)
        profile->strangers.emplace_back(id);
}

void DevtoolsBrowser::takeAttached(simdjson::dom::element params) {
    const std::string_view type = textAt(params, "/targetInfo/type");
    if (type != "shared_worker" && type != "service_worker")
        return;
    const std::string session(textOf(params, "sessionId"));
    Profile *profile = findContext(textAt(params, "/targetInfo/browserContextId"));
    if (profile != nullptr && profile->page)
        profile->page->adopt(session, type, std::string(textAt(params, "/targetInfo/targetId")));
    else
        m_client->call({session, "Runtime.runIfWaitingForDebugger", {}});
}

void DevtoolsBrowser::takeLost(std::string_view page, std::string_view words) {
    const auto found = findPage(page);
    if (found == m_profiles.end())
        return;
    const ProfileId id = found->first;
    Profile &profile = *found->second;
    profile.isOpen = false;
    profile.isFresh = false;
    if (profile.visit) {
        profile.visit->crash(words);
        return;
    }
    // One that is being opened for something else says itself that it failed.
    if (profile.isVisiting || profile.isOpening)
        return;
    const auto watched = m_alive.watch();
    stopFollowing(id, VisitSummary::End::Crashed, words);
    if (watched.expired())
        return;
    if (Profile *left = find(id))
        left->dropPage();
    tellShown(id);
}

void DevtoolsBrowser::takeGone(const BrowserError &error) {
    BrowserError told = error;
    if (told.detail.empty() && m_process)
        told.detail = m_process->lastWords();
    const auto watched = m_alive.watch();
    endAllFollowing();
    if (watched.expired())
        return;
    std::vector<Done<VisitSummary>> visited;
    for (auto &[id, profile] : m_profiles) {
        profile->dropPage();
        if (std::exchange(profile->isVisiting, false))
            visited.push_back(std::exchange(profile->visited, {}));
    }
    for (const Done<VisitSummary> &done : visited) {
        if (!watched.expired())
            done(Failure<BrowserError>(told));
    }
    if (!watched.expired() && m_onGone)
        std::exchange(m_onGone, {})(told);
}

DevtoolsBrowser::Profiles::iterator DevtoolsBrowser::findPage(std::string_view target) {
    return std::find_if(m_profiles.begin(), m_profiles.end(), [target](const auto &entry) {
        return entry.second->page && entry.second->page->target() == target && !target.empty();
    });
}

DevtoolsBrowser::Profile *DevtoolsBrowser::findContext(std::string_view context) {
    for (auto &[id, profile] : m_profiles) {
        if (profile->setup.context == context)
            return profile.get();
    }
    return nullptr;
}

void DevtoolsBrowser::closePage(ProfileId profile, Step next) {
    stopFollowing(profile);
    Profile *found = find(profile);
    if (found == nullptr || !found->page) {
        QMetaObject::invokeMethod(&m_loop, std::move(next), Qt::QueuedConnection);
        return;
    }
    found->visit.reset();
    found->isOpen = false;
    found->isFresh = false;
    const std::unique_ptr<DevtoolsPage> closed = std::move(found->page);
    closed->close(std::move(next));
    tellShown(profile);
}

void DevtoolsBrowser::openPage(ProfileId profile, Done<void> opened) {
    Profile *found = find(profile);
    if (found == nullptr) {
        opened(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
        return;
    }
    found->isOpening = true;
    found->page = std::make_unique<DevtoolsPage>(*m_client, found->setup);
    found->page->open(
        [this, profile, opened = std::move(opened)](Result<void, BrowserError> result) {
            Profile *owner = find(profile);
            if (owner == nullptr || !owner->page) {
                opened(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
                return;
            }
            owner->isOpening = false;
            for (const std::string &stranger : std::exchange(owner->strangers, {})) {
                if (stranger != owner->page->target())
                    m_client->call({{}, "Target.closeTarget", target(stranger)});
            }
            owner->isOpen = result.has_value();
            opened(std::move(result));
        });
}

/// On the page of the last visit, or on an empty one that is left to the next visit.
void DevtoolsBrowser::onPage(ProfileId profile, const DevtoolsCall &call, const Done<void> &done) {
    const Profile *found = find(profile);
    if (found != nullptr && found->page && (found->isOpen || found->isFresh)) {
        askPage(profile, call, done);
        return;
    }
    openPage(profile, [this, profile, call, done](const Result<void, BrowserError> &opened) {
        if (opened)
            askPage(profile, call, [this, profile, done](const Result<void, BrowserError> &asked) {
                leaveFresh(profile, asked, done);
            });
        else
            closePage(profile, [done, opened] { done(opened); });
    });
}

/// In a window nobody wants to look at an empty page.
void DevtoolsBrowser::leaveFresh(ProfileId profile, const Result<void, BrowserError> &asked,
                                 const Done<void> &done) {
    Profile *owner = find(profile);
    if (!asked || m_follows || owner == nullptr || !owner->isOpen) {
        closePage(profile, [done, asked] { done(asked); });
        return;
    }
    owner->isOpen = false; // there is nothing to load again
    owner->isFresh = true;
    done(asked);
}

void DevtoolsBrowser::askPage(ProfileId profile, DevtoolsCall call, const Done<void> &done) {
    const Profile *asked = find(profile);
    if (asked == nullptr || !asked->page) {
        done(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
        return;
    }
    call.session = asked->page->session();
    m_client->call(std::move(call), [done](const auto &answer) {
        if (answer)
            done({});
        else
            done(Failure<BrowserError>(answer.error()));
    });
}

} // namespace etagere::live
