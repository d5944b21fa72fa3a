// SPDX-License-Identifier: Apache-2.0
// Which profile an event of Firefox is of.
#include "core/live/firefox_profile.h"

#include <utility>
#include <vector>

namespace etagere::live {

void FirefoxBrowser::take(std::string_view method, simdjson::dom::element params) {
    if (method == "network.authRequired" && flagOf(params, "isBlocked"))
        m_link.client->call("network.continueWithAuth",
                            JsonParams()
                                .text("request", textAt(params, "/request/request"))
                                .text("action", "cancel"));
    if (method == "browsingContext.contextCreated")
        takeContext(method, params);
    if (Profile *profile = findFor(method, params); profile != nullptr && profile->visit)
        profile->visit->take(method, params);
    if (method == "browsingContext.contextDestroyed")
        takeContext(method, params);
}

void FirefoxBrowser::takeContext(std::string_view method, simdjson::dom::element params) {
    const std::string context(textOf(params, "context"));
    if (method == "browsingContext.contextDestroyed") {
        if (Profile *profile = findFor(method, params); profile && profile->tab == context)
            profile->tab.clear();
        m_contexts.erase(context);
        return;
    }
    const std::string_view userContext = textOf(params, "userContext");
    for (const auto &[id, profile] : m_profiles) {
        if (profile->userContext != userContext)
            continue;
        m_contexts[context] = id;
        // A window that the page opened.
        if (textOf(params, "parent").empty() && !profile->isOpening)
            m_link.client->call("browsingContext.close", JsonParams().text("context", context));
        return;
    }
}

FirefoxBrowser::Profile *FirefoxBrowser::findFor(std::string_view method,
                                                 simdjson::dom::element params) {
    if (method == "script.message") {
        const std::int64_t number = userContextOf(wireNoteText(params));
        for (const auto &[id, profile] : m_profiles) {
            if (profile->number == number)
                return profile.get();
        }
        return nullptr;
    }
    const auto found = m_contexts.find(textOf(params, "context"));
    return found == m_contexts.end() ? nullptr : find(found->second);
}

void FirefoxBrowser::takeGone(const BrowserError &error) {
    const auto watched = m_alive.watch();
    BrowserError told{BrowserError::Kind::Gone, error.detail + m_link.process->lastWords()};
    std::vector<ProfileId> visiting;
    for (const auto &[id, profile] : m_profiles) {
        if (profile->isVisiting)
            visiting.push_back(id);
    }
    for (const ProfileId profile : visiting) {
        finishVisit(profile, Failure<BrowserError>(told));
        if (watched.expired())
            return;
    }
    if (m_onGone)
        m_onGone(told);
}

} // namespace etagere::live
