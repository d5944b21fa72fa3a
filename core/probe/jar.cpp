// SPDX-License-Identifier: Apache-2.0
#include "core/probe/jar.h"

#include "core/http/set_cookie.h"
#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>

namespace etagere::probe {

namespace {

constexpr std::size_t mostCookies = 64;

bool isBelow(std::string_view host, std::string_view domain) {
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
}

} // namespace

void Jar::take(const Setter &setter, std::string_view setCookie) {
    const std::string_view host = setter.host;
    const http::SetCookie read = http::parseSetCookie(setCookie);
    if (read.ignored || (read.secure && !setter.secure))
        return;
    std::string domain(read.domain.empty() ? host : read.domain);
    std::transform(domain.begin(), domain.end(), domain.begin(),
                   [](char c) { return http::lowered(c); });
    // A cookie for a whole public suffix, or for somebody else's host, is nobody's.
    const bool isOthers =
        !isBelow(host, domain) || (domain != host && url::siteOf(domain) != url::siteOf(host));
    if (isOthers)
        return;
    const auto same = std::find_if(m_cookies.begin(), m_cookies.end(), [&](const Cookie &known) {
        return known.name == read.name && known.host == domain;
    });
    if (same != m_cookies.end())
        m_cookies.erase(same);
    const auto left = http::lifetime(read, setter.now);
    if ((left && left->count() <= 0) || m_cookies.size() >= mostCookies)
        return;
    m_cookies.push_back({std::string(read.name), std::string(read.value), std::move(domain),
                         read.domain.empty(), read.secure});
}

std::string Jar::header(std::string_view host, bool secure) const {
    std::string line;
    for (const Cookie &cookie : m_cookies) {
        if ((cookie.hostOnly ? host != cookie.host : !isBelow(host, cookie.host)) ||
            (cookie.secure && !secure))
            continue;
        line += line.empty() ? "" : "; ";
        line += cookie.name.empty() ? cookie.value : cookie.name + "=" + cookie.value;
    }
    return line;
}

} // namespace etagere::probe
