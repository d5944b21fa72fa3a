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
    {Rule::RangeFromStored, Step::Match, "range-from-stored", "RFC 9110 §14.2"},
    {Rule::RangePartlyStored, Step::Match, "range-partly-stored", "RFC 9111 §3.4"},
    {Rule::RangeNotStored, Step::Match, "range-not-stored", "RFC 9111 §3.3"},
    {Rule::RangeUnsatisfiable, Step::Match, "range-unsatisfiable", "RFC 9110 §15.5.17"},
    {Rule::IfRangeDiffers, Step::Match, "if-range-differs", "RFC 9110 §13.1.5"},
    {Rule::PartForWhole, Step::Match, "part-for-whole", "RFC 9111 §3.3"},
    {Rule::ModeNoStore, Step::Match, "mode-no-store", "Fetch, HTTP-network-or-cache fetch"},
    {Rule::ModeReload, Step::Match, "mode-reload", "Fetch, HTTP-network-or-cache fetch"},
    {Rule::RequestBypasses, Step::Match, "request-bypasses", "RFC 9111 §5.2.1.5"},
    {Rule::RequestRefetches, Step::Match, "request-refetches", "RFC 9111 §5.2.1.4"},
    {Rule::OwnValidators, Step::Match, "own-validators", "RFC 9111 §4.3.2"},
    {Rule::HeadFromGet, Step::Match, "head-from-get", "RFC 9110 §9.3.2"},
    {Rule::Collapsed, Step::Match, "collapsed", "RFC 9111 §4"},
    {Rule::NoVarySearchMatches, Step::Match, "no-vary-search-matches", "No-Vary-Search §6"},
    {Rule::LifetimeMaxAge, Step::Freshness, "lifetime-max-age", "RFC 9111 §4.2.1"},
    {Rule::LifetimeMaxAgeBad, Step::Freshness, "lifetime-max-age-bad", "RFC 9111 §4.2.1"},
    {Rule::LifetimeExpires, Step::Freshness, "lifetime-expires", "RFC 9111 §4.2.1"},
    {Rule::LifetimeExpiresBad, Step::Freshness, "lifetime-expires-bad", "RFC 9111 §5.3"},
    {Rule::LifetimeHeuristic, Step::Freshness, "lifetime-heuristic", "RFC 9111 §4.2.2"},
    {Rule::LifetimeUnknown, Step::Freshness, "lifetime-unknown", "RFC 9111 §4.2.2"},
    {Rule::LifetimeSharedMaxAge, Step::Freshness, "lifetime-shared-max-age", "RFC 9111 §5.2.2.10"},
    {Rule::LifetimeForEver, Step::Freshness, "lifetime-for-ever", "RFC 9111 §4.2.2"},
    {Rule::HeuristicCapped, Step::Freshness, "heuristic-capped", "RFC 9111 §4.2.2"},
    {Rule::HeuristicRefused, Step::Freshness, "heuristic-refused", "RFC 9111 §4.2.2"},
    {Rule::ExpiresIgnored, Step::Freshness, "expires-ignored", "RFC 9111 §5.3"},
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
    {Rule::RequestDirectiveDecides, Step::Reuse, "request-directive-decides", "RFC 9111 §5.2.1"},
    {Rule::RequestOnlyIfCached, Step::Reuse, "request-only-if-cached", "RFC 9111 §5.2.1.7"},
    {Rule::ResponsePragma, Step::Reuse, "response-pragma", "RFC 9111 §5.4"},
    {Rule::StatusNotReused, Step::Reuse, "status-not-reused", "RFC 9111 §4"},
    {Rule::NoCacheFieldsLeft, Step::Reuse, "no-cache-fields-left", "RFC 9111 §5.2.2.4"},
    {Rule::ModeNoCache, Step::Reuse, "mode-no-cache", "Fetch, HTTP-network-or-cache fetch"},
    {Rule::ModeForceCache, Step::Reuse, "mode-force-cache", "Fetch, HTTP-network-or-cache fetch"},
    {Rule::ModeOnlyIfCached, Step::Reuse, "mode-only-if-cached",
     "Fetch, HTTP-network-or-cache fetch"},
    {Rule::AuthorizationAdded, Step::Reuse, "authorization-added", "RFC 9111 §3.5"},
    {Rule::Immutable, Step::Reuse, "immutable", "RFC 8246 §2"},
    {Rule::ProxyRevalidate, Step::Reuse, "proxy-revalidate", "RFC 9111 §5.2.2.8"},
    {Rule::StaleWhileRevalidate, Step::Reuse, "stale-while-revalidate", "RFC 5861 §3"},
    {Rule::StaleIfError, Step::Reuse, "stale-if-error", "RFC 5861 §4"},
    {Rule::StaleOnFailure, Step::Reuse, "stale-on-failure", "RFC 9111 §4.2.4"},
    {Rule::FailureShown, Step::Reuse, "failure-shown", "RFC 9111 §4.2.4"},
    {Rule::RequestNotModified, Step::Reuse, "request-not-modified", "RFC 9111 §4.3.2"},
    {Rule::ValidateByTag, Step::Validate, "validate-tag", "RFC 9111 §4.3.1"},
    {Rule::ValidateByDate, Step::Validate, "validate-date", "RFC 9111 §4.3.1"},
    {Rule::NoValidator, Step::Validate, "no-validator", "RFC 9111 §4.3.1"},
    {Rule::NotValidated, Step::Validate, "not-validated", "RFC 9111 §4.3.1"},
    {Rule::ValidateOtherVariant, Step::Validate, "validate-other-variant", "RFC 9111 §4.3.1"},
    {Rule::ResumeByRange, Step::Validate, "resume-by-range", "RFC 9111 §3.3"},
    {Rule::FillByRange, Step::Validate, "fill-by-range", "RFC 9111 §3.4"},
    {Rule::TagAudited, Step::Validate, "tag-audited", "RFC 9110 §8.8.1"},
    {Rule::TagDistrusted, Step::Validate, "tag-distrusted", "RFC 9110 §8.8.1"},
    {Rule::NotModified, Step::Validate, "not-modified", "RFC 9111 §4.3.4"},
    {Rule::NotModifiedAssumed, Step::Validate, "not-modified-assumed", "RFC 9110 §15.4.5"},
    {Rule::FieldsUpdated, Step::Validate, "fields-updated", "RFC 9111 §3.2"},
    {Rule::FieldsKept, Step::Validate, "fields-kept", "RFC 9111 §3.2"},
    {Rule::FullResponse, Step::Validate, "full-response", "RFC 9111 §4.3.3"},
    {Rule::ServerError, Step::Validate, "server-error", "RFC 9111 §4.3.3"},
    {Rule::AnswerNotRecorded, Step::Validate, "answer-not-recorded", "RFC 9111 §4.3.3"},
    {Rule::PartsCombined, Step::Validate, "parts-combined", "RFC 9111 §3.4"},
    {Rule::PartsDiffer, Step::Validate, "parts-differ", "RFC 9111 §3.4"},
    {Rule::NotModifiedOther, Step::Validate, "not-modified-other", "RFC 9111 §4.3.4"},
    {Rule::OtherDateEnds, Step::Validate, "other-date-ends", "RFC 9111 §4.3.4"},
    {Rule::HeadUpdates, Step::Validate, "head-updates", "RFC 9111 §4.3.5"},
    {Rule::HeadEnds, Step::Validate, "head-ends", "RFC 9111 §4.3.5"},
    {Rule::TagStale, Step::Validate, "tag-stale", "RFC 9110 §8.8.1"},
    {Rule::TagOnTwoCodings, Step::Validate, "one-tag-two-codings", "RFC 9110 §8.8.3.3"},
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
    {Rule::StorePart, Step::Store, "store-part", "RFC 9111 §3.3"},
    {Rule::StorePartRefused, Step::Store, "store-part-refused", "RFC 9111 §3.4"},
    {Rule::StoreTruncated, Step::Store, "store-truncated", "RFC 9111 §3.3"},
    {Rule::StoreTruncatedRefused, Step::Store, "store-truncated-refused", "RFC 9111 §3.3"},
    {Rule::StoreTooLarge, Step::Store, "store-too-large", "RFC 9111 §3"},
    {Rule::StoreStatusRefused, Step::Store, "store-status-refused", "RFC 9111 §3"},
    {Rule::StoreUnasked, Step::Store, "store-unasked", "RFC 9111 §3"},
    {Rule::StorePost, Step::Store, "store-post", "RFC 9110 §9.3.3"},
    {Rule::StoreFieldsLeft, Step::Store, "store-fields-left", "RFC 9111 §3.1"},
    {Rule::StoreVariantReplaced, Step::Store, "store-variant-replaced", "RFC 9111 §4.1"},
    {Rule::StoreNotFinal, Step::Store, "store-not-final", "RFC 9111 §3"},
    {Rule::StoreOrphan304, Step::Store, "store-orphan-304", "RFC 9110 §15.4.5"},
    {Rule::StorePrivate, Step::Store, "store-private", "RFC 9111 §5.2.2.7"},
    {Rule::StoreVaryAny, Step::Store, "store-vary-any", "RFC 9111 §4.1"},
    {Rule::StoreAuthorization, Step::Store, "store-authorization", "RFC 9111 §3.5"},
    {Rule::StorePrivateShared, Step::Store, "store-private-shared", "RFC 9111 §5.2.2.7"},
    {Rule::StoreAuthorizationShared, Step::Store, "store-authorization-shared", "RFC 9111 §3.5"},
    {Rule::HeldBefore, Step::Store, "held-before", "RFC 9111 §3"},
    {Rule::NoResponse, Step::Store, "no-response", "RFC 9111 §3"},
    {Rule::InvalidatedByMethod, Step::Invalidate, "invalidated-by-method", "RFC 9111 §4.4"},
    {Rule::NotInvalidated, Step::Invalidate, "not-invalidated", "RFC 9111 §4.4"},
    {Rule::InvalidatedDespiteError, Step::Invalidate, "invalidated-despite-error", "RFC 9111 §4.4"},
    {Rule::MethodSpares, Step::Invalidate, "method-spares", "RFC 9111 §4.4"},
    {Rule::InvalidatedByLocation, Step::Invalidate, "invalidated-by-location", "RFC 9111 §4.4"},
    {Rule::ClearedBySite, Step::Invalidate, "cleared-by-site", "Clear-Site-Data §3.1"},
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
