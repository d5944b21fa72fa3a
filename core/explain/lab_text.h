// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

#include <array>

/// What the lab says: in its diagrams, and when its lessons are listed, run, checked and printed.
namespace etagere::explain::lab_text {

// Those who take part
inline constexpr std::array kinds{
    ETAGERE_TEXT("lab", "browser"),       ETAGERE_TEXT("lab", "editor"),
    ETAGERE_TEXT("lab", "page monitor"),  ETAGERE_TEXT("lab", "server"),
    ETAGERE_TEXT("lab", "shared cache"),  ETAGERE_TEXT("lab", "compressing proxy"),
    ETAGERE_TEXT("lab", "load balancer"), ETAGERE_TEXT("lab", "tracker")};
inline constexpr Message kindAnd = ETAGERE_TEXT("lab", "%1, %2");

// What people and servers do beside asking
inline constexpr Message flushesAll = ETAGERE_TEXT("lab", "empties the cache");
inline constexpr Message flushesOne = ETAGERE_TEXT("lab", "takes %1 out of the cache");
inline constexpr Message deletesCookies = ETAGERE_TEXT("lab", "deletes the cookies");
inline constexpr Message stops = ETAGERE_TEXT("lab", "goes off");
inline constexpr Message starts = ETAGERE_TEXT("lab", "is on again");
inline constexpr Message reloads = ETAGERE_TEXT("lab", "presses reload");
inline constexpr Message reloadsHard =
    ETAGERE_TEXT("lab", "reloads without the cache (hard reload)");
inline constexpr Message goesBack = ETAGERE_TEXT("lab", "goes back");
inline constexpr Message noticesChange = ETAGERE_TEXT("lab", "sees that the page has changed");
inline constexpr Message missesChange =
    ETAGERE_TEXT("lab", "does not see that the page has changed");
inline constexpr std::array knowsVisitor{
    ETAGERE_TEXT("lab", "takes this for a new visitor, %1"),
    ETAGERE_TEXT("lab", "knows the visitor again by the tag: %1"),
    ETAGERE_TEXT("lab", "knows the visitor again by the date: %1"),
    ETAGERE_TEXT("lab", "knows the visitor again by the cookie: %1"),
    ETAGERE_TEXT("lab", "knows the visitor again by the address: %1")};

// Messages and decisions
inline constexpr Message noResponse = ETAGERE_TEXT("lab", "no answer");
inline constexpr Message cutOff = ETAGERE_TEXT("lab", "%1, cut off after %2");
inline constexpr Message inBackground = ETAGERE_TEXT("lab", "in the background, nobody waits");
inline constexpr Message ageOfLifetime = ETAGERE_TEXT("lab", "age %1 of %2");
inline constexpr Message freshFor = ETAGERE_TEXT("lab", "stays fresh for %1");
inline constexpr Message askedEachTime = ETAGERE_TEXT("lab", "is asked about before each use");
inline constexpr Message staleAtOnce = ETAGERE_TEXT("lab", "is stale at once");
inline constexpr Message ruleWithSection = ETAGERE_TEXT("lab", "%1 (%2)");
inline constexpr Message laterBy = ETAGERE_TEXT("lab", "+%1");

// Opening and checking
inline constexpr Message noSuchLesson =
    ETAGERE_TEXT("lab", "there is neither a lesson nor a file called \u201c%1\u201d");
inline constexpr Message noSuchWhatIf =
    ETAGERE_TEXT("lab", "the scenario has no \u201cwhat if\u201d called \u201c%1\u201d");
inline constexpr Message atLine = ETAGERE_TEXT("lab", "%1, line %2, column %3: %4");
inline constexpr Message inDocument = ETAGERE_TEXT("lab", "%1: %2");

// Reports of runs
inline constexpr Message numberedTitle = ETAGERE_TEXT("lab", "%1. %2");
inline constexpr Message misconception = ETAGERE_TEXT("lab", "Many believe: %1");
inline constexpr Message conclusion = ETAGERE_TEXT("lab", "What it shows: %1");
inline constexpr Message readMore = ETAGERE_TEXT("lab", "Read more: %1");
inline constexpr Message whatIfCourse = ETAGERE_TEXT("lab", "What if: %1");
inline constexpr Message modelCourse = ETAGERE_TEXT("lab", "All browsers behave like %1.");
inline constexpr Message columnTime = ETAGERE_TEXT("lab", "Time");
inline constexpr Message columnStep = ETAGERE_TEXT("lab", "Step");
inline constexpr Message asItStands = ETAGERE_TEXT("lab", "as it stands");
inline constexpr Message notPlayed = ETAGERE_TEXT("lab", "not played");
inline constexpr Message cellVersion = ETAGERE_TEXT("lab", "version %1");
inline constexpr Message cellWaits = ETAGERE_TEXT("lab", "waits");
inline constexpr Message cellMissed = ETAGERE_TEXT("lab", "misses the change");
inline constexpr std::array cellKnown{
    ETAGERE_TEXT("lab", "new visitor"), ETAGERE_TEXT("lab", "known by the tag"),
    ETAGERE_TEXT("lab", "known by the date"), ETAGERE_TEXT("lab", "known by the cookie"),
    ETAGERE_TEXT("lab", "known by the address")};
inline constexpr Message sameEverywhere = ETAGERE_TEXT("lab", "No step differs.");
inline constexpr Message differMarked =
    ETAGERE_TEXT("lab", "\u2260 marks what differs from the first column. Why:");
inline constexpr Message differsAt = ETAGERE_TEXT("lab", "%1, %2");

// Handouts
inline constexpr Message handoutProduct = ETAGERE_TEXT("handout", "Etagere lab");
inline constexpr Message handoutServed = ETAGERE_TEXT("handout", "What the servers send");
inline constexpr Message handoutSoFar = ETAGERE_TEXT("handout", "What happens at first");
inline constexpr Message handoutSteps = ETAGERE_TEXT("handout", "Who does what, and when");
inline constexpr Message handoutQuestions = ETAGERE_TEXT("handout", "Questions");
inline constexpr Message handoutAnswers = ETAGERE_TEXT("handout", "Answers");
inline constexpr Message handoutHappened = ETAGERE_TEXT("handout", "What happens");
inline constexpr Message handoutNumber = ETAGERE_TEXT("handout", "Question %1");
inline constexpr Message handoutAfter =
    ETAGERE_TEXT("handout", "Answer when you have followed the steps up to %1.");
inline constexpr Message handoutWhatIf = ETAGERE_TEXT("handout", "Suppose: %1");
inline constexpr Message handoutSent = ETAGERE_TEXT("handout", "As it is now:");
inline constexpr Message handoutOneWay = ETAGERE_TEXT("handout", "One way that works:");
inline constexpr Message handoutRemoved = ETAGERE_TEXT("handout", "%1: taken away");
inline constexpr Message handoutChanged = ETAGERE_TEXT("handout", "%1: %2");
inline constexpr Message handoutFor = ETAGERE_TEXT("handout", "%1 of %2");
inline constexpr Message handoutNewContent = ETAGERE_TEXT("handout", "new content at %1");
inline constexpr Message handoutWhen = ETAGERE_TEXT("handout", "When");
inline constexpr Message handoutWho = ETAGERE_TEXT("handout", "Who");
inline constexpr Message handoutDoes = ETAGERE_TEXT("handout", "Does what");

} // namespace etagere::explain::lab_text
