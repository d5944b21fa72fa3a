// SPDX-License-Identifier: Apache-2.0
#include "core/live/flush_check.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

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
    bool isAsked = false;                  ///< on the wire, in the fields that were sent
    bool isConditional = false;            ///< with a validator from before
    bool isServed = false;                 ///< from the cache, before it was asked for
    std::string validator{};               ///< of before, the first sent
    std::set<std::string_view> received{}; ///< validators of responses of this visit
};

using SeenByUrl = std::map<std::string, Seen, std::less<>>;

class Reader {
public:
    explicit Reader(const flush::Scope &scope)
        : m_matcher(scope) {}

    [[nodiscard]] SeenByUrl read(std::span<const LiveExchange> exchanges) const {
        SeenByUrl seen;
        for (const LiveExchange &exchange : exchanges) {
            const bool isWeb = exchange.url.starts_with("http");
            if (isWeb && (exchange.method == "GET" || exchange.method == "HEAD"))
                take(exchange, seen);
        }
        return seen;
    }

private:
    [[nodiscard]] bool covers(std::string_view text) const {
        const url::UrlView parsed = url::parseUrl(text);
        const std::string origin = url::originOf(parsed);
        const std::string site = url::siteOf(parsed.host);
        return m_matcher.covers({{}, text, origin, site, {}});
    }

    void take(const LiveExchange &exchange, SeenByUrl &all) const {
        const std::string url = exchange.url.substr(0, exchange.url.find('#'));
        auto [found, isNew] = all.try_emplace(url);
        Seen &seen = found->second;
        if (isNew)
            seen.isInScope = covers(url);
        if (isFromCache(exchange))
            seen.isServed = seen.isServed || !seen.isAsked;
        if (isOnWire(exchange) && exchange.isRequestAsSent) {
            seen.isAsked = true;
            const std::string_view validator = validatorOf(exchange);
            if (!validator.empty() && !seen.received.contains(validator) && !seen.isConditional) {
                seen.isConditional = true;
                seen.validator = validator;
            }
        }
        seen.received.insert(fieldOf(exchange.responseFields, "etag"));
        seen.received.insert(fieldOf(exchange.responseFields, "last-modified"));
    }

    flush::ScopeMatcher m_matcher;
};

void tell(FlushCheck &check, FlushFault fault) {
    if (check.faults.size() < mostFaults)
        check.faults.push_back(std::move(fault));
}

void judgeInside(const std::string &url, const Seen &after, FlushCheck &check) {
    if (after.isConditional)
        tell(check, {FlushFault::Kind::StillTagged, url, after.validator});
    else if (after.isServed)
        tell(check, {FlushFault::Kind::StillServed, url, {}});
    else if (after.isAsked)
        ++check.flushed;
}

void judgeOutside(const std::string &url, const Seen &before, const Seen &after,
                  FlushCheck &check) {
    // Only what was known to be kept can be missed.
    if (!before.isConditional && !before.isServed)
        return;
    if (after.isConditional || after.isServed)
        ++check.untouched;
    else if (after.isAsked)
        tell(check, {FlushFault::Kind::LostTag, url, before.validator});
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
    const Reader reader(evidence.scope);
    const SeenByUrl before = reader.read(evidence.before);
    const SeenByUrl after = reader.read(evidence.after);
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
            check.notVisited.push_back(url);
    }
    judgeCookies(evidence, check);
    return check;
}

} // namespace etagere::live
