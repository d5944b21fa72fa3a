// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/query.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// One exchange as a test of filters states it.
struct QueryLine {
    std::string_view url;
    std::string_view method = "GET";
    std::uint16_t status = 200;
    std::string_view mime{};
    std::int64_t size = -1;
    int visit = 0; ///< from 1; 0: none
    std::vector<http::Field> request{};
    std::vector<http::Field> response{};
    bool body = false;
};

/// What a model decided about it.
struct QueryRow {
    cache::Outcome outcome{};
    replay::Recorded recorded{};
    replay::Comparison comparison{};
    std::vector<cache::Rule> rules{};
    std::chrono::seconds age{-1}; ///< -1: nothing was considered
    std::chrono::seconds lifetime{0};
    bool inferred = false;
};

inline http::Field queryField(http::FieldName name, std::string_view value) {
    return {http::spelling(name), value, name};
}

/// A capture with a log, grades and notes to filter.
struct QueryFixture {
    traffic::Traffic traffic;
    replay::Log log;
    std::vector<std::uint8_t> grades;
    std::vector<traffic::ExchangeId> noted;

    void addVisit(std::string_view visitor) {
        traffic::Visit visit;
        visit.visitor = traffic.visitor(visitor);
        traffic.addVisit(visit);
    }
    void add(const QueryLine &line, const QueryRow &row, std::uint8_t grade, bool isNoted) {
        traffic::Exchange exchange;
        exchange.url = traffic.internUrl(line.url);
        if (line.visit > 0)
            exchange.visit = traffic::VisitId(static_cast<std::uint32_t>(line.visit - 1));
        exchange.method = line.method;
        exchange.status = line.status;
        exchange.mimeType = line.mime;
        exchange.contentBytes = line.size;
        exchange.requestFields = line.request;
        exchange.responseFields = line.response;
        if (line.body)
            exchange.responseBody.form = traffic::BodyForm::Blob;
        const traffic::ExchangeId id = traffic.append(exchange);
        log.rows.push_back(rowFrom(row));
        grades.push_back(grade);
        if (isNoted)
            noted.push_back(id);
    }
    /// The exchange stored something that was flushed later.
    void flush(std::uint32_t exchange) {
        replay::Version version;
        version.response = traffic::ExchangeId(exchange);
        version.ending = replay::Ending::Flushed;
        log.rows[exchange].result = replay::VersionId::fromSize(log.versions.size());
        log.versions.push_back(version);
    }
    [[nodiscard]] session::Subject subject() const { return {&traffic, &log, &grades, &noted}; }

private:
    static replay::Row rowFrom(const QueryRow &given) {
        replay::Row row;
        row.decision.outcome = given.outcome;
        row.decision.inferred = given.inferred;
        for (const cache::Rule rule : given.rules)
            row.decision.reasons.add(rule);
        if (given.age.count() >= 0) {
            row.considered = replay::VersionId(0);
            // A part of a second more: filters count whole ones.
            row.decision.age = given.age + std::chrono::milliseconds(400);
            row.decision.lifetime = given.lifetime;
        }
        row.recorded = given.recorded;
        row.comparison = given.comparison;
        return row;
    }
};

} // namespace etagere::tests
