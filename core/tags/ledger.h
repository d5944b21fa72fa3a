// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/store/database.h"
#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace etagere::tags {

/// One observation as the ledger keeps it. Borrows: valid during the call that hands it out.
struct LedgerEntry {
    std::string_view origin{};
    std::string_view site{};
    std::string_view url{};
    std::string_view visitor{};
    std::string_view source{}; ///< the capture's name
    Validator validator = Validator::ETag;
    bool sentBack = false;
    std::uint16_t status = 0;
    std::string_view value{};
    std::optional<Instant> when{};
    std::int64_t bodyBytes = -1;   ///< decoded, as the exporter counted; -1 unknown
    std::string_view bodyDigest{}; ///< as the recorder of the observation gave it; may be empty
    Instant recordedAt{};
};

/// Which entries are wanted: those that meet every condition that is set.
struct LedgerFilter {
    std::optional<std::string> origin{};
    std::optional<std::string> site{};
    std::optional<std::string> urlPattern{}; ///< `*`, `?` and `[…]`; case counts
    std::optional<std::string> value{};
    std::optional<std::string> visitor{};
    std::optional<Instant>
        since; ///< seen then or later; recorded, where when it was seen is unknown
    std::optional<std::uint64_t> limit{};
    bool newestFirst = false; ///< by when they were recorded; else oldest first
};

/// What to forget.
struct EraseScope {
    enum class What : std::uint8_t {
        All,
        Origin,  ///< `text` is the origin
        Site,    ///< `text` is the site
        Visitor, ///< `text` is the visitor's name
        Before   ///< seen before `time`, or recorded where when it was seen is unknown
    };
    What what = What::All;
    std::string text{};
    Instant time{};
};

struct EraseLog {
    std::uint64_t observations = 0;
    /// Another program used the ledger meanwhile, so that its files still hold erased bytes. They
    /// go with the next erase that is alone.
    bool lingers = false;
};

struct LedgerInfo {
    std::filesystem::path path{}; ///< empty for one in memory
    int schemaVersion = 0;
    Bytes size{}; ///< of its files
    std::uint64_t observations = 0;
    std::uint64_t tags = 0; ///< distinct pairs of URL and ETag
    std::uint64_t origins = 0;
    std::uint64_t visitors = 0;
    std::optional<Instant> first{}; ///< when the earliest was seen, where that is known
    std::optional<Instant> last{};
    std::optional<std::chrono::days> retention{};
};

/// The ledger: all observations, per origin, in one SQLite file that only its owner may read.
/// Several programs may use it at once; each instance is for one thread.
class Ledger {
public:
    /// False ends the listing.
    using EntryVisitor = std::function<bool(const LedgerEntry &)>;

    struct Recording {
        Instant now;
        /// A digest of the response's body, if one is wanted and at hand.
        std::function<std::string(traffic::ExchangeId)> bodyDigest = {};
    };

    static constexpr std::string_view memoryName = ":memory:";

    /// Opens or makes it, with mode 0600, and folders that are missing with 0700. What the
    /// retention no longer allows at `now` is erased. For other programs it waits as long as
    /// `patience`.
    [[nodiscard]] static Result<Ledger, store::StoreError>
    open(const std::filesystem::path &path, Instant now,
         std::chrono::milliseconds patience = store::OpenOptions{}.busyTimeout);

    /// Adds what is new among them and says how many that were: the same observation of the same
    /// capture (its name, the entry, URL, time and value) is kept once. Written in short
    /// transactions, so that other programs get their turn; a failure keeps what was finished.
    [[nodiscard]] Result<std::uint64_t, store::StoreError>
    record(const traffic::Traffic &traffic, std::span<const Observation> observations,
           const Recording &recording);

    [[nodiscard]] Result<LedgerInfo, store::StoreError> info() const;
    /// An empty filter exports everything.
    [[nodiscard]] Result<void, store::StoreError> list(const LedgerFilter &filter,
                                                       const EntryVisitor &visitor) const;

    /// The file is written anew and its log emptied, so that neither holds erased bytes; what the
    /// disk keeps of earlier versions is out of reach. Takes as long as the whole ledger is large.
    [[nodiscard]] Result<EraseLog, store::StoreError> erase(const EraseScope &scope);

    /// Nothing stays longer than that after it was recorded; none: for ever. Kept in the ledger,
    /// applied at once, and again whenever it is opened or recorded into.
    [[nodiscard]] Result<EraseLog, store::StoreError>
    setRetention(std::optional<std::chrono::days> days, Instant now);
    [[nodiscard]] Result<std::optional<std::chrono::days>, store::StoreError> retention() const;

private:
    Ledger(store::Database database, std::filesystem::path path);
    [[nodiscard]] Result<void, store::StoreError> prepare();
    [[nodiscard]] Result<EraseLog, store::StoreError> applyRetention(Instant now);
    [[nodiscard]] Result<EraseLog, store::StoreError>
    eraseWhere(std::string_view condition, const std::function<void(store::Statement &)> &bind);
    [[nodiscard]] Result<bool, store::StoreError> forgetBytes();

    store::Database m_database;
    std::filesystem::path m_path;
};

/// ledger.sqlite in the user's data directory: $XDG_DATA_HOME/etagere, else
/// ~/.local/share/etagere (XDG Base Directory Specification: a relative value does not count).
/// Empty when there is no home.
[[nodiscard]] std::filesystem::path defaultLedgerPath();

} // namespace etagere::tags
