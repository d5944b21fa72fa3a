// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/message.h"

/// What `etagere ledger analyse` says.
namespace etagere::explain::ledger_text {

inline constexpr Message command = ETAGERE_TEXT(
    "help", "Rank the origins of the ledger by how much their tags differ between visitors");
inline constexpr Message validator = ETAGERE_TEXT("help", "Which values to compare");
inline constexpr Message limit = ETAGERE_TEXT("help", "At most so many origins");

inline constexpr Message preface = ETAGERE_TEXT(
    "report",
    "Origins whose tags differ most between visitors come first. The order accuses nobody: a "
    "page that differs has a tag that differs. An audit compares the contents, and a "
    "probe asks.");
inline constexpr Message nothing = ETAGERE_TEXT("report", "The ledger holds none of these.");
inline constexpr Message totals =
    ETAGERE_PLURAL("report", "%1 URLs and %2 observations at %n origin.",
                   "%1 URLs and %2 observations at %n origins.");
inline constexpr Message seen =
    ETAGERE_TEXT("report", "visitors: %1, URLs: %2, different tags: %3, observations: %4");
inline constexpr Message ofOne = ETAGERE_PLURAL("report", "%n tag was given to one visitor only",
                                                "%n tags were given to one visitor only");
inline constexpr Message perVisitor = ETAGERE_PLURAL(
    "report", "%n URL gave every visitor another tag", "%n URLs gave every visitor another tag");
inline constexpr Message cluster =
    ETAGERE_PLURAL("report", "%n URL has a few tags that repeat, as from several servers",
                   "%n URLs have a few tags that repeat, as from several servers");
inline constexpr Message inconclusive =
    ETAGERE_PLURAL("report", "%n URL has several tags, and too few visitors to tell why",
                   "%n URLs have several tags, and too few visitors to tell why");
inline constexpr Message constant = ETAGERE_PLURAL(
    "report", "%n URL gave all visitors the same tag", "%n URLs gave all visitors the same tag");
inline constexpr Message unseen =
    ETAGERE_PLURAL("report", "%n URL was seen by one visitor, so that there is nothing to compare",
                   "%n URLs were seen by one visitor, so that there is nothing to compare");
inline constexpr Message most =
    ETAGERE_TEXT("report", "most at %1 (visitors: %2, different tags: %3)");
inline constexpr Message cut =
    ETAGERE_PLURAL("report", "%n more origin is left out.", "%n more origins are left out.");

} // namespace etagere::explain::ledger_text
