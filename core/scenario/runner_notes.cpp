// SPDX-License-Identifier: Apache-2.0
// What is read off the world after each step.
#include "core/body/coding.h"
#include "core/cache/freshness.h"
#include "core/http/text.h"
#include "core/scenario/runner.h"
#include "core/url/url.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace etagere::scenario {

namespace {

/// What is noted of one cache after one step: a page of a shelf, not a warehouse.
constexpr std::size_t mostShelves = 60;
/// And of a whole trace.
constexpr std::size_t mostNoted = 60000;
constexpr Bytes mostDecoded{std::uint64_t{4} << 20U};

std::string pathOf(std::string_view text) {
    const url::UrlView url = url::parseUrl(text);
    return std::string(url.path.empty() ? std::string_view("/") : url.path);
}

std::string contentOf(const cache::StoredResponse &stored) {
    std::string body;
    if (!stored.length || *stored.length == 0)
        return body;
    for (const cache::Slice &slice : stored.content.slices({Bytes{0}, Bytes{*stored.length - 1}}))
        body += slice.view();
    return body;
}

void addShelves(std::size_t actor, const cache::Cache &cache, Instant now,
                std::vector<Shelf> &shelves) {
    std::vector<Shelf> own;
    cache.forEach([&](const cache::Kept &kept) {
        const cache::StoredResponse &stored = *kept.response;
        Shelf shelf;
        shelf.actor = actor;
        shelf.url = stored.url;
        shelf.partition = kept.partition;
        shelf.tag = http::valueOf(stored.fields.fields(), http::FieldName::ETag);
        if (shelf.tag.empty())
            shelf.tag = http::valueOf(stored.fields.fields(), http::FieldName::LastModified);
        shelf.facts = stored.facts;
        shelf.lifetime = cache::lifetimeOf(stored.facts, cache.model()).length;
        shelf.ageThen = cache::ageOf(stored.facts, now);
        own.push_back(std::move(shelf));
    });
    std::sort(own.begin(), own.end(), [](const Shelf &a, const Shelf &b) {
        return std::tie(a.url, a.partition, a.tag) < std::tie(b.url, b.partition, b.tag);
    });
    own.resize(std::min(own.size(), mostShelves));
    std::move(own.begin(), own.end(), std::back_inserter(shelves));
}

/// Whose visits are more than before is the one who came.
void noteVisits(std::span<const lab::KnownVisitor> known, std::vector<std::uint32_t> &before,
                Outcome &outcome) {
    before.resize(known.size(), 0);
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].visits != before[i]) {
            outcome.knownAs = known[i].id;
            outcome.knownBy = known[i].lastBy;
        }
        before[i] = known[i].visits;
    }
}

} // namespace

std::string Runner::decoded(const std::vector<FieldLine> &fields, const std::string &body) {
    const std::string_view coding = valueIn(fields, "Content-Encoding");
    if (coding.empty())
        return body;
    auto plain = body::decodeAll(coding, body, mostDecoded);
    if (!plain)
        return body;
    world().budget.take({}, plain->size());
    return *std::move(plain);
}

std::uint32_t Runner::heldBy(std::size_t actor, const Sight &sight) {
    const Client &client = m_clients[actor];
    const std::string address = addressOf(sight.step.url);
    if (!client.cache) {
        const auto seen = client.seen.find(address);
        if (seen == client.seen.end() || !seen->second.isWhole)
            return 0;
        return sight.server->versionOf(sight.path, seen->second.content, m_now);
    }
    if (sight.isWhole)
        return sight.server->versionOf(sight.path, *sight.content, m_now);
    std::shared_ptr<const cache::StoredResponse> stored;
    client.cache->forEach([&](const cache::Kept &kept) {
        if (kept.response->url == address && (!stored || kept.response->number > stored->number))
            stored = kept.response;
    });
    if (!stored || !stored->isWhole())
        return 0;
    return sight.server->versionOf(
        sight.path, decoded(linesOf(stored->fields.fields()), contentOf(*stored)), m_now);
}

void Runner::watch(const Sight &sight, Seen &seen, Outcome &outcome) const {
    if (sight.isWhole) {
        outcome.noticed = seen.version != 0 && *sight.content != seen.shown;
        seen.shown = *sight.content;
        seen.version = outcome.version != 0 ? outcome.version : 1;
        return;
    }
    if (seen.version == 0 || sight.server == nullptr)
        return;
    outcome.missed = sight.server->versionOf(sight.path, seen.shown, m_now) != outcome.current;
}

void Runner::weigh(std::size_t actor, const Step &step, const Driven &driven, Outcome &outcome) {
    const std::string path = pathOf(step.url);
    const std::size_t place = world().actorOf(url::parseUrl(step.url).host);
    Sight sight{step, place == std::string_view::npos ? nullptr : world().behind(place, path), path,
                std::nullopt};
    if (step.method != "HEAD" && (driven.status == 200 || driven.status == 206))
        sight.content = decoded(driven.fields, driven.body);
    const bool isShown = sight.content && driven.status == 200;
    sight.isWhole = isShown && driven.isWhole;
    Seen &seen = m_clients[actor].seen[addressOf(step.url)];
    remember(seen, driven.status, driven.fields, sight.content ? &*sight.content : nullptr,
             driven.isWhole);
    if (sight.server != nullptr) {
        outcome.version = isShown ? sight.server->versionOf(path, *sight.content, m_now) : 0;
        outcome.current = sight.server->currentOf(path, m_now);
        outcome.held = heldBy(actor, sight);
        outcome.originText = sight.server->textOf(path, m_now).substr(0, keptText);
    }
    if (m_scenario.actors[actor].kind == ActorKind::Monitor)
        watch(sight, seen, outcome);
}

void Runner::noteTrackers(Outcome &outcome) {
    outcome.visitors.assign(m_scenario.actors.size(), 0);
    for (std::size_t i = 0; i < world().trackers.size(); ++i) {
        if (world().trackers[i] == nullptr)
            continue;
        const auto known = world().trackers[i]->knows();
        noteVisits(known, m_visits[i], outcome);
        outcome.visitors[i] = known.size();
    }
}

void Runner::noteShelves(Outcome &outcome) {
    if (m_shelves > mostNoted || world().budget.isSpent())
        return;
    for (std::size_t i = 0; i < m_clients.size(); ++i) {
        if (m_clients[i].cache)
            addShelves(i, *m_clients[i].cache, outcome.at, outcome.shelves);
    }
    for (const CacheOf &shared : world().caches)
        addShelves(shared.actor, *shared.cache, outcome.at, outcome.shelves);
    m_shelves += outcome.shelves.size();
    for (const Shelf &shelf : outcome.shelves)
        world().budget.takeText(shelf.url.size() + shelf.partition.size() + shelf.tag.size());
}

} // namespace etagere::scenario
