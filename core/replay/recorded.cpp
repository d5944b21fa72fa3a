// SPDX-License-Identifier: Apache-2.0
#include "core/replay/recorded.h"

#include "core/http/etag.h"
#include "core/http/text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::replay {

namespace {

using cache::Outcome;
using cache::Rule;

template <class Enum>
struct NameRow {
    Enum value = Enum::Count;
    std::string_view name;
};

constexpr std::array<NameRow<Recorded>, static_cast<std::size_t>(Recorded::Count)> recordedRows{{
    {Recorded::Unknown, "unknown"},
    {Recorded::Network, "network"},
    {Recorded::Validated, "validated"},
    {Recorded::Replaced, "replaced"},
    {Recorded::FromCache, "from-cache"},
    {Recorded::ServiceWorker, "service-worker"},
    {Recorded::Failed, "failed"},
}};
constexpr std::array<NameRow<Comparison>, static_cast<std::size_t>(Comparison::Count)>
    comparisonRows{{
        {Comparison::Unknown, "unknown"},
        {Comparison::NotComparable, "not-comparable"},
        {Comparison::Agrees, "agrees"},
        {Comparison::Differs, "differs"},
    }};

template <class Rows>
constexpr bool tableIsInEnumOrder(const Rows &rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].value) != i)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(recordedRows), "every Recorded has its own row, in order");
static_assert(tableIsInEnumOrder(comparisonRows), "every Comparison has its own row, in order");

bool bearsValidator(http::Fields request) noexcept {
    return std::any_of(request.begin(), request.end(), [](const http::Field &field) {
        return field.known == http::FieldName::IfNoneMatch ||
               field.known == http::FieldName::IfModifiedSince;
    });
}

/// The rules by which the model stood on other ground than the recorded browser.
bool restsOnOtherGround(const cache::Reasons &reasons) noexcept {
    return std::any_of(reasons.begin(), reasons.end(), [](Rule rule) {
        return rule == Rule::HeldBefore || rule == Rule::AnswerNotRecorded ||
               rule == Rule::FlushedByUser || rule == Rule::SchemeWithoutCache;
    });
}

bool didAlike(const cache::Decision &decision, Recorded recorded) noexcept {
    const Outcome outcome = decision.outcome;
    const bool asked = decision.reasons.contains(Rule::ValidateByTag) ||
                       decision.reasons.contains(Rule::ValidateByDate);
    switch (recorded) {
    case Recorded::Network:
        return usesNetwork(outcome) && outcome != Outcome::Error && !asked;
    case Recorded::Validated:
        return outcome == Outcome::Validated || outcome == Outcome::Bypass;
    case Recorded::Replaced:
        return outcome == Outcome::Bypass || outcome == Outcome::Replaced ||
               (outcome == Outcome::NotStored && asked);
    case Recorded::FromCache:
        return outcome == Outcome::FreshHit || outcome == Outcome::StaleHit;
    case Recorded::Failed:
        return outcome == Outcome::Error || outcome == Outcome::OnlyIfCachedFailure;
    default:
        return false;
    }
}

} // namespace

Recorded recordedOf(const traffic::Exchange &exchange) {
    using traffic::ServedFrom;
    if (exchange.servedFrom == ServedFrom::ServiceWorker)
        return Recorded::ServiceWorker;
    if (exchange.status == 0)
        return Recorded::Failed;
    switch (exchange.servedFrom) {
    case ServedFrom::Validated:
    case ServedFrom::ValidatedAs200:
        return Recorded::Validated;
    case ServedFrom::MemoryCache:
    case ServedFrom::DiskCache:
    case ServedFrom::Cache:
    case ServedFrom::CacheInferred:
        return Recorded::FromCache;
    default:
        break;
    }
    if (exchange.status == 304)
        return Recorded::Validated;
    if (bearsValidator(exchange.requestFields))
        return Recorded::Replaced;
    return exchange.servedFrom == ServedFrom::Network ? Recorded::Network : Recorded::Unknown;
}

std::string_view nameOf(Recorded recorded) noexcept {
    return recordedRows[static_cast<std::size_t>(recorded)].name;
}

Comparison compare(const cache::Decision &decision, Recorded recorded) noexcept {
    if (recorded == Recorded::Unknown)
        return Comparison::Unknown;
    if (recorded == Recorded::ServiceWorker || restsOnOtherGround(decision.reasons))
        return Comparison::NotComparable;
    return didAlike(decision, recorded) ? Comparison::Agrees : Comparison::Differs;
}

std::string_view nameOf(Comparison comparison) noexcept {
    return comparisonRows[static_cast<std::size_t>(comparison)].name;
}

std::vector<http::Field> confirmedFields(const traffic::Exchange &exchange) {
    using http::FieldName;
    std::vector<http::Field> fields(exchange.responseFields.begin(), exchange.responseFields.end());
    if (exchange.status != 304)
        return fields;
    const auto confirm = [&fields](FieldName name, std::string_view value) {
        const bool stands = http::find(fields, name) != nullptr;
        if (!stands && !value.empty())
            fields.push_back({http::spelling(name), value, name});
    };
    const std::string_view tags =
        http::trimmed(http::valueOf(exchange.requestFields, FieldName::IfNoneMatch));
    const http::ETagList list = http::parseETagList(tags);
    if (!list.any && list.tags.size() == 1) // of several it is not known which one
        confirm(FieldName::ETag, tags);
    confirm(FieldName::LastModified,
            http::valueOf(exchange.requestFields, FieldName::IfModifiedSince));
    return fields;
}

} // namespace etagere::replay
