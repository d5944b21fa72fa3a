// SPDX-License-Identifier: Apache-2.0
#include "core/session/browsing_address.h"

#include "core/url/url.h"

#include <algorithm>

namespace etagere::session {

namespace {

constexpr std::size_t longest = std::size_t{64} << 10U;

bool isBlank(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isHostLetter(char c) noexcept {
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isDigit = c >= '0' && c <= '9';
    const bool isForeign = static_cast<unsigned char>(c) >= 0x80; // browsers encode them
    return isLetter || isDigit || isForeign || c == '.' || c == '-' || c == '_';
}

/// "host" or "host:port", and nothing that looks like another scheme.
bool isAuthority(std::string_view text) {
    const std::string_view host = text.substr(0, text.find(':'));
    const std::string_view port = text.substr(std::min(host.size() + 1, text.size()));
    const bool hasPort = host.size() < text.size();
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return !host.empty() && std::all_of(host.begin(), host.end(), isHostLetter) &&
           (!hasPort || (!port.empty() && std::all_of(port.begin(), port.end(), isDigit)));
}

} // namespace

std::optional<std::string> visitableUrl(std::string_view address) {
    using Kind = url::UrlView::Kind;
    const std::string_view text = trimmed(address);
    if (text.empty() || text.size() > longest)
        return std::nullopt;
    const url::UrlView parsed = url::parseUrl(text);
    if (parsed.kind == Kind::Http || parsed.kind == Kind::Https)
        return parsed.host.empty() ? std::nullopt : std::optional(std::string(text));
    if (!isAuthority(text.substr(0, text.find_first_of("/?#"))))
        return std::nullopt;
    return "https://" + std::string(text);
}

} // namespace etagere::session
