// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/disguise.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace etagere::analysis {

/// Where a visitor carries an identifier.
enum class Carrier : std::uint8_t { Cookie, UrlParameter, Storage };

/// An entry of a page's storage, as a live browser had it after a visit. Borrows.
struct StoredSeen {
    traffic::VisitorId visitor;
    std::string_view origin;
    std::string_view key;
    std::string_view value;
};

/// One place where a token stands.
struct Carried {
    Carrier carrier = Carrier::Cookie;
    traffic::VisitorId visitor;
    traffic::ExchangeId exchange; ///< the first in which it does
    traffic::UrlId url;
    std::string_view name; ///< of the cookie or the parameter; the key in the storage
    Disguise disguise = Disguise::Plain;
    std::string_view origin{}; ///< of the storage: there is no exchange and no URL then
};

/// Where the tokens of tags stand in what visitors carried: cookies sent and set, and the
/// parameters of URLs; what their storage held; as they are, in base64 or hexadecimal, or as a
/// digest. It knows only what it is asked about, so its size is bounded by the tags', not by the
/// capture's. Valid while the Traffic is.
class IdentifierIndex {
public:
    /// Reads every cookie and URL of the capture once. `pieces` are parts of tags as they stand:
    /// case counts in base64. At most 64 places are kept per token.
    IdentifierIndex(const traffic::Traffic &traffic, std::span<const std::string> pieces,
                    std::span<const StoredSeen> storage = {});

    /// The places of a token (a piece in lower case), in the order of the exchanges. Empty when
    /// there is none.
    [[nodiscard]] std::span<const Carried> find(std::string_view token) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Places = std::unordered_map<std::string, std::vector<Carried>, Hash, std::equal_to<>>;

    /// Another form of a token, by its hash: where the form is met, the token is.
    struct Alias {
        std::size_t hash = 0;
        std::vector<Carried> *places = nullptr;
        bool isDigest = false;
        friend bool operator<(const Alias &a, const Alias &b) noexcept { return a.hash < b.hash; }
    };

    /// A text that a visitor carried; browsers repeat the same one with every request.
    struct Carrying {
        traffic::VisitorId visitor;
        std::string_view text;
        friend bool operator==(const Carrying &, const Carrying &) = default;
    };
    struct CarryingHash {
        std::size_t operator()(const Carrying &carrying) const noexcept {
            return std::hash<std::string_view>{}(carrying.text) ^
                   (std::hash<traffic::VisitorId>{}(carrying.visitor) << 1U);
        }
    };

    void readCookies(const traffic::Exchange &exchange, traffic::VisitorId visitor);
    void readParameters(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                        traffic::VisitorId visitor);
    void seek(const std::string &piece);
    void note(std::string_view value, const Carried &place);
    void notePiece(const std::string &piece, Carried place);
    bool noteDisguised(const std::string &piece, Carried place);
    bool noteAliases(std::string_view text, Disguise disguise, bool digestsToo, Carried place);

    [[nodiscard]] bool isNew(traffic::VisitorId visitor, std::string_view text) {
        return m_read.insert({visitor, text}).second;
    }

    Places m_places;
    std::vector<Alias> m_aliases;            ///< sorted
    bool m_seeksDigests = false;             ///< some tag has the length of an MD5 or SHA-1
    std::unordered_set<std::size_t> m_plain; ///< hashes of pieces known to be no disguise
    std::unordered_set<Carrying, CarryingHash> m_read;
};

} // namespace etagere::analysis
