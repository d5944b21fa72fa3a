// SPDX-License-Identifier: Apache-2.0
#include "core/cache/difference.h"

#include <array>
#include <cstddef>

namespace etagere::cache {

namespace {

struct DifferenceRow {
    Difference difference = Difference::Count;
    std::string_view id;
    std::string_view section;
};

constexpr std::array<DifferenceRow, static_cast<std::size_t>(Difference::Count)> rows{{
    {Difference::LenientDates, "lenient-dates", "RFC 9110 §5.6.7"},
    {Difference::LastDirectiveCounts, "last-directive-counts", "RFC 9111 §4.2.1"},
    {Difference::LeadingDigitsCount, "leading-digits-count", "RFC 9111 §1.2.2"},
    {Difference::WholeMembersOnly, "whole-members-only", "RFC 9111 §4.2.1"},
    {Difference::ThirtyTwoBitSeconds, "thirty-two-bit-seconds", "RFC 9111 §1.2.2"},
    {Difference::ExpiresJunkIgnored, "expires-junk-ignored", "RFC 9111 §5.3"},
    {Difference::ResponsePragma, "response-pragma", "RFC 9111 §5.4"},
    {Difference::NoCacheFieldsDropped, "no-cache-fields-dropped", "RFC 9111 §5.2.2.4"},
    {Difference::HeuristicFewStatuses, "heuristic-few-statuses", "RFC 9111 §4.2.2"},
    {Difference::HeuristicMostStatuses, "heuristic-most-statuses", "RFC 9111 §4.2.2"},
    {Difference::HeuristicNotRevalidated, "heuristic-not-revalidated", "RFC 9111 §4.2.2"},
    {Difference::HeuristicWeek, "heuristic-week", "RFC 9111 §4.2.2"},
    {Difference::PermanentForEver, "permanent-for-ever", "RFC 9111 §4.2.2"},
    {Difference::GoneForEver, "gone-for-ever", "RFC 9111 §4.2.2"},
    {Difference::WholeSeconds, "whole-seconds", "RFC 9111 §4.2.3"},
    {Difference::FewStatusesReused, "few-statuses-reused", "RFC 9111 §4"},
    {Difference::RequestDirectivesIgnored, "request-directives-ignored", "RFC 9111 §5.2.1"},
    {Difference::RequestNoCacheRefetches, "request-no-cache-refetches", "RFC 9111 §5.2.1.4"},
    {Difference::RequestPragmaIgnored, "request-pragma-ignored", "RFC 9111 §5.4"},
    {Difference::RequestDirectivesAlone, "request-directives-alone", "RFC 9111 §5.2.1"},
    {Difference::OnlyIfCachedIgnored, "only-if-cached-ignored", "RFC 9111 §5.2.1.7"},
    {Difference::AuthorizationAdded, "authorization-added", "RFC 9111 §3.5"},
    {Difference::NeverStale, "never-stale", "RFC 9111 §4.2.4"},
    {Difference::ImmutableIgnored, "immutable-ignored", "RFC 8246 §2"},
    {Difference::OneVariant, "one-variant", "RFC 9111 §4.1"},
    {Difference::RawVary, "raw-vary", "RFC 9111 §4.1"},
    {Difference::VaryAsksByTag, "vary-asks-by-tag", "RFC 9111 §4.3.1"},
    {Difference::ValidatesOnly200, "validates-only-200", "RFC 9111 §4.3.1"},
    {Difference::ValidatesBelow300, "validates-below-300", "RFC 9111 §4.3.1"},
    {Difference::ContentFieldsKept, "content-fields-kept", "RFC 9111 §3.2"},
    {Difference::SecurityFieldsKept, "security-fields-kept", "RFC 9111 §3.2"},
    {Difference::OldAgeStays, "old-age-stays", "RFC 9111 §4.2.3"},
    {Difference::OtherDateEnds, "other-date-ends", "RFC 9111 §4.3.4"},
    {Difference::OwnValidatorsPass, "own-validators-pass", "RFC 9111 §4.3.2"},
    {Difference::OwnValidatorsBypass, "own-validators-bypass", "RFC 9111 §4.3.2"},
    {Difference::StoresUnasked, "stores-unasked", "RFC 9111 §3"},
    {Difference::NotModifiedStored, "not-modified-stored", "RFC 9110 §15.4.5"},
    {Difference::FewStatusesRefused, "few-statuses-refused", "RFC 9111 §3"},
    {Difference::RedirectsNeedLocation, "redirects-need-location", "RFC 9111 §3"},
    {Difference::CookieFieldsNotStored, "cookie-fields-not-stored", "RFC 9111 §3.1"},
    {Difference::SecurityFieldsNotStored, "security-fields-not-stored", "RFC 9111 §3.1"},
    {Difference::EmptyFieldsNotStored, "empty-fields-not-stored", "RFC 9111 §3.1"},
    {Difference::PostNotReused, "post-not-reused", "RFC 9110 §9.3.3"},
    {Difference::MustUnderstandIgnored, "must-understand-ignored", "RFC 9111 §5.2.2.3"},
    {Difference::ConnectionFieldsKept, "connection-fields-kept", "RFC 9111 §3.1"},
    {Difference::HeadEnds, "head-ends", "RFC 9111 §4.3.5"},
    {Difference::HeadApart, "head-apart", "RFC 9111 §4.3.5"},
    {Difference::FewMethodsInvalidate, "few-methods-invalidate", "RFC 9111 §4.4"},
    {Difference::ErrorsInvalidate, "errors-invalidate", "RFC 9111 §4.4"},
    {Difference::TargetOnly, "target-only", "RFC 9111 §4.4"},
    {Difference::BrokenSpoilsNext, "broken-spoils-next", "RFC 9111 §3.3"},
    {Difference::RangesBypass, "ranges-bypass", "RFC 9110 §14.2"},
    {Difference::OneRangeOnly, "one-range-only", "RFC 9110 §14.2"},
    {Difference::PartsFarDate, "parts-far-date", "RFC 9110 §8.8.2.2"},
    {Difference::ResumesUnasked, "resumes-unasked", "RFC 9111 §3.3"},
    {Difference::NoAge, "no-age", "RFC 9111 §5.1"},
    {Difference::NoVarySearch, "no-vary-search", "RFC 9111 §2"},
    {Difference::ReloadUnsaid, "reload-unsaid", "Fetch, HTTP-network-or-cache fetch"},
}};

constexpr bool tableIsInEnumOrder() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].difference) != i || rows[i].id.empty())
            return false;
    }
    return true;
}
static_assert(tableIsInEnumOrder(), "every Difference has its own row, in order");

} // namespace

std::string_view nameOf(Difference difference) noexcept {
    return rows[static_cast<std::size_t>(difference)].id;
}

std::string_view sectionOf(Difference difference) noexcept {
    return rows[static_cast<std::size_t>(difference)].section;
}

} // namespace etagere::cache
