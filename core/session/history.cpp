// SPDX-License-Identifier: Apache-2.0
#include "core/session/history.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace etagere::session {

namespace {

/// What the ledger has of one response: its validators are entries of their own.
struct Remembered {
    std::string url, visitor, source, etag, lastModified;
    std::optional<Instant> when;
    std::uint16_t status = 0;
    std::int64_t bodyBytes = -1;
    bool sentBack = false;
};

class Collector {
public:
    explicit Collector(const traffic::Traffic &traffic) {
        for (std::size_t i = 0; i < traffic.sourceCount(); ++i)
            m_sources.insert(traffic.sourceInfo(traffic::SourceId::fromSize(i)).name);
    }

    void take(const tags::LedgerEntry &entry) {
        if (m_sources.contains(entry.source))
            return;
        const Key key{std::string(entry.url), std::string(entry.visitor), std::string(entry.source),
                      entry.when};
        const auto [at, isNew] = m_index.try_emplace(key, m_responses.size());
        if (isNew)
            m_responses.push_back({std::string(entry.url),
                                   std::string(entry.visitor),
                                   std::string(entry.source),
                                   {},
                                   {},
                                   entry.when,
                                   entry.status,
                                   entry.bodyBytes,
                                   entry.sentBack});
        Remembered &response = m_responses[at->second];
        (entry.validator == tags::Validator::ETag ? response.etag : response.lastModified) =
            entry.value;
    }

    [[nodiscard]] const std::vector<Remembered> &responses() const { return m_responses; }

private:
    using Key = std::tuple<std::string, std::string, std::string, std::optional<Instant>>;
    std::set<std::string_view> m_sources;
    std::map<Key, std::size_t> m_index;
    std::vector<Remembered> m_responses;
};

class Appender {
public:
    explicit Appender(traffic::Traffic &traffic)
        : m_traffic(traffic) {}

    void append(const Remembered &response) {
        std::vector<http::Field> request;
        std::vector<http::Field> fields;
        const auto add = [](std::vector<http::Field> &to, http::FieldName name,
                            std::string_view value) {
            if (!value.empty())
                to.push_back({http::spelling(name), value, name});
        };
        add(fields, http::FieldName::ETag, response.etag);
        add(fields, http::FieldName::LastModified, response.lastModified);
        if (response.sentBack)
            add(request, http::FieldName::IfNoneMatch, response.etag);
        traffic::Exchange exchange;
        exchange.visit = visitOf(response);
        exchange.url = m_traffic.internUrl(response.url);
        exchange.method = "GET";
        exchange.started = response.when;
        exchange.status = response.status;
        exchange.contentBytes = response.bodyBytes;
        exchange.requestFields = request;
        exchange.responseFields = fields;
        m_traffic.append(exchange);
    }

private:
    traffic::VisitId visitOf(const Remembered &response) {
        const std::pair key(response.visitor, response.source);
        const auto known = m_visits.find(key);
        if (known != m_visits.end())
            return known->second;
        traffic::SourceInfo info;
        info.name = response.source;
        info.creator = "ledger";
        const traffic::SourceId source = m_traffic.addSource(info, nullptr);
        const traffic::VisitId visit = m_traffic.addVisit(
            {m_traffic.visitor(response.visitor), source, {}, {}, response.when});
        return m_visits.emplace(key, visit).first->second;
    }

    traffic::Traffic &m_traffic;
    std::map<std::pair<std::string, std::string>, traffic::VisitId> m_visits;
};

std::vector<std::string> urlsOf(const traffic::Traffic &traffic) {
    std::vector<std::string> urls;
    urls.reserve(traffic.urlCount());
    for (std::size_t i = 0; i < traffic.urlCount(); ++i)
        urls.emplace_back(traffic.urlText(traffic::UrlId::fromSize(i)));
    return urls;
}

} // namespace

Result<void, store::StoreError> appendHistory(const tags::Ledger &ledger,
                                              traffic::Traffic &traffic) {
    Collector collector(traffic);
    tags::LedgerFilter filter;
    filter.urls = urlsOf(traffic);
    auto listed = ledger.list(filter, [&collector](const tags::LedgerEntry &entry) {
        collector.take(entry);
        return true;
    });
    if (!listed)
        return Failure<store::StoreError>(listed.error());
    Appender appender(traffic);
    for (const Remembered &response : collector.responses())
        appender.append(response);
    return {};
}

} // namespace etagere::session
