// SPDX-License-Identifier: Apache-2.0
#include "core/cache/model.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace etagere::cache {

namespace {

struct SourceRow {
    Difference difference = Difference::Count;
    std::string_view source;
};

// The files are Chromium's, below net/http/ where no folder is named. "measured" means: seen in
// the real browser, of the release that the model names.
constexpr std::array chromiumSources{
    SourceRow{Difference::LenientDates, "http_response_headers.cc, GetTimeValuedHeader"},
    SourceRow{Difference::WholeMembersOnly, "http_response_headers.cc, GetCacheControlDirective"},
    SourceRow{Difference::ExpiresJunkIgnored, "http_response_headers.cc, GetTimeValuedHeader"},
    SourceRow{Difference::ResponsePragma, "http_response_headers.cc, GetFreshnessLifetimes"},
    SourceRow{Difference::NoCacheFieldsDropped, "http_response_headers.cc, AddNonCacheableHeaders"},
    SourceRow{Difference::HeuristicFewStatuses, "http_response_headers.cc, GetFreshnessLifetimes"},
    SourceRow{Difference::HeuristicNotRevalidated,
              "http_response_headers.cc, GetFreshnessLifetimes"},
    SourceRow{Difference::PermanentForEver, "http_response_headers.cc, GetFreshnessLifetimes"},
    SourceRow{Difference::RequestDirectivesIgnored, "http_cache_transaction.cc, kSpecialHeaders"},
    SourceRow{Difference::RequestNoCacheRefetches, "http_cache_transaction.cc, kForceFetchHeaders"},
    SourceRow{Difference::OnlyIfCachedIgnored, "http_cache_transaction.cc, kSpecialHeaders"},
    SourceRow{Difference::NeverStale, "http_cache_transaction.cc; measured"},
    SourceRow{Difference::ImmutableIgnored, "measured"},
    SourceRow{Difference::OneVariant, "http_vary_data.cc"},
    SourceRow{Difference::RawVary, "http_vary_data.cc, AddField"},
    SourceRow{Difference::VaryAsksByTag, "http_cache_transaction.cc, ConditionalizeRequest"},
    SourceRow{Difference::ValidatesOnly200, "http_cache_transaction.cc, ConditionalizeRequest"},
    SourceRow{Difference::ContentFieldsKept, "http_response_headers.cc, kNonUpdatedHeaders"},
    SourceRow{Difference::SecurityFieldsKept, "http_response_headers.cc, kNonUpdatedHeaders"},
    SourceRow{Difference::OldAgeStays, "http_response_headers.cc, Update"},
    SourceRow{Difference::OwnValidatorsPass, "http_cache_transaction.cc, external_validation_"},
    SourceRow{Difference::StoresUnasked, "http_cache_transaction.cc, WriteResponseInfoToEntry"},
    SourceRow{Difference::NotModifiedStored, "measured"},
    SourceRow{Difference::FewStatusesRefused, "measured"},
    SourceRow{Difference::CookieFieldsNotStored, "http_response_headers.cc, Persist"},
    SourceRow{Difference::SecurityFieldsNotStored, "http_response_headers.cc, Persist"},
    SourceRow{Difference::PostNotReused, "http_cache_transaction.cc, ShouldPassThrough"},
    SourceRow{Difference::MustUnderstandIgnored, "measured"},
    SourceRow{Difference::ConnectionFieldsKept, "http_response_headers.cc; measured"},
    SourceRow{Difference::HeadEnds, "http_cache_transaction.cc, DoOverwriteCachedResponse"},
    SourceRow{Difference::FewMethodsInvalidate,
              "http_cache_transaction.cc, DoSuccessfulSendRequest"},
    SourceRow{Difference::TargetOnly, "http_cache_transaction.cc, DoSuccessfulSendRequest"},
    SourceRow{Difference::OneRangeOnly, "partial_data.cc, Init"},
    SourceRow{Difference::PartsFarDate, "http_util.cc, HasStrongValidators"},
    SourceRow{Difference::ResumesUnasked, "http_cache_transaction.cc, CanResume"},
    SourceRow{Difference::NoAge, "measured"},
    SourceRow{Difference::NoVarySearch, "no_vary_search_cache.cc; measured"},
};

// Firefox's, below netwerk/protocol/http/.
constexpr std::array firefoxSources{
    SourceRow{Difference::LenientDates, "nsHttpResponseHead.cpp, ParseDateHeader"},
    SourceRow{Difference::LastDirectiveCounts, "CacheControlParser.cpp, Directive"},
    SourceRow{Difference::LeadingDigitsCount, "CacheControlParser.cpp, SecondsValue"},
    SourceRow{Difference::ThirtyTwoBitSeconds, "nsHttpResponseHead.cpp, ComputeCurrentAge"},
    SourceRow{Difference::ResponsePragma, "nsHttpResponseHead.cpp, ParsePragma"},
    SourceRow{Difference::HeuristicMostStatuses,
              "nsHttpResponseHead.cpp, ComputeFreshnessLifetime"},
    SourceRow{Difference::HeuristicWeek, "nsHttpResponseHead.cpp, ComputeFreshnessLifetime"},
    SourceRow{Difference::GoneForEver, "nsHttpResponseHead.cpp, ComputeFreshnessLifetime"},
    SourceRow{Difference::WholeSeconds, "nsHttp.cpp, ValidationRequired"},
    SourceRow{Difference::FewStatusesReused, "nsHttpResponseHead.cpp, MustValidate"},
    SourceRow{Difference::RequestPragmaIgnored, "measured"},
    SourceRow{Difference::RequestDirectivesAlone, "nsHttp.cpp, ValidationRequired"},
    SourceRow{Difference::OnlyIfCachedIgnored, "measured"},
    SourceRow{Difference::AuthorizationAdded, "nsHttpChannel.cpp, OnCacheEntryCheck"},
    SourceRow{Difference::NeverStale, "measured"},
    SourceRow{Difference::ImmutableIgnored, "nsHttpChannel.cpp: over http; measured"},
    SourceRow{Difference::OneVariant, "nsHttpChannel.cpp, ResponseWouldVary"},
    SourceRow{Difference::RawVary, "nsHttpChannel.cpp, ResponseWouldVary"},
    SourceRow{Difference::VaryAsksByTag, "nsHttpChannel.cpp, OnCacheEntryCheck"},
    SourceRow{Difference::ValidatesBelow300, "measured"},
    SourceRow{Difference::ContentFieldsKept, "nsHttpResponseHead.cpp, UpdateHeaders"},
    SourceRow{Difference::OldAgeStays, "nsHttpResponseHead.cpp, UpdateHeaders"},
    SourceRow{Difference::OtherDateEnds, "nsHttpChannel.cpp, ProcessNotModified"},
    SourceRow{Difference::OwnValidatorsBypass, "nsHttp.cpp, ValidationRequired"},
    SourceRow{Difference::StoresUnasked, "nsHttpChannel.cpp, InitCacheEntry"},
    SourceRow{Difference::RedirectsNeedLocation,
              "nsHttpChannel.cpp, AsyncProcessRedirection; measured"},
    SourceRow{Difference::CookieFieldsNotStored, "nsHttpHeaderArray.cpp, Flatten"},
    SourceRow{Difference::EmptyFieldsNotStored, "measured"},
    SourceRow{Difference::PostNotReused, "nsHttpChannel.cpp, OpenCacheEntry"},
    SourceRow{Difference::MustUnderstandIgnored, "measured"},
    SourceRow{Difference::ConnectionFieldsKept, "measured"},
    SourceRow{Difference::HeadApart, "nsHttpChannel.cpp, OnCacheEntryCheck; measured"},
    SourceRow{Difference::ErrorsInvalidate,
              "nsHttpChannel.cpp, MaybeInvalidateCacheEntryForSubsequentGet"},
    SourceRow{Difference::BrokenSpoilsNext, "measured"},
    SourceRow{Difference::RangesBypass, "nsHttpChannel.cpp, OpenCacheEntry; measured"},
    SourceRow{Difference::NoAge, "measured"},
    SourceRow{Difference::ReloadUnsaid, "measured: location.reload()"},
};

// From the recorded results of the public suite for Safari 26.2; what those do not show is taken
// to be as in Chromium.
constexpr std::array safariSources{
    SourceRow{Difference::LenientDates, "public suite, freshness-expires-invalid-*"},
    SourceRow{Difference::LeadingDigitsCount, "public suite, freshness-max-age-decimal-*"},
    SourceRow{Difference::ResponsePragma, "public suite, pragma-response-no-cache"},
    SourceRow{Difference::RequestPragmaIgnored, "taken as in Firefox"},
    SourceRow{Difference::OnlyIfCachedIgnored, "public suite, ccreq-oic"},
    SourceRow{Difference::NeverStale, "public suite, stale-close, stale-sie-*"},
    SourceRow{Difference::ImmutableIgnored, "public suite, cc-resp-immutable-fresh"},
    SourceRow{Difference::OneVariant, "public suite, vary-invalidate"},
    SourceRow{Difference::RawVary, "public suite, vary-normalise-*"},
    SourceRow{Difference::ContentFieldsKept, "public suite, 304-etag-update-response-*"},
    SourceRow{Difference::SecurityFieldsKept, "public suite, 304-etag-update-response-X-*"},
    SourceRow{Difference::OldAgeStays, "taken as in Chromium"},
    SourceRow{Difference::StoresUnasked, "taken as in Chromium"},
    SourceRow{Difference::PostNotReused, "public suite, method-POST"},
    SourceRow{Difference::MustUnderstandIgnored, "public suite, status-200-must-understand"},
    SourceRow{Difference::ConnectionFieldsKept,
              "public suite, headers-omit-headers-listed-in-Connection"},
    SourceRow{Difference::ErrorsInvalidate, "public suite, invalidate-*-failed"},
    SourceRow{Difference::TargetOnly, "public suite, invalidate-*-location"},
    SourceRow{Difference::RangesBypass, "public suite, partial-store-complete-reuse-partial"},
    SourceRow{Difference::NoAge, "public suite, other-age-gen"},
};

template <std::size_t size>
constexpr Differences differencesOf(const std::array<SourceRow, size> &rows) noexcept {
    Differences differences;
    for (const SourceRow &row : rows)
        differences.add(row.difference);
    return differences;
}

constexpr std::array<Model, 4> all{{
    {"rfc9111", "2", "", {}, Partitioning::None},
    {"chromium", "1", "Chromium 156", differencesOf(chromiumSources), Partitioning::TopFrameCross},
    {"firefox", "1", "Firefox 153 ESR", differencesOf(firefoxSources), Partitioning::TopAncestor},
    {"safari", "1", "Safari 26.2", differencesOf(safariSources), Partitioning::TopSite},
}};

template <std::size_t size>
std::string_view sourceIn(const std::array<SourceRow, size> &rows, Difference difference) noexcept {
    const auto found = std::find_if(rows.begin(), rows.end(), [difference](const SourceRow &row) {
        return row.difference == difference;
    });
    return found == rows.end() ? std::string_view() : found->source;
}

} // namespace

const Model &rfc9111() noexcept { return all[0]; }
const Model &chromium() noexcept { return all[1]; }
const Model &firefox() noexcept { return all[2]; }
const Model &safari() noexcept { return all[3]; }

std::span<const Model> models() noexcept { return all; }

const Model *modelFrom(std::string_view name) noexcept {
    const auto *const found = std::find_if(
        all.begin(), all.end(), [name](const Model &model) { return model.name == name; });
    return found == all.end() ? nullptr : found;
}

std::string_view sourceOf(const Model &model, Difference difference) noexcept {
    if (!model.has(difference))
        return {};
    if (model.name == chromium().name)
        return sourceIn(chromiumSources, difference);
    return model.name == firefox().name ? sourceIn(firefoxSources, difference)
                                        : sourceIn(safariSources, difference);
}

} // namespace etagere::cache
