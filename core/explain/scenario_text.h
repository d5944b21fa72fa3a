// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"
#include "core/scenario/document.h"

#include <array>
#include <string>

namespace etagere::explain {

/// What is wrong in a scenario document, as its author can mend it: "“autor” is not a member of a
/// step. Did you mean “actor”?". Without file and line. What comes from the document is printable
/// and shortened.
[[nodiscard]] std::string sentenceOf(const scenario::Problem &problem);

namespace scenario_text {

// Where something stands
inline constexpr Message theDocument = ETAGERE_TEXT("scenario", "a scenario");
inline constexpr Message anObject = ETAGERE_TEXT("scenario", "this part");
inline constexpr Message anActor = ETAGERE_TEXT("scenario", "an actor of this kind");
inline constexpr Message aResource = ETAGERE_TEXT("scenario", "a resource");
inline constexpr Message aVersion = ETAGERE_TEXT("scenario", "a version");
inline constexpr Message aStep = ETAGERE_TEXT("scenario", "a step that does this");
inline constexpr Message aWhatIf = ETAGERE_TEXT("scenario", "a what-if");
inline constexpr Message aQuestion = ETAGERE_TEXT("scenario", "a question of this kind");
inline constexpr Message anOption = ETAGERE_TEXT("scenario", "an option");
inline constexpr Message anEdit = ETAGERE_TEXT("scenario", "an edit");
inline constexpr Message aReading = ETAGERE_TEXT("scenario", "a reading with this measure");
inline constexpr Message aCondition = ETAGERE_TEXT("scenario", "a condition with this measure");

// What is wrong
inline constexpr Message notJson = ETAGERE_TEXT("scenario", "This is not JSON: %1");
inline constexpr Message tooManyBytes =
    ETAGERE_PLURAL("scenario", "This is larger than the one byte that is allowed here.",
                   "This is larger than the %n bytes that are allowed here.");
inline constexpr Message tooManyEntries =
    ETAGERE_PLURAL("scenario", "These are too many: one is allowed here.",
                   "These are too many: %n are allowed here.");
inline constexpr Message tooManyLevels =
    ETAGERE_PLURAL("scenario", "Braces and brackets stand inside each other more than once here.",
                   "Braces and brackets stand inside each other more than %n times here.");
inline constexpr Message tooManyValues =
    ETAGERE_PLURAL("scenario", "The document has more than one value.",
                   "The document has more than the %n values that are read.");
inline constexpr Message noSchema =
    ETAGERE_TEXT("scenario", "This does not say that it is a scenario: it needs the member "
                             "\u201cschema\u201d with the text \u201c%1\u201d.");
inline constexpr Message otherSchema =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d is not a schema that is known here; it should be "
                             "\u201c%2\u201d.");
inline constexpr Message missing =
    ETAGERE_TEXT("scenario", "The member \u201c%1\u201d is missing: %2 needs it.");
inline constexpr Message empty =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d is empty; there has to be at least one in it.");
inline constexpr Message unknown =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d is not a member of %2.");
inline constexpr Message wrongType = ETAGERE_TEXT("scenario", "\u201c%1\u201d should be %2.");
inline constexpr Message wrongEntry =
    ETAGERE_TEXT("scenario", "Entry %1 of \u201c%2\u201d should be %3.");
inline constexpr Message wrongDocument = ETAGERE_TEXT("scenario", "The document should be %1.");
inline constexpr Message notOneOf =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d should be one of these: %2.");
inline constexpr Message nobodyFits =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d needs an actor of another kind, and there is none.");
inline constexpr Message noSuch =
    ETAGERE_TEXT("scenario", "Nothing here has the id \u201c%1\u201d that \u201c%2\u201d names.");
inline constexpr Message twice = ETAGERE_TEXT("scenario", "\u201c%1\u201d is there already.");
inline constexpr Message notInOrder = ETAGERE_TEXT(
    "scenario", "\u201c%1\u201d goes back in time: what comes later has to stand further down.");
inline constexpr Message noHost =
    ETAGERE_TEXT("scenario", "No actor has the host \u201c%1\u201d of this URL.");
inline constexpr Message circle =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d stands behind itself: its requests would go round in "
                             "a circle.");
inline constexpr Message notAnAnswer =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d is nothing that this question can be answered with.");
inline constexpr Message notANumber = ETAGERE_TEXT(
    "scenario", "The question asks for a number, and the measure \u201c%1\u201d is none.");
inline constexpr Message noSuchPlace =
    ETAGERE_TEXT("scenario", "\u201c%1\u201d leads to nothing in this document.");
inline constexpr Message more = ETAGERE_TEXT("scenario", "%1, and others");

} // namespace scenario_text

} // namespace etagere::explain
