// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/sequence.h"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// A small scenario with its trace, made by hand: a browser, a shared cache and an origin.
namespace sequence_case {

using etagere::Duration;
using etagere::Instant;
using etagere::cache::Rule;
using etagere::scenario::Action;
using etagere::scenario::Actor;
using etagere::scenario::ActorKind;
using etagere::scenario::Decided;
using etagere::scenario::FieldLine;
using etagere::scenario::LocalText;
using etagere::scenario::Message;
using etagere::scenario::Reload;
using etagere::scenario::Scenario;
using etagere::scenario::Step;
using etagere::scenario::Trace;
using std::chrono::seconds;
using Result = etagere::cache::Outcome;

inline LocalText text(std::string english) { return {{{"en", std::move(english)}}}; }

inline Actor actor(std::string id, ActorKind kind, std::string host = {}) {
    Actor made;
    made.id = std::move(id);
    made.kind = kind;
    made.host = std::move(host);
    return made;
}

/// The origin stands first in the document, the browser last.
inline Scenario scenario() {
    Scenario made;
    made.actors = {actor("o", ActorKind::Origin),
                   actor("proxy", ActorKind::SharedCache, "shop.test"),
                   actor("idle", ActorKind::Tracker, "idle.test"), actor("b", ActorKind::Browser)};
    made.actors[0].name = text("Shop");
    made.actors[1].behind = {"o"};
    made.actors[3].name = {{{"en", "Browser"}, {"es", "Navegador"}}};
    made.resources.resize(1);
    made.resources[0].fields = {{"X-Note", "a"}};
    return made;
}

inline Step &addStep(Scenario &scenario, int at, Action action = Action::Request) {
    Step step;
    step.id = std::to_string(scenario.steps.size() + 1);
    step.at = seconds(at);
    step.actor = "b";
    step.action = action;
    step.url = action == Action::Request ? "http://shop.test/prices" : "";
    scenario.steps.push_back(step);
    return scenario.steps.back();
}

enum Place : std::size_t { Origin = 0, Proxy = 1, Idle = 2, Browser = 3 };

inline Message &addMessage(Trace &trace, std::size_t from, std::size_t to, std::uint16_t status = 0,
                           std::vector<FieldLine> fields = {}) {
    Message message;
    message.kind = status == 0 ? Message::Kind::Request : Message::Kind::Response;
    message.step = trace.outcomes.empty() ? 0 : trace.outcomes.size() - 1;
    message.from = from;
    message.to = to;
    message.method = "GET";
    message.url = "http://shop.test/prices";
    message.status = status;
    message.fields = std::move(fields);
    trace.messages.push_back(std::move(message));
    return trace.messages.back();
}

/// Of a cache that sent and got the messages from that place on.
inline Decided &addDecision(Trace &trace, std::size_t actor, Result outcome,
                            std::size_t firstMessage) {
    Decided decided;
    decided.step = trace.outcomes.size() - 1;
    decided.actor = actor;
    decided.decision.outcome = outcome;
    decided.url = "http://shop.test/prices";
    decided.firstMessage = firstMessage;
    decided.lastMessage = trace.messages.size();
    trace.decisions.push_back(std::move(decided));
    return trace.decisions.back();
}

inline void keep(Trace &trace, Decided &decided, int lifetime, int age) {
    decided.isStored = true;
    etagere::scenario::Shelf shelf;
    shelf.actor = decided.actor;
    shelf.url = decided.url;
    shelf.lifetime = seconds(lifetime);
    shelf.ageThen = seconds(age);
    trace.outcomes.back().shelves.push_back(std::move(shelf));
}

/// A miss through the shared cache, a fresh hit, a flush, and a hit of the shared cache.
struct Whole {
    Scenario scenario = sequence_case::scenario();
    Trace trace{};
    Whole();
    [[nodiscard]] etagere::report::Sequence
    sequence(const etagere::report::SequenceOptions &options = {}) const {
        return etagere::report::sequenceOf(scenario, trace, options);
    }
};

inline Whole::Whole() {
    addStep(scenario, 0).text = text("The first visit goes all the way.");
    addStep(scenario, 40);
    addStep(scenario, 43'200, Action::Flush);
    addStep(scenario, 43'200).fields = {{"Accept-Language", "fr"}};
    const std::vector<FieldLine> answer{{"ETag", "\"a1\""},
                                        {"Server", "nginx"},
                                        {"Cache-Control", "max-age=60"},
                                        {"Date", "Mon, 05 Jan 2026 12:00:00 GMT"},
                                        {"X-Note", "a"}};
    trace.outcomes.emplace_back();
    addMessage(trace, Browser, Proxy);
    addMessage(trace, Proxy, Origin);
    addMessage(trace, Origin, Proxy, 200, answer);
    keep(trace, addDecision(trace, Proxy, Result::Stored, 1), 60, 0);
    addMessage(trace, Proxy, Browser, 200, answer);
    keep(trace, addDecision(trace, Browser, Result::Stored, 0), 60, 20);
    trace.outcomes.emplace_back();
    Decided &hit = addDecision(trace, Browser, Result::FreshHit, 4);
    hit.decision.age = seconds(40);
    hit.decision.lifetime = seconds(60);
    hit.decision.reasons.add(Rule::LifetimeMaxAge);
    hit.considered = std::make_shared<etagere::cache::StoredResponse>();
    trace.outcomes.emplace_back();
    trace.outcomes.emplace_back();
    addMessage(trace, Browser, Proxy, 0,
               {{"If-None-Match", "\"a1\""}, {"Accept", "*/*"}, {"Accept-Language", "fr"}});
    addDecision(trace, Proxy, Result::FreshHit, 5);
    addMessage(trace, Proxy, Browser, 304, {{"ETag", "\"a1\""}});
    addDecision(trace, Browser, Result::Validated, 4);
}

} // namespace sequence_case
