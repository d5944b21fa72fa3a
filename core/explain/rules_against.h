// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/rule_text.h"

namespace etagere::explain::rules_against {

using analysis::Rule;
using Kind = ArgumentKind;

/// The words of what speaks against it.
inline constexpr std::array table{
    RuleText{Rule::Explained,
             {Kind::Value, Kind::Recipe, Kind::Derivation},
             -1,
             ETAGERE_TEXT("rules", "%1 can be recomputed from its response, as %2 makes it: %3.")},
    RuleText{Rule::VariesWithLastModified,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "The tag goes with Last-Modified (%1 tag).",
                            "The tag changes together with Last-Modified (%1 tags), as with a "
                            "new version or another server of a cluster.")},
    RuleText{Rule::SharedByVisitors,
             {Kind::Count, Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "%1 tag was handed to several of the %2 visitors.",
                            "%1 tags were each handed to several of the %2 visitors.")},
    RuleText{Rule::SameForAllVisitors,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "The only visitor always got the same tag.",
                            "All %1 visitors got the same tag.")},
    RuleText{Rule::ClusterRecognised,
             {Kind::Count, Kind::Count, Kind::Percent},
             0,
             ETAGERE_PLURAL("rules", "%1 tag among %2 visitors (coverage %3).",
                            "%1 tags repeat among %2 visitors, as those of a cluster's servers "
                            "would (coverage %3).")},
    RuleText{Rule::ContentChanged,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "The content changed as well (%1 content).",
                            "The content changed as well (%1 different contents), which an "
                            "honest tag has to follow.")},
    RuleText{Rule::CodingVariant,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "%1 value differs only in W/ or a compression suffix.",
                            "The %1 values differ only in W/ or a compression suffix.")},
    RuleText{
        Rule::OneVisitor,
        {},
        -1,
        ETAGERE_TEXT("rules", "Only one visitor was recorded, so visitors cannot be compared.")},
    RuleText{Rule::OneFetch,
             {},
             -1,
             ETAGERE_TEXT("rules", "It was seen only once, so whether it varies is unknown.")},
    RuleText{Rule::DeployNotExcluded,
             {},
             -1,
             ETAGERE_TEXT("rules", "The visitors came one after the other: a new version deployed "
                                   "between them would look the same.")},
    RuleText{Rule::BodiesMissing,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "%1 response was recorded without its body, so that equal bytes "
                            "cannot be shown.",
                            "%1 responses were recorded without their bodies, so that equal "
                            "bytes cannot be shown.")},
    RuleText{Rule::EqualByStatement,
             {},
             -1,
             ETAGERE_TEXT("rules", "That the bytes were the same is the server's own word: the "
                                   "same Last-Modified and length. No bodies were recorded.")},
    RuleText{Rule::NoIdentifierFound,
             {},
             -1,
             ETAGERE_TEXT("rules", "No cookie, URL or content carries a part of it as an "
                                   "identifier.")},
    RuleText{Rule::ServingTime,
             {Kind::Value},
             -1,
             ETAGERE_TEXT("rules", "%1 is the time at which the response was served.")},
    RuleText{Rule::MarkedAsVersion,
             {Kind::Name},
             -1,
             ETAGERE_TEXT("rules", "The content itself calls it a version or a tag, in its member "
                                   "\u201c%1\u201d.")},
    RuleText{Rule::VariesWithVariant,
             {Kind::Count},
             0,
             ETAGERE_PLURAL(
                 "rules", "The tag goes with the request fields that Vary names (%1 variant).",
                 "The tag goes with the request fields that Vary names (%1 variants, each "
                 "with one tag).")},
    RuleText{
        Rule::RespawnInControl,
        {Kind::Name},
        -1,
        ETAGERE_TEXT("rules",
                     "The cookie \u201c%1\u201d got the same value in a fresh profile with the "
                     "same address and browser: it is made from those, not from the tag.")},
    RuleText{Rule::RespawnAfterFlush,
             {Kind::Name},
             -1,
             ETAGERE_TEXT("rules",
                          "The cookie \u201c%1\u201d came back although cookies and cache had both "
                          "been cleared: something other than the tag remembered it.")},
    RuleText{
        Rule::RespawnOtherMeans,
        {Kind::Name},
        -1,
        ETAGERE_TEXT("rules",
                     "The cookie \u201c%1\u201d was deleted and came back, but this tag is not "
                     "what brought it: other visitors have the same tag, or it follows from the "
                     "response.")},
    RuleText{Rule::NeverIssuedRefused,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "%1 made-up value was refused, as it should be.",
                            "All %1 made-up values were refused, as they should be: the server "
                            "does not take over what a visitor sends.")},
    RuleText{
        Rule::AnyTextMatches,
        {},
        -1,
        ETAGERE_TEXT("rules",
                     "The server takes any text for a match, even a random one, and gives none of "
                     "it back: a fault of the server, by which nobody is recognised.")},
    RuleText{Rule::EchoesEveryField,
             {},
             -1,
             ETAGERE_TEXT("rules", "The response repeats the request's fields, even one that means "
                                   "nothing; that a made-up value stands in it says nothing.")},
    RuleText{Rule::SharedCacheAnswered,
             {Kind::Count, Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "%1 of %2 answers came from a cache on the way and was left out.",
                            "%1 of %2 answers came from a cache on the way and were left out: they "
                            "say nothing of the server behind it.")},
    RuleText{Rule::IssuedTagsRefused,
             {Kind::Count, Kind::Count},
             -1,
             ETAGERE_TEXT("rules", "%1 of %2 values that had been given to visitors were refused "
                                   "when others sent them: as if several servers shared the load, "
                                   "each knowing only its own, or values were thrown away.")},
    RuleText{
        Rule::NoDataFollowsTag,
        {Kind::Count},
        0,
        ETAGERE_PLURAL("rules",
                       "In %1 round nothing but the value itself depended on which value was sent.",
                       "In %1 rounds nothing depended on which visitor's value was sent.")},
    RuleText{Rule::OwnTagNeverMatches,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "The visitor's own value was sent back %1 time and did not match.",
                            "Visitors' own values were sent back %1 times and never matched.")},
    RuleText{
        Rule::CookieInControls,
        {Kind::Name},
        -1,
        ETAGERE_TEXT(
            "rules",
            "The cookie \u201c%1\u201d came back after it had been deleted, but other visitors got "
            "the same value: it is made from the address or the browser, not from the cache.")},
    RuleText{Rule::NothingRespawned,
             {Kind::Count},
             0,
             ETAGERE_PLURAL(
                 "rules", "%1 visitor deleted the cookies and kept the cache; none came back.",
                 "%1 visitors deleted their cookies and kept their caches; no cookie came back.")},
    RuleText{Rule::VariesByUserAgent,
             {},
             -1,
             ETAGERE_TEXT("rules", "Another browser gets another value, and the server says that "
                                   "it serves browsers differently (Vary).")},
    RuleText{
        Rule::OldTagRefused,
        {Kind::Count},
        0,
        ETAGERE_PLURAL(
            "rules",
            "After %1 hour the value issued then no longer matches, as after a new version.",
            "After %1 hours the value issued then no longer matches, as after a new version.")},
};

} // namespace etagere::explain::rules_against
