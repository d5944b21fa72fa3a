// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/rule_text.h"

namespace etagere::explain::rules_for {

using analysis::Rule;
using Kind = ArgumentKind;

/// The words of what speaks for a grade, in the order of Rule.
inline constexpr std::array table{
    RuleText{Rule::Unexplained,
             {Kind::Value, Kind::Bits},
             -1,
             ETAGERE_TEXT("rules", "No known server derives %1 from its response. %2 of it stay "
                                   "unexplained: room for a number that stands for a visitor.")},
    RuleText{Rule::PartlyExplained,
             {Kind::Value, Kind::Derivation, Kind::Bits},
             -1,
             ETAGERE_TEXT("rules", "A part of %1 follows from the response (%2), but %3 of it stay "
                                   "unexplained.")},
    RuleText{Rule::FormatOnly,
             {Kind::Value, Kind::Recipe},
             -1,
             ETAGERE_TEXT("rules", "%1 is shaped like a tag made by %2, but nothing in the "
                                   "response allows checking it.")},
    RuleText{Rule::VariesBetweenVisitors,
             {Kind::Count, Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "For the same bytes, %1 tag was handed to %2 visitors.",
                            "For the same bytes, %1 different tags were handed to %2 visitors.")},
    RuleText{Rule::VariesWithinVisitor,
             {Kind::Count, Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "One visitor fetched the same bytes %2 times and got %1 tag.",
                            "One visitor fetched the same bytes anew %2 times and got %1 "
                            "different tags.")},
    RuleText{Rule::VariesWithContent,
             {Kind::Count, Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "Each of %2 visitors got content of their own, with %1 tag.",
                            "Each visitor got content of their own, and a tag with it: %1 tags "
                            "for %2 visitors. Such a tag tells visitors apart, intended or not.")},
    RuleText{Rule::UniquePerVisitor,
             {Kind::Count, Kind::Count},
             -1,
             ETAGERE_TEXT("rules", "Each of %1 visitors got a tag of their own for the same bytes. "
                                   "A cluster of up to %2 servers is ruled out at the 1% level.")},
    RuleText{Rule::EqualsCookie,
             {Kind::Token, Kind::Name, Kind::Origin},
             -1,
             ETAGERE_TEXT("rules", "\u201c%1\u201d from the tag also stands in the cookie "
                                   "\u201c%2\u201d of %3.")},
    RuleText{Rule::EqualsStorage,
             {Kind::Token, Kind::Name, Kind::Origin},
             -1,
             ETAGERE_TEXT("rules", "\u201c%1\u201d from the tag also stands in the page's storage, "
                                   "under \u201c%2\u201d of %3.")},
    RuleText{Rule::EqualsUrlParameter,
             {Kind::Token, Kind::Name, Kind::Url},
             -1,
             ETAGERE_TEXT("rules", "\u201c%1\u201d from the tag is also sent as the parameter "
                                   "\u201c%2\u201d of %3.")},
    RuleText{
        Rule::EqualsBodyText,
        {Kind::Token, Kind::Url},
        -1,
        ETAGERE_TEXT("rules", "\u201c%1\u201d from the tag also stands in the content of %2.")},
    RuleText{Rule::DiffersBetweenVisitors,
             {Kind::Count, Kind::Percent},
             0,
             ETAGERE_PLURAL("rules", "The identifier differs for %1 visitor (similarity %2).",
                            "The identifier differs between the %1 visitors; the two most alike "
                            "agree by only %2.")},
    RuleText{Rule::ReturnsLater,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "The visitor had it again on %1 later visit, so the server can know "
                            "them again.",
                            "The visitor had it again on %1 later visits, so the server can know "
                            "them again.")},
    RuleText{Rule::ReturnsWithoutCookies,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "On %1 later visit the browser sent it back in a request without any "
                            "cookie: the tag alone tells the server who asks.",
                            "On %1 later visits the browser sent it back in a request without "
                            "any cookie: the tag alone tells the server who asks.")},
    RuleText{Rule::SameTagOnSeveralUrls,
             {Kind::Value, Kind::Count},
             1,
             ETAGERE_PLURAL("rules", "The unexplained tag %1 was handed out at %2 URL.",
                            "The same unexplained tag %1 was handed out at %2 URLs, so it may "
                            "follow a visitor across them.")},
    RuleText{Rule::MatchAnswered200,
             {Kind::Count, Kind::Count},
             -1,
             ETAGERE_TEXT("rules", "%1 of %2 revalidations whose tag matched were answered in full "
                                   "(200) with the same tag: it saves no transfer.")},
    RuleText{Rule::LastModifiedFrozen,
             {Kind::Date},
             -1,
             ETAGERE_TEXT("rules", "The tag varies while Last-Modified stands still at %1.")},
    RuleText{
        Rule::HiddenDigits,
        {Kind::Bits, Kind::Count},
        1,
        ETAGERE_PLURAL("rules",
                       "%1 of the tag are free although the rest follows from the response, and "
                       "they differ for %2 visitor.",
                       "%1 of the tag are free although the rest follows from the response, and "
                       "they differ for each of %2 visitors.")},
    RuleText{
        Rule::PersonalDigest,
        {Kind::Count, Kind::Count, Kind::Recipe},
        0,
        ETAGERE_PLURAL("rules",
                       "The tag follows from the content (as %3 makes it), which was %2 visitors' "
                       "own: %1 tag.",
                       "The tag follows from the content (as %3 makes it), and each visitor's "
                       "content was their own: %1 tags for %2 visitors. It names that content, "
                       "and so whoever was given it.")},
    RuleText{
        Rule::EncodedElsewhere,
        {Kind::Token, Kind::Name, Kind::Url},
        -1,
        ETAGERE_TEXT("rules",
                     "\u201c%1\u201d from the tag also stands in \u201c%2\u201d of %3, written "
                     "in another way (base64 or hexadecimal).")},
    RuleText{
        Rule::DigestElsewhere,
        {Kind::Token, Kind::Name, Kind::Url},
        -1,
        ETAGERE_TEXT("rules",
                     "\u201c%1\u201d from the tag and \u201c%2\u201d of %3 belong together: one "
                     "is the MD5 or SHA-1 digest of the other.")},
    RuleText{
        Rule::EncodedInBody,
        {Kind::Token, Kind::Url},
        -1,
        ETAGERE_TEXT("rules",
                     "\u201c%1\u201d from the tag also stands in the content of %2, written in "
                     "another way (base64 or hexadecimal).")},
    RuleText{Rule::DigestInBody,
             {Kind::Token, Kind::Url},
             -1,
             ETAGERE_TEXT("rules",
                          "\u201c%1\u201d from the tag and a word in the content of %2 belong "
                          "together: one is the MD5 or SHA-1 digest of the other.")},
    RuleText{Rule::RespawnedByTag,
             {Kind::Name, Kind::Token},
             -1,
             ETAGERE_TEXT("rules",
                          "The cookie \u201c%1\u201d was deleted and came back with its old value "
                          "\u201c%2\u201d, which only the tag had kept. No control shows it.")},
    RuleText{
        Rule::RespawnedThroughTag,
        {Kind::Name, Kind::Value},
        -1,
        ETAGERE_TEXT("rules",
                     "The cookie \u201c%1\u201d was deleted and came back with its old value in "
                     "answer to a request that carried the tag %2, which is this visitor's "
                     "alone. No control shows it.")},
    RuleText{
        Rule::LinkedAcrossSites,
        {Kind::Token, Kind::Count},
        1,
        ETAGERE_PLURAL("rules", "The identifier \u201c%1\u201d was met on %2 website.",
                       "The same identifier \u201c%1\u201d was met on %2 different websites, so "
                       "that visits to them can be put together.")},
    RuleText{Rule::EchoesNeverIssued,
             {Kind::Count, Kind::Count, Kind::Value},
             -1,
             ETAGERE_TEXT(
                 "rules",
                 "Made-up values that the server had never issued came back from it %1 of %2 "
                 "times, such as %3. It keeps and returns whatever a visitor's browser sends.")},
    RuleText{Rule::AcceptsNeverIssued,
             {Kind::Count, Kind::Count},
             -1,
             ETAGERE_TEXT("rules", "Made-up values that the server had never issued were taken for "
                                   "a match %1 of %2 times, though a random text was not.")},
    RuleText{
        Rule::IssuedTagsAllMatch,
        {Kind::Count, Kind::Count},
        -1,
        ETAGERE_TEXT(
            "rules",
            "%1 values that different visitors had been given were sent back by others, in random "
            "order and without cookies, and all of them matched. Two or more servers that share "
            "the load and know only their own values would do so at most once in %2 times.")},
    RuleText{Rule::ValueKeptForSender,
             {Kind::Count},
             0,
             ETAGERE_PLURAL(
                 "rules",
                 "Each of two values came back to whoever sent it, in %1 round, and to nobody "
                 "else: the value alone decides whom the server takes a visitor for.",
                 "Each of two values came back to whoever sent it, in all %1 rounds, and to nobody "
                 "else: the value alone decides whom the server takes a visitor for.")},
    RuleText{Rule::DataFollowsTag,
             {Kind::Count, Kind::Name},
             0,
             ETAGERE_PLURAL("rules",
                            "Whoever sends one of two visitors' values gets that visitor's data "
                            "back (%2), in %1 round; without a value nobody does.",
                            "Whoever sends one of two visitors' values gets that visitor's data "
                            "back (%2), in all %1 rounds; without a value nobody does.")},
    RuleText{Rule::CookieRespawned,
             {Kind::Count, Kind::Name},
             0,
             ETAGERE_PLURAL(
                 "rules",
                 "%1 visitor deleted the cookies and kept the cache, and the cookie \u201c%2\u201d "
                 "came back with its old value. Visitors without the cached value never got it.",
                 "%1 visitors deleted their cookies and kept their caches, and the cookie "
                 "\u201c%2\u201d came back to each with its own old value. Visitors without the "
                 "cached value never got it.")},
    RuleText{
        Rule::TagFollowsUserAgent,
        {Kind::Count},
        0,
        ETAGERE_PLURAL("rules",
                       "%1 request in the name of another browser got another value for the same "
                       "bytes: it may be made from what the browser says of itself.",
                       "%1 requests in the name of another browser all got one other value for the "
                       "same bytes: it is made from what the browser says of itself.")},
    RuleText{Rule::OldTagStillMatches,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules",
                            "After %1 hour the value issued then still matches, although new "
                            "visitors are given another one.",
                            "After %1 hours the value issued then still matches, although new "
                            "visitors are given another one.")},
    RuleText{Rule::ValueOnReturnOnly,
             {Kind::Count},
             0,
             ETAGERE_PLURAL("rules", "No first visit was given a value; %1 second visit was.",
                            "No first visit was given a value; %1 second visits were, so the "
                            "server waits until it has seen a visitor.")},
    RuleText{
        Rule::FirstVisitorsDiffer,
        {},
        -1,
        ETAGERE_TEXT(
            "rules",
            "The first visitors got values of their own, and all later ones one and the same: a "
            "server that stops to hand out numbers to those who ask often looks like this.")},
};

} // namespace etagere::explain::rules_for
