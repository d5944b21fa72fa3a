// SPDX-License-Identifier: Apache-2.0
#include "core/cache/rule.h"
#include "core/http/text.h"
#include "core/scenario/client.h"
#include "core/scenario/question.h"
#include "core/scenario/words.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <vector>

namespace etagere::scenario {

namespace {

constexpr std::size_t npos = std::string_view::npos;

double secondsOf(Duration time) { return std::chrono::duration<double>(time).count(); }

/// Those of the steps from `first` to before `behind`; messages and decisions are in their order.
template <class One>
std::span<const One> ofSteps(const std::vector<One> &all, std::size_t first, std::size_t behind) {
    const auto isBefore = [](const One &one, std::size_t step) { return one.step < step; };
    const auto from = std::lower_bound(all.begin(), all.end(), first, isBefore);
    return {from, std::lower_bound(from, all.end(), std::max(first, behind), isBefore)};
}

/// What can be read off one step, by one actor's cache and network.
class Reader {
public:
    Reader(const Scenario &scenario, const Trace &trace, const Reading &reading, std::size_t step)
        : m_scenario(scenario)
        , m_step(scenario.steps[step])
        , m_reading(reading)
        , m_messages(ofSteps(trace.messages, step, step + 1))
        , m_decisions(ofSteps(trace.decisions, step, step + 1))
        , m_outcome(trace.outcomes[step])
        , m_self(actorAt(scenario, m_step.actor))
        , m_actor(reading.actor.empty() ? m_self : actorAt(scenario, reading.actor)) {}

    [[nodiscard]] std::string text() const;
    [[nodiscard]] double number() const;
    [[nodiscard]] bool truth() const;

private:
    [[nodiscard]] bool isOwn() const noexcept { return m_actor == m_self; }
    /// What the actor's cache decided for the one who asked; null when it was not asked.
    [[nodiscard]] const Decided *decided() const noexcept;
    [[nodiscard]] bool isStored() const;
    /// The last message of that kind; those that somebody waited for come first.
    [[nodiscard]] const Message *found(Message::Kind kind, bool isSender) const noexcept;
    [[nodiscard]] bool asked(bool isBackgroundToo) const noexcept;
    [[nodiscard]] bool isConditional() const noexcept;
    [[nodiscard]] bool isOtherTracker() const noexcept {
        return !m_reading.name.empty() && m_reading.name != m_outcome.node;
    }
    [[nodiscard]] std::string answered() const;
    [[nodiscard]] double received() const noexcept;
    [[nodiscard]] double visitors() const noexcept;

    const Scenario &m_scenario;
    const Step &m_step;
    const Reading &m_reading;
    std::span<const Message> m_messages;  ///< of the step
    std::span<const Decided> m_decisions; ///< the same
    const Outcome &m_outcome;
    std::size_t m_self;
    std::size_t m_actor;
};

const Decided *Reader::decided() const noexcept {
    const Decided *last = nullptr;
    for (const Decided &one : m_decisions) {
        if (one.actor == m_actor && !one.isBackground)
            last = &one;
    }
    return last;
}

bool Reader::isStored() const {
    const auto last = std::find_if(m_decisions.rbegin(), m_decisions.rend(),
                                   [this](const Decided &one) { return one.actor == m_actor; });
    if (last != m_decisions.rend())
        return last->isStored;
    // It was not asked on this step; what it holds is on its shelves.
    const std::string address = m_step.url.empty() ? std::string() : addressOf(m_step.url);
    return std::any_of(m_outcome.shelves.begin(), m_outcome.shelves.end(), [&](const Shelf &one) {
        return one.actor == m_actor && (address.empty() || one.url == address);
    });
}

const Message *Reader::found(Message::Kind kind, bool isSender) const noexcept {
    const Message *last = nullptr;
    for (const Message &one : m_messages) {
        const bool isMeant = one.kind == kind && (isSender ? one.from : one.to) == m_actor;
        if (isMeant && (last == nullptr || last->isBackground || !one.isBackground))
            last = &one;
    }
    return last;
}

bool Reader::asked(bool isBackgroundToo) const noexcept {
    return std::any_of(m_messages.begin(), m_messages.end(), [&](const Message &one) {
        return one.kind == Message::Kind::Request && one.from == m_actor &&
               (isBackgroundToo || !one.isBackground);
    });
}

bool Reader::isConditional() const noexcept {
    return std::any_of(m_messages.begin(), m_messages.end(), [&](const Message &one) {
        return one.kind == Message::Kind::Request && one.from == m_actor &&
               (!valueIn(one.fields, "If-None-Match").empty() ||
                !valueIn(one.fields, "If-Modified-Since").empty());
    });
}

double Reader::received() const noexcept {
    std::uint64_t bytes = 0;
    for (const Message &one : m_messages) {
        if (one.kind == Message::Kind::Response && one.to == m_actor)
            bytes += one.bodyBytes;
    }
    return static_cast<double>(bytes);
}

double Reader::visitors() const noexcept {
    for (std::size_t i = 0; i < m_outcome.visitors.size() && i < m_scenario.actors.size(); ++i) {
        const Actor &actor = m_scenario.actors[i];
        const bool isMeant =
            m_reading.name.empty() ? actor.kind == ActorKind::Tracker : actor.id == m_reading.name;
        if (isMeant)
            return static_cast<double>(m_outcome.visitors[i]);
    }
    return 0;
}

std::string Reader::answered() const {
    if (isOwn())
        return std::string(valueIn(m_outcome.fields, m_reading.name));
    const Message *message = found(Message::Kind::Response, true);
    return message == nullptr ? std::string()
                              : std::string(valueIn(message->fields, m_reading.name));
}

std::string Reader::text() const {
    switch (m_reading.measure) {
    case Measure::Outcome: {
        const Decided *one = decided();
        return one == nullptr ? std::string() : std::string(cache::nameOf(one->decision.outcome));
    }
    case Measure::Field:
        return answered();
    case Measure::Sent: {
        const Message *message = found(Message::Kind::Request, true);
        return message == nullptr ? std::string()
                                  : std::string(valueIn(message->fields, m_reading.name));
    }
    case Measure::Node:
        return m_outcome.node;
    case Measure::KnownAs:
        return isOtherTracker() ? std::string() : m_outcome.knownAs;
    case Measure::KnownBy:
        return std::string(
            knownBy[isOtherTracker() ? 0 : static_cast<std::size_t>(m_outcome.knownBy)]);
    case Measure::Text:
        return m_outcome.originText;
    case Measure::Body:
        return m_outcome.body;
    default:
        return {};
    }
}

double Reader::number() const {
    const Decided *one = decided();
    switch (m_reading.measure) {
    case Measure::Status: {
        if (isOwn())
            return m_outcome.status;
        const Message *message = found(Message::Kind::Response, true);
        return message == nullptr ? 0 : message->status;
    }
    case Measure::OriginStatus: {
        const Message *message = found(Message::Kind::Response, false);
        return message == nullptr ? 0 : message->status;
    }
    case Measure::Age:
        return one == nullptr ? 0 : secondsOf(one->decision.age);
    case Measure::Lifetime:
        return one == nullptr ? 0 : secondsOf(one->decision.lifetime);
    case Measure::Version:
        return m_outcome.version;
    case Measure::Received:
        return received();
    case Measure::Visitors:
        return visitors();
    default:
        return 0;
    }
}

bool Reader::truth() const {
    switch (m_reading.measure) {
    case Measure::Asked:
        return asked(true);
    case Measure::Conditional:
        return isConditional();
    case Measure::Waited:
        return asked(false);
    case Measure::Stored:
        return isStored();
    case Measure::Reason: {
        const Decided *one = decided();
        const cache::Rule rule = cache::ruleFrom(m_reading.name);
        return one != nullptr && rule != cache::Rule::Count && one->decision.reasons.contains(rule);
    }
    case Measure::Stale:
        return m_outcome.version != 0 && m_outcome.version != m_outcome.current;
    case Measure::Intact:
        return m_outcome.held != 0;
    case Measure::Noticed:
        return m_outcome.noticed;
    case Measure::Missed:
        return m_outcome.missed;
    default:
        return false;
    }
}

/// From the first to the last step of the reading, as far as the trace goes.
struct Span {
    std::size_t first = 0;
    std::size_t behind = 0;
};
Span spanOf(const Scenario &scenario, const Trace &trace, const Reading &reading) {
    const std::size_t first = stepAt(scenario, reading.step);
    const std::size_t last = reading.last.empty() ? first : stepAt(scenario, reading.last);
    if (first == npos || last == npos || first >= trace.outcomes.size())
        return {};
    return {first, std::min(last + 1, trace.outcomes.size())};
}

/// A request that was answered has reached its server.
double requestsIn(const Scenario &scenario, const Trace &trace, const Reading &reading) {
    const Span span = spanOf(scenario, trace, reading);
    const std::size_t server = reading.name.empty() ? npos : actorAt(scenario, reading.name);
    const auto messages = ofSteps(trace.messages, span.first, span.behind);
    return static_cast<double>(
        std::count_if(messages.begin(), messages.end(), [&](const Message &one) {
            return one.kind == Message::Kind::Response &&
                   (reading.name.empty() || one.from == server);
        }));
}

double firstAsked(const Scenario &scenario, const Trace &trace, const Reading &reading) {
    const Span span = spanOf(scenario, trace, reading);
    for (std::size_t i = span.first; i < span.behind; ++i) {
        const bool isMeant = reading.actor.empty() || scenario.steps[i].actor == reading.actor;
        if (isMeant && trace.outcomes[i].asked)
            return secondsOf(scenario.steps[i].at);
    }
    return -1;
}

enum class Kind : std::uint8_t { Text, Number, Truth };
Kind kindOf(Measure measure) noexcept {
    switch (measure) {
    case Measure::Outcome:
    case Measure::Field:
    case Measure::Sent:
    case Measure::Node:
    case Measure::KnownAs:
    case Measure::KnownBy:
    case Measure::Text:
    case Measure::Body:
        return Kind::Text;
    case Measure::Status:
    case Measure::OriginStatus:
    case Measure::Age:
    case Measure::Lifetime:
    case Measure::Version:
    case Measure::Received:
    case Measure::Requests:
    case Measure::FirstAsked:
    case Measure::Visitors:
        return Kind::Number;
    default:
        return Kind::Truth;
    }
}

} // namespace

Value measure(const Scenario &scenario, const Trace &trace, const Reading &reading) {
    if (reading.measure == Measure::Requests)
        return requestsIn(scenario, trace, reading);
    if (reading.measure == Measure::FirstAsked)
        return firstAsked(scenario, trace, reading);
    const std::size_t step = stepAt(scenario, reading.step);
    const bool isThere = step < trace.outcomes.size();
    switch (kindOf(reading.measure)) {
    case Kind::Text:
        return isThere ? Reader(scenario, trace, reading, step).text() : std::string();
    case Kind::Number:
        return isThere ? Reader(scenario, trace, reading, step).number() : 0.0;
    default:
        return isThere && Reader(scenario, trace, reading, step).truth();
    }
}

} // namespace etagere::scenario
