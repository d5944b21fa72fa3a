// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What is said when the work of a window fails.
namespace etagere::explain::session_text {

inline constexpr Message outOfMemory = ETAGERE_TEXT(
    "session", "There was not enough memory for this. What was open before is still there.");
inline constexpr Message unexpected =
    ETAGERE_TEXT("session", "This could not be done (%1). What was open before is still there.");
inline constexpr Message noReportYet =
    ETAGERE_TEXT("session", "The report is not finished yet. Wait for it, then export again.");
inline constexpr Message tooManyNotes =
    ETAGERE_TEXT("session", "%1 was not written: notes and flushes take more than a capture can "
                            "keep (16 MB). Remove some and save again.");
inline constexpr Message bodiesLost = ETAGERE_PLURAL(
    "session", "%1 was written, but %n body could not be read from the file it came from any more.",
    "%1 was written, but %n bodies could not be read from the file they came from any more.");
inline constexpr Message recoveryFailed = ETAGERE_TEXT(
    "session", "Unsaved work cannot be kept for the case that Etagere ends unexpectedly: %1");

} // namespace etagere::explain::session_text
