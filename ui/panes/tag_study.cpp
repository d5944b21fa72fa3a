// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/tag_study.h"

#include "core/analysis/inspection.h"
#include "core/http/etag.h"
#include "core/http/text.h"

#include <algorithm>
#include <unordered_set>

namespace etagere::ui {

namespace {

using tags::Validator;
using traffic::Exchange;

constexpr std::size_t mostTags = 32;
// Responses that are looked at for the derivation.
constexpr std::size_t mostObserved = 64;

constexpr http::FieldName responseField(Validator validator) {
    return validator == Validator::ETag ? http::FieldName::ETag : http::FieldName::LastModified;
}

constexpr http::FieldName requestField(Validator validator) {
    return validator == Validator::ETag ? http::FieldName::IfNoneMatch
                                        : http::FieldName::IfModifiedSince;
}

std::string_view opaqueOf(std::string_view value) {
    const auto tag = http::parseETag(value).tag;
    return tag ? tag->opaque : std::string_view();
}

/// Whether values are one tag: by weak comparison, or the same text of a date.
bool isSame(Validator validator, std::string_view a, std::string_view b) {
    return validator == Validator::ETag ? opaqueOf(a) == opaqueOf(b)
                                        : http::trimmed(a) == http::trimmed(b);
}

/// The tags that a request field names; the whole text for a date.
std::vector<std::string_view> valuesIn(Validator validator, std::string_view value) {
    if (validator == Validator::LastModified)
        return {http::trimmed(value)};
    std::vector<std::string_view> values;
    for (const http::ETagView &tag : http::parseETagList(value).tags) {
        if (tag.opaque.data() == nullptr)
            continue;
        // From its quotes, and W/ before them, where it has any.
        const auto begin = static_cast<std::size_t>(tag.opaque.data() - value.data());
        const std::size_t quote = begin > 0 && value[begin - 1] == '"' ? 1 : 0;
        const std::size_t weak = tag.strength == http::Strength::Weak ? 2 : 0;
        const std::size_t before = std::min(begin, quote + weak);
        values.push_back(value.substr(begin - before, before + tag.opaque.size() + quote));
    }
    return values;
}

void addFromResponse(const Exchange &exchange, Validator validator,
                     std::vector<CarriedTag> &carried) {
    for (const http::Field &field : exchange.responseFields) {
        if (field.known == responseField(validator) && carried.size() < mostTags)
            carried.push_back({validator, field.value, true, false});
    }
}

/// Takes one that was sent back; of a tag that is there already it is only remembered.
void addSentBack(const CarriedTag &sent, std::vector<CarriedTag> &carried) {
    const auto same = std::find_if(carried.begin(), carried.end(), [&sent](const CarriedTag &tag) {
        return tag.validator == sent.validator && isSame(tag.validator, tag.value, sent.value);
    });
    if (same != carried.end())
        same->inRequest = true;
    else if (carried.size() < mostTags)
        carried.push_back(sent);
}

void addFromRequest(const Exchange &exchange, Validator validator,
                    std::vector<CarriedTag> &carried) {
    for (const http::Field &field : exchange.requestFields) {
        if (field.known != requestField(validator))
            continue;
        for (const std::string_view value : valuesIn(validator, field.value))
            addSentBack({validator, value, false, true}, carried);
    }
}

bool bears(const Exchange &exchange, const CarriedTag &tag, std::string_view needle) {
    const auto inField = [&](const http::Field &field, http::FieldName name) {
        if (field.known != name || field.value.find(needle) == std::string_view::npos)
            return false;
        const auto values = name == http::FieldName::ETag ? std::vector{field.value}
                                                          : valuesIn(tag.validator, field.value);
        return std::any_of(values.begin(), values.end(), [&](std::string_view value) {
            return isSame(tag.validator, tag.value, value);
        });
    };
    const auto &response = exchange.responseFields;
    const auto &request = exchange.requestFields;
    return std::any_of(response.begin(), response.end(),
                       [&](const auto &f) { return inField(f, responseField(tag.validator)); }) ||
           std::any_of(request.begin(), request.end(),
                       [&](const auto &f) { return inField(f, requestField(tag.validator)); });
}

/// Walks through the capture once, and gathers what it says of one tag.
class Gatherer {
public:
    Gatherer(const traffic::Traffic &traffic, traffic::ExchangeId asked, const CarriedTag &tag)
        : m_traffic(traffic)
        , m_asked(asked)
        , m_tag(tag)
        , m_needle(tag.validator == Validator::ETag ? opaqueOf(tag.value)
                                                    : http::trimmed(tag.value)) {}

    void look(const Exchange &exchange) {
        if (!exchange.visit.isValid() || !bears(exchange, m_tag, m_needle))
            return;
        observe(exchange);
        if (exchange.id == m_asked)
            return;
        const traffic::VisitorId visitor = m_traffic.visit(exchange.visit).visitor;
        auto &seen = m_study.seenBy;
        auto found = std::find_if(seen.begin(), seen.end(),
                                  [visitor](const SeenBy &by) { return by.visitor == visitor; });
        if (found == seen.end())
            found = seen.insert(seen.end(), {visitor, 0, 0});
        const bool isNewVisit = m_visits.insert(exchange.visit.index()).second;
        found->exchanges += 1;
        found->visits += isNewVisit ? 1U : 0U;
        m_study.exchanges += 1;
        m_study.visits = m_visits.size();
    }

    TagStudy finish() {
        if (m_tag.validator == Validator::ETag)
            derive();
        return std::move(m_study);
    }

private:
    void observe(const Exchange &exchange) {
        if (m_tag.validator != Validator::ETag || m_observed.size() >= mostObserved ||
            exchange.url != m_traffic.exchange(m_asked).url)
            return;
        for (const http::Field &field : exchange.responseFields) {
            if (field.known != http::FieldName::ETag ||
                !isSame(Validator::ETag, field.value, m_tag.value))
                continue;
            tags::Observation seen;
            seen.exchange = exchange.id;
            seen.url = exchange.url;
            seen.origin = m_traffic.originOf(exchange.url);
            seen.visit = exchange.visit;
            seen.visitor = m_traffic.visit(exchange.visit).visitor;
            seen.status = exchange.status;
            seen.value = field.value;
            seen.when = exchange.started;
            m_observed.push_back(seen);
        }
    }

    void derive() {
        for (analysis::TagHistory &history : analysis::historiesOf(m_traffic, m_observed)) {
            analysis::inspect(m_traffic, history);
            for (const analysis::TagValue &value : history.values) {
                auto &best = m_study.provenance;
                if (!best || value.recognition.coverage > best->recognition.coverage)
                    best = analysis::Provenance{value.recognition, std::string(value.field)};
            }
        }
    }

    const traffic::Traffic &m_traffic;
    traffic::ExchangeId m_asked;
    const CarriedTag &m_tag;
    std::string_view m_needle;
    std::vector<tags::Observation> m_observed;
    std::unordered_set<std::uint32_t> m_visits;
    TagStudy m_study;
};

} // namespace

std::vector<CarriedTag> tagsOf(const Exchange &exchange) {
    std::vector<CarriedTag> carried;
    for (const Validator validator : {Validator::ETag, Validator::LastModified}) {
        addFromResponse(exchange, validator, carried);
        addFromRequest(exchange, validator, carried);
    }
    return carried;
}

TagStudy studyTag(const traffic::Traffic &traffic, traffic::ExchangeId exchange,
                  const CarriedTag &tag, const StopToken &stop) {
    Gatherer gatherer(traffic, exchange, tag);
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        constexpr std::size_t betweenLooks = 4096;
        if (i % betweenLooks == 0 && stop.stop_requested())
            return {};
        gatherer.look(traffic.exchange(traffic::ExchangeId::fromSize(i)));
    }
    return gatherer.finish();
}

std::vector<std::size_t> findingsOf(const std::vector<analysis::Finding> &findings,
                                    const CarriedTag &tag, std::string_view origin,
                                    std::string_view url) {
    std::vector<std::size_t> concerned;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const analysis::Finding &finding = findings[i];
        if (finding.validator != tag.validator || finding.origin != origin)
            continue;
        const bool listed = std::any_of(
            finding.values.begin(), finding.values.end(),
            [&](const std::string &value) { return isSame(tag.validator, value, tag.value); });
        const bool cut =
            finding.valueCount > finding.values.size() &&
            std::find(finding.urls.begin(), finding.urls.end(), url) != finding.urls.end();
        if (listed || cut)
            concerned.push_back(i);
    }
    return concerned;
}

} // namespace etagere::ui
