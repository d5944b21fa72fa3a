// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/units.h"
#include "core/store/error.h"
#include "core/tags/ledger_analysis.h"
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
#include <vector>

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
    std::optional<std::string> urlPattern{};        ///< `*`, `?` and `[…]`; case counts
    std::optional<std::vector<std::string>> urls{}; ///< any of these, exactly
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
    /// A server erased, and keeps what it replaced for some minutes longer.
    bool keptByServer = false;
};

struct LedgerInfo {
    std::string place{}; ///< its file, or its server's address; empty for one in memory
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

/// The ledger: all observations, per origin. Several programs may use one at once; each instance is
/// for one thread.
class Ledger {
public:
    /// The name of a ledger that is forgotten with its instance.
    static constexpr std::string_view memoryName = ":memory:";

    /// False ends the listing.
    using EntryVisitor = std::function<bool(const LedgerEntry &)>;

    struct Recording {
        Instant now;
        /// A digest of the response's body, if one is wanted and at hand.
        std::function<std::string(traffic::ExchangeId)> bodyDigest = {};
    };

    Ledger(const Ledger &) = delete;
    Ledger &operator=(const Ledger &) = delete;
    virtual ~Ledger() = default;

    /// Adds what is new among them and says how many that were: the same observation of the same
    /// capture (its name, the entry, URL, time and value) is kept once. A failure keeps what was
    /// finished.
    [[nodiscard]] virtual Result<std::uint64_t, store::StoreError>
    record(const traffic::Traffic &traffic, std::span<const Observation> observations,
           const Recording &recording) = 0;

    [[nodiscard]] virtual Result<LedgerInfo, store::StoreError> info() const = 0;
    /// An empty filter exports everything.
    [[nodiscard]] virtual Result<void, store::StoreError>
    list(const LedgerFilter &filter, const EntryVisitor &visitor) const = 0;
    /// How the values of one kind of validator vary over the visitors, everywhere.
    [[nodiscard]] virtual Result<LedgerAnalysis, store::StoreError>
    analyse(Validator validator) const = 0;

    [[nodiscard]] virtual Result<EraseLog, store::StoreError> erase(const EraseScope &scope) = 0;

    /// Nothing stays longer than that after it was recorded; none: for ever. Kept in the ledger,
    /// applied at once, and again whenever it is opened or recorded into.
    [[nodiscard]] virtual Result<EraseLog, store::StoreError>
    setRetention(std::optional<std::chrono::days> days, Instant now) = 0;
    [[nodiscard]] virtual Result<std::optional<std::chrono::days>, store::StoreError>
    retention() const = 0;

protected:
    Ledger() = default;
    Ledger(Ledger &&) = default;
    Ledger &operator=(Ledger &&) = default;
};

/// ledger.sqlite in the user's data directory: $XDG_DATA_HOME/etagere, else
/// ~/.local/share/etagere (XDG Base Directory Specification: a relative value does not count).
/// Empty when there is no home.
[[nodiscard]] std::filesystem::path defaultLedgerPath();

} // namespace etagere::tags
