// SPDX-License-Identifier: Apache-2.0
#include "core/audit/flush_trial.h"

#include "core/audit/audit.h"
#include "core/url/url.h"

#include <algorithm>
#include <set>
#include <utility>

namespace etagere::audit {

namespace {

using analysis::Finding;
using analysis::Grade;

/// Every URL of the origin whose responses bore the validator.
void addUrlsOf(const Finding &finding, const traffic::Traffic &traffic,
               std::set<std::string> &urls) {
    const http::FieldName field = finding.validator == tags::Validator::ETag
                                      ? http::FieldName::ETag
                                      : http::FieldName::LastModified;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const traffic::Exchange &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.url.isValid() && http::find(exchange.responseFields, field) != nullptr &&
            traffic.originText(traffic.originOf(exchange.url)) == finding.origin)
            urls.emplace(traffic.urlText(exchange.url));
    }
}

} // namespace

std::string_view nameOf(SurvivingIdentity::Source source) noexcept {
    using Source = SurvivingIdentity::Source;
    switch (source) {
    case Source::Cookie:
        return "cookie";
    case Source::Storage:
        return "storage";
    case Source::Cache:
        return "cache";
    case Source::AddressAndBrowser:
        return "address-and-browser";
    case Source::Unknown:
    case Source::Count:
        break;
    }
    return "unknown";
}

std::string visitorName(const Step &step, const FlushOrder &order) {
    const bool isNew = step.kind == StepKind::TrialCheck && order.cookiesToo &&
                       order.target == FlushTarget::Everything;
    const std::string name = personName(step.person);
    return isNew ? name + " after the flush" : name;
}

std::vector<Finding> findingsSoFar(const LiveRun &run, const traffic::Traffic &traffic,
                                   const analysis::ForEach &forEach) {
    analysis::Conduct conduct;
    conduct.forEach = forEach;
    const auto states = statesOf(run);
    conduct.states = states;
    const auto storage = storageOf(run, traffic);
    conduct.storage = storage;
    return auditCapture(traffic, {}, conduct).findings;
}

std::vector<std::string> urlsToFlush(std::span<const Finding> findings,
                                     const traffic::Traffic &traffic) {
    std::set<std::string> urls;
    for (const Finding &finding : findings) {
        const bool mayBeRaised = finding.grade >= Grade::Varies || finding.valueCount > 1;
        if (!mayBeRaised)
            continue;
        urls.insert(finding.urls.begin(), finding.urls.end());
        if (finding.urlCount > finding.urls.size())
            addUrlsOf(finding, traffic, urls);
    }
    return {urls.begin(), urls.end()};
}

flush::Scope scopeOf(const FlushOrder &order, std::string_view page,
                     std::vector<std::string> urls) {
    const url::UrlView parsed = url::parseUrl(page);
    const auto named = [&order](const std::string &ofThePage) {
        return std::vector{order.name.empty() ? ofThePage : order.name};
    };
    switch (order.target) {
    case FlushTarget::Findings:
        return {flush::By::Url, std::move(urls), {}};
    case FlushTarget::Site:
        return {flush::By::Site, named(url::siteOf(parsed.host)), {}};
    case FlushTarget::Origin:
        return {flush::By::Origin, named(url::originOf(parsed)), {}};
    case FlushTarget::Url:
        return {flush::By::Url, named(std::string(page)), {}};
    case FlushTarget::Everything:
    case FlushTarget::Count:
        break;
    }
    return {};
}

TrialPlayer::TrialPlayer(live::Browser &browser, FlushOrder order, flush::Scope scope)
    : m_browser(browser) {
    m_trial.order = std::move(order);
    m_trial.scope = std::move(scope);
}

void TrialPlayer::record(StepKind kind, const live::LiveExchange &exchange) {
    if (kind != StepKind::TrialReturn && kind != StepKind::TrialCheck)
        return;
    live::LiveExchange kept = exchange;
    kept.body = {}; // not what a flush is judged by
    kept.requestBody = {};
    (kind == StepKind::TrialReturn ? m_before : m_after).push_back(std::move(kept));
}

template <class T, class Then>
live::Done<T> TrialPlayer::then(Then step) {
    return [weak = weak_from_this(), step = std::move(step)](Result<T, live::BrowserError> got) {
        const auto self = weak.lock();
        if (!self)
            return;
        if (!got)
            self->end(got.error());
        else if constexpr (std::is_void_v<T>)
            step(*self);
        else
            step(*self, *std::move(got));
    };
}

void TrialPlayer::flush(live::ProfileId profile, Done done) {
    m_profile = profile;
    m_done = std::move(done);
    readBefore();
}

void TrialPlayer::readBefore() {
    m_browser.readCookies(
        m_profile, then<std::vector<live::Cookie>>([](TrialPlayer &self, auto cookies) {
            self.m_cookiesBefore = std::move(cookies);
            self.m_trial.cookiesBefore = static_cast<std::uint32_t>(self.m_cookiesBefore.size());
            self.flushCache();
        }));
}

void TrialPlayer::flushCache() {
    m_browser.flush(m_profile, m_trial.scope,
                    then<live::FlushResult>([](TrialPlayer &self, const auto &result) {
                        self.m_trial.result = result;
                        if (self.m_trial.order.cookiesToo)
                            self.forget();
                        else
                            self.readAfter();
                    }));
}

void TrialPlayer::forget() {
    m_browser.forget(m_profile, then<void>([](TrialPlayer &self) {
                         if (self.m_trial.result)
                             self.m_trial.result->cookiesGone = true;
                         self.readAfter();
                     }));
}

void TrialPlayer::readAfter() {
    m_browser.readCookies(
        m_profile, then<std::vector<live::Cookie>>([](TrialPlayer &self, auto cookies) {
            self.m_cookiesAfter = std::move(cookies);
            self.m_trial.cookiesAfter = static_cast<std::uint32_t>(self.m_cookiesAfter.size());
            self.end({});
        }));
}

void TrialPlayer::end(std::optional<live::BrowserError> error) {
    const Done done = std::exchange(m_done, {});
    if (done)
        done(std::move(error));
}

FlushTrial TrialPlayer::finish(FlushTrial::Gap gap, std::optional<live::BrowserError> failure) {
    m_trial.gap = gap;
    m_trial.failure = std::move(failure);
    if (gap == FlushTrial::Gap::None)
        m_trial.check = live::checkFlush({m_trial.scope, m_before, m_after, m_cookiesBefore,
                                          m_cookiesAfter, m_trial.order.cookiesToo});
    return std::move(m_trial);
}

} // namespace etagere::audit
