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
inline constexpr Message staleAtOnce = ETAGERE_TEXT("lab", "is stale at once");
inline constexpr Message ruleWithSection = ETAGERE_TEXT("lab", "%1 (%2)");
inline constexpr Message laterBy = ETAGERE_TEXT("lab", "+%1");

} // namespace etagere::explain::lab_text
