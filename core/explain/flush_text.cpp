// SPDX-License-Identifier: Apache-2.0
#include "core/explain/flush_text.h"

#include "core/explain/live_text.h"
#include "core/explain/printable.h"

namespace etagere::explain {

namespace {

using audit::FlushTarget;
using audit::FlushTrial;
using audit::SurvivingIdentity;
using live::FlushFault;
using live::FlushResult;

constexpr Message everything = ETAGERE_TEXT("flush", "the whole cache");
constexpr Message findings =
    ETAGERE_PLURAL("flush", "the URL of what was found", "the %n URLs of what was found");
constexpr Message nothingFound = ETAGERE_TEXT("flush", "the URLs of what was found");
constexpr Message site = ETAGERE_TEXT("flush", "the site %1");
constexpr Message origin = ETAGERE_TEXT("flush", "the origin %1");
constexpr Message url = ETAGERE_TEXT("flush", "the URL %1");
constexpr Message keepingCookies =
    ETAGERE_TEXT("flush", "Flushed: %1. Cookies and storage were to stay.");
constexpr Message cookiesToo =
    ETAGERE_TEXT("flush", "Flushed: %1, and cookies and storage as well.");

constexpr Message noFindings = ETAGERE_TEXT(
    "flush", "Nothing was found that identifies or might identify, so there was nothing to flush.");
constexpr Message failed = ETAGERE_TEXT("flush", "The browser did not flush. %1");
constexpr Message stopped = ETAGERE_TEXT("flush", "It was stopped before it could be verified.");

constexpr Message holds = ETAGERE_PLURAL(
    "flush",
    "It holds. On the visit after it, %n URL of it was asked for as if for the first time.",
    "It holds. On the visit after it, %n URLs of it were asked for as if for the first time.");
constexpr Message holdsNot = ETAGERE_PLURAL("flush", "It does not hold: %n thing is not as asked.",
                                            "It does not hold: %n things are not as asked.");
constexpr Message untouched =
    ETAGERE_PLURAL("flush", "Outside of it, %n URL was kept and asked about as before.",
                   "Outside of it, %n URLs were kept and asked about as before.");
constexpr Message notVisited =
    ETAGERE_PLURAL("flush", "%n URL of it was not asked for again, so nothing is known of it.",
                   "%n URLs of it were not asked for again, so nothing is known of them.");
constexpr Message overwritten = ETAGERE_TEXT(
    "flush", "This browser cannot delete single entries: each was overwritten when it was next "
             "asked for, and the server could see that the cache was passed over (no-cache).");
constexpr Message cookieCounts = ETAGERE_TEXT("flush", "Cookies: %1 before the flush, %2 after.");
constexpr Message identityGone =
    ETAGERE_PLURAL("flush", "The %n value that told this visitor from others did not come back.",
                   "None of the %n values that told this visitor from others came back.");
constexpr Message identityNone =
    ETAGERE_TEXT("flush", "Nothing was seen that told this visitor from others, neither before "
                          "nor after.");
constexpr Message identityStays =
    ETAGERE_PLURAL("flush", "The visitor can still be told from others: %n value came back.",
                   "The visitor can still be told from others: %n values came back.");

constexpr Message stillTagged =
    ETAGERE_TEXT("flush", "%1 was to be flushed and was asked about with %2.");
constexpr Message stillServed =
    ETAGERE_TEXT("flush", "%1 was to be flushed and came out of the cache, without a request.");
constexpr Message lostTag =
    ETAGERE_TEXT("flush", "%1 was to be kept and is gone: before, it was asked about with %2.");
constexpr Message cookieStays = ETAGERE_TEXT("flush", "The cookie %1 was to go and is there.");
constexpr Message cookieLost = ETAGERE_TEXT("flush", "The cookie %1 was to stay and is gone.");

constexpr Message byCookie = ETAGERE_TEXT("flush", "%1: by the cookie %2, which was kept.");
constexpr Message byStorage =
    ETAGERE_TEXT("flush", "%1: by the page's storage, %2, which was kept.");
constexpr Message byCache = ETAGERE_TEXT("flush", "%1: by what the cache still holds of %2.");
constexpr Message byAddress = ETAGERE_TEXT(
    "flush", "%1: it follows from the address and the browser's name (IP and User-Agent). Other "
             "visitors who share them got it too, the one under another name did not. No flush "
             "changes that.");
constexpr Message byUnknown =
    ETAGERE_TEXT("flush", "%1: by nothing that was seen; neither the cache nor a cookie nor the "
                          "page's storage held it.");

std::string scopeWords(const FlushTrial &trial) {
    const std::string name = trial.scope.names.empty() ? std::string() : trial.scope.names.front();
    switch (trial.order.target) {
    case FlushTarget::Findings:
        return trial.scope.names.empty()
                   ? text(nothingFound)
                   : plural(findings, static_cast<std::int64_t>(trial.scope.names.size()));
    case FlushTarget::Site:
        return text(site, name);
    case FlushTarget::Origin:
        return text(origin, name);
    case FlushTarget::Url:
        return text(url, name);
    case FlushTarget::Everything:
    case FlushTarget::Count:
        break;
    }
    return text(everything);
}

std::string identityWords(const FlushTrial &trial) {
    if (!trial.survived.empty())
        return plural(identityStays, static_cast<std::int64_t>(trial.survived.size()));
    return trial.identities > 0 ? plural(identityGone, trial.identities) : text(identityNone);
}

} // namespace

std::string describe(const FlushTrial &trial) {
    return text(trial.order.cookiesToo ? cookiesToo : keepingCookies, scopeWords(trial));
}

std::vector<std::string> outcomeOf(const FlushTrial &trial) {
    using Gap = FlushTrial::Gap;
    if (trial.gap == Gap::NoFindings)
        return {text(noFindings)};
    if (trial.gap == Gap::Failed)
        return {text(failed, trial.failure ? sentenceOf(*trial.failure) : std::string())};
    if (trial.gap == Gap::Stopped)
        return {text(stopped)};
    const live::FlushCheck &check = trial.check;
    std::vector<std::string> all;
    std::string first = check.isClean()
                            ? plural(holds, check.flushed)
                            : plural(holdsNot, static_cast<std::int64_t>(check.faults.size()));
    if (check.untouched > 0)
        first += " " + plural(untouched, check.untouched);
    all.push_back(std::move(first));
    if (!check.notVisited.empty())
        all.push_back(plural(notVisited, static_cast<std::int64_t>(check.notVisited.size())));
    if (trial.result && trial.result->way == FlushResult::Way::Overwritten)
        all.push_back(text(overwritten));
    all.push_back(text(cookieCounts, trial.cookiesBefore, trial.cookiesAfter));
    all.push_back(identityWords(trial));
    return all;
}

std::string sentenceOf(const FlushFault &fault) {
    switch (fault.kind) {
    case FlushFault::Kind::StillTagged:
        return text(stillTagged, fault.name, shortened(fault.detail));
    case FlushFault::Kind::StillServed:
        return text(stillServed, fault.name);
    case FlushFault::Kind::LostTag:
        return text(lostTag, fault.name, shortened(fault.detail));
    case FlushFault::Kind::CookieStays:
        return text(cookieStays, fault.name);
    case FlushFault::Kind::CookieLost:
    case FlushFault::Kind::Count:
        break;
    }
    return text(cookieLost, fault.name);
}

std::string sentenceOf(const SurvivingIdentity &identity) {
    using Source = SurvivingIdentity::Source;
    const std::string what = identity.where + " = " + shortened(identity.value);
    switch (identity.source) {
    case Source::Cookie:
        return text(byCookie, what, identity.name);
    case Source::Storage:
        return text(byStorage, what, identity.name);
    case Source::Cache:
        return text(byCache, what, identity.name);
    case Source::AddressAndBrowser:
        return text(byAddress, what);
    case Source::Unknown:
    case Source::Count:
        break;
    }
    return text(byUnknown, what);
}

} // namespace etagere::explain
