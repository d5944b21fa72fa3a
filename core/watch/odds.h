// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace etagere::watch {

/// How likely it is that a tag that stayed while the content changed has been found after so many
/// revalidations, of which a share (0 to 1) asks for the whole content: 1 − (1 − share)^n.
[[nodiscard]] double detectionOdds(double share, std::uint64_t revalidations) noexcept;

} // namespace etagere::watch
