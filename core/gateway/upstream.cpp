// SPDX-License-Identifier: Apache-2.0
#include "core/gateway/upstream.h"

#include "core/url/url.h"

#include <algorithm>

namespace etagere::gateway {

namespace {

constexpr std::uint16_t httpPort = 80;
constexpr std::uint16_t httpsPort = 443;

std::string_view withoutBrackets(std::string_view host) noexcept {
    return host.starts_with('[') && host.ends_with(']') ? host.substr(1, host.size() - 2) : host;
}

/// "example.org:" has a port that is none; such a thing is no address.
bool portIsFine(const url::UrlView &url) noexcept {
    const char *afterHost = url.host.data() + url.host.size();
    const bool written = afterHost < url.text.data() + url.text.size() && *afterHost == ':';
    return !written || (url.port && *url.port != 0);
}

} // namespace

std::optional<Upstream> upstreamFrom(std::string_view text) {
    const url::UrlView url = url::parseUrl(text);
    const bool secure = url.kind == url::UrlView::Kind::Https;
    if ((!secure && url.kind != url::UrlView::Kind::Http) || url.host.empty() ||
        !url.userinfo.empty() || !portIsFine(url))
        return std::nullopt;
    Upstream made;
    made.endpoint = {secure, std::string(withoutBrackets(url.host)),
                     url.port.value_or(secure ? httpsPort : httpPort)};
    std::transform(made.endpoint.host.begin(), made.endpoint.host.end(), made.endpoint.host.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    made.origin = url::originOf(url);
    made.authority = made.origin.substr(made.origin.find("://") + 3);
    made.path = url.path.empty() ? "/" : std::string(url.path);
    if (!url.query.empty() || text.substr(0, text.find('#')).ends_with('?'))
        made.path.append("?").append(url.query);
    return made;
}

} // namespace etagere::gateway
