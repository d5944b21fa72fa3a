// SPDX-License-Identifier: Apache-2.0
#include "core/http/text.h"
#include "core/scenario/draft.h"
#include "core/scenario/expected.h"
#include "core/scenario/read_values.h"
#include "core/scenario/words.h"

#include <algorithm>

namespace etagere::scenario {

namespace {

/// A host's name in lower case, without a port.
void readHost(Draft &draft, Members &members, Actor &actor) {
    std::string host;
    const auto place = members.find("host");
    if (!place || !readText(draft.findings, *place, host))
        return;
    std::transform(host.begin(), host.end(), host.begin(), http::lowered);
    constexpr std::size_t longest = 253; // RFC 1035 §2.3.4
    const bool isGood = !host.empty() && host.size() <= longest &&
                        std::all_of(host.begin(), host.end(), [](char c) {
                            return http::isAlpha(c) || http::isDigit(c) || c == '-' || c == '.';
                        });
    if (!isGood) {
        draft.findings.add(Fault::WrongType, *place, expected::host);
        return;
    }
    const auto &actors = draft.scenario.actors;
    if (std::any_of(actors.begin(), actors.end(),
                    [&host](const Actor &other) { return other.host == host; }))
        draft.findings.add(Fault::Twice, *place, host);
    actor.host = std::move(host);
}

void readBehind(Draft &draft, const std::optional<Place> &place, Actor &actor) {
    if (!place)
        return;
    for (PlacedText &one : readTexts(draft.findings, *place)) {
        draft.references.push_back({Refers::ToServer, one.text, one.place});
        actor.behind.push_back(std::move(one.text));
    }
}

void readUpstream(Draft &draft, Members &members, Actor &actor) {
    const auto place = members.need("upstream");
    std::string id;
    if (!place || !readText(draft.findings, *place, id))
        return;
    draft.references.push_back({Refers::ToServer, id, *place});
    actor.behind = {std::move(id)};
}

void readListed(Draft &draft, const std::optional<Place> &place,
                std::span<const std::string_view> words, std::string &out) {
    std::string word;
    if (place && readText(draft.findings, *place, word) &&
        checkWord(draft.findings, *place, word, words))
        out = std::move(word);
}

void readClient(Members &members, Actor &actor) {
    readMember(members, "user_agent", readLine, actor.userAgent);
    readMember(members, "address", readLine, actor.address);
}

void readBrowser(Draft &draft, Members &members, Actor &actor) {
    readListed(draft, members.find("model"), modelWords(), actor.model);
    bool isPartitioned = false;
    if (readMember(members, "partitioned", readTruth, isPartitioned))
        actor.isPartitioned = isPartitioned;
    readClient(members, actor);
}

void readOrigin(Members &members, Actor &actor) {
    Duration shift{0};
    if (readMember(members, "clock_shift", readTime, shift, Since::AnyTime))
        actor.clockShift = shift.count();
}

void readCodingProxy(Draft &draft, Members &members, Actor &actor) {
    readUpstream(draft, members, actor);
    readListed(draft, members.find("mark"), marks, actor.mark);
    readMember(members, "undoes_mark", readTruth, actor.undoesMark);
}

void readBalancer(Draft &draft, Members &members, Actor &actor) {
    const auto nodes = members.need("nodes");
    readBehind(draft, nodes, actor);
    if (nodes && nodes->json->kind == Json::Kind::List && nodes->json->values.empty())
        draft.findings.add(Fault::Missing, *nodes, "nodes");
    readListed(draft, members.find("balance"), balances, actor.balance);
    readMember(members, "seed", readWhole, actor.seed);
}

void readTracker(Draft &draft, Members &members, Actor &actor) {
    readListed(draft, members.need("tracker"), trackerWords(), actor.tracker);
    readMember(members, "seed", readWhole, actor.seed);
}

void readKind(Draft &draft, Members &members, Actor &actor) {
    if (!isClient(actor.kind))
        readHost(draft, members, actor);
    switch (actor.kind) {
    case ActorKind::Browser:
        readBrowser(draft, members, actor);
        break;
    case ActorKind::Editor:
    case ActorKind::Monitor:
        readClient(members, actor);
        break;
    case ActorKind::Origin:
        readOrigin(members, actor);
        break;
    case ActorKind::SharedCache:
        readUpstream(draft, members, actor);
        readListed(draft, members.find("model"), modelWords(), actor.model);
        break;
    case ActorKind::CodingProxy:
        readCodingProxy(draft, members, actor);
        break;
    case ActorKind::Balancer:
        readBalancer(draft, members, actor);
        break;
    case ActorKind::Tracker:
        readTracker(draft, members, actor);
        break;
    case ActorKind::Count:
        break;
    }
}

void readActor(Draft &draft, const Place &place) {
    Members members(draft.findings, place);
    Actor actor;
    const auto id = members.need("id");
    if (id && readId(draft.findings, *id, actor.id) &&
        actorAt(draft.scenario, actor.id) != std::string_view::npos)
        draft.findings.add(Fault::Twice, *id, actor.id);
    readMember(members, "name", readLocalText, actor.name);
    const auto kind = members.need("kind");
    if (kind && readWord(draft.findings, *kind, actor.kind)) {
        readKind(draft, members, actor);
        members.finish();
    }
    // Whatever it was: the actors' places are those of the document.
    draft.scenario.actors.push_back(std::move(actor));
}

} // namespace

void readActors(Draft &draft, const Place &place) {
    if (!isList(draft.findings, place, draft.bounds.actors))
        return;
    for (std::size_t i = 0; i < place.json->values.size(); ++i)
        readActor(draft, place.inside(i));
}

} // namespace etagere::scenario
