// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What is said of a part of a filter that cannot be used.
namespace etagere::explain::query_text {

inline constexpr Message unknownKey =
    ETAGERE_TEXT("query", "There is no key \u201c%1\u201d. To look for a colon, put the word in "
                          "quotation marks.");
inline constexpr Message unknownKeyNear =
    ETAGERE_TEXT("query", "There is no key \u201c%1\u201d. Did you mean %2?");
inline constexpr Message unknownValue =
    ETAGERE_TEXT("query", "\u201c%1\u201d is nothing that %2 can be.");
inline constexpr Message unknownValueNear =
    ETAGERE_TEXT("query", "\u201c%1\u201d is nothing that %2 can be. Did you mean %3?");
inline constexpr Message notANumber =
    ETAGERE_TEXT("query", "\u201c%1\u201d is no number for %2. Write, for example, %3 or %4.");
inline constexpr Message missingValue =
    ETAGERE_TEXT("query", "Something is missing after \u201c%1\u201d.");
inline constexpr Message openQuote =
    ETAGERE_TEXT("query", "A quotation mark in \u201c%1\u201d is not closed.");

} // namespace etagere::explain::query_text
