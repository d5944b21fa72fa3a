// SPDX-License-Identifier: Apache-2.0
#include "core/lab/condition.h"

#include "core/http/etag.h"
#include "core/http/http_date.h"
#include "core/http/text.h"
#include "core/lab/message.h"

#include <algorithm>

namespace etagere::lab {

namespace {

using http::FieldName;

/// The tag stands between quotes in the list that it was read from.
bool isQuotedIn(std::string_view list, std::string_view opaque) noexcept {
    const std::size_t at = http::offsetIn(list, opaque);
    return at > 0 && list[at - 1] == '"';
}

bool namesInList(std::string_view list, const http::ParsedETag &current, const Manner &manner) {
    const http::ETagList asked = http::parseETagList(list);
    return std::any_of(asked.tags.begin(), asked.tags.end(), [&](const http::ETagView &tag) {
        const bool strengthFits = manner.comparesWeakly || tag.strength == current.tag->strength;
        const bool quotesFit =
            !current.quoted || manner.readsUnquoted || isQuotedIn(list, tag.opaque);
        return strengthFits && quotesFit && tag.opaque == current.tag->opaque;
    });
}

bool holdsIfMatch(std::string_view list, const Validators &current) {
    const http::ETagList asked = http::parseETagList(list);
    if (asked.any)
        return current.exists;
    const http::ParsedETag tag = http::parseETag(current.etag);
    return current.exists && tag.tag &&
           std::any_of(asked.tags.begin(), asked.tags.end(), [&](const http::ETagView &one) {
               return http::equalsStrongly(one, *tag.tag);
           });
}

Instant secondOf(Instant time) { return std::chrono::floor<std::chrono::seconds>(time); }

std::optional<Instant> dateOf(const Request &request, FieldName name) {
    return http::parseHttpDate(fieldOf(request, name)).time;
}

bool isUnmodifiedSince(const Validators &current, std::optional<Instant> since) {
    return current.lastModified && since && secondOf(*current.lastModified) <= *since;
}

bool passesWriteConditions(const Request &request, const Validators &current) {
    const std::string ifMatch = listOf(request, FieldName::IfMatch);
    if (!ifMatch.empty())
        return holdsIfMatch(ifMatch, current);
    const auto since = dateOf(request, FieldName::IfUnmodifiedSince);
    return !since || !current.lastModified || isUnmodifiedSince(current, since);
}

bool namesCurrent(const std::string &ifNoneMatch, const Validators &current, const Manner &manner) {
    if (http::parseETagList(ifNoneMatch).any)
        return manner.starMatches && current.exists;
    return namesTag(ifNoneMatch, current.etag, manner);
}

} // namespace

bool namesTag(std::string_view ifNoneMatch, std::string_view etag, const Manner &manner) {
    const std::string_view asked = http::trimmed(ifNoneMatch);
    const http::ParsedETag current = http::parseETag(etag);
    if (!current.tag || asked.empty())
        return false;
    if (manner.ignoredTail > 0) {
        const std::size_t compared =
            etag.size() - std::min<std::size_t>(etag.size(), manner.ignoredTail);
        return asked.size() == etag.size() && asked.substr(0, compared) == etag.substr(0, compared);
    }
    if (manner.readsLists)
        return namesInList(asked, current, manner);
    if (!manner.comparesWeakly)
        return asked == etag;
    const http::ParsedETag one = http::parseETag(asked);
    return one.tag && one.quoted == current.quoted && one.tag->opaque == current.tag->opaque;
}

Outcome decideCondition(const Request &request, const Validators &current, const Manner &manner) {
    if (!passesWriteConditions(request, current))
        return Outcome::PreconditionFailed;
    const std::string asked = listOf(request, FieldName::IfNoneMatch);
    const std::string_view since = fieldOf(request, FieldName::IfModifiedSince);
    const bool reads = isReading(request);
    if (asked.empty() && (since.empty() || !reads))
        return Outcome::Proceed;
    if (reads && (manner.neverNotModified || manner.alwaysNotModified))
        return manner.neverNotModified ? Outcome::Proceed : Outcome::NotModified;
    if (!asked.empty()) {
        if (namesCurrent(asked, current, manner))
            return reads ? Outcome::NotModified : Outcome::PreconditionFailed;
        if (!reads || !manner.modifiedSinceDespiteTag)
            return Outcome::Proceed;
    }
    return isUnmodifiedSince(current, http::parseHttpDate(since).time) ? Outcome::NotModified
                                                                       : Outcome::Proceed;
}

} // namespace etagere::lab
