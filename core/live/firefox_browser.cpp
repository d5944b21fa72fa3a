// SPDX-License-Identifier: Apache-2.0
#include "core/live/firefox_browser.h"

#include "core/live/firefox_profile.h"
#include "core/live/firefox_scripts.h"
#include "core/url/url.h"

#include <charconv>
#include <utility>

namespace etagere::live {

namespace {

bool isVisitable(std::string_view url) noexcept {
    const url::UrlView::Kind kind = url::parseUrl(url).kind;
    return kind == url::UrlView::Kind::Http || kind == url::UrlView::Kind::Https;
}

std::int64_t numberOf(const std::string &text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Which of the listed URLs a scope covers.
std::vector<std::size_t> coveredBy(const flush::Scope &scope, std::string_view list) {
    std::vector<std::size_t> covered;
    simdjson::dom::parser parser;
    simdjson::dom::array urls;
    if (list.empty() || parser.parse(list.data(), list.size()).get(urls) != simdjson::SUCCESS)
        return covered;
    flush::Scope everyVisitors = scope;
    everyVisitors.visitor.clear();
    const flush::ScopeMatcher matcher(std::move(everyVisitors));
    std::size_t index = 0;
    for (const simdjson::dom::element element : urls) {
        std::string_view text;
        if (element.get(text) != simdjson::SUCCESS)
            text = {};
        const url::UrlView url = url::parseUrl(text);
        const std::string origin = url::originOf(url);
        const std::string site = url::siteOf(url.host);
        if (matcher.covers({{}, text, origin, site, {}}))
            covered.push_back(index);
        ++index;
    }
    return covered;
}

} // namespace

FirefoxBrowser::FirefoxBrowser(EngineInfo info, Link link)
    : m_info(std::move(info))
    , m_link(std::move(link)) {
    m_link.client->onEvent(
        [this](std::string_view method, simdjson::dom::element params) { take(method, params); });
    m_link.client->onEnd([this](const BrowserError &error) { takeGone(error); });
}

FirefoxBrowser::~FirefoxBrowser() = default;

template <class T>
void FirefoxBrowser::answerLater(Done<T> done, BrowserError error) {
    QMetaObject::invokeMethod(
        &m_loop,
        [done = std::move(done), error = std::move(error)] { done(Failure<BrowserError>(error)); },
        Qt::QueuedConnection);
}

template <class T>
FirefoxBrowser::Profile *FirefoxBrowser::findIdle(ProfileId profile, const Done<T> &done) {
    Profile *found = find(profile);
    if (found != nullptr && !found->isVisiting && !found->isBusy)
        return found;
    answerLater<T>(done, {BrowserError::Kind::Refused,
                          found == nullptr ? "no such profile" : "the profile is busy"});
    return nullptr;
}

template <class T>
Done<T> FirefoxBrowser::whileBusy(ProfileId profile, Done<T> done) {
    if (Profile *found = find(profile); found != nullptr)
        found->isBusy = true;
    return [this, profile, done = std::move(done)](Result<T, BrowserError> result) {
        if (Profile *found = find(profile); found != nullptr)
            found->isBusy = false;
        done(std::move(result));
    };
}

FirefoxBrowser::Profile *FirefoxBrowser::find(ProfileId profile) {
    const auto found = m_profiles.find(profile);
    return found == m_profiles.end() ? nullptr : found->second.get();
}

void FirefoxBrowser::inBrowser(const std::string &script, Texts answer) {
    m_link.client->evaluate({m_link.browser}, script, std::move(answer));
}

void FirefoxBrowser::addProfile(const ProfileOptions &options, Done<ProfileId> done) {
    if (!options.kept.empty()) {
        answerLater<ProfileId>(std::move(done), {BrowserError::Kind::Unsupported, "kept profile"});
        return;
    }
    if (options.simulated != nullptr) {
        answerLater<ProfileId>(std::move(done),
                               {BrowserError::Kind::Unsupported, "simulated cache"});
        return;
    }
    const auto created = [this, agent = options.userAgent,
                          done = std::move(done)](const auto &answer) {
        if (!answer)
            return done(Failure<BrowserError>(answer.error()));
        const std::string context(textOf(*answer, "userContext"));
        inBrowser(numberInBrowser(context),
                  [this, context, agent, done](const Result<std::string, BrowserError> &number) {
                      if (!number)
                          return done(Failure<BrowserError>(number.error()));
                      const ProfileId id(m_nextProfile++);
                      auto profile = std::make_unique<Profile>();
                      profile->userContext = context;
                      profile->number = numberOf(*number);
                      if (!agent.empty())
                          rename(*profile, agent);
                      m_profiles.emplace(id, std::move(profile));
                      done(id);
                  });
    };
    m_link.client->call("browser.createUserContext", {}, created);
}

void FirefoxBrowser::rename(const Profile &profile, const std::string &userAgent) {
    // For what scripts see, and for what servers see.
    m_link.client->call("emulation.setUserAgentOverride",
                        JsonParams()
                            .text("userAgent", userAgent)
                            .json("userContexts", jsonList(profile.userContext)));
    inBrowser(renameInBrowser(profile.number, userAgent), {});
}

void FirefoxBrowser::turnClock(ProfileId /*profile*/, Duration /*ahead*/, Done<void> done) {
    answerLater<void>(std::move(done), {BrowserError::Kind::Unsupported, "simulated cache"});
}

void FirefoxBrowser::removeProfile(ProfileId profile, Done<void> done) {
    Profile *found = find(profile);
    if (found == nullptr) {
        answerLater<void>(std::move(done), {BrowserError::Kind::Refused, "no such profile"});
        return;
    }
    const std::string context = found->userContext;
    const std::int64_t number = found->number;
    if (found->isVisiting)
        answerLater(found->visited, {BrowserError::Kind::Cancelled, {}});
    m_profiles.erase(profile);
    const auto removed = [done = std::move(done)](const auto &answer) {
        if (answer)
            done({});
        else
            done(Failure<BrowserError>(answer.error()));
    };
    // Its tabs go with it, and then nothing can be stored any more.
    m_link.client->call(
        "browser.removeUserContext", JsonParams().text("userContext", context),
        [this, number, removed](const auto &answer) {
            if (!answer)
                return removed(
                    Result<std::string, BrowserError>(Failure<BrowserError>(answer.error())));
            inBrowser(forgetInBrowser(number), [this, number, removed](const auto &forgotten) {
                if (!forgotten)
                    return removed(forgotten);
                inBrowser(emptyCacheInBrowser(number), removed);
            });
        });
}

void FirefoxBrowser::visit(ProfileId profile, const VisitOptions &options,
                           ExchangeListener listener, Done<VisitSummary> done) {
    Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    const bool isReload = options.load != Load::Visit;
    if (isReload ? found->tab.empty() : !isVisitable(options.url)) {
        answerLater(std::move(done), {BrowserError::Kind::Refused,
                                      isReload ? "no page to load again" : options.url});
        return;
    }
    found->isVisiting = true;
    found->isStopped = false;
    found->visited = std::move(done);
    const auto start = [this, profile, options,
                        listener = std::move(listener)](const Result<void, BrowserError> &opened) {
        if (opened)
            startVisit(profile, options, listener);
        else
            finishVisit(profile, Failure<BrowserError>(opened.error()));
    };
    if (isReload)
        QMetaObject::invokeMethod(
            &m_loop, [start] { start({}); }, Qt::QueuedConnection);
    else
        closeTab(*found, [this, profile, start] { openTab(profile, start); });
}

void FirefoxBrowser::closeTab(Profile &profile, Step next) {
    if (profile.tab.empty()) {
        QMetaObject::invokeMethod(&m_loop, std::move(next), Qt::QueuedConnection);
        return;
    }
    // One that has gone already cannot be closed: no fault.
    m_link.client->call("browsingContext.close",
                        JsonParams().text("context", std::exchange(profile.tab, {})),
                        [next = std::move(next)](const auto &) { next(); });
}

void FirefoxBrowser::openTab(ProfileId profile,
                             std::function<void(Result<void, BrowserError>)> opened) {
    Profile *found = find(profile);
    if (found == nullptr)
        return;
    found->isOpening = true;
    m_link.client->call("browsingContext.create",
                        JsonParams().text("type", "tab").text("userContext", found->userContext),
                        [this, profile, opened = std::move(opened)](const auto &answer) {
                            Profile *owner = find(profile);
                            if (owner == nullptr)
                                return;
                            owner->isOpening = false;
                            if (!answer)
                                return opened(Failure<BrowserError>(answer.error()));
                            owner->tab = textOf(*answer, "context");
                            m_contexts[owner->tab] = profile;
                            opened({});
                        });
}

void FirefoxBrowser::startVisit(ProfileId profile, const VisitOptions &options,
                                ExchangeListener listener) {
    Profile *found = find(profile);
    if (found == nullptr || !found->isVisiting)
        return;
    FirefoxTab tab{m_link.client.get(), found->tab, m_link.browser, m_link.collector,
                   found->number};
    found->visit = std::make_unique<FirefoxVisit>(std::move(tab), options, std::move(listener));
    found->visit->start([this, profile](Result<VisitSummary, BrowserError> result) {
        finishVisit(profile, std::move(result));
    });
    if (found->isStopped)
        found->visit->stop();
}

void FirefoxBrowser::finishVisit(ProfileId profile, Result<VisitSummary, BrowserError> result) {
    Profile *found = find(profile);
    if (found == nullptr || !found->isVisiting)
        return;
    found->visit.reset();
    found->isVisiting = false;
    const Done<VisitSummary> done = std::exchange(found->visited, {});
    done(std::move(result));
}

void FirefoxBrowser::endVisit(ProfileId profile) {
    Profile *found = find(profile);
    if (found == nullptr || !found->isVisiting)
        return;
    found->isStopped = true;
    if (found->visit)
        found->visit->stop();
}

void FirefoxBrowser::takeBack(ProfileId profile) {
    Profile *found = find(profile);
    if (found != nullptr && found->visit)
        found->visit->takeBack();
}

void FirefoxBrowser::readCookies(ProfileId profile, Done<std::vector<Cookie>> done) {
    const Profile *found = find(profile);
    if (found == nullptr) {
        answerLater(std::move(done), {BrowserError::Kind::Refused, "no such profile"});
        return;
    }
    inBrowser(cookiesInBrowser(found->number),
              [done = std::move(done)](const Result<std::string, BrowserError> &json) {
                  if (json)
                      done(readFirefoxCookies(*json));
                  else
                      done(Failure<BrowserError>(json.error()));
              });
}

void FirefoxBrowser::forget(ProfileId profile, Done<void> done) {
    Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    const std::int64_t number = found->number;
    // A tab keeps its session's storage as long as it is open.
    closeTab(*found, [this, number, done = whileBusy(profile, std::move(done))] {
        inBrowser(forgetInBrowser(number), [done](const auto &answer) {
            if (answer)
                done({});
            else
                done(Failure<BrowserError>(answer.error()));
        });
    });
}

void FirefoxBrowser::flush(ProfileId profile, const flush::Scope &scope, Done<FlushResult> done) {
    const Profile *found = findIdle(profile, done);
    if (found == nullptr)
        return;
    if (scope.by == flush::By::Entry) {
        answerLater(std::move(done), {BrowserError::Kind::Unsupported, "entry"});
        return;
    }
    inBrowser(listCacheInBrowser(found->number),
              [this, profile, scope, done = whileBusy(profile, std::move(done))](
                  const Result<std::string, BrowserError> &list) {
                  if (list)
                      deleteListed(profile, scope, *list, done);
                  else
                      done(Failure<BrowserError>(list.error()));
              });
}

void FirefoxBrowser::deleteListed(ProfileId profile, const flush::Scope &scope,
                                  std::string_view list, const Done<FlushResult> &done) {
    const Profile *found = find(profile);
    if (found == nullptr) {
        done(Failure<BrowserError>({BrowserError::Kind::Cancelled, {}}));
        return;
    }
    inBrowser(deleteInBrowser(found->number, coveredBy(scope, list)),
              [done](const Result<std::string, BrowserError> &deleted) {
                  if (!deleted)
                      return done(Failure<BrowserError>(deleted.error()));
                  FlushResult result;
                  result.way = FlushResult::Way::Deleted;
                  result.entries = static_cast<std::uint64_t>(numberOf(*deleted));
                  done(result);
              });
}

} // namespace etagere::live
