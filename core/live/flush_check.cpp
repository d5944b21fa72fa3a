// SPDX-License-Identifier: Apache-2.0
#include "core/live/flush_check.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace etagere::live {

namespace {

using traffic::ServedFrom;

constexpr std::size_t mostFaults = 100;

std::string_view fieldOf(const std::vector<FieldLine> &fields, std::string_view name) {
    for (const FieldLine &field : fields) {
        if (http::equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return {};
}

bool isFromCache(const LiveExchange &exchange) noexcept {
    return exchange.servedFrom == ServedFrom::MemoryCache ||
           exchange.servedFrom == ServedFrom::DiskCache || exchange.servedFrom == ServedFrom::Cache;
}

bool isOnWire(const LiveExchange &exchange) noexcept {
    return exchange.servedFrom == ServedFrom::Network ||
           exchange.servedFrom == ServedFrom::Validated ||
           exchange.servedFrom == ServedFrom::ValidatedAs200;
}

/// What the request says of a stored response; empty when it is unconditional.
std::string_view validatorOf(const LiveExchange &exchange) {
    const std::string_view tag = fieldOf(exchange.requestFields, "if-none-match");
    return tag.empty() ? fieldOf(exchange.requestFields, "if-modified-since") : tag;
}

/// What of one URL was seen on one visit.
struct Seen {
    bool isInScope = false;
    bool isAsked = false;         ///< on the wire, in the fields that were sent
    bool isConditional = false;   ///< with a validator from before
    bool isServed = false;        ///< from the cache, before it was asked for
    bool mayBeKept = false;       ///< conditional or served, from before or by an answer just come
    std::string_view validator{}; ///< of before, the first sent
};

/// The first of some exchanges, of which only start and end are known.
struct Earliest {
    Instant started = Instant::max();
    Instant ended = Instant::max();
    void take(const LiveExchange &exchange) noexcept {
        started = std::min(started, exchange.started);
        ended = std::min(ended, exchange.started + exchange.duration);
    }
    [[nodiscard]] bool mayPrecede(const LiveExchange &exchange) const noexcept {
        return started <= exchange.started + exchange.duration;
    }
    [[nodiscard]] bool precedes(const LiveExchange &exchange) const noexcept {
        return ended <= exchange.started;
    }
};

/// The exchanges of one URL on one visit. They are told in the order of their ends, and the page's
/// request may wait longer than that of a frame which already has its answer, or be held back until
/// that has filled the cache. Of two that overlap, either may have come first.
class Tale {
public:
    void add(const LiveExchange &exchange) {
        m_exchanges.push_back(&exchange);
        const bool isAsked = isOnWire(exchange) && exchange.isRequestAsSent;
        if (isAsked)
            m_asked.take(exchange);
        if (isFromCache(exchange))
            return; // whoever filled the cache gave it
        give(exchange, "etag", isAsked ? "if-none-match" : "");
        give(exchange, "last-modified", isAsked ? "if-modified-since" : "");
    }

    [[nodiscard]] Seen seen() const {
        Seen seen;
        for (const LiveExchange *exchange : m_exchanges) {
            if (isFromCache(*exchange))
                lookAtServed(*exchange, seen);
            else if (isOnWire(*exchange) && exchange->isRequestAsSent)
                lookAtAsked(*exchange, seen);
        }
        return seen;
    }

private:
    /// A validator that the request bore is not one that its answer gave.
    void give(const LiveExchange &exchange, std::string_view name, std::string_view sentAs) {
        const std::string_view got = fieldOf(exchange.responseFields, name);
        if (!got.empty() && got != fieldOf(exchange.requestFields, sentAs))
            m_given[got].take(exchange);
    }

    void lookAtServed(const LiveExchange &exchange, Seen &seen) const {
        seen.isServed = seen.isServed || !m_asked.mayPrecede(exchange);
        seen.mayBeKept = seen.mayBeKept || !m_asked.precedes(exchange);
    }

    void lookAtAsked(const LiveExchange &exchange, Seen &seen) const {
        seen.isAsked = true;
        const std::string_view validator = validatorOf(exchange);
        if (validator.empty())
            return;
        const auto found = m_given.find(validator);
        const Earliest given = found == m_given.end() ? Earliest{} : found->second;
        seen.mayBeKept = seen.mayBeKept || !given.precedes(exchange);
        if (seen.isConditional || given.mayPrecede(exchange))
            return;
        seen.isConditional = true;
        seen.validator = validator;
    }

    std::vector<const LiveExchange *> m_exchanges;
    Earliest m_asked;
    std::map<std::string_view, Earliest> m_given; ///< by validator
};

using SeenByUrl = std::map<std::string_view, Seen, std::less<>>;

bool covers(const flush::ScopeMatcher &matcher, std::string_view text) {
    const url::UrlView parsed = url::parseUrl(text);
    const std::string origin = url::originOf(parsed);
    const std::string site = url::siteOf(parsed.host);
    return matcher.covers({{}, text, origin, site, {}});
}

SeenByUrl read(std::span<const LiveExchange> exchanges, const flush::ScopeMatcher &matcher) {
    std::map<std::string_view, Tale> tales;
    for (const LiveExchange &exchange : exchanges) {
        const std::string_view url = exchange.url;
        if (url.starts_with("http") && (exchange.method == "GET" || exchange.method == "HEAD"))
            tales[url.substr(0, url.find('#'))].add(exchange);
    }
    SeenByUrl all;
    for (const auto &[url, tale] : tales) {
        Seen seen = tale.seen();
        seen.isInScope = covers(matcher, url);
        all.emplace(url, seen);
    }
    return all;
}

void tell(FlushCheck &check, FlushFault fault) {
    if (check.faults.size() < mostFaults)
        check.faults.push_back(std::move(fault));
}

void judgeInside(std::string_view url, const Seen &after, FlushCheck &check) {
    if (after.isConditional)
        tell(check,
             {FlushFault::Kind::StillTagged, std::string(url), std::string(after.validator)});
    else if (after.isServed)
        tell(check, {FlushFault::Kind::StillServed, std::string(url), {}});
    else if (after.isAsked)
        ++check.flushed;
}

void judgeOutside(std::string_view url, const Seen &before, const Seen &after, FlushCheck &check) {
    // Only what was known to be kept can be missed.
    if (!before.isConditional && !before.isServed)
        return;
    if (after.isConditional || after.isServed)
        ++check.untouched;
    else if (after.isAsked && !after.mayBeKept)
        tell(check, {FlushFault::Kind::LostTag, std::string(url), std::string(before.validator)});
}

bool isSameCookie(const Cookie &a, const Cookie &b) {
    return a.name == b.name && a.domain == b.domain && a.path == b.path;
}

void judgeCookies(const FlushEvidence &evidence, FlushCheck &check) {
    for (const Cookie &cookie : evidence.cookiesBefore) {
        const auto same = [&cookie, &evidence](const Cookie &other) {
            return isSameCookie(cookie, other) &&
                   (!evidence.cookiesWereToGo || cookie.value == other.value);
        };
        const bool isThere =
            std::any_of(evidence.cookiesAfter.begin(), evidence.cookiesAfter.end(), same);
        if (isThere == evidence.cookiesWereToGo)
            tell(check, {isThere ? FlushFault::Kind::CookieStays : FlushFault::Kind::CookieLost,
                         cookie.name + ' ' + cookie.domain + cookie.path, cookie.value});
    }
}

} // namespace

FlushCheck checkFlush(const FlushEvidence &evidence) {
    FlushCheck check;
    const flush::ScopeMatcher matcher(evidence.scope);
    const SeenByUrl before = read(evidence.before, matcher);
    const SeenByUrl after = read(evidence.after, matcher);
    for (const auto &[url, seen] : after) {
        if (seen.isInScope) {
            judgeInside(url, seen, check);
            continue;
        }
        const auto earlier = before.find(url);
        if (earlier != before.end())
            judgeOutside(url, earlier->second, seen, check);
    }
    for (const auto &[url, seen] : before) {
        if (seen.isInScope && !after.contains(url))
            check.notVisited.emplace_back(url);
    }
    judgeCookies(evidence, check);
    return check;
}

} // namespace etagere::live
