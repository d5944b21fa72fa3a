// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace etagere::report {

/// Whether the report still holds what was recorded, or went through redacted(). Each format says
/// so to its reader.
enum class Identifiers : std::uint8_t { Shown, Redacted };

} // namespace etagere::report
