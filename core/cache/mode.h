// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace etagere::cache {

/// How the request's maker wants the cache used: the Fetch Standard's cache mode.
enum class Mode : std::uint8_t {
    Default,
    NoStore,     ///< neither read nor written
    Reload,      ///< not read, but written
    NoCache,     ///< validated before it is used
    ForceCache,  ///< used also when stale
    OnlyIfCached ///< the same, and without it no answer
};
/// "no-store", as fetch() takes it.
[[nodiscard]] std::string_view nameOf(Mode mode) noexcept;
/// Of such a name; Default for any other.
[[nodiscard]] Mode modeFrom(std::string_view name) noexcept;

/// How a document came to be asked for.
enum class Navigation : std::uint8_t {
    Link,        ///< typed, clicked, submitted
    Reload,      ///< the document is validated; what is fresh in it stays
    HardReload,  ///< everything is fetched again
    BackForward, ///< what is stored is shown as it was (HTML Standard, history traversal)
};
/// The mode of the document's request, or of its subresources.
[[nodiscard]] constexpr Mode modeOf(Navigation navigation, bool isDocument) noexcept {
    switch (navigation) {
    case Navigation::Reload:
        return isDocument ? Mode::NoCache : Mode::Default;
    case Navigation::HardReload:
        return Mode::Reload;
    case Navigation::BackForward:
        return isDocument ? Mode::ForceCache : Mode::Default;
    default:
        return Mode::Default;
    }
}

/// What a request of a mode says to the caches on its way, once the browser's own was asked; empty:
/// nothing.
struct ModeDirectives {
    std::string_view cacheControl;
    std::string_view pragma;
    friend constexpr bool operator==(ModeDirectives, ModeDirectives) noexcept = default;
};
/// Fetch Standard, HTTP-network-or-cache fetch. A request that has such a field of its own keeps
/// it.
[[nodiscard]] constexpr ModeDirectives directivesOf(Mode mode) noexcept {
    switch (mode) {
    case Mode::NoCache:
        return {"max-age=0", {}};
    case Mode::NoStore:
    case Mode::Reload:
        return {"no-cache", "no-cache"};
    default:
        return {};
    }
}

} // namespace etagere::cache
