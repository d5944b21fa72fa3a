// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/fidelity/random.h"
#include "tests/fidelity/sequence.h"

#include <string>

namespace etagere::fidelity {

/// Field values as servers and pages write them: mostly usual ones, some odd, some wrong. Ages and
/// lifetimes keep clear of the instants at which the requests of a sequence are due.

/// The Cache-Control lines of an answer, often none; odd: with the mistakes that parsers differ on.
[[nodiscard]] Lines cacheControlLines(Random &random, bool odd);
/// Cache-Control lines that make a cache ask again soon.
[[nodiscard]] Lines soonStaleLines(Random &random);
[[nodiscard]] Lines expiresLines(Random &random, bool odd);
[[nodiscard]] Lines dateLines(Random &random, bool odd);
[[nodiscard]] Lines ageLines(Random &random, bool odd);
/// The Last-Modified of a version of the body; empty: none.
[[nodiscard]] std::string lastModified(Random &random, bool odd, unsigned version);
/// Fields that caches have rules about, and some that they have not.
[[nodiscard]] Lines otherLines(Random &random, std::size_t index);
/// Cache-Control and Pragma of a request.
[[nodiscard]] Lines requestDirectives(Random &random);

} // namespace etagere::fidelity
