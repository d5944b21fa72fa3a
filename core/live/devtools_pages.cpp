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
    // Shared workers hang on no page, so that no page tells of them.
    m_client->call({{},
                    "Target.setAutoAttach",
                    JsonParams()
                        .flag("autoAttach", true)
                        .flag("waitForDebuggerOnStart", true)
                        .flag("flatten", true)
                        .json("filter", R"([{"type":"shared_worker"},{"exclude":true}])")});
}

void DevtoolsBrowser::take(std::string_view method, simdjson::dom::element params) {
    if (method == "Target.targetCreated") {
        takeCreated(params);
    } else if (method == "Target.attachedToTarget") {
        takeAttached(params);
    } else if (method == "Target.targetCrashed") {
        takeLost(textOf(params, "targetId"), textOf(params, "status"));
    } else if (method == "Target.targetDestroyed") {
        takeLost(textOf(params, "targetId"), "closed");
    } else if (method == "Etagere.requestSeen") {
        Profile *profile = findContext(textOf(params, "browserContextId"));
        if (profile != nullptr && profile->visit)
            profile->visit->monitorSaw(textOf(params, "url"), textOf(params, "method"));
    }
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
    if (textAt(params, "/targetInfo/type") != "shared_worker")
        return;
    const std::string session(textOf(params, "sessionId"));
    Profile *profile = findContext(textAt(params, "/targetInfo/browserContextId"));
    if (profile != nullptr && profile->page)
        profile->page->adopt(session, "shared_worker",
                             std::string(textAt(params, "/targetInfo/targetId")));
    else
        m_client->call({session, "Runtime.runIfWaitingForDebugger", {}});
}

void DevtoolsBrowser::takeLost(std::string_view id, std::string_view words) {
    const auto found = std::find_if(m_profiles.begin(), m_profiles.end(), [id](const auto &entry) {
        return entry.second->page && entry.second->page->target() == id && !id.empty();
    });
    if (found == m_profiles.end())
        return;
    Profile &profile = *found->second;
    profile.isOpen = false;
    if (profile.visit)
        profile.visit->crash(words);
    else if (!profile.isVisiting)
        profile.dropPage();
}

void DevtoolsBrowser::takeGone(const BrowserError &error) {
    BrowserError told = error;
    if (told.detail.empty() && m_process)
        told.detail = m_process->lastWords();
    const auto watched = m_alive.watch();
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

DevtoolsBrowser::Profile *DevtoolsBrowser::findContext(std::string_view context) {
    for (auto &[id, profile] : m_profiles) {
        if (profile->setup.context == context)
            return profile.get();
    }
    return nullptr;
}

void DevtoolsBrowser::closePage(ProfileId profile, Step next) {
    Profile *found = find(profile);
    if (found == nullptr || !found->page) {
        QMetaObject::invokeMethod(&m_loop, std::move(next), Qt::QueuedConnection);
        return;
    }
    found->visit.reset();
    found->isOpen = false;
    const std::unique_ptr<DevtoolsPage> closed = std::move(found->page);
    closed->close(std::move(next));
}

void DevtoolsBrowser::openPage(ProfileId profile, Done<void> opened) {
    Profile *found = find(profile);
    if (found == nullptr) {
        opened(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
        return;
    }
    found->isOpening = true;
    found->page = std::make_unique<DevtoolsPage>(*m_client, found->setup);
    // A profile that is removed takes the page along, which then answers no more.
    found->page->open([this, found, opened = std::move(opened)](Result<void, BrowserError> result) {
        found->isOpening = false;
        for (const std::string &stranger : std::exchange(found->strangers, {})) {
            if (stranger != found->page->target())
                m_client->call({{}, "Target.closeTarget", target(stranger)});
        }
        found->isOpen = result.has_value();
        opened(std::move(result));
    });
}

/// On the page of the last visit, or on an empty one that is closed again.
void DevtoolsBrowser::onPage(ProfileId profile, const DevtoolsCall &call, const Done<void> &done) {
    const Profile *found = find(profile);
    if (found != nullptr && found->page && found->isOpen) {
        askPage(profile, call, done);
        return;
    }
    const Done<void> closing = [this, profile, done](const Result<void, BrowserError> &result) {
        closePage(profile, [done, result] { done(result); });
    };
    openPage(profile, [this, profile, call, closing](const Result<void, BrowserError> &opened) {
        if (opened)
            askPage(profile, call, closing);
        else
            closing(opened);
    });
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
