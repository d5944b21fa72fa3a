// SPDX-License-Identifier: Apache-2.0
// The questions of each step.
#include "core/probe/invention.h"
#include "core/probe/prober.h"

#include <algorithm>
#include <array>
#include <utility>

namespace etagere::probe {

namespace {

using tags::Validator;

constexpr std::size_t inventions = 16; // tries for a value that was not issued

} // namespace

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
    values.resize(std::min<std::size_t>(values.size(), step.most));
    const bool clean = m_plan.options.guards.has(Guard::CleanReplay);
    for (const std::string &value : values)
        out.push_back(ask(step, clean ? newVisitor(false) : holderOf(value), value));
}

std::uint32_t Prober::holderOf(const std::string &value) const {
    const auto holder = std::find_if(m_visitors.begin(), m_visitors.end(), [&](const Visitor &one) {
        return one.tag == value || one.time == value;
    });
    return holder == m_visitors.end() ? 0 : static_cast<std::uint32_t>(holder - m_visitors.begin());
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

} // namespace etagere::probe
