// SPDX-License-Identifier: Apache-2.0
#include "core/traffic/traffic.h"

#include "core/url/url.h"

namespace etagere::traffic {

std::string_view Traffic::keep(std::string_view text) { return m_arena.store(text); }

http::Fields Traffic::keep(http::Fields fields) {
    m_scratch.assign(fields.begin(), fields.end());
    for (http::Field &field : m_scratch) {
        field.name = m_words.view(m_words.intern(field.name));
        field.value = m_arena.store(field.value);
    }
    return m_fields.append(m_scratch);
}

SourceId Traffic::addSource(const SourceInfo &info, std::shared_ptr<const Source> bytes) {
    SourceInfo kept = info;
    kept.name = keep(info.name);
    kept.creator = keep(info.creator);
    kept.creatorVersion = keep(info.creatorVersion);
    kept.browser = keep(info.browser);
    m_sources.push_back(kept);
    m_bytes.push_back(std::move(bytes));
    return SourceId::fromSize(m_sources.size() - 1);
}

VisitorId Traffic::visitor(std::string_view name) {
    const TextId id = m_visitorNames.intern(name);
    if (id.index() == m_visitors.size())
        m_visitors.push_back({m_visitorNames.view(id)});
    return VisitorId(id.index());
}

VisitId Traffic::addVisit(const Visit &visit) {
    Visit kept = visit;
    kept.pageId = keep(visit.pageId);
    kept.title = keep(visit.title);
    m_visits.push_back(kept);
    return VisitId::fromSize(m_visits.size() - 1);
}

void Traffic::assignVisit(VisitId visit, VisitorId visitor) {
    m_visits[visit.index()].visitor = visitor;
}

OriginId Traffic::internOrigin(std::string_view urlText) {
    const url::UrlView parts = url::parseUrl(urlText);
    const TextId id = m_originTexts.intern(url::originOf(parts));
    if (id.index() == m_origins.size())
        m_origins.push_back({m_originTexts.view(id), keep(url::siteOf(parts.host))});
    return OriginId(id.index());
}

UrlId Traffic::internUrl(std::string_view text) {
    const TextId id = m_urlTexts.intern(text);
    if (id.index() == m_urls.size()) {
        const std::string_view kept = m_urlTexts.view(id);
        m_urls.push_back({kept, internOrigin(kept)});
    }
    return UrlId(id.index());
}

ExchangeId Traffic::append(const Exchange &exchange) {
    Exchange kept = exchange;
    kept.id = ExchangeId::fromSize(m_exchanges.size());
    const auto word = [this](std::string_view text) { return m_words.view(m_words.intern(text)); };
    kept.method = word(exchange.method);
    kept.requestVersion = word(exchange.requestVersion);
    kept.responseVersion = word(exchange.responseVersion);
    kept.mimeType = word(exchange.mimeType);
    kept.serverAddress = word(exchange.serverAddress);
    kept.requestFields = keep(exchange.requestFields);
    kept.responseFields = keep(exchange.responseFields);
    m_exchanges.push_back(kept);
    return kept.id;
}

std::shared_ptr<const Source> Traffic::source(SourceId id) const { return m_bytes[id.index()]; }

Result<std::string, LoadError> Traffic::loadBody(const BodyRef &body, Bytes limit) const {
    if (body.form == BodyForm::Absent || !body.source.isValid() || !m_bytes[body.source.index()])
        return Failure<LoadError>(LoadError{LoadError::Kind::Absent, body.offset});
    return m_bytes[body.source.index()]->loadBody(body, limit);
}

Result<std::string, LoadError> Traffic::loadRaw(const RawRef &raw) const {
    if (raw.length == 0 || !raw.source.isValid() || !m_bytes[raw.source.index()])
        return Failure<LoadError>(LoadError{LoadError::Kind::Absent, raw.offset});
    return m_bytes[raw.source.index()]->loadRaw(raw);
}

Bytes Traffic::memory() const noexcept {
    return {m_arena.used() + m_exchanges.size() * sizeof(Exchange) +
            m_urls.size() * sizeof(UrlRow) + m_fields.size() * sizeof(http::Field)};
}

} // namespace etagere::traffic
