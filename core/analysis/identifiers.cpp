// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/identifiers.h"

#include "core/analysis/token.h"
#include "core/http/cookie.h"
#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/url/query.h"
#include "core/url/url.h"

#include <algorithm>
#include <unordered_set>

namespace etagere::analysis {

namespace {

constexpr std::size_t placesKept = 64;
// Cookies and parameters longer than this are data, not identifiers with something around them.
constexpr std::size_t longestValue = 8192;

// Parameters that name a version of a file, which honest servers put into a tag as well.
bool namesVersion(std::string_view name) {
    static const std::unordered_set<std::string_view> names{
        "v",      "ver",      "version", "rev",       "revision", "hash", "h",    "build",
        "cb",     "t",        "ts",      "_",         "etag",     "md5",  "sha1", "sha",
        "sha256", "checksum", "digest",  "integrity", "m",        "mtime"};
    return names.contains(name);
}

// Values are cut where Englehardt and Narayanan cut them, outside a-zA-Z0-9_-=, and further by
// tokensOf at all punctuation.
void forEachToken(std::string_view value, const std::function<void(std::string_view)> &use) {
    const auto inside = [](char c) {
        return http::isAlpha(c) || http::isDigit(c) || c == '_' || c == '-' || c == '=';
    };
    for (const std::string &token : tokensOf(value))
        use(token);
    for (std::size_t begin = 0; begin < value.size();) {
        const auto from = value.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto end = std::find_if_not(from, value.end(), inside);
        const std::string_view piece(from, end);
        if (!piece.empty() && piece.size() < value.size()) {
            for (const std::string &token : tokensOf(piece))
                use(token);
        }
        begin += piece.size() + 1;
    }
}

} // namespace

IdentifierIndex::IdentifierIndex(const traffic::Traffic &traffic,
                                 std::span<const std::string> tokens) {
    for (const std::string &token : tokens)
        m_places.try_emplace(token);
    if (m_places.empty())
        return;
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        const traffic::VisitorId visitor = traffic.visit(exchange.visit).visitor;
        readCookies(exchange, visitor);
        readParameters(traffic, exchange, visitor);
    }
    m_read.clear();
}

std::span<const Carried> IdentifierIndex::find(std::string_view token) const {
    const auto at = m_places.find(token);
    return at == m_places.end() ? std::span<const Carried>() : std::span(at->second);
}

void IdentifierIndex::note(std::string_view value, const Carried &place) {
    if (value.size() < shortestIdentifier || value.size() > longestValue)
        return;
    forEachToken(url::percentDecode(value), [this, &place](std::string_view token) {
        const auto at = m_places.find(token);
        if (at == m_places.end() || at->second.size() == placesKept)
            return;
        const auto isSame = [&place](const Carried &known) {
            return known.carrier == place.carrier && known.visitor == place.visitor &&
                   known.name == place.name &&
                   (known.carrier == Carrier::Cookie || known.url == place.url);
        };
        if (std::none_of(at->second.begin(), at->second.end(), isSame))
            at->second.push_back(place);
    });
}

void IdentifierIndex::readCookies(const traffic::Exchange &exchange, traffic::VisitorId visitor) {
    Carried place{Carrier::Cookie, visitor, exchange.id, exchange.url, {}};
    for (const http::Field &field : exchange.requestFields) {
        if (field.known != http::FieldName::Cookie || !isNew(visitor, field.value))
            continue;
        for (const http::CookiePair &cookie : http::parseCookie(field.value)) {
            place.name = cookie.name;
            note(cookie.value, place);
        }
    }
    for (const http::Field &field : exchange.responseFields) {
        if (field.known != http::FieldName::SetCookie || !isNew(visitor, field.value))
            continue;
        const http::SetCookie cookie = http::parseSetCookie(field.value);
        place.name = cookie.name;
        note(cookie.value, place);
    }
}

void IdentifierIndex::readParameters(const traffic::Traffic &traffic,
                                     const traffic::Exchange &exchange,
                                     traffic::VisitorId visitor) {
    const std::string_view text = traffic.urlText(exchange.url);
    if (!isNew(visitor, text))
        return;
    const url::UrlView parts = url::parseUrl(text);
    for (const url::QueryParameter &parameter : url::parseQuery(parts.query)) {
        if (!namesVersion(parameter.name))
            note(parameter.value,
                 {Carrier::UrlParameter, visitor, exchange.id, exchange.url, parameter.name});
    }
}

} // namespace etagere::analysis
