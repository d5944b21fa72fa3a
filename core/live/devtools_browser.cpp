// SPDX-License-Identifier: Apache-2.0
#include "core/live/devtools_browser.h"

#include "core/live/devtools_profile.h"
#include "core/url/url.h"

#include <array>
#include <utility>

namespace etagere::live {

namespace {

/// The names that the protocol knows; those that a browser does not know it refuses.
constexpr std::array<std::string_view, 20> permissions{"geolocation",
                                                       "notifications",
                                                       "midi",
                                                       "camera",
                                                       "microphone",
                                                       "clipboard-read",
                                                       "clipboard-write",
                                                       "persistent-storage",
                                                       "background-sync",
                                                       "sensors",
                                                       "idle-detection",
                                                       "nfc",
                                                       "payment-handler",
                                                       "screen-wake-lock",
                                                       "storage-access",
                                                       "window-management",
                                                       "local-fonts",
                                                       "display-capture",
                                                       "local-network-access",
                                                       "usb"};

bool isVisitable(std::string_view url) noexcept {
    const url::UrlView::Kind kind = url::parseUrl(url).kind;
    return kind == url::UrlView::Kind::Http || kind == url::UrlView::Kind::Https;
}

JsonParams inContext(const std::string &context) {
    return JsonParams().text("browserContextId", context);
}

/// To be called twice: answers then, with the first error if there was one.
Done<void> whenBothAre(Done<void> done) {
    const auto first = std::make_shared<std::optional<Result<void, BrowserError>>>();
    return [first, done = std::move(done)](const Result<void, BrowserError> &result) {
        if (!first->has_value())
            *first = result;
        else
            done(**first ? result : **first);
    };
}

} // namespace

DevtoolsBrowser::DevtoolsBrowser(EngineInfo info, std::unique_ptr<BrowserProcess> process,
                                 std::unique_ptr<DevtoolsClient> client)
    : m_info(std::move(info))
    , m_process(std::move(process))
    , m_client(std::move(client)) {
    listenToBrowser();
}

DevtoolsBrowser::~DevtoolsBrowser() = default;

template <class T>
void DevtoolsBrowser::answerLater(Done<T> done, BrowserError error) {
    QMetaObject::invokeMethod(
        &m_loop,
        [done = std::move(done), error = std::move(error)] { done(Failure<BrowserError>(error)); },
        Qt::QueuedConnection);
}

template <class T>
DevtoolsBrowser::Profile *DevtoolsBrowser::findIdle(ProfileId profile, const Done<T> &done) {
    Profile *found = find(profile);
    if (found != nullptr && !found->isVisiting && !found->isBusy)
        return found;
    answerLater<T>(done, {BrowserError::Kind::Refused,
                          found == nullptr ? "no such profile" : "the profile is busy"});
    return nullptr;
}

template <class T>
Done<T> DevtoolsBrowser::whileBusy(ProfileId profile, Done<T> done) {
    if (Profile *found = find(profile); found != nullptr)
        found->isBusy = true;
    return [this, profile, done = std::move(done)](Result<T, BrowserError> result) {
        if (Profile *found = find(profile); found != nullptr)
            found->isBusy = false;
        done(std::move(result));
    };
}

DevtoolsBrowser::Profile *DevtoolsBrowser::find(ProfileId profile) {
    const auto found = m_profiles.find(profile);
    return found == m_profiles.end() ? nullptr : found->second.get();
}

void DevtoolsBrowser::addProfile(const ProfileOptions &options, Done<ProfileId> done) {
    JsonParams params;
    params.flag("disposeOnDetach", true);
    if (!options.kept.empty() && m_info.engine != Engine::Embedded) {
        answerLater<ProfileId>(std::move(done), {BrowserError::Kind::Unsupported, "kept profile"});
        return;
    }
    if (!options.kept.empty())
        params.text("etagereFolder", options.kept.string());
    if (options.simulated != nullptr)
        params.flag("etagereNoCache", true);
    m_client->call({{}, "Target.createBrowserContext", params},
                   [this, agent = options.userAgent, simulated = options.simulated,
                    done = std::move(done)](const auto &answer) {
                       if (!answer) {
                           done(Failure<BrowserError>(answer.error()));
                           return;
                       }
                       const ProfileId id(m_nextProfile++);
                       auto profile = std::make_unique<Profile>();
                       if (simulated != nullptr)
                           profile->cache = std::make_unique<CachePath>(*simulated);
                       profile->setup = {std::string(textOf(*answer, "browserContextId")), agent,
                                         profile->cache.get(), m_info.engine != Engine::Embedded};
                       harden(profile->setup.context);
                       m_profiles.emplace(id, std::move(profile));
                       done(id);
                   });
}

/// What the browser was told at its start already, told again for this profile; one that does not
/// know some of it refuses, which is no fault.
void DevtoolsBrowser::harden(const std::string &context) {
    m_client->call(
        {{}, "Browser.setDownloadBehavior", inContext(context).text("behavior", "deny")});
    for (const std::string_view name : permissions)
        m_client->call({{},
                        "Browser.setPermission",
                        inContext(context)
                            .json("permission", JsonParams().text("name", name).object())
                            .text("setting", "denied")});
}

void DevtoolsBrowser::turnClock(ProfileId profile, Duration ahead, Done<void> done) {
    const Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    if (!found->cache) {
        answerLater<void>(std::move(done), {BrowserError::Kind::Unsupported, "simulated cache"});
        return;
    }
    found->cache->turnClock(ahead);
    QMetaObject::invokeMethod(
        &m_loop, [done = std::move(done)] { done({}); }, Qt::QueuedConnection);
}

void DevtoolsBrowser::removeProfile(ProfileId profile, Done<void> done) {
    Profile *found = find(profile);
    if (found == nullptr) {
        answerLater<void>(std::move(done), {BrowserError::Kind::Refused, "no such profile"});
        return;
    }
    const std::string context = found->setup.context;
    if (found->isVisiting)
        answerLater(found->visited, {BrowserError::Kind::Cancelled, {}});
    stopFollowing(profile);
    m_profiles.erase(profile);
    m_client->call({{}, "Target.disposeBrowserContext", inContext(context)},
                   [done = std::move(done)](const auto &answer) {
                       if (answer)
                           done({});
                       else
                           done(Failure<BrowserError>(answer.error()));
                   });
}

void DevtoolsBrowser::visit(ProfileId profile, const VisitOptions &options,
                            ExchangeListener listener, Done<VisitSummary> done) {
    Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    const bool isReload = options.load != Load::Visit;
    if (isReload ? !found->isOpen : !isVisitable(options.url)) {
        answerLater(std::move(done), {BrowserError::Kind::Refused,
                                      isReload ? "no page to load again" : options.url});
        return;
    }
    found->isVisiting = true;
    found->isStopped = false;
    found->visited = std::move(done);
    stopFollowing(profile);
    const auto start = [this, profile, options,
                        listener = std::move(listener)](const Result<void, BrowserError> &opened) {
        if (opened)
            startVisit(profile, options, listener);
        else
            endVisit(profile, Failure<BrowserError>(opened.error()));
    };
    found->isOpen = found->isOpen || found->isFresh;
    if (isReload || std::exchange(found->isFresh, false))
        QMetaObject::invokeMethod(
            &m_loop, [start] { start({}); }, Qt::QueuedConnection);
    else
        closePage(profile, [this, profile, start] { openPage(profile, start); });
}

void DevtoolsBrowser::startVisit(ProfileId profile, const VisitOptions &options,
                                 ExchangeListener listener) {
    Profile *found = find(profile);
    if (found == nullptr || !found->page || !found->isVisiting)
        return;
    tellShown(profile);
    found->visit =
        std::make_unique<DevtoolsVisit>(*m_client, *found->page, options, std::move(listener));
    if (!found->overwrites.isEmpty())
        found->page->intercept(bypassOf(*found));
    found->visit->start([this, profile](Result<VisitSummary, BrowserError> result) {
        endVisit(profile, std::move(result));
    });
    if (found->isStopped)
        found->visit->stop();
}

void DevtoolsBrowser::endVisit(ProfileId profile, Result<VisitSummary, BrowserError> result) {
    Profile *found = find(profile);
    if (found == nullptr || !found->isVisiting)
        return;
    found->overwrites.endVisit();
    PageFrames frames = found->visit ? found->visit->frames() : PageFrames();
    found->visit.reset();
    if (!result || result->end == VisitSummary::End::Crashed)
        found->dropPage();
    if (found->page && !m_follows)
        found->page->intercept({});
    found->isVisiting = false;
    const Done<VisitSummary> done = std::exchange(found->visited, {});
    const auto watched = m_alive.watch();
    done(std::move(result));
    if (watched.expired())
        return;
    tellShown(profile);
    follow(profile, std::move(frames));
}

void DevtoolsBrowser::endVisit(ProfileId profile) {
    Profile *found = find(profile);
    if (found != nullptr && found->follow)
        found->follow->stopVisit();
    if (found == nullptr || !found->isVisiting)
        return;
    found->isStopped = true;
    if (found->visit)
        found->visit->stop();
}

void DevtoolsBrowser::takeBack(ProfileId profile) {
    Profile *found = find(profile);
    if (found != nullptr && found->visit)
        found->visit->takeBack();
}

void DevtoolsBrowser::readCookies(ProfileId profile, Done<std::vector<Cookie>> done) {
    Profile *found = find(profile);
    if (found == nullptr) {
        answerLater(std::move(done), {BrowserError::Kind::Refused, "no such profile"});
        return;
    }
    m_client->call({{}, "Storage.getCookies", inContext(found->setup.context)},
                   [done = std::move(done)](const auto &answer) {
                       if (answer)
                           done(readCookieList(*answer));
                       else
                           done(Failure<BrowserError>(answer.error()));
                   });
}

void DevtoolsBrowser::forget(ProfileId profile, Done<void> done) {
    if (findIdle(profile, done) == nullptr)
        return;
    stopFollowing(profile);
    // A page keeps its session's storage as long as it is open.
    closePage(profile, [this, profile, done = whileBusy(profile, std::move(done))] {
        const Done<void> both = whenBothAre(done);
        clearCookies(profile, both);
        clearStorage(profile, both);
    });
}

void DevtoolsBrowser::clearCookies(ProfileId profile, const Done<void> &done) {
    const Profile *found = find(profile);
    if (found == nullptr) {
        done(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
        return;
    }
    m_client->call({{}, "Storage.clearCookies", inContext(found->setup.context)},
                   [done](const auto &answer) {
                       if (answer)
                           done({});
                       else
                           done(Failure<BrowserError>(answer.error()));
                   });
}

void DevtoolsBrowser::clearStorage(ProfileId profile, const Done<void> &done) {
    // No origin at all: what every origin stores, partitioned or not.
    const JsonParams all = JsonParams().text("origin", "*").text("storageTypes", "all");
    onPage(profile, {{}, "Storage.clearDataForOrigin", all}, done);
}

/// What the page's renderer has in its memory cache goes too.
void DevtoolsBrowser::flushSimulated(ProfileId profile, const flush::Scope &scope,
                                     Done<FlushResult> done) {
    FlushResult result;
    result.way = FlushResult::Way::Deleted;
    result.entries = find(profile)->cache->flush(scope);
    stopFollowing(profile);
    onPage(profile, {{}, "Network.clearBrowserCache", {}},
           [result,
            done = whileBusy(profile, std::move(done))](const Result<void, BrowserError> &answer) {
               if (answer)
                   done(FlushResult(result));
               else
                   done(Failure<BrowserError>(answer.error()));
           });
}

void DevtoolsBrowser::flush(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done) {
    Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    if (found->cache) {
        flushSimulated(profile, scope, std::move(done));
        return;
    }
    if (scope.by == flush::By::Entry) {
        answerLater(std::move(done), {BrowserError::Kind::Unsupported, "entry"});
        return;
    }
    if (scope.by != flush::By::Everything) {
        found->overwrites.add(scope);
        stopFollowing(profile);
        QMetaObject::invokeMethod(
            &m_loop,
            [done = std::move(done)] {
                done(FlushResult{FlushResult::Way::Overwritten, std::nullopt, false});
            },
            Qt::QueuedConnection);
        return;
    }
    stopFollowing(profile);
    onPage(profile, {{}, "Network.clearBrowserCache", {}},
           [this, profile,
            done = whileBusy(profile, std::move(done))](const Result<void, BrowserError> &answer) {
               if (!answer) {
                   done(Failure<BrowserError>(answer.error()));
                   return;
               }
               if (Profile *flushed = find(profile); flushed != nullptr)
                   flushed->overwrites.clear();
               done(FlushResult{FlushResult::Way::Cleared, std::nullopt, false});
           });
}

} // namespace etagere::live
