// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/history.h"
#include "core/analysis/identifiers.h"
#include "core/analysis/top_sites.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::analysis {

/// A part of a visitor's tag that is an identifier elsewhere.
struct Link {
    enum class Where : std::uint8_t { Cookie, UrlParameter, Storage, Body };
    Where where = Where::Cookie;
    std::string token; ///< in lower case
    std::string name;  ///< of the cookie or parameter; the key in the storage
    std::string place; ///< the cookie's or storage's origin, the parameter's URL, the body's URL
    traffic::VisitorId visitor;
    std::uint32_t value = 0; ///< which of the history's values
    Disguise disguise = Disguise::Plain;
};

/// How one URL's tags hang together with what visitors carry.
struct Linkage {
    std::vector<Link> strong;   ///< cookies, URL parameters and storage: at most one per visitor
    std::vector<Link> inBody;   ///< own bodies: at most one per visitor
    std::string markedAs;       ///< the body's own name for it, when that says version or tag
    std::string shared;         ///< a token that two visitors carry: no identifier
    bool differs = false;       ///< every two linked visitors have different tokens, alike by less
                                ///< than similarityLimit
    double similarity = 0;      ///< of the two most alike
    std::uint32_t visitors = 0; ///< linked ones
    std::uint32_t returns = 0;  ///< later visits of linked visitors that carried the tag again
    std::uint32_t returnsWithoutCookies = 0; ///< of them, how many began without a cookie
    /// The most top-level sites on which one linked visitor had the same tag.
    std::uint32_t sites = 0;
    std::string acrossSites; ///< that visitor's token
};

/// The pieces of a history's values that nothing explains, as they stand: candidates for
/// identifiers.
[[nodiscard]] std::vector<std::string> unexplainedPieces(const traffic::Traffic &traffic,
                                                         const TagHistory &history);

/// Looks the tokens up; reads own bodies (up to 1 MiB) where cookies and URLs had none.
[[nodiscard]] Linkage linkageOf(const traffic::Traffic &traffic, const TagHistory &history,
                                const IdentifierIndex &index, const TopSites &sites);

} // namespace etagere::analysis
