// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/sequence.h"

#include <cstdint>

namespace etagere::fidelity {

/// Raised whenever a seed comes to mean another sequence: recordings of another one are refused.
inline constexpr int generatorVersion = 2;

/// The sequence of that seed: two to six requests around one of the questions a cache answers
/// (freshness, parsing, validation, updating, Vary, ranges, methods, redirects, statuses, modes …),
/// with a little of everything else.
[[nodiscard]] Sequence sequenceOf(std::uint64_t seed);

} // namespace etagere::fidelity
