// SPDX-License-Identifier: Apache-2.0
#include "core/explain/rule_text.h"

namespace etagere::explain {

namespace {

using analysis::Rule;
using Kind = ArgumentKind;

constexpr std::array table{
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
};

constexpr bool isInEnumOrder() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].rule != static_cast<Rule>(i))
            return false;
    }
    return table.size() == static_cast<std::size_t>(Rule::Count);
}
static_assert(isInEnumOrder(), "every Rule has its own words, in order");

} // namespace

const RuleText &textOf(Rule rule) noexcept { return table[static_cast<std::size_t>(rule)]; }

} // namespace etagere::explain
