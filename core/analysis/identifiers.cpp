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
// piecesOf at all punctuation.
void forEachPiece(std::string_view value, const std::function<void(const std::string &)> &use) {
    const auto inside = [](char c) {
        return http::isAlpha(c) || http::isDigit(c) || c == '_' || c == '-' || c == '=';
    };
    for (const std::string &piece : piecesOf(value))
        use(piece);
    for (std::size_t begin = 0; begin < value.size();) {
        const auto from = value.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto end = std::find_if_not(from, value.end(), inside);
        const std::string_view part(from, end);
        if (!part.empty() && part.size() < value.size()) {
            for (const std::string &piece : piecesOf(part))
                use(piece);
        }
        begin += part.size() + 1;
    }
}

// The lengths of MD5 and SHA-1 in hexadecimal.
bool isDigestLength(std::string_view text) noexcept {
    constexpr std::size_t md5 = 32;
    constexpr std::size_t sha1 = 40;
    return text.size() == md5 || text.size() == sha1;
}

// A disguise is looked for behind what could name a visitor: not behind words.
bool mayBeDisguised(std::string_view piece) noexcept {
    return std::any_of(piece.begin(), piece.end(), http::isDigit) &&
           canIdentify(piece, std::nullopt);
}

void addPlace(std::vector<Carried> &places, const Carried &place) {
    if (places.size() == placesKept)
        return;
    const auto isSame = [&place](const Carried &known) {
        return known.carrier == place.carrier && known.visitor == place.visitor &&
               known.name == place.name && known.origin == place.origin &&
               (known.carrier != Carrier::UrlParameter || known.url == place.url);
    };
    if (std::none_of(places.begin(), places.end(), isSame))
        places.push_back(place);
}

} // namespace

IdentifierIndex::IdentifierIndex(const traffic::Traffic &traffic,
                                 std::span<const std::string> pieces,
                                 std::span<const StoredSeen> storage) {
    for (const std::string &piece : pieces)
        seek(piece);
    if (m_places.empty())
        return;
    std::sort(m_aliases.begin(), m_aliases.end());
    for (std::size_t i = 0; i < traffic.exchangeCount(); ++i) {
        const auto &exchange = traffic.exchange(traffic::ExchangeId::fromSize(i));
        if (!exchange.visit.isValid())
            continue;
        const traffic::VisitorId visitor = traffic.visit(exchange.visit).visitor;
        readCookies(exchange, visitor);
        readParameters(traffic, exchange, visitor);
    }
    for (const StoredSeen &item : storage) {
        if (!namesVersion(item.key))
            note(item.value,
                 {Carrier::Storage, item.visitor, {}, {}, item.key, Disguise::Plain, item.origin});
    }
    m_read.clear();
    m_plain.clear();
}

void IdentifierIndex::seek(const std::string &piece) {
    const auto [at, isNew] = m_places.try_emplace(tokenOf(piece));
    m_seeksDigests = m_seeksDigests || isDigestLength(piece);
    for (const Form &form : decodedForms(piece)) {
        m_aliases.push_back({std::hash<std::string_view>{}(form.text), &at->second, false});
        m_seeksDigests = m_seeksDigests || isDigestLength(form.text);
    }
    for (const Form &form : digestForms(piece))
        m_aliases.push_back({std::hash<std::string_view>{}(form.text), &at->second, true});
}

std::span<const Carried> IdentifierIndex::find(std::string_view token) const {
    const auto at = m_places.find(token);
    return at == m_places.end() ? std::span<const Carried>() : std::span(at->second);
}

void IdentifierIndex::note(std::string_view value, const Carried &place) {
    if (value.size() < shortestIdentifier || value.size() > longestValue)
        return;
    forEachPiece(url::percentDecode(value),
                 [this, &place](const std::string &piece) { notePiece(piece, place); });
}

void IdentifierIndex::notePiece(const std::string &piece, Carried place) {
    if (const auto at = m_places.find(tokenOf(piece)); at != m_places.end())
        addPlace(at->second, place);
    constexpr std::size_t mostRemembered = 200'000;
    const std::size_t hash = std::hash<std::string>{}(piece);
    if (!mayBeDisguised(piece) || m_plain.contains(hash))
        return;
    if (!noteDisguised(piece, place) && m_plain.size() < mostRemembered)
        m_plain.insert(hash);
}

// What is carried may be a writing or a digest of the tag, the tag one of it, or both a writing of
// the same.
bool IdentifierIndex::noteDisguised(const std::string &piece, Carried place) {
    bool found = noteAliases(tokenOf(piece), Disguise::Encoded, true, place);
    const auto notePlain = [&](const Form &form) {
        const auto at = m_places.find(form.text);
        if (at == m_places.end())
            return;
        place.disguise = form.disguise;
        addPlace(at->second, place);
        found = true;
    };
    for (const Form &form : decodedForms(piece)) {
        notePlain(form);
        found = noteAliases(form.text, Disguise::Encoded, true, place) || found;
    }
    if (!m_seeksDigests)
        return found;
    for (const Form &form : digestForms(piece)) {
        notePlain(form);
        found = noteAliases(form.text, Disguise::Digest, false, place) || found;
    }
    return found;
}

bool IdentifierIndex::noteAliases(std::string_view text, Disguise disguise, bool digestsToo,
                                  Carried place) {
    Alias sought;
    sought.hash = std::hash<std::string_view>{}(text);
    const auto [from, to] = std::equal_range(m_aliases.begin(), m_aliases.end(), sought);
    bool found = false;
    for (auto alias = from; alias != to; ++alias) {
        if (alias->isDigest && !digestsToo)
            continue;
        place.disguise = alias->isDigest ? Disguise::Digest : disguise;
        addPlace(*alias->places, place);
        found = true;
    }
    return found;
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
