// SPDX-License-Identifier: Apache-2.0
#include "core/audit/flush_order.h"

#include "core/http/text.h"
#include "core/url/url.h"

#include <algorithm>
#include <array>

namespace etagere::audit {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(FlushTarget::Count)> names{
    "findings", "everything", "site", "origin", "url"};

bool isWeb(const url::UrlView &parsed) {
    using Kind = url::UrlView::Kind;
    return !parsed.host.empty() && (parsed.kind == Kind::Http || parsed.kind == Kind::Https);
}

/// Of visible ASCII characters alone, as URLs are (RFC 3986 §2).
bool isVisible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

/// A name or an address, and perhaps a port. Underscores are no host name's, but some have them.
bool isAuthority(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return http::isAlpha(c) || http::isDigit(c) ||
               std::string_view("-._:[]").find(c) != std::string_view::npos;
    });
}

/// The registrable domain of a host name, or the address; empty for what is neither. Names in other
/// scripts are meant as they go over the wire, "xn--…": nothing else is in a capture.
std::string siteFrom(std::string_view text) {
    if (!isAuthority(text))
        return {};
    const std::string url = "http://" + std::string(text) + "/";
    return url::siteOf(url::parseUrl(url).host);
}

/// Empty for what has more than scheme, host and port.
std::string originFrom(std::string_view text) {
    const std::size_t host = text.find("://");
    if (host == std::string_view::npos || !isAuthority(text.substr(0, host)))
        return {};
    const std::size_t end = text.find_first_of("/?#", host + 3);
    if (!isAuthority(text.substr(host + 3, std::min(end, text.size()) - host - 3)))
        return {};
    const bool isBare = end == std::string_view::npos || text.substr(end) == "/";
    const url::UrlView parsed = url::parseUrl(text);
    return isBare && isWeb(parsed) ? url::originOf(parsed) : std::string();
}

std::string nameFor(FlushTarget target, std::string_view text) {
    if (target == FlushTarget::Site)
        return siteFrom(text);
    if (target == FlushTarget::Origin)
        return originFrom(text);
    const bool isUrl = target == FlushTarget::Url && isVisible(text) && isWeb(url::parseUrl(text));
    return isUrl ? std::string(text) : std::string();
}

} // namespace

std::string_view nameOf(FlushTarget target) noexcept {
    const auto at = static_cast<std::size_t>(target);
    return at < names.size() ? names[at] : std::string_view();
}

std::optional<FlushOrder> flushOrderFrom(std::string_view text) {
    const std::size_t colon = text.find(':');
    const auto *const found = std::find(names.begin(), names.end(), text.substr(0, colon));
    if (found == names.end())
        return std::nullopt;
    FlushOrder order;
    order.target = static_cast<FlushTarget>(found - names.begin());
    const bool hasName = colon != std::string_view::npos;
    if (hasName)
        order.name = nameFor(order.target, text.substr(colon + 1));
    const bool isMissing = hasName ? order.name.empty() : order.target == FlushTarget::Url;
    return isMissing ? std::nullopt : std::optional(std::move(order));
}

std::string textOf(const FlushOrder &order) {
    std::string text(nameOf(order.target));
    return order.name.empty() ? text : text + ":" + order.name;
}

} // namespace etagere::audit
