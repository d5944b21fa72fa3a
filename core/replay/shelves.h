// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/rule.h"
#include "core/cache/validation.h"
#include "core/flush/scope.h"
#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace etagere::replay {

/// The exchange whose request fields Vary is about: of the last renewal, which may have been by
/// another variant.
[[nodiscard]] traffic::ExchangeId askedBy(const Version &version) noexcept;

/// The caches of all visitors while a replay goes on: a shelf for each visitor and URL, with one
/// stored response per variant on it, newest first. Keeps the log's versions up to date.
class Shelves {
public:
    /// Visitor, with the partition of the model's cache, and URL, fragment aside.
    using Key = std::uint64_t;
    /// A stored response's place; the same after a 304.
    using Place = std::uint32_t;
    static constexpr Place nowhere = std::numeric_limits<Place>::max();
    /// More variants of one URL are not kept: the oldest makes room.
    static constexpr std::size_t maxVariants = 32;

    /// Both are borrowed for the whole life. Of the log its versions are written.
    Shelves(const traffic::Traffic &traffic, Log &log);

    /// What a request finds.
    struct Found {
        Place place = nowhere;
        Place other = nowhere; ///< the newest variant, where none may be used
        cache::Rule rule = cache::Rule::NothingStored; ///< of Step::Match
    };
    /// The newest variant that the request may use (RFC 9111 §4.1).
    [[nodiscard]] Found find(Key key, http::Fields request) const;
    [[nodiscard]] VersionId versionAt(Place place) const { return m_places[place].version; }
    [[nodiscard]] const cache::StoredFacts &factsAt(Place place) const;
    /// Of the stored fields at least those that a cache reads. Valid until the next change.
    [[nodiscard]] http::Fields fieldsAt(Place place) const;

    /// Whether another variant, of another content coding, came with the same strong tag.
    [[nodiscard]] bool sharesTag(Key key, Place place) const;

    /// Whether a flush ended what was stored here and nothing has been stored since.
    [[nodiscard]] bool wasFlushed(Key key) const;
    /// Whether a flush would have ended what the browser may have held from before the recording.
    [[nodiscard]] bool wasCovered(Key key, const Version &unseen) const;

    /// Stores a new version, in place of `replaced` if that is somewhere.
    VersionId store(Key key, const Version &version, Place replaced);
    /// The fields that `updates` make of the stored ones, as far as a cache reads them.
    [[nodiscard]] std::vector<http::Field> merge(Place place, const cache::Updates &updates) const;
    /// Puts the version that a 304 made in place of the one it renewed; `fields` as merge() gave.
    VersionId renew(Key key, Place place, const Version &version, std::vector<http::Field> fields);
    void invalidate(Key key, Instant at);
    /// Ends what the scope covers, and tells what that was.
    std::vector<VersionId> flush(const Flush &flush);

private:
    struct Shelved {
        VersionId version;
        Place older = nowhere;
        std::uint32_t merged = nowhere; ///< in m_merged; nowhere: the fields came with the response
    };
    struct Shelf {
        Place newest = nowhere;
        traffic::UrlId url;
        traffic::VisitorId visitor;
        bool flushed = false;
        bool covered = false;
    };
    struct Sweep {
        flush::ScopeMatcher matcher;
        flush::By by{};
        Instant at{};
    };
    struct HashKey {
        std::size_t operator()(Key key) const noexcept;
    };

    [[nodiscard]] const Shelf *shelfOf(Key key) const;
    Shelf &makeShelf(Key key, const Version &version);
    void makeRoom(Shelf &shelf, Place replaced, Instant at);
    void unlink(Shelf &shelf, Place place);
    void keepFields(Place place, std::vector<http::Field> fields);
    void end(Place place, Ending ending, Instant at);
    void flushShelf(Shelf &shelf, const Sweep &sweep, std::vector<VersionId> &ended);

    const traffic::Traffic &m_traffic;
    const cache::Model &m_model;
    std::vector<Version> &m_versions;
    tsl::robin_map<Key, std::uint32_t, HashKey> m_index; ///< into m_shelves
    std::vector<Shelf> m_shelves;
    std::vector<Shelved> m_places;
    std::vector<std::vector<http::Field>> m_merged;
    std::vector<flush::ScopeMatcher> m_flushes; ///< applied so far, single entries aside
};

} // namespace etagere::replay
