// SPDX-License-Identifier: Apache-2.0
#include "core/cache/rule.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::cache {

namespace {

constexpr std::array<RuleRow, static_cast<std::size_t>(Rule::Count)> rows{{
    {Rule::NothingStored, Step::Match, "nothing-stored", "RFC 9111 §4"},
    {Rule::StoredMatches, Step::Match, "stored-matches", "RFC 9111 §4"},
    {Rule::VaryMatches, Step::Match, "vary-matches", "RFC 9111 §4.1"},
    {Rule::VaryDiffers, Step::Match, "vary-differs", "RFC 9111 §4.1"},
    {Rule::VaryAny, Step::Match, "vary-any", "RFC 9111 §4.1"},
    {Rule::MethodForwarded, Step::Match, "method-forwarded", "RFC 9111 §4"},
    {Rule::RangeForwarded, Step::Match, "range-forwarded", "RFC 9110 §14.2"},
    {Rule::OwnCondition, Step::Match, "own-condition", "RFC 9111 §4.3.2"},
    {Rule::SchemeWithoutCache, Step::Match, "scheme-without-cache", "RFC 9110 §4.2"},
    {Rule::AnsweredByWorker, Step::Match, "answered-by-worker", "Fetch, HTTP fetch"},
    {Rule::FlushedByUser, Step::Match, "flushed-by-user", "RFC 9111 §4"},
    {Rule::LifetimeMaxAge, Step::Freshness, "lifetime-max-age", "RFC 9111 §4.2.1"},
    {Rule::LifetimeMaxAgeBad, Step::Freshness, "lifetime-max-age-bad", "RFC 9111 §4.2.1"},
    {Rule::LifetimeExpires, Step::Freshness, "lifetime-expires", "RFC 9111 §4.2.1"},
    {Rule::LifetimeExpiresBad, Step::Freshness, "lifetime-expires-bad", "RFC 9111 §5.3"},
    {Rule::LifetimeHeuristic, Step::Freshness, "lifetime-heuristic", "RFC 9111 §4.2.2"},
    {Rule::LifetimeUnknown, Step::Freshness, "lifetime-unknown", "RFC 9111 §4.2.2"},
    {Rule::SharedMaxAgeIgnored, Step::Freshness, "shared-max-age-ignored", "RFC 9111 §5.2.2.10"},
    {Rule::ExpiresOverridden, Step::Freshness, "expires-overridden", "RFC 9111 §5.3"},
    {Rule::AgeApparent, Step::Freshness, "age-apparent", "RFC 9111 §4.2.3"},
    {Rule::AgeField, Step::Freshness, "age-field", "RFC 9111 §5.1"},
    {Rule::DateMissing, Step::Freshness, "date-missing", "RFC 9110 §6.6.1"},
    {Rule::ClockAhead, Step::Freshness, "clock-ahead", "RFC 9111 §4.2.3"},
    {Rule::Fresh, Step::Freshness, "fresh", "RFC 9111 §4.2"},
    {Rule::Stale, Step::Freshness, "stale", "RFC 9111 §4.2"},
    {Rule::ReusedFresh, Step::Reuse, "reused-fresh", "RFC 9111 §4"},
    {Rule::NoCache, Step::Reuse, "no-cache", "RFC 9111 §5.2.2.4"},
    {Rule::NoCacheFields, Step::Reuse, "no-cache-fields", "RFC 9111 §5.2.2.4"},
    {Rule::MustRevalidate, Step::Reuse, "must-revalidate", "RFC 9111 §5.2.2.2"},
    {Rule::StaleNotAllowed, Step::Reuse, "stale-not-allowed", "RFC 9111 §4.2.4"},
    {Rule::RequestNoCache, Step::Reuse, "request-no-cache", "RFC 9111 §5.2.1.4"},
    {Rule::RequestPragma, Step::Reuse, "request-pragma", "RFC 9111 §5.4"},
    {Rule::RequestMaxAge, Step::Reuse, "request-max-age", "RFC 9111 §5.2.1.1"},
    {Rule::RequestMinFresh, Step::Reuse, "request-min-fresh", "RFC 9111 §5.2.1.3"},
    {Rule::RequestMaxStale, Step::Reuse, "request-max-stale", "RFC 9111 §5.2.1.2"},
    {Rule::RequestOnlyIfCached, Step::Reuse, "request-only-if-cached", "RFC 9111 §5.2.1.7"},
    {Rule::ValidateByTag, Step::Validate, "validate-tag", "RFC 9111 §4.3.1"},
    {Rule::ValidateByDate, Step::Validate, "validate-date", "RFC 9111 §4.3.1"},
    {Rule::NoValidator, Step::Validate, "no-validator", "RFC 9111 §4.3.1"},
    {Rule::NotModified, Step::Validate, "not-modified", "RFC 9111 §4.3.4"},
    {Rule::NotModifiedAssumed, Step::Validate, "not-modified-assumed", "RFC 9110 §15.4.5"},
    {Rule::FieldsUpdated, Step::Validate, "fields-updated", "RFC 9111 §3.2"},
    {Rule::FieldsKept, Step::Validate, "fields-kept", "RFC 9111 §3.2"},
    {Rule::FullResponse, Step::Validate, "full-response", "RFC 9111 §4.3.3"},
    {Rule::ServerError, Step::Validate, "server-error", "RFC 9111 §4.3.3"},
    {Rule::AnswerNotRecorded, Step::Validate, "answer-not-recorded", "RFC 9111 §4.3.3"},
    {Rule::StoreExplicit, Step::Store, "store-explicit", "RFC 9111 §3"},
    {Rule::StoreByDirective, Step::Store, "store-by-directive", "RFC 9111 §3"},
    {Rule::StoreHeuristic, Step::Store, "store-heuristic", "RFC 9111 §3"},
    {Rule::StoreNoPermission, Step::Store, "store-no-permission", "RFC 9111 §3"},
    {Rule::StoreMethod, Step::Store, "store-method", "RFC 9111 §3"},
    {Rule::StoreNoStore, Step::Store, "store-no-store", "RFC 9111 §5.2.2.5"},
    {Rule::StoreRequestNoStore, Step::Store, "store-request-no-store", "RFC 9111 §5.2.1.5"},
    {Rule::StoreMustUnderstand, Step::Store, "store-must-understand", "RFC 9111 §5.2.2.3"},
    {Rule::StoreNotUnderstood, Step::Store, "store-not-understood", "RFC 9111 §5.2.2.3"},
    {Rule::StorePartial, Step::Store, "store-partial", "RFC 9111 §3.3"},
    {Rule::StoreNotFinal, Step::Store, "store-not-final", "RFC 9111 §3"},
    {Rule::StoreOrphan304, Step::Store, "store-orphan-304", "RFC 9110 §15.4.5"},
    {Rule::StorePrivate, Step::Store, "store-private", "RFC 9111 §5.2.2.7"},
    {Rule::StoreVaryAny, Step::Store, "store-vary-any", "RFC 9111 §4.1"},
    {Rule::StoreAuthorization, Step::Store, "store-authorization", "RFC 9111 §3.5"},
    {Rule::HeldBefore, Step::Store, "held-before", "RFC 9111 §3"},
    {Rule::NoResponse, Step::Store, "no-response", "RFC 9111 §3"},
    {Rule::InvalidatedByMethod, Step::Invalidate, "invalidated-by-method", "RFC 9111 §4.4"},
    {Rule::NotInvalidated, Step::Invalidate, "not-invalidated", "RFC 9111 §4.4"},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].rule) != i || rows[i].id.empty())
            return false;
        if (i > 0 && rows[i].step < rows[i - 1].step)
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every Rule has its own row, in order, step by step");

} // namespace

const RuleRow &rowOf(Rule rule) noexcept { return rows[static_cast<std::size_t>(rule)]; }

Rule ruleFrom(std::string_view id) noexcept {
    const auto *const found =
        std::find_if(rows.begin(), rows.end(), [id](const RuleRow &row) { return row.id == id; });
    return found == rows.end() ? Rule::Count : found->rule;
}

} // namespace etagere::cache
