// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What a SARIF log says beside the findings' own words.
namespace etagere::explain::sarif_text {

inline constexpr Message driver = ETAGERE_TEXT(
    "sarif", "Finds out whether a server can recognise visitors by entity tags and dates.");
inline constexpr Message kindHelp = ETAGERE_TEXT(
    "sarif", "%1. %2 The result lists the evidence for it and against it, and what would decide "
             "more. Whether it is lawful depends on purpose and consent.");
inline constexpr Message result = ETAGERE_TEXT("sarif", "%1: %2. %3.");
inline constexpr Message entryOf = ETAGERE_TEXT("sarif", "Entry %1 of %2: %3");

} // namespace etagere::explain::sarif_text
