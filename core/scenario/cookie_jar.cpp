// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/cookie_jar.h"

#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <chrono>

namespace etagere::scenario {

namespace {

constexpr std::size_t mostCookies = 500;

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char &c : out)
        c = http::lowered(c);
    return out;
}

/// RFC 6265 §5.1.3.
bool domainMatches(std::string_view host, std::string_view domain) noexcept {
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
}

/// RFC 6265 §5.1.4.
bool pathMatches(std::string_view asked, std::string_view path) noexcept {
    return asked == path || (asked.starts_with(path) &&
                             (path.ends_with('/') || asked.substr(path.size()).starts_with('/')));
}

std::string_view pathOf(const url::UrlView &url) noexcept {
    return url.path.empty() ? std::string_view("/") : url.path;
}

std::string_view defaultPath(const url::UrlView &url) noexcept {
    const std::string_view path = pathOf(url);
    const std::size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string_view::npos ? std::string_view("/")
                                                         : path.substr(0, slash);
}

} // namespace

void CookieJar::take(std::string_view line, std::string_view url, Instant now) {
    const http::SetCookie said = http::parseSetCookie(line);
    const url::UrlView from = url::parseUrl(url);
    const std::string host = lowered(from.host);
    Cookie cookie;
    cookie.name = said.name;
    cookie.value = said.value;
    cookie.isHostOnly = said.domain.empty();
    cookie.host = cookie.isHostOnly ? host : lowered(said.domain);
    cookie.path = said.path.starts_with('/') ? said.path : defaultPath(from);
    cookie.isSecure = said.secure;
    const bool isForeign = !domainMatches(host, cookie.host);
    // A domain that is a public suffix would reach everybody's sites.
    const bool isTooWide = !cookie.isHostOnly && !domainMatches(cookie.host, url::siteOf(host));
    const bool isSafe = from.kind == url::UrlView::Kind::Https;
    if (said.ignored || isForeign || isTooWide || (!isSafe && (said.secure || shadows(cookie))))
        return;
    const auto lifetime = http::lifetime(said, now);
    if (lifetime)
        cookie.until = now + *lifetime;
    const auto same = std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &one) {
        return one.name == cookie.name && one.host == cookie.host && one.path == cookie.path &&
               one.isHostOnly == cookie.isHostOnly;
    });
    const bool isGone = lifetime && lifetime->count() <= 0;
    if (same != m_cookies.end() && isGone)
        m_cookies.erase(same);
    else if (same != m_cookies.end())
        *same = std::move(cookie);
    else if (!isGone && m_cookies.size() < mostCookies)
        m_cookies.push_back(std::move(cookie));
}

/// What came over an open way must not stand before a secure one (RFC 6265bis §5.7).
bool CookieJar::shadows(const Cookie &cookie) const noexcept {
    return std::any_of(m_cookies.begin(), m_cookies.end(), [&cookie](const Cookie &one) {
        const bool isSameHost =
            domainMatches(one.host, cookie.host) || domainMatches(cookie.host, one.host);
        return one.isSecure && one.name == cookie.name && isSameHost &&
               pathMatches(cookie.path, one.path);
    });
}

std::string CookieJar::headerFor(std::string_view url, Instant now) const {
    const url::UrlView to = url::parseUrl(url);
    const bool isSafe = to.kind == url::UrlView::Kind::Https;
    const std::string host = lowered(to.host);
    std::vector<const Cookie *> meant;
    for (const Cookie &cookie : m_cookies) {
        const bool isHosts =
            cookie.isHostOnly ? host == cookie.host : domainMatches(host, cookie.host);
        const bool isOver = cookie.until && *cookie.until <= now;
        if (isHosts && !isOver && (isSafe || !cookie.isSecure) &&
            pathMatches(pathOf(to), cookie.path))
            meant.push_back(&cookie);
    }
    std::stable_sort(meant.begin(), meant.end(), [](const Cookie *one, const Cookie *other) {
        return one->path.size() > other->path.size();
    });
    std::string header;
    for (const Cookie *cookie : meant) {
        if (!header.empty())
            header += "; ";
        header += cookie->name.empty() ? cookie->value : cookie->name + "=" + cookie->value;
    }
    return header;
}

std::vector<FieldLine> CookieJar::all(Instant now) const {
    std::vector<FieldLine> lines;
    for (const Cookie &cookie : m_cookies) {
        if (!cookie.until || *cookie.until > now)
            lines.emplace_back(cookie.name, cookie.value);
    }
    return lines;
}

} // namespace etagere::scenario
