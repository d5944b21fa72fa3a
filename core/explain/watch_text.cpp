// SPDX-License-Identifier: Apache-2.0
#include "core/explain/watch_text.h"

#include "core/explain/gateway_text.h"
#include "core/explain/printable.h"
#include "core/url/url.h"

#include <cmath>

namespace etagere::explain {

namespace {

using analysis::SameTag;
using watch::Asking;
using watch::Outcome;
using watch::Visit;
using watch::VisitFailure;

std::string quoted(std::string_view text) { return printable(text, quoteLimit); }

std::string firstSentence(const Visit &visit) {
    const std::string bytes = size(Bytes{visit.receivedBytes});
    if (visit.validator.empty())
        return text(ETAGERE_TEXT("watch", "seen for the first time (%1); it has no validator, so "
                                          "that it is always sent whole"),
                    bytes);
    return text(ETAGERE_TEXT("watch", "seen for the first time (%1), under the validator %2"),
                bytes, quoted(visit.validator));
}

std::string sameSentence(const Visit &visit) {
    const std::string bytes = size(Bytes{visit.receivedBytes});
    switch (visit.asking) {
    case Asking::Audit:
        return text(ETAGERE_TEXT("watch",
                                 "unchanged (asked whole to check the tag, %1): a tag that "
                                 "is forgotten would have been found by now with %2"),
                    bytes, oddsText(visit.odds));
    case Asking::Conditional:
        return text(ETAGERE_TEXT("watch", "unchanged, but sent whole all the same (%1): the server "
                                          "does not answer 304"),
                    bytes);
    case Asking::Distrusted:
        return text(ETAGERE_TEXT("watch", "unchanged (asked whole, %1: this server's tags are not "
                                          "believed)"),
                    bytes);
    default:
        return text(ETAGERE_TEXT("watch", "unchanged (sent whole, %1)"), bytes);
    }
}

std::string changedSentence(const Visit &visit) {
    if (visit.sameTag == SameTag::OnlyNumbers)
        return text(ETAGERE_TEXT("watch", "changed in numbers alone, under the same validator %1, "
                                          "which may stand for both"),
                    quoted(visit.validator));
    if (visit.sameTag == SameTag::SameMeaning)
        return text(ETAGERE_TEXT("watch", "says the same in other bytes, under the same validator "
                                          "%1, which may stand for both"),
                    quoted(visit.validator));
    if (!visit.diff)
        return text(ETAGERE_TEXT("watch", "changed (%1)"), size(Bytes{visit.receivedBytes}));
    if (visit.diff->empty())
        return text(ETAGERE_TEXT("watch", "changed in its bytes; it says the same"));
    return text(ETAGERE_TEXT("watch", "changed: lines that went %1, that came %2"),
                visit.diff->removed, visit.diff->added);
}

std::string staleSentence(const Visit &visit) {
    const std::string origin = printable(url::originOf(url::parseUrl(visit.url)));
    if (!visit.newlyDistrusted)
        return text(ETAGERE_TEXT("watch", "STALE TAG again: the page changed and its validator %1 "
                                          "did not"),
                    quoted(visit.validator));
    return plural(ETAGERE_PLURAL(
                      "watch",
                      "STALE TAG: the page changed and its validator %1 did not, so that caches "
                      "keep the old page. Found by %n revalidation (%2 likely by then); %3 gets no "
                      "validators any more",
                      "STALE TAG: the page changed and its validator %1 did not, so that caches "
                      "keep the old page. Found by %n revalidations (%2 likely by then); %3 gets "
                      "no validators any more"),
                  static_cast<std::int64_t>(visit.revalidations), quoted(visit.validator),
                  oddsText(visit.odds), origin);
}

std::string paceOf(const Visit &visit) {
    const std::string when = rfc3339(std::chrono::floor<std::chrono::seconds>(visit.next));
    switch (visit.pace) {
    case watch::Pace::Freshness:
        return text(ETAGERE_TEXT("watch", "; the server says that it stays so until %1"), when);
    case watch::Pace::RetryAfter:
        return text(ETAGERE_TEXT("watch", "; the server asks for patience until %1"), when);
    case watch::Pace::BackOff:
        return text(ETAGERE_TEXT("watch", "; asked again at %1"), when);
    default:
        return {};
    }
}

std::string outcomeOf(const Visit &visit) {
    switch (visit.outcome) {
    case Outcome::First:
        return firstSentence(visit);
    case Outcome::NotModified:
        return text(ETAGERE_TEXT("watch", "unchanged (304), %1 saved"),
                    size(Bytes{visit.savedBytes}));
    case Outcome::Same:
        return sameSentence(visit);
    case Outcome::Changed:
        return changedSentence(visit);
    case Outcome::TagStale:
        return staleSentence(visit);
    default:
        return text(ETAGERE_TEXT("watch", "failed: %1"),
                    visit.failure ? sentenceOf(*visit.failure, visit) : std::string());
    }
}

} // namespace

std::string oddsText(double odds) { return percent(std::floor(odds * 1000) / 10); }

std::string sentenceOf(const VisitFailure &failure, const Visit &visit) {
    switch (failure.kind) {
    case VisitFailure::Kind::Network:
        return failure.error ? sentenceOf(*failure.error, url::originOf(url::parseUrl(visit.url)))
                             : std::string();
    case VisitFailure::Kind::Status:
        return text(ETAGERE_TEXT("watch", "the server answered with status %1"), visit.status);
    case VisitFailure::Kind::TooLarge:
        return text(ETAGERE_TEXT("watch", "the page is larger than what is read of one"));
    default:
        return text(ETAGERE_TEXT("watch", "it is redirected to nowhere, or in a circle"));
    }
}

std::string sentenceOf(const Visit &visit) { return outcomeOf(visit) + paceOf(visit); }

} // namespace etagere::explain
