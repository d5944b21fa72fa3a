// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/browser.h"
#include "core/live/browser_process.h"
#include "core/live/devtools_client.h"
#include "core/live/devtools_page.h"
#include "core/live/devtools_visit.h"
#include "core/live/overwrite_flush.h"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace etagere::live {

/// A browser that speaks the DevTools protocol: Chromium and its kin, and the embedded engine, over
/// whatever transport. A profile is a browser context; each visit is a page of its own, in a fresh
/// renderer, and stays for reloads until the next visit. Pages of windows that a page opens are
/// closed, downloads and permissions are denied, and only http and https are visited.
class DevtoolsBrowser final : public Browser {
public:
    /// Takes what was started. `process` is null for an engine inside this one.
    DevtoolsBrowser(EngineInfo info, std::unique_ptr<BrowserProcess> process,
                    std::unique_ptr<DevtoolsClient> client);
    ~DevtoolsBrowser() override;

    [[nodiscard]] const EngineInfo &info() const noexcept override { return m_info; }
    void onGone(std::function<void(const BrowserError &)> listener) override {
        m_onGone = std::move(listener);
    }
    /// Only the embedded engine keeps profiles in folders.
    void addProfile(const ProfileOptions &options, Done<ProfileId> done) override;
    void removeProfile(ProfileId profile, Done<void> done) override;
    void visit(ProfileId profile, const VisitOptions &options, ExchangeListener listener,
               Done<VisitSummary> done) override;
    void endVisit(ProfileId profile) override;
    void takeBack(ProfileId profile) override;
    void readCookies(ProfileId profile, Done<std::vector<Cookie>> done) override;
    /// Closes the page of the last visit.
    void forget(ProfileId profile, Done<void> done) override;
    /// Everything is Cleared at once; the other scopes are Overwritten by the visits that follow.
    void flush(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done) override;
    void followPages(PageListener listener) override;
    void turnClock(ProfileId profile, Duration ahead, Done<void> done) override;

    /// The browser's process; 0 when it has none of its own.
    [[nodiscard]] qint64 processId() const noexcept {
        return m_process ? m_process->processId() : 0;
    }

private:
    struct Profile;
    using Profiles = std::map<ProfileId, std::unique_ptr<Profile>>;
    using Step = std::function<void()>;

    void listenToBrowser();
    void take(std::string_view method, simdjson::dom::element params);
    void takeCreated(simdjson::dom::element params);
    void takeAttached(simdjson::dom::element params);
    void takeLost(std::string_view target, std::string_view words);
    void takeSeen(simdjson::dom::element params);
    void takePopup(simdjson::dom::element params);
    void takeGone(const BrowserError &error);
    [[nodiscard]] Profile *find(ProfileId profile);
    [[nodiscard]] Profile *findContext(std::string_view context);
    [[nodiscard]] Profiles::iterator findPage(std::string_view target);
    /// The profile if it is there and idle; else answers and gives null.
    template <class T>
    [[nodiscard]] Profile *findIdle(ProfileId profile, const Done<T> &done);
    template <class T>
    void answerLater(Done<T> done, BrowserError error);
    /// Marks the profile as busy until what comes of this is called.
    template <class T>
    [[nodiscard]] Done<T> whileBusy(ProfileId profile, Done<T> done);
    void harden(const std::string &context);
    void closePage(ProfileId profile, Step next);
    void openPage(ProfileId profile, Done<void> opened);
    void startVisit(ProfileId profile, const VisitOptions &options, ExchangeListener listener);
    void endVisit(ProfileId profile, Result<VisitSummary, BrowserError> result);
    void clearCookies(ProfileId profile, const Done<void> &done);
    void clearStorage(ProfileId profile, const Done<void> &done);
    /// What its page does from here on, until stopFollowing().
    void follow(ProfileId profile, PageFrames frames);
    /// Tells the rest. A listener may have removed the profile then.
    void stopFollowing(ProfileId profile, VisitSummary::End how = VisitSummary::End::TimedOut,
                       std::string_view words = {});
    void endAllFollowing();
    [[nodiscard]] static DevtoolsPage::Bypass bypassOf(Profile &profile);
    void tellShown(ProfileId profile);
    void flushSimulated(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done);
    void onPage(ProfileId profile, const DevtoolsCall &call, const Done<void> &done);
    void askPage(ProfileId profile, DevtoolsCall call, const Done<void> &done);
    void leaveFresh(ProfileId profile, const Result<void, BrowserError> &asked,
                    const Done<void> &done);

    EngineInfo m_info;
    std::unique_ptr<BrowserProcess> m_process; ///< outlives the client
    std::unique_ptr<DevtoolsClient> m_client;
    Profiles m_profiles;
    std::uint32_t m_nextProfile = 0;
    std::function<void(const BrowserError &)> m_onGone;
    PageListener m_pages;
    bool m_follows = false;
    QObject m_loop; ///< carries answers through the event loop
    Alive m_alive;
};

} // namespace etagere::live
