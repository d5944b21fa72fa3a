// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/same_tag.h"
#include "core/base/units.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace etagere::watch {

/// What a page's last whole response was, as far as it is kept.
struct Held {
    std::string url;          ///< where it came from: redirections lead elsewhere
    std::string etag;         ///< as it was sent; empty: none
    std::string lastModified; ///< the same
    analysis::SeenContent content;
    std::uint64_t transferred = 0; ///< bytes of its body on the way here
    [[nodiscard]] bool hasValidator() const noexcept {
        return !etag.empty() || !lastModified.empty();
    }
};

/// Everything that is known of a page that is watched; all of it is kept between two runs.
struct PageState {
    std::string url;
    std::optional<Held> held;
    std::uint64_t visits = 0;
    std::uint64_t notModified = 0;
    std::uint64_t changes = 0;
    std::uint64_t savedBytes = 0;    ///< that a 304 kept off the way
    std::uint64_t receivedBytes = 0; ///< of bodies
    /// Visits that had the present validator to ask with, the ones that did not use it among them.
    std::uint64_t revalidations = 0;
    std::uint32_t failures = 0; ///< since the last answer
    std::optional<Instant> visited;
    std::optional<Instant> changed;
    Instant due{};                       ///< the next visit
    std::optional<Instant> blockedUntil; ///< by Retry-After
};

/// An origin that kept a validator while the content changed.
struct StaleOrigin {
    std::string origin;
    std::string url; ///< where it was seen
    std::string validator;
    Instant found{};
    std::uint64_t revalidations = 0; ///< it took
    friend bool operator==(const StaleOrigin &, const StaleOrigin &) = default;
};

/// A page nobody has visited yet, due at once. None for what is no absolute http or https URL; a
/// fragment is cut off.
[[nodiscard]] std::optional<PageState> newPage(std::string_view url);

} // namespace etagere::watch
