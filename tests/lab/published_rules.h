// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traffic/traffic.h"
#include "tests/lab/profile.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace etagere::tests {

/// The detection rules that others have published. Every resource here counts as a third party's.
enum class Published : std::uint8_t {
    PrivacyPossum, ///< R1: the tags of two fetches differ
    TagEntropy,    ///< R2: 20 characters and more, and 3.5 bits each or hex or base64
    Loom,          ///< R3: the tags of two fetches are equal
    OpenDoor,      ///< R4: a tag on a body of at most 4096 bytes
    AnyTag,        ///< R5: there is a tag
    Count
};
[[nodiscard]] std::string_view nameOf(Published rule) noexcept;

/// Which of them accuse.
using Verdicts = std::array<bool, static_cast<std::size_t>(Published::Count)>;

/// What the rules look at: what one visitor got, and two fetches that the rule's own tool made
/// without validators, with cookies (R1) and without (R3).
struct Seen {
    std::span<const Got> visitor;
    std::span<const Got> stripped;
    std::span<const Got> clean;
};
[[nodiscard]] Verdicts verdictsOf(const Seen &seen);

} // namespace etagere::tests
