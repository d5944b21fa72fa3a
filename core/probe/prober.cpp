// SPDX-License-Identifier: Apache-2.0
#include "core/probe/prober.h"

#include "core/http/text.h"
#include "core/probe/echo.h"
#include "core/probe/invention.h"
#include "core/probe/label.h"
#include "core/url/resolve.h"
#include "core/url/url.h"

#include <algorithm>
#include <utility>

namespace etagere::probe {

namespace {

using tags::Validator;

constexpr std::uint32_t mostHops = 5;
constexpr std::uint32_t mostFailures = 5;  // in a row
constexpr std::uint32_t firstFailures = 3; // without any answer before

bool isRedirect(std::uint16_t status) noexcept {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isSameSite(const url::UrlView &a, const url::UrlView &b) {
    const auto isHttp = [](const url::UrlView &view) {
        return view.kind == url::UrlView::Kind::Http || view.kind == url::UrlView::Kind::Https;
    };
    return isHttp(a) && isHttp(b) && !b.host.empty() && b.userinfo.empty() &&
           url::siteOf(a.host) == url::siteOf(b.host);
}

std::string hostOf(std::string_view url) {
    std::string host(url::parseUrl(url).host);
    std::transform(host.begin(), host.end(), host.begin(), http::lowered);
    return host;
}

bool isSecure(std::string_view url) { return url::parseUrl(url).kind == url::UrlView::Kind::Https; }

} // namespace

Prober::Prober(Plan plan, std::vector<Outcome> earlier)
    : m_plan(std::move(plan))
    , m_url(m_plan.url)
    , m_outcomes(std::move(earlier))
    , m_chance(m_plan.options.seed) {
    // Earlier visitors keep their numbers; nothing more is asked in their names.
    std::uint32_t visitors = 0;
    for (const Outcome &outcome : m_outcomes)
        visitors = std::max(visitors, outcome.question.visitor + 1);
    m_visitors.resize(visitors);
}

const Question *Prober::next() {
    if (m_end != End::Done)
        return nullptr;
    while (m_queue.empty() && m_step < m_plan.steps.size())
        advance();
    if (m_queue.empty())
        return nullptr;
    if (m_asked >= m_plan.options.budget) {
        finish(End::Budget);
        return nullptr;
    }
    if (!m_ready)
        prepare(m_queue.front());
    m_ready = true;
    return &m_queue.front();
}

void Prober::take(Answer answer) {
    if (m_queue.empty() || !m_ready)
        return;
    m_outcomes.push_back(outcomeOf(std::move(m_queue.front()), std::move(answer)));
    m_queue.pop_front();
    m_ready = false;
    ++m_asked;
    const Outcome &outcome = m_outcomes.back();
    m_redirects += outcome.question.hop > 0 ? 1U : 0U;
    learn(outcome);
    follow(outcome);
    giveUp(outcome);
}

void Prober::stop() noexcept { finish(End::Stopped); }

void Prober::finish(End end) noexcept {
    m_end = end;
    m_queue.clear();
    m_ready = false;
}

void Prober::giveUp(const Outcome &outcome) {
    constexpr std::uint16_t tooMany = 429;
    constexpr std::uint16_t unavailable = 503;
    const Answer &answer = outcome.answer;
    m_failures = answer.status == 0 ? m_failures + 1 : 0;
    if (answer.status == tooMany ||
        (answer.status == unavailable && !valueIn(answer.fields, "Retry-After").empty()))
        finish(End::Refused);
    else if (m_failures >= mostFailures || (m_failures >= firstFailures && m_failures == m_asked))
        finish(End::Unreachable);
}

/// What a visitor keeps of an answer: its cookies, and the validators of the probed URL.
void Prober::learn(const Outcome &outcome) {
    const Question &question = outcome.question;
    Visitor &visitor = m_visitors[question.visitor];
    const std::string host = hostOf(question.url);
    for (const auto &[name, value] : outcome.answer.fields) {
        if (http::equalsIgnoringCase(name, "Set-Cookie"))
            visitor.jar.take({host, isSecure(question.url), outcome.answer.started}, value);
    }
    const bool isFinal = outcome.answer.status != 0 && !isRedirect(outcome.answer.status);
    if (question.role == Role::Fresh && isFinal && !m_resolved) {
        m_resolved = true;
        m_url = question.url;
    }
    if (question.url != m_url || !isNatural(question.role) || outcome.answer.status >= 400)
        return;
    if (!outcome.tag().empty())
        visitor.tag = outcome.tag();
    if (!outcome.lastModified().empty())
        visitor.time = outcome.lastModified();
    m_gated = m_gated || (question.role == Role::Return && !outcome.tag().empty());
}

void Prober::follow(const Outcome &outcome) {
    const Question &asked = outcome.question;
    const std::string_view location = valueIn(outcome.answer.fields, "Location");
    const bool follows = isNatural(asked.role) || asked.role == Role::Other;
    if (!follows || !isRedirect(outcome.answer.status) || location.empty() || asked.hop >= mostHops)
        return;
    Question next;
    next.url = requestable(url::resolve(asked.url, location));
    if (!isSameSite(url::parseUrl(asked.url), url::parseUrl(next.url)))
        return;
    next.probe = asked.probe;
    next.role = asked.role;
    next.validator = asked.validator;
    next.visitor = asked.visitor;
    next.visit = asked.visit;
    next.sent = asked.sent;
    next.hop = asked.hop + 1;
    m_queue.push_front(std::move(next));
}

void Prober::advance() {
    const Step &step = m_plan.steps[m_step++];
    if (!isNeeded(step))
        return;
    for (Question &question : questionsOf(step))
        m_queue.push_back(std::move(question));
}

bool Prober::isNeeded(const Step &step) const {
    using Needs = Step::Needs;
    const auto known = issued(step.validator).size();
    switch (step.needs) {
    case Needs::Nothing:
        return true;
    case Needs::NoneSeen:
        return issued(Validator::ETag).empty();
    case Needs::SeenOnReturn:
        return m_gated;
    case Needs::Value:
        return known > 0;
    case Needs::EarlierRun:
        return !issuedEarlier(step.validator).empty();
    case Needs::TwoValues:
        return known > 1;
    case Needs::TwoOrEcho:
        return known > 1 || cameBack(step.validator);
    case Needs::Cookie:
        return std::any_of(m_visitors.begin(), m_visitors.end(), [](const Visitor &visitor) {
            return visitor.studied && !visitor.jar.isEmpty() && !visitor.tag.empty();
        });
    }
    return false;
}

/// The fields, once it is known what the visitor has.
void Prober::prepare(Question &question) {
    Visitor &visitor = m_visitors[question.visitor];
    const std::string host = hostOf(question.url);
    if (question.role == Role::Respawn && question.hop == 0)
        visitor.jar.clear();
    if (question.hop == 0 && question.role != Role::Page)
        question.visit = visitor.visits++;
    question.fields = commonFields(m_plan.options, visitor.other);
    if (std::string cookies = visitor.jar.header(host, isSecure(question.url)); !cookies.empty())
        question.fields.emplace_back("Cookie", std::move(cookies));
    // What a saved file holds may be no field value.
    const bool fits = std::none_of(question.sent.begin(), question.sent.end(), http::isControl);
    if (question.sent.empty() || !fits || question.url != m_url)
        return;
    const char *name = question.role == Role::EchoCheck        ? echoCheckField.data()
                       : question.validator == Validator::ETag ? "If-None-Match"
                                                               : "If-Modified-Since";
    question.fields.emplace_back(name, question.sent);
}

bool Prober::isIssued(Validator validator, std::string_view value) const {
    const std::vector<std::string> known = issued(validator);
    return std::any_of(known.begin(), known.end(), [&](const std::string &one) {
        return validator == Validator::ETag ? isSameTag(one, value, m_plan.options.guards)
                                            : one == value;
    });
}

/// What natural visits were given, distinct, first seen first.
std::vector<std::string> Prober::issued(Validator validator) const {
    std::vector<std::string> values;
    for (const Outcome &outcome : m_outcomes) {
        const bool counts = isNatural(outcome.question.role) && outcome.question.sent.empty() &&
                            outcome.question.url == m_url && outcome.answer.status != 0 &&
                            outcome.answer.status < 400;
        const std::string value(outcome.value(validator));
        if (counts && !value.empty() &&
            std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(value);
    }
    return values;
}

/// The same, by the run that is resumed.
std::vector<std::string> Prober::issuedEarlier(Validator validator) const {
    std::vector<std::string> values;
    for (const Outcome &outcome : m_outcomes) {
        const std::string value(outcome.value(validator));
        if (outcome.question.role == Role::Fresh && outcome.question.probe != Probe::Drift &&
            !value.empty() && std::find(values.begin(), values.end(), value) == values.end())
            values.push_back(value);
    }
    return values;
}

bool Prober::cameBack(Validator validator) const {
    return std::any_of(m_outcomes.begin(), m_outcomes.end(), [validator](const Outcome &outcome) {
        return outcome.question.role == Role::MadeUp && outcome.question.validator == validator &&
               echoOf(outcome).any();
    });
}

} // namespace etagere::probe
