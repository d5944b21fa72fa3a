// SPDX-License-Identifier: Apache-2.0
#include "core/base/edit_distance.h"
#include "core/http/text.h"
#include "core/scenario/draft.h"
#include "core/url/url.h"

#include <algorithm>

namespace etagere::scenario {

namespace {

bool fits(Refers refers, const Actor &actor) noexcept {
    switch (refers) {
    case Refers::ToClient:
        return isClient(actor.kind);
    case Refers::ToServer:
        return !isClient(actor.kind);
    case Refers::ToOrigin:
        return actor.kind == ActorKind::Origin;
    case Refers::ToCache:
        return actor.kind == ActorKind::Browser || actor.kind == ActorKind::SharedCache;
    case Refers::ToBrowser:
        return actor.kind == ActorKind::Browser;
    case Refers::ToTracker:
        return actor.kind == ActorKind::Tracker;
    case Refers::ToActor:
    case Refers::ToStep:
    case Refers::ToWhatIf:
    case Refers::ToHost:
        break;
    }
    return true;
}

void checkActor(Draft &draft, const Reference &reference) {
    std::vector<std::string_view> fitting;
    for (const Actor &actor : draft.scenario.actors) {
        if (fits(reference.refers, actor))
            fitting.emplace_back(actor.id);
    }
    if (std::find(fitting.begin(), fitting.end(), reference.id) != fitting.end())
        return;
    if (actorAt(draft.scenario, reference.id) == std::string_view::npos)
        draft.findings.add(Fault::NoSuch, reference.place, reference.id,
                           nearest(reference.id, fitting));
    else
        draft.findings.add(Fault::NotOneOf, reference.place, joined(fitting));
}

template <class All>
void checkId(Draft &draft, const Reference &reference, const All &all) {
    std::vector<std::string_view> ids;
    ids.reserve(all.size());
    for (const auto &one : all)
        ids.emplace_back(one.id);
    if (std::find(ids.begin(), ids.end(), reference.id) == ids.end())
        draft.findings.add(Fault::NoSuch, reference.place, reference.id,
                           nearest(reference.id, ids));
}

void checkHost(Draft &draft, const Reference &reference) {
    std::string host(url::parseUrl(reference.id).host);
    std::transform(host.begin(), host.end(), host.begin(), http::lowered);
    std::vector<std::string_view> hosts;
    for (const Actor &actor : draft.scenario.actors) {
        if (!actor.host.empty())
            hosts.emplace_back(actor.host);
    }
    if (std::find(hosts.begin(), hosts.end(), host) == hosts.end())
        draft.findings.add(Fault::NoHost, reference.place, host, nearest(host, hosts));
}

void check(Draft &draft, const Reference &reference) {
    switch (reference.refers) {
    case Refers::ToStep:
        checkId(draft, reference, draft.scenario.steps);
        break;
    case Refers::ToWhatIf:
        checkId(draft, reference, draft.scenario.whatIfs);
        break;
    case Refers::ToHost:
        checkHost(draft, reference);
        break;
    default:
        checkActor(draft, reference);
        break;
    }
}

/// Where a list could not be read, that was told, and not once more for everyone who is missed.
bool isRead(const Draft &draft, std::string_view name, std::size_t most) {
    const auto place = memberOf(draft.root, name);
    return place && draft.root.values[*place].kind == Json::Kind::List &&
           draft.root.values[*place].values.size() <= most;
}

void checkSpans(Draft &draft) {
    for (const Span &span : draft.spans) {
        const std::size_t step = stepAt(draft.scenario, span.step);
        const std::size_t last = stepAt(draft.scenario, span.last);
        const bool areThere = step != std::string_view::npos && last != std::string_view::npos;
        if (areThere && last < step)
            draft.findings.add(Fault::NotInOrder, span.place);
    }
}

/// Who stands behind an actor, near and far, itself only when it stands in a circle.
std::vector<bool> allBehind(const Scenario &scenario, std::size_t actor) {
    std::vector<bool> found(scenario.actors.size());
    std::vector<std::size_t> open{actor};
    while (!open.empty()) {
        const Actor &one = scenario.actors[open.back()];
        open.pop_back();
        for (const std::string &id : one.behind) {
            const std::size_t next = actorAt(scenario, id);
            if (next == std::string_view::npos || found[next])
                continue;
            found[next] = true;
            open.push_back(next);
        }
    }
    return found;
}

/// The actors of a document are in the scenario's order: their number is their pointer.
void checkCircles(Draft &draft) {
    const auto list = memberOf(draft.root, "actors");
    if (!list)
        return;
    const Place actors{"/actors", &draft.root.values[*list]};
    std::vector<bool> told(draft.scenario.actors.size()); // in a circle that was told already
    for (std::size_t i = 0; i < told.size(); ++i) {
        const std::vector<bool> behind = allBehind(draft.scenario, i);
        if (told[i] || !behind[i])
            continue;
        for (std::size_t k = 0; k < told.size(); ++k)
            told[k] = told[k] || behind[k];
        const std::string &id = draft.scenario.actors[i].id;
        const Place actor = actors.inside(i);
        const auto way = memberOf(*actor.json, "upstream");
        const auto nodes = memberOf(*actor.json, "nodes");
        if (way || nodes)
            draft.findings.add(Fault::Circle, actor.inside(way ? *way : *nodes), id);
    }
}

} // namespace

void checkReferences(Draft &draft) {
    const bool knowsActors = isRead(draft, "actors", draft.bounds.actors);
    const bool knowsSteps = isRead(draft, "steps", draft.bounds.steps);
    for (const Reference &reference : draft.references) {
        const bool isStep = reference.refers == Refers::ToStep;
        const bool isKnown =
            isStep ? knowsSteps : knowsActors || reference.refers == Refers::ToWhatIf;
        if (isKnown && !draft.findings.isFull())
            check(draft, reference);
    }
    checkSpans(draft);
    checkCircles(draft);
}

} // namespace etagere::scenario
