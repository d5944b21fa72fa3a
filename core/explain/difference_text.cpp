// SPDX-License-Identifier: Apache-2.0
#include "core/explain/difference_text.h"

#include <array>
#include <cstddef>

namespace etagere::explain {

namespace {

using cache::Difference;

struct Row {
    Difference difference{};
    Message sentence;
};

constexpr Row row(Difference difference, Message sentence) { return {difference, sentence}; }

constexpr std::array table{
    row(Difference::LenientDates,
        ETAGERE_TEXT("differences", "Dates are read that no grammar of HTTP allows, such as one "
                                    "with another time zone or without a day of the week.")),
    row(Difference::LastDirectiveCounts,
        ETAGERE_TEXT("differences", "Of two max-age the last one counts. The standard lets the "
                                    "first one count, or takes the response as stale.")),
    row(Difference::LeadingDigitsCount,
        ETAGERE_TEXT("differences", "A number is what its leading digits say: max-age=3600a counts "
                                    "as 3600, where the standard has no number at all.")),
    row(Difference::WholeMembersOnly,
        ETAGERE_TEXT("differences",
                     "A directive whose value is not a bare number is as if it were not there, so "
                     "that Expires or a guess may count in place of a spoilt max-age.")),
    row(Difference::ThirtyTwoBitSeconds,
        ETAGERE_TEXT("differences", "Times and ages are kept in 32 bits and begin anew at 2^32 "
                                    "seconds: an enormous max-age can come out short.")),
    row(Difference::ExpiresJunkIgnored,
        ETAGERE_TEXT("differences",
                     "Of all Expires that are no dates only \u201c0\u201d lies in the past. Any "
                     "other, such as -1, is as if it were not there.")),
    row(Difference::ResponsePragma,
        ETAGERE_TEXT("differences", "Pragma: no-cache in a response counts as Cache-Control: "
                                    "no-cache. The standard gives it no meaning there.")),
    row(Difference::NoCacheFieldsDropped,
        ETAGERE_TEXT("differences", "no-cache with a list of fields leaves those fields out of "
                                    "what is stored, and the rest is used without asking.")),
    row(Difference::HeuristicFewStatuses,
        ETAGERE_TEXT(
            "differences",
            "A lifetime is guessed from Last-Modified for the statuses 200, 203 and 206 only.")),
    row(Difference::HeuristicMostStatuses,
        ETAGERE_TEXT("differences",
                     "A lifetime is guessed from Last-Modified for every status below 400 that may "
                     "be used again, not only for those that the standard names.")),
    row(Difference::HeuristicNotRevalidated,
        ETAGERE_TEXT("differences", "No lifetime is guessed beside must-revalidate: without "
                                    "max-age or Expires the server is asked each time.")),
    row(Difference::HeuristicWeek,
        ETAGERE_TEXT("differences", "A guessed lifetime is never longer than seven days.")),
    row(Difference::PermanentForEver,
        ETAGERE_TEXT("differences",
                     "300, 301, 308 and 410 that say nothing of a lifetime are fresh for ever: a "
                     "permanent redirect is followed without asking again.")),
    row(Difference::GoneForEver,
        ETAGERE_TEXT("differences", "410 without any word on its lifetime is fresh for ever.")),
    row(Difference::WholeSeconds,
        ETAGERE_TEXT("differences", "Times are cut to whole seconds when a response comes, so that "
                                    "it can turn stale up to a second sooner or later.")),
    row(Difference::FewStatusesReused,
        ETAGERE_TEXT("differences",
                     "Only responses of status 200, 203, 204, 206, 300 to 304, 307, 308 and 410 "
                     "are used again. Others are stored, but the server is asked each time.")),
    row(Difference::RequestDirectivesIgnored,
        ETAGERE_TEXT("differences",
                     "Of what a request says in Cache-Control only no-cache and max-age=0 count; "
                     "max-stale, min-fresh and the others say nothing.")),
    row(Difference::RequestNoCacheRefetches,
        ETAGERE_TEXT("differences", "no-cache in a request asks for a whole new response, without "
                                    "a validator. The standard lets the stored one be confirmed.")),
    row(Difference::RequestPragmaIgnored,
        ETAGERE_TEXT("differences", "Pragma: no-cache in a request says nothing.")),
    row(Difference::RequestDirectivesAlone,
        ETAGERE_TEXT("differences", "max-stale, max-age or min-fresh of a request decide by "
                                    "themselves whether what is stored answers.")),
    row(Difference::OnlyIfCachedIgnored,
        ETAGERE_TEXT("differences", "The only-if-cached directive of a request says nothing; the "
                                    "cache mode of fetch() with that name is another matter.")),
    row(Difference::AuthorizationAdded,
        ETAGERE_TEXT(
            "differences",
            "What was stored without Authorization is validated when a request bears one.")),
    row(Difference::NeverStale,
        ETAGERE_TEXT("differences", "A stale response never answers in place of an error: neither "
                                    "stale-if-error nor a server out of reach leads to one.")),
    row(Difference::ImmutableIgnored, ETAGERE_TEXT("differences", "immutable says nothing.")),
    row(Difference::OneVariant,
        ETAGERE_TEXT("differences", "One response is kept for each URL: one for other values of "
                                    "the fields in Vary takes its place.")),
    row(Difference::RawVary,
        ETAGERE_TEXT("differences", "The fields that Vary names are compared byte by byte, also "
                                    "where two spellings mean the same.")),
    row(Difference::VaryAsksByTag,
        ETAGERE_TEXT("differences", "When Vary keeps the stored response out, the server is asked "
                                    "with its tag, but never with its Last-Modified.")),
    row(Difference::ValidatesOnly200,
        ETAGERE_TEXT("differences", "Only 200 and 206 are validated. Any other stored response is "
                                    "fetched again as a whole.")),
    row(Difference::ValidatesBelow300,
        ETAGERE_TEXT("differences", "A stored redirection or error (300 and above) is fetched "
                                    "again as a whole instead of being validated.")),
    row(Difference::ContentFieldsKept,
        ETAGERE_TEXT("differences",
                     "A 304 does not change ETag, Content-Type, Content-Location and Content-MD5 "
                     "of what is stored. The standard lets it update them.")),
    row(Difference::SecurityFieldsKept,
        ETAGERE_TEXT("differences", "A 304 does not change X-Frame-Options, X-XSS-Protection and "
                                    "the fields that begin with X-Content- and X-WebKit-.")),
    row(Difference::OldAgeStays,
        ETAGERE_TEXT("differences",
                     "When a 304 has no Date or Age of its own, those of the stored response still "
                     "count, so that it is not as young as the 304.")),
    row(Difference::OtherDateEnds,
        ETAGERE_TEXT("differences", "A 304 with another Last-Modified than the stored one ends "
                                    "what is stored after it was used once more.")),
    row(Difference::OwnValidatorsPass,
        ETAGERE_TEXT("differences", "If-None-Match or If-Modified-Since that a page sets itself go "
                                    "out as they are, and a 304 to them renews what is stored.")),
    row(Difference::OwnValidatorsBypass,
        ETAGERE_TEXT("differences", "A request for which a page sets a condition itself is never "
                                    "answered from the cache.")),
    row(Difference::StoresUnasked,
        ETAGERE_TEXT(
            "differences",
            "A response is stored even where nothing in it permits it, to be validated later.")),
    row(Difference::NotModifiedStored,
        ETAGERE_TEXT(
            "differences",
            "A 304 to a request without any condition is stored like any other response.")),
    row(Difference::FewStatusesRefused,
        ETAGERE_TEXT(
            "differences",
            "Responses of status 205, 401, 407 and 416 are not stored, whatever they say.")),
    row(Difference::RedirectsNeedLocation,
        ETAGERE_TEXT("differences", "A redirection without Location is not stored.")),
    row(Difference::CookieFieldsNotStored,
        ETAGERE_TEXT("differences", "Set-Cookie and the challenges of authentication "
                                    "(WWW-Authenticate) are left out of what is stored.")),
    row(Difference::SecurityFieldsNotStored,
        ETAGERE_TEXT(
            "differences",
            "Clear-Site-Data and Strict-Transport-Security are left out of what is stored.")),
    row(Difference::EmptyFieldsNotStored,
        ETAGERE_TEXT("differences", "A field without a value is not kept with what is stored.")),
    row(Difference::PostNotReused,
        ETAGERE_TEXT("differences", "The response to a POST is never stored for later GETs, also "
                                    "where its Content-Location and lifetime would permit it.")),
    row(Difference::MustUnderstandIgnored,
        ETAGERE_TEXT("differences", "must-understand says nothing: no-store beside it counts, and "
                                    "statuses that are not understood are stored.")),
    row(Difference::ConnectionFieldsKept,
        ETAGERE_TEXT("differences", "Fields that Connection names are stored with the others. The "
                                    "standard leaves them out.")),
    row(Difference::HeadEnds,
        ETAGERE_TEXT("differences",
                     "A HEAD that has to go to the server ends the stored response to GET.")),
    row(Difference::HeadApart,
        ETAGERE_TEXT("differences", "Responses to HEAD are stored on their own: they neither use "
                                    "nor renew the response to GET.")),
    row(Difference::FewMethodsInvalidate,
        ETAGERE_TEXT("differences", "Only POST, PUT, DELETE and PATCH end what is stored. Other "
                                    "methods that may change something do not.")),
    row(Difference::ErrorsInvalidate,
        ETAGERE_TEXT("differences", "A method that may change something ends what is stored even "
                                    "when the server answered with an error.")),
    row(Difference::TargetOnly,
        ETAGERE_TEXT("differences", "Only the URL of the request itself is ended; those that "
                                    "Location and Content-Location name stay stored.")),
    row(Difference::BrokenSpoilsNext,
        ETAGERE_TEXT("differences", "After a response that broke off or was refused, the next one "
                                    "for the same URL is not kept either.")),
    row(Difference::RangesBypass,
        ETAGERE_TEXT("differences", "A request for a part (Range) goes past the cache: a part is "
                                    "neither cut out of a stored response nor stored.")),
    row(Difference::OneRangeOnly,
        ETAGERE_TEXT("differences", "A request for several parts at once goes past the cache; a "
                                    "single part is served from it.")),
    row(Difference::PartsFarDate,
        ETAGERE_TEXT("differences",
                     "A Last-Modified counts as a strong validator for parts when it lies 60 "
                     "seconds or more before Date; the standard asks for one second.")),
    row(Difference::ResumesUnasked,
        ETAGERE_TEXT("differences",
                     "A download that broke off is resumed whatever Accept-Ranges says, unless it "
                     "says none; other browsers want it to say bytes.")),
    row(Difference::NoAge,
        ETAGERE_TEXT("differences", "No Age is written on a stored response that is used again.")),
    row(Difference::NoVarySearch,
        ETAGERE_TEXT("differences", "No-Vary-Search is honoured: URLs whose queries differ only "
                                    "where it allows share one stored response.")),
    row(Difference::ReloadUnsaid,
        ETAGERE_TEXT("differences", "A plain reload validates the document, but says nothing to "
                                    "the caches on the way; other browsers send max-age=0."))};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].difference != static_cast<Difference>(i))
            return false;
    }
    return table.size() == static_cast<std::size_t>(Difference::Count);
}
static_assert(isInEnumOrder(), "every Difference has its sentence, in order");

constexpr std::array partitionings{
    ETAGERE_TEXT("differences", "Nothing: one cache serves all sites."),
    ETAGERE_TEXT("differences", "The site of the page, the site of the frame that asks, and "
                                "navigations that another site began."),
    ETAGERE_TEXT(
        "differences",
        "The site of the page, and frames of it that stand within a frame of another site."),
    ETAGERE_TEXT("differences", "The site of the page.")};
static_assert(partitionings.size() == static_cast<std::size_t>(cache::Partitioning::TopSite) + 1);

} // namespace

const Message &sentenceOf(Difference difference) noexcept {
    return table[static_cast<std::size_t>(difference)].sentence;
}

const Message &sentenceOf(cache::Partitioning partitioning) noexcept {
    return partitionings[static_cast<std::size_t>(partitioning)];
}

} // namespace etagere::explain
