// SPDX-License-Identifier: Apache-2.0
#include "core/replay/shelves.h"

#include "core/cache/selection.h"
#include "core/replay/contents.h"

#include <algorithm>
#include <string>
#include <utility>

namespace etagere::replay {

namespace {

using cache::Rule;
using http::FieldName;

/// The fields a cache reads again after a 304; all others are found by fieldsOf() when asked for.
bool isRead(FieldName name) noexcept {
    switch (name) {
    case FieldName::Age:
    case FieldName::CacheControl:
    case FieldName::Date:
    case FieldName::ETag:
    case FieldName::Expires:
    case FieldName::LastModified:
    case FieldName::Pragma:
    case FieldName::Vary:
        return true;
    default:
        return false;
    }
}

std::uint64_t bitOf(FieldName name) noexcept {
    return std::uint64_t{1} << static_cast<unsigned>(name);
}
static_assert(static_cast<unsigned>(FieldName::Count) <= 64);

} // namespace

traffic::ExchangeId askedBy(const Version &version) noexcept {
    return version.renewal.isValid() ? version.renewal : version.response;
}

Shelves::Shelves(const traffic::Traffic &traffic, Log &log)
    : m_traffic(traffic)
    , m_model(log.model)
    , m_versions(log.versions) {
    // Most captures store most URLs once or twice.
    const std::size_t likely = traffic.urlCount();
    m_index.reserve(likely);
    m_shelves.reserve(likely);
    m_places.reserve(likely);
    m_versions.reserve(likely);
}

std::size_t Shelves::HashKey::operator()(Key key) const noexcept {
    const std::uint64_t mixed = key * 0x9e37'79b9'7f4a'7c15ULL;
    return static_cast<std::size_t>(mixed ^ mixed >> 32U);
}

const cache::StoredFacts &Shelves::factsAt(Place place) const {
    return m_versions[versionAt(place).index()].facts;
}

http::Fields Shelves::fieldsAt(Place place) const {
    const Shelved &shelved = m_places[place];
    if (shelved.merged != nowhere)
        return m_merged[shelved.merged];
    return m_traffic.exchange(m_versions[shelved.version.index()].response).responseFields;
}

const Shelves::Shelf *Shelves::shelfOf(Key key) const {
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_shelves[found->second];
}

Shelves::Found Shelves::find(Key key, http::Fields request) const {
    Found found;
    const Shelf *shelf = shelfOf(key);
    for (Place at = shelf == nullptr ? nowhere : shelf->newest; at != nowhere;
         at = m_places[at].older) {
        const Version &version = m_versions[versionAt(at).index()];
        if (!version.facts.response.hasVary)
            return {at, nowhere, Rule::StoredMatches};
        const http::Fields original = m_traffic.exchange(askedBy(version)).requestFields;
        const cache::VaryMatch match = cache::compareVary(fieldsAt(at), original, request, m_model);
        if (match.matches())
            return {at, nowhere, Rule::VaryMatches};
        if (found.rule != Rule::NothingStored)
            continue;
        found.other = at;
        found.rule = match.any ? Rule::VaryAny : Rule::VaryDiffers;
    }
    return found;
}

bool Shelves::sharesTag(Key key, Place place) const {
    const auto cameWith = [this](Place at) {
        return m_traffic.exchange(m_versions[versionAt(at).index()].response).responseFields;
    };
    const Shelf *shelf = shelfOf(key);
    for (Place at = shelf == nullptr ? nowhere : shelf->newest; at != nowhere;
         at = m_places[at].older) {
        if (at != place && cache::shareTagOverCodings(cameWith(place), cameWith(at)))
            return true;
    }
    return false;
}

bool Shelves::wasFlushed(Key key) const {
    const Shelf *shelf = shelfOf(key);
    return shelf != nullptr && shelf->flushed;
}

bool Shelves::wasCovered(Key key, const Version &unseen) const {
    if (const Shelf *shelf = shelfOf(key))
        return shelf->covered;
    const flush::Target target = targetOf(m_traffic, unseen, {});
    return std::any_of(m_flushes.begin(), m_flushes.end(),
                       [&target](const auto &matcher) { return matcher.covers(target); });
}

Shelves::Shelf &Shelves::makeShelf(Key key, const Version &version) {
    const auto [found, isNew] = m_index.emplace(key, static_cast<std::uint32_t>(m_shelves.size()));
    if (isNew) {
        Shelf shelf;
        shelf.url = version.url;
        shelf.visitor = version.visitor;
        m_shelves.push_back(shelf);
    }
    return m_shelves[found->second];
}

void Shelves::end(Place place, Ending ending, Instant at) {
    Version &version = m_versions[versionAt(place).index()];
    version.ending = ending;
    version.until = std::max(at, version.from);
    if (m_places[place].merged != nowhere)
        m_merged[m_places[place].merged] = {};
}

void Shelves::unlink(Shelf &shelf, Place place) {
    Place *link = &shelf.newest;
    while (*link != place)
        link = &m_places[*link].older;
    *link = m_places[place].older;
}

/// Ends what the new response takes the place of: the one it answers for, those that no request
/// could ever select, and the oldest when there are too many.
void Shelves::makeRoom(Shelf &shelf, Place replaced, Instant at) {
    std::size_t kept = 0;
    for (Place place = shelf.newest; place != nowhere; place = m_places[place].older) {
        const bool others = !m_model.has(cache::Difference::OneVariant);
        if (others && place != replaced && !factsAt(place).response.varyAny && ++kept < maxVariants)
            continue;
        end(place, Ending::Replaced, at);
        unlink(shelf, place);
    }
}

VersionId Shelves::store(Key key, const Version &version, Place replaced) {
    Shelf &shelf = makeShelf(key, version);
    makeRoom(shelf, replaced, version.from);
    shelf.flushed = false;
    shelf.covered = false;
    const VersionId id = VersionId::fromSize(m_versions.size());
    m_versions.push_back(version);
    m_places.push_back({id, shelf.newest, nowhere});
    shelf.newest = static_cast<Place>(m_places.size() - 1);
    const traffic::Exchange &exchange = m_traffic.exchange(version.response);
    if (exchange.status == 304)
        keepFields(shelf.newest, confirmedFields(exchange));
    return id;
}

void Shelves::keepFields(Place place, std::vector<http::Field> fields) {
    Shelved &shelved = m_places[place];
    if (shelved.merged == nowhere) {
        shelved.merged = static_cast<std::uint32_t>(m_merged.size());
        m_merged.emplace_back();
    }
    m_merged[shelved.merged] = std::move(fields);
}

std::vector<http::Field> Shelves::merge(Place place, const cache::Updates &updates) const {
    std::uint64_t replaced = 0;
    for (const http::Field &field : updates.fields)
        replaced |= bitOf(field.known);
    std::vector<http::Field> merged;
    for (const http::Field &field : fieldsAt(place)) {
        if (isRead(field.known) && (replaced & bitOf(field.known)) == 0)
            merged.push_back(field);
    }
    for (const http::Field &field : updates.fields) {
        if (isRead(field.known))
            merged.push_back(field);
    }
    return merged;
}

VersionId Shelves::renew(Key key, Place place, const Version &version,
                         std::vector<http::Field> fields) {
    end(place, Ending::Renewed, version.from);
    const VersionId id = VersionId::fromSize(m_versions.size());
    m_versions.push_back(version);
    Shelf &shelf = makeShelf(key, version);
    unlink(shelf, place);
    Shelved &shelved = m_places[place];
    shelved.version = id;
    shelved.older = std::exchange(shelf.newest, place);
    keepFields(place, std::move(fields));
    return id;
}

void Shelves::invalidate(Key key, Instant at) {
    const auto found = m_index.find(key);
    if (found == m_index.end())
        return;
    Shelf &shelf = m_shelves[found->second];
    for (Place place = shelf.newest; place != nowhere; place = m_places[place].older)
        end(place, Ending::Invalidated, at);
    shelf.newest = nowhere;
}

void Shelves::flushShelf(Shelf &shelf, const Sweep &sweep, std::vector<VersionId> &ended) {
    Version stand;
    stand.url = shelf.url;
    stand.visitor = shelf.visitor;
    flush::Target target = targetOf(m_traffic, stand, {});
    const bool byEntry = sweep.by == flush::By::Entry;
    const bool covered = !byEntry && sweep.matcher.covers(target);
    shelf.covered = shelf.covered || covered;
    if (!byEntry && !covered)
        return;
    for (Place place = shelf.newest; place != nowhere; place = m_places[place].older) {
        const std::string name =
            byEntry ? entryName(m_versions[versionAt(place).index()]) : std::string();
        target.entry = name;
        if (byEntry && !sweep.matcher.covers(target))
            continue;
        end(place, Ending::Flushed, sweep.at);
        unlink(shelf, place);
        ended.push_back(versionAt(place));
        shelf.flushed = true;
        shelf.covered = true;
    }
}

std::vector<VersionId> Shelves::flush(const Flush &flush) {
    const Sweep sweep{flush::ScopeMatcher(flush.scope), flush.scope.by, flush.at};
    std::vector<VersionId> ended;
    for (Shelf &shelf : m_shelves)
        flushShelf(shelf, sweep, ended);
    std::sort(ended.begin(), ended.end());
    if (sweep.by != flush::By::Entry)
        m_flushes.push_back(sweep.matcher);
    return ended;
}

} // namespace etagere::replay
