// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tags/observation.h"
#include "core/traffic/traffic.h"

#include <array>
#include <string_view>

namespace etagere::tags {

/// What makes an observation the same one when its capture is recorded again: 128 bits of the
/// capture's name, the entry, URL, time and value.
using ObservationKey = std::array<char, 16>;

[[nodiscard]] ObservationKey keyOf(const traffic::Traffic &traffic, const Observation &seen);

/// The name of the capture it is from; empty when it has none.
[[nodiscard]] std::string_view sourceNameOf(const traffic::Traffic &traffic,
                                            const Observation &seen);

} // namespace etagere::tags
