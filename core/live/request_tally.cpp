// SPDX-License-Identifier: Apache-2.0
#include "core/live/request_tally.h"

#include <algorithm>

namespace etagere::live {

namespace {

bool isCompared(std::string_view url) {
    return url.starts_with("http:") || url.starts_with("https:") || url.starts_with("ws:") ||
           url.starts_with("wss:");
}

} // namespace

RequestTally::Count *RequestTally::count(std::string_view url, std::string_view method) {
    std::string key(method);
    key += ' ';
    key += url.substr(0, url.find('#'));
    const auto found = m_counts.find(key);
    if (found != m_counts.end())
        return &found->second;
    if (m_bytes + key.size() > maxBytes)
        return nullptr;
    m_bytes += key.size() + sizeof(Count) + 2 * sizeof(std::string);
    const std::size_t order = m_counts.size();
    return &m_counts.emplace(std::move(key), Count{0, 0, 0, order}).first->second;
}

void RequestTally::saw(std::string_view url, std::string_view method) {
    if (!isCompared(url))
        return;
    if (Count *counted = count(url, method))
        ++counted->seen;
}

void RequestTally::workerAsked(std::string_view url, std::string_view method) {
    if (!isCompared(url))
        return;
    if (Count *counted = count(url, method))
        ++counted->byWorkers;
}

void RequestTally::captured(const LiveExchange &exchange) {
    using traffic::ServedFrom;
    const bool wasBefore = exchange.servedFrom == ServedFrom::MemoryCache ||
                           exchange.servedFrom == ServedFrom::ServiceWorker;
    Count *counted = wasBefore ? nullptr : count(exchange.url, exchange.method);
    if (counted != nullptr)
        ++counted->captured;
}

void RequestTally::tell(Blindness &blindness) const {
    std::vector<std::pair<std::size_t, std::string_view>> missing;
    for (const auto &[key, counted] : m_counts) {
        // The monitor sees what workers ask as well: the same request must not count twice.
        const std::uint32_t known = std::max(counted.seen, counted.byWorkers);
        if (known <= counted.captured)
            continue;
        blindness.unseen += known - counted.captured;
        missing.emplace_back(counted.order, std::string_view(key).substr(key.find(' ') + 1));
    }
    std::sort(missing.begin(), missing.end());
    for (const auto &[order, url] : missing) {
        if (blindness.unseenUrls.size() < maxUnseenUrls)
            blindness.unseenUrls.emplace_back(url);
    }
}

} // namespace etagere::live
