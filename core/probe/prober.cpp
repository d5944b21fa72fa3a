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
constexpr std::size_t inventions = 16;     // tries for a value that was not issued

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
    next.url = url::resolve(asked.url, location);
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

Prober::Planned Prober::questionsOf(const Step &step) {
    Planned out;
    switch (step.role) {
    case Role::Fresh:
    case Role::Clean:
    case Role::Other:
        addNewVisitors(step, out);
        break;
    case Role::Return:
        addReturns(step, out);
        break;
    case Role::Own:
    case Role::Respawn:
        addOwn(step, out);
        break;
    case Role::Replay:
        addReplays(step, out);
        break;
    case Role::First:
        addRounds(step, out);
        break;
    default:
        addValues(step, valuesFor(step), out);
    }
    return out;
}

Question Prober::ask(const Step &step, std::uint32_t visitor, std::string sent) const {
    Question question;
    question.probe = step.probe;
    question.role = step.role;
    question.validator = step.validator;
    question.visitor = visitor;
    question.url = m_url;
    question.sent = std::move(sent);
    return question;
}

std::uint32_t Prober::newVisitor(bool other) {
    Visitor visitor;
    visitor.other = other;
    m_visitors.push_back(std::move(visitor));
    return static_cast<std::uint32_t>(m_visitors.size() - 1);
}

void Prober::addNewVisitors(const Step &step, Planned &out) {
    for (std::uint32_t i = 0; i < step.most; ++i) {
        const std::uint32_t visitor = newVisitor(step.role == Role::Other);
        m_visitors[visitor].studied = step.probe == Probe::FreshVisits;
        Question question = ask(step, visitor, {});
        question.url = m_plan.url;
        if (!m_plan.options.page.empty()) {
            Question page = question;
            page.role = Role::Page;
            page.url = m_plan.options.page;
            out.push_back(std::move(page));
        }
        out.push_back(std::move(question));
    }
}

void Prober::addReturns(const Step &step, Planned &out) {
    for (std::uint32_t i = 0; i < m_visitors.size() && out.size() < step.most; ++i) {
        if (m_visitors[i].studied && !std::exchange(m_visitors[i].returned, true))
            out.push_back(ask(step, i, {}));
    }
}

/// Visitors that send back what they were given; for P6 those that have cookies to lose.
void Prober::addOwn(const Step &step, Planned &out) {
    for (std::uint32_t i = 0; i < m_visitors.size() && out.size() < step.most; ++i) {
        const Visitor &visitor = m_visitors[i];
        const std::string &value = step.validator == Validator::ETag ? visitor.tag : visitor.time;
        const bool fits = step.role == Role::Own || !visitor.jar.isEmpty();
        if (visitor.studied && fits && !value.empty())
            out.push_back(ask(step, i, value));
    }
}

void Prober::addValues(const Step &step, const std::vector<std::string> &values, Planned &out) {
    // Where only known visitors get a tag, a made-up one is sent in a known visitor's name.
    const bool asKnown = m_gated && (step.role == Role::MadeUp || step.role == Role::Random);
    for (const std::string &value : values) {
        if (out.size() < step.most)
            out.push_back(ask(step, asKnown ? 0 : newVisitor(false), value));
    }
}

std::vector<std::string> Prober::valuesFor(const Step &step) {
    const std::vector<std::string> known = issued(step.validator);
    switch (step.role) {
    case Role::Star:
        return {"*"};
    case Role::Weakened:
        return {madeUpTag(known.front(), Guards::all().without(Guard::WeakForm), m_chance, 0)};
    case Role::MadeUp:
        return madeUp(step.validator, step.most);
    case Role::Old:
        return issuedEarlier(step.validator);
    default: {
        std::string text = randomTag(m_chance);
        return {step.role == Role::EchoCheck ? text.substr(1, text.size() - 2) : text};
    }
    }
}

std::vector<std::string> Prober::madeUp(Validator validator, std::size_t count) {
    const Guards &guards = m_plan.options.guards;
    const std::vector<std::string> known = issued(validator);
    std::vector<std::string> made;
    for (std::size_t i = 0; i < count; ++i) {
        std::string value;
        for (std::size_t tries = 0; tries < inventions; ++tries) {
            if (known.empty())
                value = madeUpTag(m_chance, i);
            else if (validator == Validator::ETag)
                value = madeUpTag(known[i % known.size()], guards, m_chance, i);
            else
                value = madeUpTime(known[i % known.size()], guards, m_chance, i);
            const bool repeats = std::find(made.begin(), made.end(), value) != made.end();
            if (!repeats && !isIssued(validator, value))
                break;
        }
        made.push_back(std::move(value));
    }
    return made;
}

void Prober::addReplays(const Step &step, Planned &out) {
    std::vector<std::string> values = issued(step.validator);
    std::shuffle(values.begin(), values.end(), m_chance);
    const bool clean = m_plan.options.guards.has(Guard::CleanReplay);
    for (const std::string &value : values) {
        if (out.size() == step.most)
            return;
        std::uint32_t visitor = 0;
        if (clean) {
            visitor = newVisitor(false);
        } else {
            const auto issuedTo =
                std::find_if(m_visitors.begin(), m_visitors.end(), [&](const Visitor &one) {
                    return one.tag == value || one.time == value;
                });
            visitor = static_cast<std::uint32_t>(issuedTo - m_visitors.begin());
        }
        out.push_back(ask(step, visitor, value));
    }
}

/// A, B and neither, in a new order in every round, each from a clean profile.
void Prober::addRounds(const Step &step, Planned &out) {
    std::vector<std::string> values = issued(step.validator);
    std::shuffle(values.begin(), values.end(), m_chance);
    if (values.size() < 2)
        values = madeUp(step.validator, 2);
    constexpr std::array<Role, 3> roles{Role::First, Role::Second, Role::Control};
    for (std::uint32_t round = 0; round < step.most / roles.size(); ++round) {
        std::array<Role, 3> order = roles;
        std::shuffle(order.begin(), order.end(), m_chance);
        for (const Role role : order) {
            Question question = ask(step, newVisitor(false), {});
            question.role = role;
            if (role != Role::Control)
                question.sent = values[role == Role::First ? 0 : 1];
            out.push_back(std::move(question));
        }
    }
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
    if (question.sent.empty() || question.url != m_url)
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
