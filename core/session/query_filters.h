// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/query_terms.h"
#include "core/session/text_search.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace etagere::session {

/// One flag a byte: tested a million times, which vector<bool> makes slow.
using Flags = std::vector<std::uint8_t>;

[[nodiscard]] bool anyHolds(const std::vector<NumberRange> &ranges, std::int64_t number) noexcept;
[[nodiscard]] std::vector<TextSearch> searchesFor(const QueryTerm &term);
[[nodiscard]] bool anyIn(const std::vector<TextSearch> &searches, std::string_view text) noexcept;

/// Which URLs the terms about words, URLs, hosts and sites let through. Each distinct URL and
/// origin is tested once, however many exchanges have it.
class UrlFilter {
public:
    UrlFilter(const traffic::Traffic &traffic, const std::vector<QueryTerm> &terms);
    [[nodiscard]] bool lets(traffic::UrlId url) const noexcept {
        return m_urls.empty() || m_urls[url.index()] != 0;
    }

private:
    void applyToOrigins(const QueryTerm &term);
    void applyToTexts(const QueryTerm &term);
    template <class Test>
    void apply(const Test &test);

    const traffic::Traffic &m_traffic;
    Flags m_urls; ///< empty: all
};

/// The same for visits and visitors.
class VisitFilter {
public:
    VisitFilter(const traffic::Traffic &traffic, const std::vector<QueryTerm> &terms);
    [[nodiscard]] bool lets(traffic::VisitId visit) const noexcept {
        return m_visits.empty() || m_visits[visit.isValid() ? visit.index() + 1 : 0] != 0;
    }

private:
    void apply(const traffic::Traffic &traffic, const QueryTerm &term);
    Flags m_visits; ///< empty: all; the first is that of exchanges without a visit
};

} // namespace etagere::session
