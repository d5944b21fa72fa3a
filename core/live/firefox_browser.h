// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/live/alive.h"
#include "core/live/bidi_client.h"
#include "core/live/browser.h"
#include "core/live/browser_process.h"
#include "core/live/firefox_visit.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace etagere::live {

/// Firefox by WebDriver BiDi. A profile is a user context, which has cookies, storage and a cache
/// of its own; each visit is a tab of its own and stays for reloads until the next visit. Windows
/// that a page opens are closed, downloads and permissions are denied, passwords are asked of
/// nobody, and only http and https are visited. Scripts in the browser's own context do what BiDi
/// cannot: see every request, delete entries of the cache, forget.
class FirefoxBrowser final : public Browser {
public:
    /// What was started and set up.
    struct Link {
        std::unique_ptr<BrowserProcess> process;
        std::unique_ptr<BidiClient> client;
        std::string browser;   ///< the browsing context of its own
        std::string collector; ///< of bodies
    };

    FirefoxBrowser(EngineInfo info, Link link);
    ~FirefoxBrowser() override;

    [[nodiscard]] const EngineInfo &info() const noexcept override { return m_info; }
    void onGone(std::function<void(const BrowserError &)> listener) override {
        m_onGone = std::move(listener);
    }
    /// Profiles that are kept in a folder are Unsupported.
    void addProfile(const ProfileOptions &options, Done<ProfileId> done) override;
    void removeProfile(ProfileId profile, Done<void> done) override;
    void visit(ProfileId profile, const VisitOptions &options, ExchangeListener listener,
               Done<VisitSummary> done) override;
    void endVisit(ProfileId profile) override;
    void takeBack(ProfileId profile) override;
    void readCookies(ProfileId profile, Done<std::vector<Cookie>> done) override;
    /// Closes the tab of the last visit.
    void forget(ProfileId profile, Done<void> done) override;
    /// Always Deleted, with the number of entries. What Firefox's memory caches hold goes with it,
    /// for every profile: they are in front of the cache and cannot be told apart.
    void flush(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done) override;
    /// Its windows are its own: nothing is told.
    void followPages(PageListener) override {}
    /// Unsupported: it cannot do without its own cache.
    void turnClock(ProfileId profile, Duration ahead, Done<void> done) override;

    [[nodiscard]] qint64 processId() const noexcept { return m_link.process->processId(); }
    /// All that it writes is in there.
    [[nodiscard]] const std::filesystem::path &folder() const noexcept {
        return m_link.process->folder();
    }

private:
    struct Profile;
    using Step = std::function<void()>;
    using Texts = std::function<void(Result<std::string, BrowserError>)>;

    void take(std::string_view method, simdjson::dom::element params);
    void takeContext(std::string_view method, simdjson::dom::element params);
    [[nodiscard]] Profile *findFor(std::string_view method, simdjson::dom::element params);
    void takeGone(const BrowserError &error);
    [[nodiscard]] Profile *find(ProfileId profile);
    /// The profile if it is there and idle; else answers and gives null.
    template <class T>
    [[nodiscard]] Profile *findIdle(ProfileId profile, const Done<T> &done);
    template <class T>
    void answerLater(Done<T> done, BrowserError error);
    /// Marks the profile as busy until what comes of this is called.
    template <class T>
    [[nodiscard]] Done<T> whileBusy(ProfileId profile, Done<T> done);
    void inBrowser(const std::string &script, Texts answer);
    void rename(const Profile &profile, const std::string &userAgent);
    void closeTab(Profile &profile, Step next);
    void openTab(ProfileId profile, std::function<void(Result<void, BrowserError>)> opened);
    void startVisit(ProfileId profile, const VisitOptions &options, ExchangeListener listener);
    void finishVisit(ProfileId profile, Result<VisitSummary, BrowserError> result);
    void deleteListed(ProfileId profile, const flush::Scope &scope, std::string_view list,
                      const Done<FlushResult> &done);

    EngineInfo m_info;
    Link m_link;
    std::map<ProfileId, std::unique_ptr<Profile>> m_profiles;
    std::map<std::string, ProfileId, std::less<>> m_contexts; ///< whose each browsing context is
    std::uint32_t m_nextProfile = 0;
    std::function<void(const BrowserError &)> m_onGone;
    QObject m_loop; ///< carries answers through the event loop
    Alive m_alive;
};

} // namespace etagere::live
