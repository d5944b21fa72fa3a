// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::audit {

/// What a flush that is tried out is asked to reach.
enum class FlushTarget : std::uint8_t {
    Findings,   ///< the URLs of what the audit has found
    Everything, ///< the whole cache
    Site,
    Origin,
    Url,
    Count
};
/// "findings"; stable.
[[nodiscard]] std::string_view nameOf(FlushTarget target) noexcept;

/// A flush to try out after the visits of an audit.
struct FlushOrder {
    FlushTarget target = FlushTarget::Everything;
    std::string name{};      ///< "example.org", "https://example.org", a URL; empty: the page's
    bool cookiesToo = false; ///< cookies and storage go as well; else they are kept
    friend bool operator==(const FlushOrder &, const FlushOrder &) = default;
};

/// As on the command line: "findings", "everything", "site", "site:example.org", "origin",
/// "origin:https://example.org", "url:https://example.org/pixel.gif". Total: nothing for any other
/// text, nor for a site that is no host, an origin with a path, or what is not http or https.
[[nodiscard]] std::optional<FlushOrder> flushOrderFrom(std::string_view text);
/// The same text again.
[[nodiscard]] std::string textOf(const FlushOrder &order);

} // namespace etagere::audit
