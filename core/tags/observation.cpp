// SPDX-License-Identifier: Apache-2.0
#include "core/tags/observation.h"

#include "core/http/etag.h"
#include "core/http/text.h"

#include <algorithm>

namespace etagere::tags {

namespace {

/// The tags of If-None-Match, in order, so that many are found quickly.
std::vector<std::string_view> tagsAskedIn(http::Fields request) {
    std::vector<std::string_view> asked;
    for (const http::Field &field : request) {
        if (field.known != http::FieldName::IfNoneMatch)
            continue;
        for (const http::ETagView &tag : http::parseETagList(field.value).tags)
            asked.push_back(tag.opaque);
    }
    std::sort(asked.begin(), asked.end());
    return asked;
}

bool carriesTag(const std::vector<std::string_view> &asked, std::string_view value) {
    const auto sent = http::parseETag(value).tag;
    return sent && std::binary_search(asked.begin(), asked.end(), sent->opaque);
}

bool carriesTime(http::Fields request, std::string_view value) {
    const auto *since = http::find(request, http::FieldName::IfModifiedSince);
    const auto time = http::trimmed(value);
    return since != nullptr && !time.empty() && http::trimmed(since->value) == time;
}

std::optional<Validator> validatorFrom(http::FieldName name) noexcept {
    if (name == http::FieldName::ETag)
        return Validator::ETag;
    if (name == http::FieldName::LastModified)
        return Validator::LastModified;
    return std::nullopt;
}

void observeExchange(const traffic::Traffic &traffic, const traffic::Exchange &exchange,
                     std::vector<Observation> &seen) {
    const auto asked = tagsAskedIn(exchange.requestFields);
    for (const http::Field &field : exchange.responseFields) {
        const auto validator = validatorFrom(field.known);
        if (!validator)
            continue;
        const bool sentBack = *validator == Validator::ETag
                                  ? carriesTag(asked, field.value)
                                  : carriesTime(exchange.requestFields, field.value);
        seen.push_back({exchange.id, exchange.url, traffic.originOf(exchange.url), exchange.visit,
                        traffic.visit(exchange.visit).visitor, *validator, sentBack,
                        exchange.status, field.value, exchange.started});
    }
}

} // namespace

std::vector<Observation> observe(const traffic::Traffic &traffic) {
    std::vector<Observation> seen;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (exchange.visit.isValid() && exchange.url.isValid() &&
            !traffic.visit(exchange.visit).pageId.starts_with(madeUpVisit))
            observeExchange(traffic, exchange, seen);
    }
    return seen;
}

FieldCounts countFields(const traffic::Traffic &traffic, std::size_t exchanges) {
    FieldCounts counts;
    for (std::size_t i = 0; i < std::min(exchanges, traffic.exchangeCount()); ++i) {
        const http::Fields fields =
            traffic.exchange(traffic::ExchangeId::fromSize(i)).responseFields;
        counts.etag += http::find(fields, http::FieldName::ETag) != nullptr ? 1U : 0U;
        counts.lastModified +=
            http::find(fields, http::FieldName::LastModified) != nullptr ? 1U : 0U;
    }
    return counts;
}

} // namespace etagere::tags
