// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What is said when browsing by hand cannot do what was asked.
namespace etagere::explain::browsing_text {

inline constexpr Message notVisitable = ETAGERE_TEXT(
    "browsing", "%1 is no address that can be visited: it must begin with http or https.");
inline constexpr Message nothingVisited =
    ETAGERE_TEXT("browsing", "%1 has not visited a page yet.");
inline constexpr Message noSimulatedCache =
    ETAGERE_TEXT("browsing", "Time can be turned ahead only for somebody whose cache is simulated: "
                             "a browser's own cache goes by the real clock.");

} // namespace etagere::explain::browsing_text
