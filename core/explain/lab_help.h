// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere lab --help` says, and what its commands say on standard error.
namespace etagere::explain::lab_help {

// Commands
inline constexpr Message lab = ETAGERE_TEXT(
    "help", "Learn and teach HTTP caching by scenarios that are played in virtual time");
inline constexpr Message list = ETAGERE_TEXT("help", "List the lessons that are built in");
inline constexpr Message show =
    ETAGERE_TEXT("help", "Print a scenario's document, to begin one of your own with");
inline constexpr Message run =
    ETAGERE_TEXT("help", "Play a scenario: who sends what, what each cache decides, and why");
inline constexpr Message check = ETAGERE_TEXT(
    "help", "Check scenarios: their documents, and that each question judges its right answer "
            "right and its wrong one wrong");
inline constexpr Message handout = ETAGERE_TEXT(
    "help", "Write a page to print: the diagram, questions with room for answers, and answers");

// Options
inline constexpr Message scenario =
    ETAGERE_TEXT("help", "A scenario file, - for standard input, or a lesson by its id or number");
inline constexpr Message scenarios =
    ETAGERE_TEXT("help", "Scenario files, - for standard input, lessons by id or number; all, "
                         "which is meant without any, for every built-in lesson");
inline constexpr Message language = ETAGERE_TEXT(
    "help",
    "Of the scenario's texts and the words beside them, by its code; default: the environment's, "
    "else en");
inline constexpr Message steps = ETAGERE_TEXT("help", "Only the first so many steps");
inline constexpr Message whatIf = ETAGERE_TEXT(
    "help", "Play this \u201cwhat if\u201d of the scenario; repeat it for several, or name - for "
            "the scenario as it stands, to see them side by side");
inline constexpr Message model =
    ETAGERE_TEXT("help", "Give all browsers this model in place of their own; repeat it to see "
                         "several side by side, with what differs marked");
inline constexpr Message dark = ETAGERE_TEXT("help", "Draw the SVG for a dark ground");
inline constexpr Message save = ETAGERE_TEXT(
    "help", "Also write what the clients exchanged to FILE: a capture if it ends in .etagere, "
            "else a HAR. audit and explain read it");
inline constexpr Message sockets = ETAGERE_TEXT(
    "help", "Play it over real sockets on this machine as well; the same has to happen");
inline constexpr Message answers = ETAGERE_TEXT("help", "The answers only");
inline constexpr Message questions = ETAGERE_TEXT("help", "The questions only, without answers");

// On standard error, and beside results
inline constexpr Message listsAll = ETAGERE_TEXT("cli", "etagere lab list names all lessons");
inline constexpr Message oneCourse = ETAGERE_TEXT(
    "cli", "%1 shows one course of a scenario; for several side by side use text or json");
inline constexpr Message answersOrQuestions =
    ETAGERE_TEXT("cli", "--answers and --questions exclude each other");
inline constexpr Message saveNeedsOne =
    ETAGERE_TEXT("cli", "--save keeps one course; name one model and one what-if at most");
inline constexpr Message saved =
    ETAGERE_PLURAL("cli", "%1: %n exchange written", "%1: %n exchanges written");
inline constexpr Message checkedFine =
    ETAGERE_PLURAL("cli", "%1: all right, %n question", "%1: all right, %n questions");
inline constexpr Message checkedFailure = ETAGERE_TEXT("cli", "%1: %2");
inline constexpr Message checkedQuestion = ETAGERE_TEXT("cli", "%1, question %2: %3");
inline constexpr Message rightFails =
    ETAGERE_TEXT("cli", "the answer that it calls right is judged wrong; what happens is: %1");
inline constexpr Message wrongPasses =
    ETAGERE_TEXT("cli", "the answer that it calls wrong is judged right; what happens is: %1");
inline constexpr Message rightEditFails =
    ETAGERE_TEXT("cli", "with the edits that it calls right, the condition does not hold");
inline constexpr Message rightEditGives =
    ETAGERE_TEXT("cli", "with the edits that it calls right, the condition does not hold: %1 of "
                        "the step \u201c%2\u201d is %3");
inline constexpr Message wrongEditPasses =
    ETAGERE_TEXT("cli", "with the edits that it calls wrong, the condition holds all the same");
inline constexpr Message whatIfBroken = ETAGERE_TEXT(
    "cli", "the edits of the \u201cwhat if\u201d \u201c%1\u201d do not make a scenario");
inline constexpr Message failsBecause = ETAGERE_TEXT("cli", "%1: %2");
inline constexpr Message otherOverSockets =
    ETAGERE_TEXT("cli", "over real sockets something else happens, first at message %1");
inline constexpr Message checkedTotal = ETAGERE_PLURAL(
    "cli", "%n scenario checked, %1 with failures", "%n scenarios checked, %1 with failures");
inline constexpr Message columnNumber = ETAGERE_TEXT("cli", "No.");
inline constexpr Message columnId = ETAGERE_TEXT("cli", "Id");
inline constexpr Message columnTitle = ETAGERE_TEXT("cli", "Title");

// Examples
inline constexpr Message labExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere lab list\n"
                         "  etagere lab run 1\n"
                         "  etagere lab show freshness-clock > mine.json\n"
                         "  etagere lab check mine.json\n"
                         "  etagere lab handout --output lesson.html mine.json");
inline constexpr Message listExamples = ETAGERE_TEXT("help", "Examples:\n"
                                                             "  etagere lab list\n"
                                                             "  etagere lab list --language es\n"
                                                             "  etagere lab list --format json");
inline constexpr Message showExamples =
    ETAGERE_TEXT("help", "Examples:\n"
                         "  etagere lab show 1 > mine.json\n"
                         "  etagere lab show freshness-clock --output mine.json");
inline constexpr Message runExamples = ETAGERE_TEXT(
    "help", "Time is virtual: nothing waits, nothing is sent, and the same scenario always comes\n"
            "to the same. With several courses the steps stand side by side.\n"
            "\n"
            "Examples:\n"
            "  etagere lab run 1\n"
            "  etagere lab run 8 --model rfc9111 --model chromium --model firefox\n"
            "  etagere lab run 1 --what-if - --what-if no-age\n"
            "  etagere lab run 1 --output sequence.svg\n"
            "  etagere lab run 1 --format mermaid\n"
            "  etagere lab run 14 --save lesson.har && etagere audit lesson.har");
inline constexpr Message checkExamples = ETAGERE_TEXT(
    "help", "Exit status: 0 all right, 1 a question fails, 3 a document cannot be read (what is\n"
            "wrong is told with its line).\n"
            "\n"
            "Examples:\n"
            "  etagere lab check\n"
            "  etagere lab check mine.json\n"
            "  etagere lab check --sockets all\n"
            "  etagere lab check --format json all");
inline constexpr Message handoutExamples = ETAGERE_TEXT(
    "help", "The page is HTML that stands alone; print it, or save it as PDF, from a browser. The\n"
            "answers stand on a page of their own.\n"
            "\n"
            "Examples:\n"
            "  etagere lab handout 1 --output lesson.html\n"
            "  etagere lab handout 1 --questions --language pt --output aula.html\n"
            "  etagere lab handout 1 --answers --output answers.html");

} // namespace etagere::explain::lab_help
