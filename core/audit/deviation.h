// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/log.h"
#include "core/traffic/traffic.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace etagere::audit {

/// What explains that a live browser did otherwise than its model.
enum class Deviation : std::uint8_t {
    Unexplained,
    MemoryCache, ///< the renderer's own memory answered before the HTTP cache was asked
    Document,    ///< a page that is loaded again is asked for anew, fresh or not
    /// The same URL was under way already for the same page: which of the two waits for the other,
    /// and which goes past the cache, depends on what is quicker.
    AskedTogether,
    /// A stale response was shown, and this is the request that renews it (RFC 5861 §3).
    Background,
    /// The visitor has a service worker of that origin: it answers by itself, asks by itself, and
    /// its script is asked for past the cache.
    ServiceWorker,
    /// Asked without a Referer: the document, and with it the partition, is not known. Frames in a
    /// sandbox are such, whose responses Chromium does not keep.
    UnknownDocument,
    Count
};
/// "memory-cache"; stable.
[[nodiscard]] std::string_view nameOf(Deviation deviation) noexcept;

/// Finds what explains a difference, from what else the same visitor's browser did.
class DeviationFinder {
public:
    /// Both are borrowed for the whole life.
    DeviationFinder(const traffic::Traffic &traffic, const replay::Log &log)
        : m_traffic(traffic)
        , m_log(log) {}
    /// In any order, all of them before the first question.
    void know(const traffic::Exchange &exchange);
    /// Of an exchange that its model would have made otherwise.
    [[nodiscard]] Deviation of(const traffic::Exchange &exchange) const;

private:
    using Exchanges = std::vector<traffic::ExchangeId>;
    using Worker = std::pair<traffic::VisitorId, std::string>; ///< and the origin it is of
    [[nodiscard]] const Exchanges &sameAs(const traffic::Exchange &exchange) const;
    [[nodiscard]] bool hadCompany(const traffic::Exchange &exchange) const;
    [[nodiscard]] bool renews(const traffic::Exchange &exchange) const;
    [[nodiscard]] Worker workerFor(const traffic::Exchange &exchange) const;

    const traffic::Traffic &m_traffic;
    const replay::Log &m_log;
    std::map<std::pair<traffic::VisitId, traffic::UrlId>, Exchanges> m_byUrl;
    std::set<Worker> m_workers;
};

} // namespace etagere::audit
