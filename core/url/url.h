// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::url {

/// A URL cut into its parts, none of them changed (the WHATWG URL Standard's cuts, on bytes).
/// Borrows: valid while the text is. Total: any text has a reading; what has no scheme is Relative.
struct UrlView {
    enum class Kind : std::uint8_t {
        Http,
        Https,
        WebSocket,
        Data,
        Blob,
        About,
        Extension,
        Relative,
        Other
    };
    std::string_view text;
    std::string_view scheme;   ///< as written, without ':'
    std::string_view userinfo; ///< without '@'
    std::string_view host;     ///< as written; an IPv6 address keeps its brackets
    std::string_view path;
    std::string_view query;            ///< without '?'
    std::string_view fragment;         ///< without '#'
    std::optional<std::uint16_t> port; ///< only when written and a number up to 65535
    Kind kind = Kind::Relative;
};

[[nodiscard]] UrlView parseUrl(std::string_view text) noexcept;

/// The origin as RFC 6454 §6.2 serialises it, host in lower case, without a default port:
/// "https://example.org". For what has no tuple origin (data:, about:, relative) it is "null".
/// blob: URLs have the origin of the URL inside.
[[nodiscard]] std::string originOf(const UrlView &url);

/// The site of a host: its registrable domain by the Public Suffix List (libpsl), in lower case;
/// the host itself when it is an address, a suffix, or a single label. The scheme is not part of
/// it.
[[nodiscard]] std::string siteOf(std::string_view host);

} // namespace etagere::url
