// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/rule_text.h"

namespace etagere::explain::rules_next {

using analysis::Rule;
using Kind = ArgumentKind;

/// The words of what would decide more, and of what would raise or lower a grade.
inline constexpr std::array table{
    RuleText{Rule::NeedVisitor,
             {},
             -1,
             ETAGERE_TEXT("rules", "Record the same pages as a second visitor: another browser "
                                   "profile that begins without cookies and cache.")},
    RuleText{Rule::NeedVisitors,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "Record the same pages as %1 more visitor.",
                            "Record the same pages as %1 more visitors.")},
    RuleText{Rule::NeedReturn,
             {},
             -1,
             ETAGERE_TEXT("rules", "Record another visit of the same visitor with the cache kept, "
                                   "to see whether the browser sends it back.")},
    RuleText{Rule::NeedBodies,
             {},
             -1,
             ETAGERE_TEXT("rules", "Record with response bodies: digests of them, and whether "
                                   "bytes were equal, can then be checked.")},
    RuleText{Rule::NeedRespawnControl,
             {},
             -1,
             ETAGERE_TEXT("rules", "Clear the cookies, keep the cache and visit again; then once "
                                   "more with both cleared. An identifier that returns only in "
                                   "the first case came from the cache.")},
    RuleText{Rule::NeedProbe,
             {},
             -1,
             ETAGERE_TEXT("rules", "Ask the server with a tag that it never issued: a server that "
                                   "accepts or returns it keeps what visitors send.")},
    RuleText{
        Rule::NeedReplay,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "Send every tag that was handed out back from fresh profiles, in random "
                     "order: servers of a cluster know only their own tags, a tracker knows all.")},
    RuleText{Rule::NeedProbeVisits,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "Probe again with %1 more fresh visit.",
                            "Probe again with %1 more fresh visits.")},
    RuleText{Rule::NeedOtherAddress,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "Probe from another network address as well: a value made from the "
                          "address and the browser is the same for every visit from here.")},
    RuleText{
        Rule::NeedLaterProbe,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "Save this run and resume it in a day: a value that was replaced by a new "
                     "version no longer matches then; one that stands for a visitor does.")},
    RuleText{Rule::NeedSlowerProbe,
             {},
             -1,
             ETAGERE_TEXT("rules", "Probe again, slowly (a request a minute): some servers hide "
                                   "what they do from those who ask often.")},
    RuleText{Rule::RaisedByEcho,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If the server accepts or returns a tag that it never issued, it keeps "
                          "visitors apart by tags: the grade rises to 3 or more.")},
    RuleText{
        Rule::RaisedByDistinct,
        {Kind::Count},
        0,
        ETAGERE_PLURAL("rules",
                       "If %1 more visitor gets a tag of their own again, the grade rises or "
                       "grows firmer.",
                       "If %1 more visitors each get a tag of their own again, the grade rises or "
                       "grows firmer.")},
    RuleText{Rule::RaisedBySecondVisitor,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If another visitor carries another identifier in the same place, it is "
                          "shown to tell visitors apart.")},
    RuleText{
        Rule::RaisedByReturn,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "If the same visitor comes again and the tag goes out with the identifier, "
                     "visits can be put together: the grade rises to 4.")},
    RuleText{
        Rule::RaisedByRespawn,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "If a deleted cookie comes back while only the tag was kept, and does not "
                     "in a fresh profile, the grade rises to 5.")},
    RuleText{
        Rule::LoweredByRepeat,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "If visitors who share nothing get the same value, it stands for a server "
                     "or a file and not for them: the grade falls.")},
    RuleText{Rule::LoweredByProvenance,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If the value can be computed from the file or the content (a formula of "
                          "the server, a recorded body), it is explained: the grade falls to 0.")},
    RuleText{Rule::LoweredByShared,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If another visitor carries the same identifier, it names nobody: the "
                          "grade falls to 1.")},
    RuleText{Rule::LoweredByControl,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If the cookie also comes back in a fresh profile with the same address "
                          "and browser, the tag is not its cause: the grade falls to 4 or lower.")},
    RuleText{Rule::LoweredByContent,
             {},
             -1,
             ETAGERE_TEXT("rules",
                          "If the contents turn out to differ between visitors, the tag may be an "
                          "honest digest of them: the grade falls to 2.")},
};

} // namespace etagere::explain::rules_next
