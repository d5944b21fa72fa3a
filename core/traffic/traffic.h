// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/arena.h"
#include "core/base/column.h"
#include "core/base/interner.h"
#include "core/traffic/exchange.h"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace etagere::traffic {

/// A capture in memory: who asked what, on which visit, and what came back. Only ever appended
/// to; ids are indices and every view handed out stays valid while the Traffic lives. One thread
/// appends; when it is done others may read.
class Traffic {
public:
    Traffic() = default;
    Traffic(Traffic &&) noexcept = default;
    Traffic &operator=(Traffic &&) noexcept = default;

    SourceId addSource(const SourceInfo &info, std::shared_ptr<const Source> bytes);
    /// The visitor of that name, made if there is none yet.
    VisitorId visitor(std::string_view name);
    VisitId addVisit(const Visit &visit);
    /// Another visitor made the visit after all; what it exchanged moves with it.
    void assignVisit(VisitId visit, VisitorId visitor);
    UrlId internUrl(std::string_view text);
    /// Copies everything the exchange points to, and numbers it; its own `id` is not looked at.
    /// `url` and `visit` must be of this Traffic.
    ExchangeId append(const Exchange &exchange);

    [[nodiscard]] std::size_t exchangeCount() const noexcept { return m_exchanges.size(); }
    [[nodiscard]] std::size_t visitCount() const noexcept { return m_visits.size(); }
    [[nodiscard]] std::size_t visitorCount() const noexcept { return m_visitors.size(); }
    [[nodiscard]] std::size_t sourceCount() const noexcept { return m_sources.size(); }
    [[nodiscard]] std::size_t urlCount() const noexcept { return m_urls.size(); }
    [[nodiscard]] std::size_t originCount() const noexcept { return m_origins.size(); }

    [[nodiscard]] const Exchange &exchange(ExchangeId id) const { return m_exchanges[id.index()]; }
    [[nodiscard]] const Visit &visit(VisitId id) const { return m_visits[id.index()]; }
    [[nodiscard]] const Visitor &visitor(VisitorId id) const { return m_visitors[id.index()]; }
    [[nodiscard]] const SourceInfo &sourceInfo(SourceId id) const { return m_sources[id.index()]; }
    /// Keeps the source's bytes readable for as long as the caller holds it. Null for none.
    [[nodiscard]] std::shared_ptr<const Source> source(SourceId id) const;

    [[nodiscard]] std::string_view urlText(UrlId id) const { return m_urls[id.index()].text; }
    [[nodiscard]] OriginId originOf(UrlId id) const { return m_urls[id.index()].origin; }
    [[nodiscard]] std::string_view originText(OriginId id) const {
        return m_origins[id.index()].text;
    }
    [[nodiscard]] std::string_view siteText(OriginId id) const {
        return m_origins[id.index()].site;
    }

    [[nodiscard]] Result<std::string, LoadError> loadBody(const BodyRef &body, Bytes limit) const;
    [[nodiscard]] Result<std::string, LoadError> loadRaw(const RawRef &raw) const;

    /// Bytes of memory that the kept exchanges take, nearly.
    [[nodiscard]] Bytes memory() const noexcept;

private:
    struct UrlRow {
        std::string_view text;
        OriginId origin;
    };
    struct OriginRow {
        std::string_view text;
        std::string_view site;
    };
    std::string_view keep(std::string_view text);
    http::Fields keep(http::Fields fields);
    OriginId internOrigin(std::string_view url);

    Arena m_arena;
    Interner m_words; ///< methods, versions, field names, MIME types: few and often repeated
    Interner m_urlTexts;
    Interner m_originTexts;
    Interner m_visitorNames;
    RunStore<http::Field> m_fields;
    std::vector<http::Field> m_scratch;
    Column<Exchange> m_exchanges;
    Column<UrlRow> m_urls;
    Column<OriginRow> m_origins;
    Column<Visit> m_visits;
    Column<Visitor> m_visitors;
    Column<SourceInfo> m_sources;
    std::vector<std::shared_ptr<const Source>> m_bytes;
};

} // namespace etagere::traffic
