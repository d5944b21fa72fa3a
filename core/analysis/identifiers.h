// SPDX-License-Identifier: Apache-2.0
#pragma once

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
enum class Carrier : std::uint8_t { Cookie, UrlParameter };

/// One place where a token stands.
struct Carried {
    Carrier carrier = Carrier::Cookie;
    traffic::VisitorId visitor;
    traffic::ExchangeId exchange; ///< the first in which it does
    traffic::UrlId url;
    std::string_view name; ///< of the cookie or the parameter
};

/// Where the tokens of tags stand in what visitors carried: cookies sent and set, and the
/// parameters of URLs. It knows only the tokens it is asked about, so its size is bounded by the
/// tags', not by the capture's. Valid while the Traffic is.
class IdentifierIndex {
public:
    /// Reads every cookie and URL of the capture once. At most 64 places are kept per token.
    IdentifierIndex(const traffic::Traffic &traffic, std::span<const std::string> tokens);

    /// The places of a token, in the order of the exchanges. Empty when there is none.
    [[nodiscard]] std::span<const Carried> find(std::string_view token) const;

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    using Places = std::unordered_map<std::string, std::vector<Carried>, Hash, std::equal_to<>>;

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
    void note(std::string_view value, const Carried &place);

    [[nodiscard]] bool isNew(traffic::VisitorId visitor, std::string_view text) {
        return m_read.insert({visitor, text}).second;
    }

    Places m_places;
    std::unordered_set<Carrying, CarryingHash> m_read;
};

} // namespace etagere::analysis
