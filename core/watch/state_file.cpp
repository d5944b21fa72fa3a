// SPDX-License-Identifier: Apache-2.0
#include "core/watch/state_file.h"

#include "core/store/migrate.h"
#include "core/tags/ledger.h"

#include <array>
#include <span>
#include <string>
#include <utility>

namespace etagere::watch {

namespace {

using store::Blob;
using store::Database;
using store::Statement;
using store::StoreError;

// Times are microseconds since 1970. `digest` and what follows it are null before the first answer;
// `text` is null where the content is no text. `kind`: bit 0 the content could be decoded, 1 the
// text was cut, 2 the content means its text.
constexpr const char *version1 = R"sql(
CREATE TABLE page(url TEXT PRIMARY KEY, visits INTEGER NOT NULL, not_modified INTEGER NOT NULL,
    changes INTEGER NOT NULL, saved_bytes INTEGER NOT NULL, received_bytes INTEGER NOT NULL,
    revalidations INTEGER NOT NULL, failures INTEGER NOT NULL, visited INTEGER, changed INTEGER,
    due INTEGER NOT NULL, blocked_until INTEGER, digest BLOB, held_url TEXT, etag TEXT,
    last_modified TEXT, transferred INTEGER, kind INTEGER, text TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE stale_origin(origin TEXT PRIMARY KEY, url TEXT NOT NULL, validator TEXT NOT NULL,
    found INTEGER NOT NULL, revalidations INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

constexpr std::array steps{version1};
constexpr store::Schema schema{0x45746157, steps}; // "EtaW"

constexpr std::string_view columns =
    "url, visits, not_modified, changes, saved_bytes, received_bytes, revalidations, failures, "
    "visited, changed, due, blocked_until, digest, held_url, etag, last_modified, transferred, "
    "kind, text";

std::int64_t countOf(Instant time) noexcept { return time.time_since_epoch().count(); }
std::optional<std::int64_t> countOf(const std::optional<Instant> &time) noexcept {
    return time ? std::optional(countOf(*time)) : std::nullopt;
}
std::optional<Instant> timeIn(const Statement &row, int column) noexcept {
    const auto count = row.integer(column);
    return count ? std::optional(Instant(Instant::duration(*count))) : std::nullopt;
}
std::uint64_t numberIn(const Statement &row, int column) noexcept {
    return static_cast<std::uint64_t>(row.integer(column).value_or(0));
}
std::string textIn(const Statement &row, int column) {
    return std::string(row.bytes(column).value_or(std::string_view()));
}

std::string_view bytesOf(const body::Digest &digest) noexcept {
    const auto bytes = digest.bytes();
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

int kindOf(const analysis::SeenContent &content) noexcept {
    return (content.decoded ? 1 : 0) | (content.text && content.text->cut ? 2 : 0) |
           (content.meansItsText ? 4 : 0);
}

std::optional<Held> heldIn(const Statement &row) {
    const auto digest = row.bytes(12);
    if (!digest || digest->size() != body::digestSize(body::Algorithm::Sha256))
        return std::nullopt;
    Held held;
    held.content.digest = body::Digest(
        std::span(reinterpret_cast<const std::uint8_t *>(digest->data()), digest->size()));
    held.url = textIn(row, 13);
    held.etag = textIn(row, 14);
    held.lastModified = textIn(row, 15);
    held.transferred = numberIn(row, 16);
    const std::uint64_t kind = numberIn(row, 17);
    held.content.decoded = (kind & 1U) != 0;
    held.content.meansItsText = (kind & 4U) != 0;
    if (!row.isNull(18))
        held.content.text = body::PlainText{textIn(row, 18), (kind & 2U) != 0};
    return held;
}

PageState pageIn(const Statement &row) {
    PageState page;
    page.url = textIn(row, 0);
    page.visits = numberIn(row, 1);
    page.notModified = numberIn(row, 2);
    page.changes = numberIn(row, 3);
    page.savedBytes = numberIn(row, 4);
    page.receivedBytes = numberIn(row, 5);
    page.revalidations = numberIn(row, 6);
    page.failures = static_cast<std::uint32_t>(numberIn(row, 7));
    page.visited = timeIn(row, 8);
    page.changed = timeIn(row, 9);
    page.due = timeIn(row, 10).value_or(Instant{});
    page.blockedUntil = timeIn(row, 11);
    page.held = heldIn(row);
    return page;
}

/// What of the content is bound to the parameters from 13 on.
void bindHeld(Statement &row, const Held &held) {
    row.bind(13, Blob{bytesOf(held.content.digest)});
    row.bind(14, std::string_view(held.url));
    row.bind(15, std::string_view(held.etag));
    row.bind(16, std::string_view(held.lastModified));
    row.bind(17, held.transferred);
    row.bind(18, kindOf(held.content));
    if (held.content.text)
        row.bind(19, std::string_view(held.content.text->text));
}

Result<void, StoreError> prepare(Database &database, bool inMemory) {
    // First of all: a database of somebody else must not be changed in any way.
    if (const auto version = store::findVersion(database, schema); !version)
        return Failure<StoreError>(version.error());
    if (!inMemory) {
        if (auto ok = database.startWriteAheadLog(); !ok)
            return ok;
    }
    if (auto ok = database.execute("PRAGMA synchronous=NORMAL"); !ok)
        return ok;
    return store::migrate(database, schema);
}

Result<Database, StoreError> openFile(const std::filesystem::path &path) {
    std::error_code problem;
    if (!path.parent_path().empty())
        std::filesystem::create_directories(path.parent_path(), problem);
    if (problem)
        return Failure<StoreError>(store::errorFromSystem(problem.value()));
    store::OpenOptions options;
    options.mode = store::OpenMode::Create;
    options.ownerOnly = true;
    return Database::open(path, options);
}

} // namespace

Result<StateFile, StoreError> StateFile::open(const std::filesystem::path &path) {
    const bool inMemory = path == memoryName;
    auto database = inMemory ? Database::inMemory() : openFile(path);
    if (!database)
        return Failure<StoreError>(database.error());
    if (auto ready = prepare(*database, inMemory); !ready)
        return Failure<StoreError>(ready.error());
    return StateFile(std::move(*database));
}

Result<std::optional<PageState>, StoreError> StateFile::find(std::string_view url) const {
    auto row = m_database.prepare("SELECT " + std::string(columns) + " FROM page WHERE url = ?1");
    if (!row)
        return Failure<StoreError>(row.error());
    row->bind(1, url);
    const auto found = row->step();
    if (!found)
        return Failure<StoreError>(found.error());
    return *found ? std::optional(pageIn(*row)) : std::nullopt;
}

Result<std::vector<StaleOrigin>, StoreError> StateFile::distrusted() const {
    auto row = m_database.prepare("SELECT origin, url, validator, found, revalidations "
                                  "FROM stale_origin ORDER BY found, origin");
    if (!row)
        return Failure<StoreError>(row.error());
    std::vector<StaleOrigin> all;
    for (;;) {
        const auto more = row->step();
        if (!more)
            return Failure<StoreError>(more.error());
        if (!*more)
            return all;
        all.push_back({textIn(*row, 0), textIn(*row, 1), textIn(*row, 2),
                       timeIn(*row, 3).value_or(Instant{}), numberIn(*row, 4)});
    }
}

Result<void, StoreError> StateFile::save(const PageState &page) {
    auto row = m_database.prepare(
        "INSERT OR REPLACE INTO page(" + std::string(columns) +
        ") VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)");
    if (!row)
        return Failure<StoreError>(row.error());
    row->bindAll(std::string_view(page.url), page.visits, page.notModified, page.changes,
                 page.savedBytes, page.receivedBytes, page.revalidations, page.failures,
                 countOf(page.visited), countOf(page.changed), countOf(page.due),
                 countOf(page.blockedUntil));
    if (page.held)
        bindHeld(*row, *page.held);
    const auto done = row->step();
    return done ? Result<void, StoreError>() : Failure<StoreError>(done.error());
}

Result<void, StoreError> StateFile::save(const StaleOrigin &origin) {
    auto row = m_database.prepare("INSERT OR IGNORE INTO stale_origin(origin, url, validator, "
                                  "found, revalidations) VALUES (?1,?2,?3,?4,?5)");
    if (!row)
        return Failure<StoreError>(row.error());
    return row->run(std::string_view(origin.origin), std::string_view(origin.url),
                    std::string_view(origin.validator), countOf(origin.found),
                    origin.revalidations);
}

std::filesystem::path defaultStatePath() {
    const std::filesystem::path ledger = tags::defaultLedgerPath();
    return ledger.empty() ? ledger : ledger.parent_path() / "watch.sqlite";
}

} // namespace etagere::watch
