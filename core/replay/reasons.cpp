// SPDX-License-Identifier: Apache-2.0
#include "core/replay/reasons.h"

#include "core/cache/selection.h"
#include "core/replay/contents.h"
#include "core/replay/schedule.h"
#include "core/replay/shelves.h"

#include <string_view>
#include <vector>

namespace etagere::replay {

namespace {

using cache::Rule;
using traffic::ExchangeId;

std::string_view withoutFragment(std::string_view url) noexcept {
    return url.substr(0, url.find('#'));
}

/// Finds again the newest variant that an exchange met and could not use.
class VariantFinder {
public:
    VariantFinder(const traffic::Traffic &traffic, const Log &log, ExchangeId exchange)
        : m_traffic(traffic)
        , m_log(log)
        , m_exchange(exchange)
        , m_visitor(visitorOf(traffic, traffic.exchange(exchange)))
        , m_url(withoutFragment(traffic.urlText(traffic.exchange(exchange).url))) {}

    [[nodiscard]] VersionId find() const {
        for (std::size_t i = m_log.versions.size(); i-- > 0;) {
            const auto id = VersionId::fromSize(i);
            if (wasMet(m_log.versions[i]) && isOther(id))
                return id;
        }
        return {};
    }

private:
    [[nodiscard]] bool wasMet(const Version &version) const {
        const Instant at = m_log.row(m_exchange).at;
        // One that ended at the same instant may have been there still.
        if (version.visitor != m_visitor || (version.until && *version.until < at))
            return false;
        const ExchangeId maker = version.renewal.isValid() ? version.renewal : version.response;
        const Instant made = m_log.row(maker).at;
        const bool madeBefore = made < at || (made == at && maker < m_exchange);
        return madeBefore && withoutFragment(m_traffic.urlText(version.url)) == m_url;
    }

    [[nodiscard]] bool isOther(VersionId id) const {
        const std::vector<http::Field> stored = fieldsOf(m_traffic, m_log, id);
        const http::Fields original = m_traffic.exchange(askedBy(m_log.version(id))).requestFields;
        return !cache::compareVary(stored, original, m_traffic.exchange(m_exchange).requestFields,
                                   m_log.model)
                    .matches();
    }

    const traffic::Traffic &m_traffic;
    const Log &m_log;
    ExchangeId m_exchange;
    traffic::VisitorId m_visitor;
    std::string_view m_url;
};

} // namespace

Grounds groundsOf(const traffic::Traffic &traffic, const Log &log, ExchangeId exchange) {
    Grounds grounds;
    grounds.exchange = &traffic.exchange(exchange);
    grounds.row = &log.row(exchange);
    const traffic::Exchange &seen = *grounds.exchange;
    const cache::Reasons &reasons = grounds.row->decision.reasons;
    grounds.request = cache::requestFactsOf(seen.method, seen.requestFields, log.model);
    grounds.response =
        cache::responseFactsOf(seen.status, seen.responseFields, grounds.row->at, log.model);

    VersionId considered = grounds.row->considered;
    if (reasons.contains(Rule::VaryDiffers) || reasons.contains(Rule::VaryAny))
        considered = VariantFinder(traffic, log, exchange).find();
    if (!considered.isValid())
        return grounds;
    const Version &version = log.version(considered);
    grounds.stored = version.facts;
    grounds.storedFields = fieldsOf(traffic, log, considered);
    if (reasons.contains(Rule::VaryDiffers)) {
        const http::Fields original = traffic.exchange(askedBy(version)).requestFields;
        grounds.varyDiffersIn =
            cache::compareVary(grounds.storedFields, original, seen.requestFields, log.model)
                .differsIn;
    }
    if (reasons.contains(Rule::ValidateByTag) || reasons.contains(Rule::ValidateByDate))
        grounds.condition = cache::conditionFor(grounds.storedFields, log.model);
    if (reasons.contains(Rule::NotModified) || reasons.contains(Rule::NotModifiedAssumed)) {
        const cache::Updated updated =
            cache::updateFields(grounds.storedFields, seen.responseFields, log.model);
        grounds.updatedFields = updated.changed;
        grounds.keptFields = updated.kept;
    }
    return grounds;
}

} // namespace etagere::replay
