// SPDX-License-Identifier: Apache-2.0
#include "core/replay/contents.h"

#include "core/cache/reuse.h"
#include "core/cache/validation.h"
#include "core/http/text.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace etagere::replay {

namespace {

bool isThere(const Version &version, Instant at) noexcept {
    return version.from <= at && (!version.until || *version.until > at);
}

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), http::lowered);
    return lower;
}

/// Field lines of which those of a later message keep the earlier ones of their name out.
class LatestLines {
public:
    /// Messages come latest first.
    void add(http::Fields message) {
        const std::size_t before = m_lines.size();
        for (const http::Field &field : message) {
            if (m_names.find(lowered(field.name)) == m_names.end())
                m_lines.push_back(field);
        }
        for (std::size_t i = before; i < m_lines.size(); ++i)
            m_names.insert(lowered(m_lines[i].name));
    }
    [[nodiscard]] std::vector<http::Field> take() { return std::move(m_lines); }

private:
    std::vector<http::Field> m_lines;
    std::unordered_set<std::string> m_names;
};

} // namespace

std::vector<VersionId> contentsAt(const Log &log, Instant at) {
    std::vector<VersionId> contents;
    for (std::size_t i = 0; i < log.versions.size(); ++i) {
        if (isThere(log.versions[i], at))
            contents.push_back(VersionId::fromSize(i));
    }
    return contents;
}

cache::Freshness freshnessAt(const Log &log, VersionId version, Instant at,
                             cache::Reasons &reasons) {
    return cache::freshnessOf(log.version(version).facts, at, log.model, reasons);
}

std::vector<http::Field> fieldsOf(const traffic::Traffic &traffic, const Log &log,
                                  VersionId version) {
    LatestLines lines;
    VersionId at = version;
    for (; log.version(at).renewal.isValid(); at = log.version(at).previous) {
        if (const auto landmark = log.landmarks.find(at); landmark != log.landmarks.end()) {
            lines.add(landmark->second);
            return lines.take();
        }
        const traffic::ExchangeId renewal = log.version(at).renewal;
        lines.add(cache::updatesIn(traffic.exchange(renewal).responseFields, log.model).fields);
    }
    std::vector<http::Field> original = confirmedFields(traffic.exchange(log.version(at).response));
    if (at == version)
        return original;
    lines.add(original);
    return lines.take();
}

NextRequest nextRequest(const traffic::Traffic &traffic, const Log &log, VersionId version,
                        Instant at) {
    NextRequest next;
    next.version = version;
    const cache::StoredFacts &facts = log.version(version).facts;
    cache::Decision decision;
    if (!facts.response.varyAny) // else no request selects it
        cache::decideReuse({}, facts, at, log.model, decision);
    next.outcome = decision.outcome;
    if (next.outcome != cache::Outcome::Revalidate)
        return next;
    const std::vector<http::Field> fields = fieldsOf(traffic, log, version);
    const cache::Condition condition = cache::conditionFor(fields, log.model);
    next.ifNoneMatch = condition.ifNoneMatch;
    next.ifModifiedSince = condition.ifModifiedSince;
    return next;
}

flush::Target targetOf(const traffic::Traffic &traffic, const Version &version,
                       std::string_view name) {
    flush::Target target;
    target.entry = name;
    target.url = traffic.urlText(version.url);
    const traffic::OriginId origin = traffic.originOf(version.url);
    target.origin = traffic.originText(origin);
    target.site = traffic.siteText(origin);
    if (version.visitor.isValid())
        target.visitor = traffic.visitor(version.visitor).name;
    return target;
}

std::vector<VersionId> coveredBy(const traffic::Traffic &traffic, const Log &log,
                                 const Flush &flush) {
    const flush::ScopeMatcher matcher(flush.scope);
    std::vector<VersionId> covered;
    for (const VersionId id : contentsAt(log, flush.at)) {
        const Version &version = log.version(id);
        const std::string name = entryName(version);
        if (matcher.covers(targetOf(traffic, version, name)))
            covered.push_back(id);
    }
    return covered;
}

} // namespace etagere::replay
