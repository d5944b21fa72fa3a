// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cache/model.h"
#include "core/traffic/traffic.h"

#include <tsl/robin_map.h>

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::replay {

/// Which cache, or which partition of a visitor's cache, an exchange goes through. The tab's site
/// is that of the visit's earliest exchange, or where it redirects; the frame's is read off
/// Referer, which a subresource has from its document, and off the URL for documents of frames
/// (Sec-Fetch-Dest). Where the record has neither, the tab's own document is taken to have asked.
class Partitions {
public:
    /// `traffic` and `model` are borrowed for the whole life. `order` is that of time, which a
    /// recording need not be in.
    Partitions(const traffic::Traffic &traffic, const cache::Model &model,
               std::span<const traffic::ExchangeId> order);
    /// The same number for the same visitor and partition; never 0 for an exchange of a visit.
    [[nodiscard]] std::uint32_t of(const traffic::Exchange &exchange);

private:
    /// The page of a visit.
    struct Document {
        std::vector<traffic::UrlId> hops; ///< the URL that was asked for, and where that led
        std::string leadsTo;              ///< by the last hop; empty: no further
        /// Frames of the page's own site within frames of others.
        std::set<std::string_view> between;
        [[nodiscard]] bool hasHop(traffic::UrlId url) const;
    };
    [[nodiscard]] bool isBetween(const traffic::Exchange &exchange, const std::string &top,
                                 std::string_view referer);
    [[nodiscard]] std::uint32_t numberOf(std::uint32_t visitor, const std::string &partition);
    [[nodiscard]] const std::string &siteOf(std::string_view url);

    const traffic::Traffic &m_traffic;
    const cache::Model &m_model;
    std::vector<Document> m_documents;                     ///< by visit
    tsl::robin_map<std::string_view, std::string> m_sites; ///< by URL or Referer
    tsl::robin_map<std::string, std::uint32_t> m_numbers;
};

} // namespace etagere::replay
