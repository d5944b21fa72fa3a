// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/history.h"

namespace etagere::analysis {

/// The most of one body that is ever decoded for judging it.
inline constexpr Bytes bodyLimit{std::uint64_t{64} << 20U};

/// Fills what a history's values and sightings say of the bytes behind them: provenance per value,
/// canonical numbers, and which sightings had equal content. Loads bodies only where a tag's shape
/// or a difference asks for them. Touches this one history; several may be inspected at once.
void inspect(const traffic::Traffic &traffic, TagHistory &history);

/// Searches the modification times that could have made the history's MD5-like tags (about a
/// second each): for tags that would be accused otherwise. True when one was found.
bool inspectThoroughly(const traffic::Traffic &traffic, TagHistory &history);

/// The body with its content codings undone, when the recorder kept them on; empty when there is
/// none to be had or the recorder cut it.
[[nodiscard]] std::string decodedBody(const traffic::Traffic &traffic,
                                      const traffic::Exchange &exchange);

} // namespace etagere::analysis
