// SPDX-License-Identifier: Apache-2.0
#include "core/report/lifelines.h"

#include "core/explain/lab_text.h"
#include "core/explain/printable.h"

#include <algorithm>
#include <set>
#include <string>

namespace etagere::report {

namespace {

namespace words = explain::lab_text;
using scenario::ActorKind;
using scenario::Message;
using scenario::Scenario;
using scenario::Step;
using scenario::Trace;

constexpr std::size_t longestName = 60;

/// Whether one that it asks stands so high at least.
bool asksAbove(const Scenario &scenario, const scenario::Actor &actor,
               const std::vector<std::size_t> &heights, std::size_t height) {
    return std::any_of(actor.behind.begin(), actor.behind.end(), [&](const std::string &id) {
        const std::size_t next = actorAt(scenario, id);
        return next < heights.size() && heights[next] >= height;
    });
}

/// How far each actor stands before the origins: 0 for those who answer by themselves. Level by
/// level, for there may be very many ways from one to another.
std::vector<std::size_t> heightsOf(const Scenario &scenario) {
    const std::size_t count = scenario.actors.size();
    std::vector<std::size_t> heights(count);
    bool grows = true;
    for (std::size_t level = 1; grows && level < count; ++level) {
        grows = false;
        for (std::size_t actor = 0; actor < count; ++actor) {
            if (!asksAbove(scenario, scenario.actors[actor], heights, level - 1))
                continue;
            heights[actor] = level;
            grows = true;
        }
    }
    return heights;
}

/// Those who do something or are spoken with, in any step: the diagram keeps its shape while it is
/// stepped through.
std::set<std::size_t> participants(const Scenario &scenario, const Trace &trace) {
    std::set<std::size_t> found;
    for (const Step &step : scenario.steps)
        found.insert(actorAt(scenario, step.actor));
    for (const Message &message : trace.messages) {
        found.insert(message.from);
        found.insert(message.to);
    }
    found.erase(found.lower_bound(scenario.actors.size()), found.end());
    return found;
}

std::string describe(const scenario::Actor &actor, std::string_view language) {
    const std::string kind = textIn(language, words::kinds[static_cast<std::size_t>(actor.kind)]);
    const bool isCache = actor.kind == ActorKind::Browser || actor.kind == ActorKind::SharedCache;
    const std::string &more = actor.host.empty() && isCache ? actor.model : actor.host;
    return more.empty() ? kind : text(words::kindAnd, kind, explain::printable(more, longestName));
}

} // namespace

std::vector<Lifeline> lifelinesOf(const Scenario &scenario, const Trace &trace,
                                  std::string_view language) {
    const std::set<std::size_t> found = participants(scenario, trace);
    std::vector<std::size_t> order(found.begin(), found.end());
    const std::vector<std::size_t> heights = heightsOf(scenario);
    const auto rank = [&](std::size_t actor) {
        // Clients first, then the longest chain; whoever answers by itself stands on the right.
        return isClient(scenario.actors[actor].kind) ? SIZE_MAX : heights[actor];
    };
    std::stable_sort(order.begin(), order.end(), [&rank](std::size_t one, std::size_t other) {
        return rank(one) > rank(other);
    });
    std::vector<Lifeline> lifelines;
    for (const std::size_t place : order) {
        const scenario::Actor &actor = scenario.actors[place];
        const std::string_view name = actor.name.in(language);
        lifelines.push_back({explain::printable(name.empty() ? actor.id : name, longestName),
                             describe(actor, language), actor.kind, place});
    }
    return lifelines;
}

} // namespace etagere::report
