// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

#include <array>

/// What the lab's servers say of themselves, on pages and when they are started.
namespace etagere::explain::lab_site_text {

// The start page
inline constexpr Message title = ETAGERE_TEXT("lab site", "%1 \u2013 Étagère's lab");
inline constexpr Message untitled = ETAGERE_TEXT("lab site", "A scenario");
inline constexpr Message whatThisIs = ETAGERE_TEXT(
    "lab site", "These servers run on this machine only. They are models: what they keep and "
                "recognise is shown, and nothing leaves this machine.");
inline constexpr Message servers = ETAGERE_TEXT("lab site", "The servers");
inline constexpr Message whatItKnows = ETAGERE_TEXT("lab site", "whom it knows");
inline constexpr Message trackerPage = ETAGERE_TEXT("lab site", "the tracker's own page");
inline constexpr Message clock = ETAGERE_TEXT("lab site", "The servers' clock");
inline constexpr Message clockStands = ETAGERE_TEXT(
    "lab site", "It says %1. Turned ahead by %2. Your browser keeps its own time, so what it has "
                "stored does not age with this clock.");
inline constexpr std::array turns{
    ETAGERE_TEXT("lab site", "+10 s"), ETAGERE_TEXT("lab site", "+1 min"),
    ETAGERE_TEXT("lab site", "+1 h"), ETAGERE_TEXT("lab site", "+1 day")};
inline constexpr Message notYours =
    ETAGERE_TEXT("lab site", "Only the lab's own start page turns the clock.\n");
inline constexpr Message badTurn =
    ETAGERE_TEXT("lab site", "Say by how many seconds: turn=60, up to ten years.\n");
inline constexpr Message nothingHere = ETAGERE_TEXT("lab site", "There is nothing here.\n");

// The page of a tracker
inline constexpr Message knowsTitle = ETAGERE_TEXT("lab site", "Whom the tracker %1 knows");
inline constexpr Message knowsIntro = ETAGERE_TEXT(
    "lab site", "This page has just made your browser ask for %1, as any page with this tracker "
                "would. Load it again; delete your cookies and load it again; empty your cache "
                "and load it again. A browser that keeps the caches of sites apart may be known by "
                "another name on another site's page.");
inline constexpr Message needsScript = ETAGERE_TEXT(
    "lab site", "Without JavaScript nothing was asked for; the list shows earlier visits.");
inline constexpr Message you = ETAGERE_TEXT("lab site", "You");
inline constexpr Message youAre = ETAGERE_TEXT("lab site", "The tracker takes you for");
inline constexpr Message nobodyYet =
    ETAGERE_TEXT("lab site", "nobody it knows: it has no name for you");
inline constexpr Message everybody = ETAGERE_TEXT("lab site", "Everybody it knows");
inline constexpr Message byWhat = ETAGERE_TEXT("lab site", "recognised by");
inline constexpr Message name = ETAGERE_TEXT("lab site", "its name for the visitor");
inline constexpr Message visits = ETAGERE_TEXT("lab site", "visits");
inline constexpr Message first = ETAGERE_TEXT("lab site", "first seen");
inline constexpr Message last = ETAGERE_TEXT("lab site", "last seen");
inline constexpr std::array means{
    ETAGERE_TEXT("lab site", "nothing: a new visitor"), ETAGERE_TEXT("lab site", "the entity tag"),
    ETAGERE_TEXT("lab site", "the date of last change"), ETAGERE_TEXT("lab site", "a cookie"),
    ETAGERE_TEXT("lab site", "the address and the browser's name")};

// When it is started
inline constexpr Message serving = ETAGERE_TEXT("lab site", "Serving “%1”. Begin at %2");
inline constexpr Message link = ETAGERE_TEXT("lab site", "  %1  %2");
inline constexpr Message knowsLink = ETAGERE_TEXT("lab site", "  %1  %2 (whom it knows: %3)");
inline constexpr Message rules = ETAGERE_TEXT(
    "lab site",
    "A Chromium finds these names when it is started with --host-resolver-rules=\"%1\"");
inline constexpr Message auditIt =
    ETAGERE_TEXT("lab site", "To audit it from another terminal: etagere audit %1");
inline constexpr Message endsIt = ETAGERE_TEXT("lab site", "Ctrl-C ends it.");

inline constexpr Message nothingToVisit =
    ETAGERE_TEXT("cli", "the scenario “%1” has no server that could be visited");

// Help
inline constexpr Message command = ETAGERE_TEXT(
    "help", "Serve a scenario's servers on this machine, to visit or audit with any browser");
inline constexpr Message document =
    ETAGERE_TEXT("help", "A scenario's file, a lesson by its id or number, or demo");
inline constexpr Message port =
    ETAGERE_TEXT("help", "The port on 127.0.0.1; any that is free when not given");
inline constexpr Message turnClock =
    ETAGERE_TEXT("help", "Set the servers' clock ahead: 90, \"1 h 30 min\", \"2 d\"");
inline constexpr Message names = ETAGERE_TEXT(
    "help", "localhost: names that every browser finds, such as shop.localhost (the default); "
            "test: the scenario's own, for a browser that is told where they are");
inline constexpr Message format =
    ETAGERE_TEXT("help", "How to say what is served: text, or json in one line");
inline constexpr Message badTime =
    ETAGERE_TEXT("cli", "--turn-clock wants a time such as 90 or \"1 h 30 min\", not %1");
inline constexpr Message examples = ETAGERE_TEXT(
    "help", "The start page lists everything, turns the servers' clock, and leads to pages that\n"
            "say whom each tracker knows.\n"
            "\n"
            "Examples:\n"
            "  etagere lab serve demo\n"
            "  etagere lab serve 14 --port 8080\n"
            "  etagere lab serve mine.json --turn-clock \"1 d\"");

} // namespace etagere::explain::lab_site_text
