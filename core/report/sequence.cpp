// SPDX-License-Identifier: Apache-2.0
#include "core/report/sequence.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/lab_text.h"
#include "core/explain/printable.h"
#include "core/report/deciding_fields.h"
#include "core/report/lifelines.h"
#include "core/url/url.h"
#include "core/wire/writer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace etagere::report {

namespace {

namespace words = explain::lab_text;
using scenario::Action;
using scenario::Decided;
using scenario::Message;
using scenario::Reload;
using scenario::Scenario;
using scenario::Step;
using scenario::Trace;
using Row = SequenceRow;

constexpr std::size_t longestMethod = 60;
constexpr std::size_t longestTarget = 56;
constexpr std::size_t longestVisitor = 24;
constexpr std::size_t nobody = SIZE_MAX;

/// To the second where it can be checked by hand; of days the two largest units.
std::string lengthOf(Duration length) {
    return length < std::chrono::hours(24) ? explain::exactDuration(length)
                                           : explain::duration(length);
}

/// "/a?b", with the host before it where that is to be told.
std::string targetOf(std::string_view address, bool tellsHost) {
    const url::UrlView parts = url::parseUrl(address);
    std::string target(tellsHost ? parts.host : std::string_view());
    target += parts.path.empty() ? std::string_view("/") : parts.path;
    if (!parts.query.empty())
        target.append("?").append(parts.query);
    return explain::printable(target, longestTarget);
}

/// Makes the rows of one scenario's trace.
class RowMaker {
public:
    RowMaker(const Scenario &scenario, const Trace &trace, const SequenceOptions &options);
    [[nodiscard]] Sequence take() && { return std::move(m_sequence); }

private:
    void addStep(std::size_t step);
    void addTime(std::size_t step);
    void addWords(std::size_t step);
    void addTraffic(std::size_t step);
    void addMessage(std::size_t place);
    void addDecision(std::size_t place);
    void addFindings(std::size_t step);
    void addNote(std::size_t step, std::size_t actor, std::string label, bool isAuthors = false);
    [[nodiscard]] std::string labelOf(const Message &message) const;
    [[nodiscard]] std::string numbersOf(const Decided &decided) const;
    [[nodiscard]] std::string outlookOf(const Decided &decided) const;
    [[nodiscard]] std::size_t lifelineOf(std::size_t actor) const;
    template <class... Arguments>
    [[nodiscard]] std::string say(const explain::LabWords &told,
                                  const Arguments &...arguments) const {
        return textIn(m_options.language, told, arguments...);
    }

    const Scenario &m_scenario;
    const Trace &m_trace;
    SequenceOptions m_options;
    DecidingFields m_fields;
    Sequence m_sequence;
    bool m_tellsHost = false;
    std::optional<Duration> m_time;
    std::size_t m_message = 0; ///< the first that is not a row yet
};

RowMaker::RowMaker(const Scenario &scenario, const Trace &trace, const SequenceOptions &options)
    : m_scenario(scenario)
    , m_trace(trace)
    , m_options(options)
    , m_fields(scenario) {
    m_sequence.lifelines = lifelinesOf(scenario, trace, options.language);
    std::set<std::string_view> hosts;
    for (const Step &step : scenario.steps) {
        if (!step.url.empty())
            hosts.insert(url::parseUrl(step.url).host);
    }
    m_tellsHost = hosts.size() > 1;
    const std::size_t steps =
        std::min({options.steps, scenario.steps.size(), trace.outcomes.size()});
    for (std::size_t step = 0; step < steps; ++step)
        addStep(step);
}

std::size_t RowMaker::lifelineOf(std::size_t actor) const {
    const auto found = std::find_if(m_sequence.lifelines.begin(), m_sequence.lifelines.end(),
                                    [actor](const Lifeline &one) { return one.actor == actor; });
    return found == m_sequence.lifelines.end()
               ? nobody
               : static_cast<std::size_t>(found - m_sequence.lifelines.begin());
}

void RowMaker::addNote(std::size_t step, std::size_t actor, std::string label, bool isAuthors) {
    const std::size_t lifeline = lifelineOf(actor);
    if (lifeline == nobody || label.empty())
        return;
    Row row;
    row.kind = Row::Kind::Note;
    row.step = step;
    row.from = row.to = lifeline;
    row.label = std::move(label);
    row.isAuthors = isAuthors;
    m_sequence.rows.push_back(std::move(row));
}

void RowMaker::addTime(std::size_t step) {
    const Duration at = m_scenario.steps[step].at;
    if (m_time == at)
        return;
    m_time = at;
    Row row;
    row.step = step;
    row.label = text(words::laterBy, explain::exactDuration(at));
    m_sequence.rows.push_back(std::move(row));
}

void RowMaker::addWords(std::size_t place) {
    const Step &step = m_scenario.steps[place];
    const std::size_t actor = actorAt(m_scenario, step.actor);
    addNote(place, actor, explain::printable(step.text.in(m_options.language)), true);
    addNote(place, actor, deedOf(step, m_options.language));
}

std::string RowMaker::labelOf(const Message &message) const {
    if (message.kind == Message::Kind::Failure)
        return say(words::noResponse);
    if (message.kind == Message::Kind::Request)
        return explain::printable(message.method, longestMethod) + " " +
               targetOf(message.url, m_tellsHost);
    const std::string_view phrase = wire::usualReason(message.status);
    std::string status = std::to_string(message.status);
    if (!phrase.empty())
        status.append(" ").append(phrase);
    return message.isCut ? say(words::cutOff, status, explain::size(Bytes{message.bodyBytes}))
                         : status;
}

void RowMaker::addMessage(std::size_t place) {
    const Message &message = m_trace.messages[place];
    Row row;
    row.kind = Row::Kind::Message;
    row.step = message.step;
    row.from = lifelineOf(message.from);
    row.to = lifelineOf(message.to);
    if (row.from == nobody || row.to == nobody)
        return;
    row.label = labelOf(message);
    row.detail = m_fields.of(message);
    row.place = place;
    row.isResponse = message.kind != Message::Kind::Request;
    row.isFailure = message.kind == Message::Kind::Failure || message.isCut;
    row.isBackground = message.isBackground;
    if (message.isBackground && !row.isResponse)
        row.detail.append(row.detail.empty() ? "" : "\n").append(say(words::inBackground));
    m_sequence.rows.push_back(std::move(row));
}

/// For how long what is kept stays fresh; empty when that is not sure to be told of this response.
std::string RowMaker::outlookOf(const Decided &decided) const {
    if (decided.decision.outcome == cache::Outcome::FreshHit || !decided.isStored)
        return {};
    std::optional<Duration> left;
    bool asks = false;
    for (const scenario::Shelf &shelf : m_trace.outcomes[decided.step].shelves) {
        if (shelf.actor != decided.actor || shelf.url != decided.url)
            continue;
        if (left && *left != shelf.lifetime - shelf.ageThen)
            return {}; // several variants or partitions
        left = shelf.lifetime - shelf.ageThen;
        asks = shelf.facts.response.has(http::Directive::NoCache);
    }
    if (!left)
        return {};
    if (asks)
        return say(words::askedEachTime);
    return *left > Duration::zero() ? say(words::freshFor, lengthOf(*left))
                                    : say(words::staleAtOnce);
}

std::string RowMaker::numbersOf(const Decided &decided) const {
    std::string lines;
    const auto add = [&lines](const std::string &line) {
        if (!line.empty())
            lines.append(lines.empty() ? "" : "\n").append(line);
    };
    const bool asked = decided.lastMessage > decided.firstMessage;
    const bool isClients =
        m_scenario.actors[decided.actor].id == m_scenario.steps[decided.step].actor;
    if (!asked && isClients) // no arrow says what was wanted
        add(targetOf(decided.url, m_tellsHost));
    if (decided.considered)
        add(say(words::ageOfLifetime, lengthOf(decided.decision.age),
                lengthOf(decided.decision.lifetime)));
    if (decided.decision.outcome != cache::Outcome::StaleHit)
        add(outlookOf(decided));
    const cache::Rule rule = explain::decidingRule(decided.decision);
    if (rule != cache::Rule::Count)
        add(text(words::ruleWithSection, text(explain::textOf(rule).title),
                 cache::rowOf(rule).section));
    return lines;
}

void RowMaker::addDecision(std::size_t place) {
    const Decided &decided = m_trace.decisions[place];
    Row row;
    row.kind = Row::Kind::Decision;
    row.step = decided.step;
    row.from = row.to = lifelineOf(decided.actor);
    if (row.from == nobody)
        return;
    row.label = explain::outcomeWord(m_options.language, decided.decision.outcome,
                                     explain::wasCompleted(decided.decision));
    row.detail = numbersOf(decided);
    row.namesRule = explain::decidingRule(decided.decision) != cache::Rule::Count;
    row.outcome = decided.decision.outcome;
    row.place = place;
    row.isBackground = decided.isBackground;
    m_sequence.rows.push_back(std::move(row));
}

/// Where a decision stands among the messages: behind the answer that settled it, before the
/// answer that it gave.
std::size_t momentOf(const Decided &decided) {
    const cache::Decision &decision = decided.decision;
    const bool wasAsked = cache::usesNetwork(decision.outcome) ||
                          decision.reasons.contains(cache::Rule::StaleOnFailure) ||
                          decision.reasons.contains(cache::Rule::StaleIfError);
    return wasAsked ? decided.lastMessage : decided.firstMessage;
}

void RowMaker::addTraffic(std::size_t step) {
    std::vector<std::size_t> decisions;
    for (std::size_t i = 0; i < m_trace.decisions.size(); ++i) {
        if (m_trace.decisions[i].step == step)
            decisions.push_back(i);
    }
    std::stable_sort(decisions.begin(), decisions.end(), [this](std::size_t a, std::size_t b) {
        return momentOf(m_trace.decisions[a]) < momentOf(m_trace.decisions[b]);
    });
    auto next = decisions.begin();
    const auto decide = [&](std::size_t before) {
        for (; next != decisions.end() && momentOf(m_trace.decisions[*next]) <= before; ++next)
            addDecision(*next);
    };
    while (m_message < m_trace.messages.size() && m_trace.messages[m_message].step < step)
        ++m_message;
    for (; m_message < m_trace.messages.size() && m_trace.messages[m_message].step == step;
         ++m_message) {
        decide(m_message);
        addMessage(m_message);
    }
    decide(SIZE_MAX);
}

/// What a monitor saw and a tracker believes.
void RowMaker::addFindings(std::size_t step) {
    const scenario::Outcome &outcome = m_trace.outcomes[step];
    const std::size_t actor = actorAt(m_scenario, m_scenario.steps[step].actor);
    if (outcome.noticed)
        addNote(step, actor, say(words::noticesChange));
    if (outcome.missed)
        addNote(step, actor, say(words::missesChange));
    if (outcome.knownAs.empty())
        return;
    const std::size_t tracker = actorAt(m_scenario, outcome.node);
    const auto by = static_cast<std::size_t>(outcome.knownBy);
    if (tracker < m_scenario.actors.size() && by < words::knowsVisitor.size())
        addNote(step, tracker,
                say(words::knowsVisitor[by], explain::printable(outcome.knownAs, longestVisitor)));
}

void RowMaker::addStep(std::size_t step) {
    addTime(step);
    if (m_trace.spentAt == step)
        addNote(step, actorAt(m_scenario, m_scenario.steps[step].actor), say(words::spent));
    addWords(step);
    addTraffic(step);
    addFindings(step);
}

const explain::LabWords *howAsked(Reload reload) {
    switch (reload) {
    case Reload::Normal:
        return &words::reloads;
    case Reload::Hard:
        return &words::reloadsHard;
    case Reload::Back:
        return &words::goesBack;
    default:
        return nullptr;
    }
}

const explain::LabWords *wordsOf(const Step &step) {
    switch (step.action) {
    case Action::Flush:
        return step.url.empty() ? &words::flushesAll : &words::flushesOne;
    case Action::DeleteCookies:
        return &words::deletesCookies;
    case Action::Stop:
        return &words::stops;
    case Action::Start:
        return &words::starts;
    default:
        return howAsked(step.reload);
    }
}

} // namespace

std::string deedOf(const Step &step, std::string_view language) {
    const explain::LabWords *const told = wordsOf(step);
    return told ? textIn(language, *told, targetOf(step.url, false)) : std::string();
}

Sequence sequenceOf(const Scenario &scenario, const Trace &trace, const SequenceOptions &options) {
    return RowMaker(scenario, trace, options).take();
}

} // namespace etagere::report
