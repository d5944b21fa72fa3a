// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere audit` says of sites that it visits: options and complaints.
namespace etagere::explain::live_help {

inline constexpr Message group = ETAGERE_TEXT("help", "Options for sites to visit");
inline constexpr Message browser = ETAGERE_TEXT(
    "help", "Whose browser visits; by default the embedded one, or whichever there is");
inline constexpr Message program =
    ETAGERE_TEXT("help", "The browser to start; else it is looked for");
inline constexpr Message people = ETAGERE_TEXT(
    "help", "How many visitors: the one who is studied, controls, and an unrelated one; default 3");
inline constexpr Message pages =
    ETAGERE_TEXT("help", "Visit so many pages of each site, by following its links; default 1");
inline constexpr Message script = ETAGERE_TEXT(
    "help", "Run this JavaScript in every page once it is loaded, to answer a consent banner");
inline constexpr Message save = ETAGERE_TEXT(
    "help",
    "Keep each finished audit in this folder, as a capture; those that are there already are "
    "not made again, so that an audit that was cut off goes on where it was");
inline constexpr Message parallel = ETAGERE_TEXT(
    "help", "Audit so many sites at the same time, as far as the memory suffices; default 2");
inline constexpr Message timeout = ETAGERE_TEXT("help", "Wait so long for a page; default 30");
inline constexpr Message screenshots =
    ETAGERE_TEXT("help", "Keep a picture of every page in the capture");
inline constexpr Message flush = ETAGERE_TEXT(
    "help", "After the visits, flush somebody's cache in this way and verify it by another visit: "
            "findings (the URLs of what was found), everything, site, origin (the page's; or "
            "site:example.org, origin:https://example.org), url:URL; may be repeated");
inline constexpr Message forget =
    ETAGERE_TEXT("help", "With --flush: cookies and storage go as well; else they stay");
inline constexpr Message unpartitioned = ETAGERE_TEXT(
    "help", "One cache for all sites, as browsers had until 2020; the embedded browser only");
inline constexpr Message noProbes =
    ETAGERE_TEXT("help", "Do not ask the servers themselves about what the visits leave open");
inline constexpr Message rate =
    ETAGERE_TEXT("help", "Probes: so many requests a second at most; default 2");
inline constexpr Message identify =
    ETAGERE_TEXT("help", "Probes: say who asks, with this address for questions");
inline constexpr Message trust =
    ETAGERE_TEXT("help", "Probes: trust the certificates in FILE (PEM) as well");
inline constexpr Message insecure =
    ETAGERE_TEXT("help", "Probes: accept any certificate, for servers under test");

inline constexpr Message badNumber = ETAGERE_TEXT("cli", "%1 wants a number from %2 to %3, not %4");
inline constexpr Message badTimeout =
    ETAGERE_TEXT("cli", "--timeout wants seconds, above 0 and up to 600, not %1");
inline constexpr Message badFlush =
    ETAGERE_TEXT("cli", "--flush wants findings, everything, site or site:example.org, origin or "
                        "origin:https://example.org, or url:https://example.org/path, not %1");
inline constexpr Message forgetAlone = ETAGERE_TEXT(
    "cli", "--forget says what --flush does beside: give a scope, as in --flush everything");
inline constexpr Message flushNotTried = ETAGERE_TEXT(
    "cli", "%1 was audited before, without these flushes: name another folder with --save to try "
           "them out");
inline constexpr Message needsUrl =
    ETAGERE_TEXT("cli", "options for sites to visit need a URL among the targets");
inline constexpr Message unpartitionedEngine = ETAGERE_TEXT(
    "cli", "--unpartitioned is for --browser embedded alone: the others no longer have "
           "one cache for all sites");
inline constexpr Message noFolder =
    ETAGERE_TEXT("cli", "the folder for the captures cannot be made");
inline constexpr Message wasThere = ETAGERE_TEXT("cli", "%1 was audited before; read from %2");
inline constexpr Message siteFailed = ETAGERE_TEXT("cli", "%1 could not be audited whole: %2");
inline constexpr Message pageFailed = ETAGERE_TEXT("cli", "%1: no page came (%2)");

} // namespace etagere::explain::live_help
