// SPDX-License-Identifier: Apache-2.0
#include "core/url/url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <iterator>

namespace etagere::url {

namespace {

using Kind = UrlView::Kind;
constexpr auto npos = std::string_view::npos;

struct SchemeRow {
    std::string_view name;
    Kind kind = Kind::Other;
    bool special = false; ///< has a host, and reads '\' as '/' (WHATWG URL Standard §3.1)
    std::uint16_t port = 0;
};

constexpr std::array<SchemeRow, 14> schemes{{
    {"http", Kind::Http, true, 80},
    {"https", Kind::Https, true, 443},
    {"ws", Kind::WebSocket, true, 80},
    {"wss", Kind::WebSocket, true, 443},
    {"ftp", Kind::Other, true, 21},
    {"data", Kind::Data},
    {"blob", Kind::Blob},
    {"about", Kind::About},
    {"chrome-extension", Kind::Extension},
    {"moz-extension", Kind::Extension},
    {"safari-extension", Kind::Extension},
    {"safari-web-extension", Kind::Extension},
    {"ms-browser-extension", Kind::Extension},
    {"extension", Kind::Extension},
}};

constexpr char lowered(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool isAlpha(char c) noexcept { return lowered(c) >= 'a' && lowered(c) <= 'z'; }

bool isSchemeChar(char c) noexcept {
    return isAlpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

const SchemeRow *findScheme(std::string_view scheme) noexcept {
    for (const SchemeRow &row : schemes) {
        if (std::equal(scheme.begin(), scheme.end(), row.name.begin(), row.name.end(),
                       [](char written, char known) { return lowered(written) == known; }))
            return &row;
    }
    return nullptr;
}

/// Control characters and spaces at both ends are no part of a URL.
std::string_view withoutEnds(std::string_view text) noexcept {
    const auto isEnd = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
    while (!text.empty() && isEnd(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isEnd(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Cuts the scheme and its colon off `rest`; without one nothing changes and it is empty.
std::string_view takeScheme(std::string_view &rest) noexcept {
    const auto end = std::find_if_not(rest.begin(), rest.end(), isSchemeChar);
    if (end == rest.end() || *end != ':' || !isAlpha(rest.front()))
        return rest.substr(0, 0);
    const auto length = static_cast<std::size_t>(end - rest.begin());
    const std::string_view scheme = rest.substr(0, length);
    rest.remove_prefix(length + 1);
    return scheme;
}

/// Cuts off what follows `mark`, and the mark.
std::string_view takeAfter(std::string_view &rest, char mark) noexcept {
    const std::size_t at = rest.find(mark);
    if (at == npos)
        return rest.substr(rest.size());
    const std::string_view after = rest.substr(at + 1);
    rest = rest.substr(0, at);
    return after;
}

std::optional<std::uint16_t> portFrom(std::string_view digits) noexcept {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return port;
}

void cutAuthority(UrlView &url, std::string_view authority) noexcept {
    url.userinfo = authority.substr(0, 0);
    if (const std::size_t at = authority.rfind('@'); at != npos) {
        url.userinfo = authority.substr(0, at);
        authority.remove_prefix(at + 1);
    }
    const std::size_t bracket = authority.substr(0, 1) == "[" ? authority.find(']') : npos;
    const std::size_t colon = authority.find(':', bracket == npos ? 0 : bracket);
    url.host = authority.substr(0, colon);
    if (colon != npos)
        url.port = portFrom(authority.substr(colon + 1));
}

/// Cuts the authority off `rest`, if there is one.
void takeAuthority(UrlView &url, std::string_view &rest, bool special) noexcept {
    const std::string_view slashes = special ? "/\\" : "/";
    std::size_t begin = std::min(rest.find_first_not_of(slashes), rest.size());
    if (!special) {
        if (begin < 2)
            return;
        begin = 2;
    }
    const std::size_t end = std::min(rest.find_first_of(slashes, begin), rest.size());
    cutAuthority(url, rest.substr(begin, end - begin));
    rest.remove_prefix(end);
}

bool isForbiddenInHost(char c) noexcept {
    constexpr std::string_view forbidden = " #%/<>?@\\^|\x7f";
    return static_cast<unsigned char>(c) < 0x20 || forbidden.find(c) != npos;
}

void appendLowered(std::string &text, std::string_view part) {
    std::transform(part.begin(), part.end(), std::back_inserter(text), lowered);
}

} // namespace

UrlView parseUrl(std::string_view text) noexcept {
    UrlView url;
    url.text = text;
    std::string_view rest = withoutEnds(text);
    url.scheme = takeScheme(rest);
    const SchemeRow *row = findScheme(url.scheme);
    if (!url.scheme.empty())
        url.kind = row == nullptr ? Kind::Other : row->kind;
    url.host = rest.substr(0, 0);
    url.userinfo = url.host;
    url.fragment = takeAfter(rest, '#');
    url.query = takeAfter(rest, '?');
    takeAuthority(url, rest, row != nullptr && row->special);
    url.path = rest;
    return url;
}

std::string originOf(const UrlView &url) {
    if (url.kind == Kind::Blob) {
        const UrlView inner = parseUrl(url.path);
        const bool web = inner.kind == Kind::Http || inner.kind == Kind::Https;
        return web ? originOf(inner) : "null";
    }
    const SchemeRow *row = findScheme(url.scheme);
    const bool hasTuple = row != nullptr && (row->special || row->kind == Kind::Extension);
    if (!hasTuple || url.host.empty() ||
        std::any_of(url.host.begin(), url.host.end(), isForbiddenInHost))
        return "null";
    std::string origin(row->name);
    origin += "://";
    appendLowered(origin, url.host);
    if (url.port && *url.port != row->port) {
        origin += ':';
        origin += std::to_string(*url.port);
    }
    return origin;
}

} // namespace etagere::url
