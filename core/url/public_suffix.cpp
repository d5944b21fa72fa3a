// SPDX-License-Identifier: Apache-2.0
#include "core/url/url.h"

#include <libpsl.h>

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace etagere::url {

namespace {

constexpr auto npos = std::string_view::npos;
/// The longest name that DNS can hold as text (RFC 1035 §2.3.4); longer ones have no site to find.
constexpr std::size_t longestHost = 253;

/// ASCII only: an international name is looked up as it was given, in UTF-8 or in Punycode.
std::string loweredHost(std::string_view host) {
    std::string lower;
    lower.reserve(host.size());
    std::transform(host.begin(), host.end(), std::back_inserter(lower), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return lower;
}

/// Hosts whose last label is a number are IPv4 addresses, or nothing (WHATWG URL Standard §3.5).
bool endsInNumber(std::string_view host) noexcept {
    const std::size_t dot = host.rfind('.');
    std::string_view last = dot == npos ? host : host.substr(dot + 1);
    if (last.empty())
        return false;
    std::string_view digits = "0123456789";
    if (last.substr(0, 2) == "0x") {
        last.remove_prefix(2);
        digits = "0123456789abcdef";
    }
    return last.find_first_not_of(digits) == npos;
}

bool isDomain(std::string_view host) noexcept {
    const bool labelled = !host.empty() && host.front() != '.' && host.find("..") == npos;
    return labelled && host.size() <= longestHost && host.find_first_of(":[]") == npos &&
           host.find('\0') == npos && !endsInNumber(host);
}

} // namespace

std::string siteOf(std::string_view host) {
    std::string lower = loweredHost(host);
    const std::size_t size = lower.size();
    if (size > 1 && lower[size - 1] == '.' && lower[size - 2] != '.')
        lower.pop_back();
    if (!isDomain(lower))
        return lower;
    const char *site = psl_registrable_domain(psl_builtin(), lower.c_str());
    return site == nullptr ? lower : std::string(site);
}

} // namespace etagere::url
