// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/explain/cache_rules_asked.h"

/// The words of the rules that a response meets: what it renews, is it stored, what it ends.
namespace etagere::explain::cache_rules {

inline constexpr std::array answered{
    // Validate
    row(Rule::ValidateByTag, {Op::ETag}, ETAGERE_TEXT("cache rules", "Asked with If-None-Match"),
        ETAGERE_TEXT("cache rules", "The server is asked with If-None-Match: %1.")),
    row(Rule::ValidateByDate, {Op::LastModified},
        ETAGERE_TEXT("cache rules", "Asked with If-Modified-Since"),
        ETAGERE_TEXT("cache rules", "The server is asked with If-Modified-Since: %1.")),
    row(Rule::NoValidator, {}, ETAGERE_TEXT("cache rules", "No validator"),
        ETAGERE_TEXT("cache rules", "It has neither an ETag nor a Last-Modified to ask with: a "
                                    "whole new response is asked for.")),
    row(Rule::NotValidated, {Op::StoredStatus},
        ETAGERE_TEXT("cache rules", "Fetched again instead of validated"),
        ETAGERE_TEXT("cache rules", "Its status is %1. This model does not validate such a "
                                    "response: a whole new one is asked for.")),
    row(Rule::ValidateOtherVariant, {Op::ETag},
        ETAGERE_TEXT("cache rules", "Asked with another variant's tag"),
        ETAGERE_TEXT("cache rules",
                     "What is stored is another variant. The server is asked with its tag, %1: a "
                     "304 would say that it fits this request as well.")),
    row(Rule::ResumeByRange, {}, ETAGERE_TEXT("cache rules", "The rest is asked for"),
        ETAGERE_TEXT("cache rules", "What is stored broke off. Only the rest is asked for, on "
                                    "condition that it is still the same representation.")),
    row(Rule::FillByRange, {}, ETAGERE_TEXT("cache rules", "The missing part is asked for"),
        ETAGERE_TEXT("cache rules", "Parts are stored. Only what is missing is asked for, on "
                                    "condition that it is still the same representation.")),
    row(Rule::TagAudited, {}, ETAGERE_TEXT("cache rules", "Asked whole, to check the tag"),
        ETAGERE_TEXT("cache rules",
                     "By chance this time the server is asked for the whole content, without the "
                     "validator: so it shows whether the content changed under the same one.")),
    row(Rule::TagDistrusted, {}, ETAGERE_TEXT("cache rules", "This server's tags are not believed"),
        ETAGERE_TEXT("cache rules",
                     "This server kept a validator while the content changed. It is asked for the "
                     "whole content, without any validator.")),
    row(Rule::NotModified, {}, ETAGERE_TEXT("cache rules", "Not modified"),
        ETAGERE_TEXT("cache rules", "The server answered 304: what is stored is still good, and "
                                    "its freshness begins anew.")),
    row(Rule::NotModifiedAssumed, {}, ETAGERE_TEXT("cache rules", "304 concluded"),
        ETAGERE_TEXT("cache rules", "The recorded browser fetched the whole response, and it has "
                                    "the validator of the stored one. Asked with it, the server "
                                    "would have answered 304; that is taken to have happened.")),
    row(Rule::FieldsUpdated, {Op::UpdatedFields},
        ETAGERE_TEXT("cache rules", "Fields updated by the 304"),
        ETAGERE_PLURAL("cache rules", "%1 field of the 304 takes the place of the stored one.",
                       "%1 fields of the 304 take the place of the stored ones.")),
    row(Rule::FieldsKept, {Op::KeptFields},
        ETAGERE_TEXT("cache rules", "Fields that a 304 cannot change"),
        ETAGERE_PLURAL("cache rules",
                       "%1 field of the 304 describes the message and not what is stored: the "
                       "stored value stays.",
                       "%1 fields of the 304 describe the message and not what is stored: the "
                       "stored values stay.")),
    row(Rule::FullResponse, {Op::Status},
        ETAGERE_TEXT("cache rules", "A whole response instead of a 304"),
        ETAGERE_TEXT("cache rules", "The server answered with a whole response (%1): what was "
                                    "stored is no longer good and gives way.")),
    row(Rule::ServerError, {Op::Status}, ETAGERE_TEXT("cache rules", "The server failed"),
        ETAGERE_TEXT("cache rules", "The server failed (%1). That is passed on, and what is "
                                    "stored stays as it is.")),
    row(Rule::AnswerNotRecorded, {}, ETAGERE_TEXT("cache rules", "The answer was not recorded"),
        ETAGERE_TEXT("cache rules", "The recorded browser did not ask here, so nobody knows what "
                                    "the server would have said: what is stored stays as it is.")),
    row(Rule::PartsCombined, {Op::ContentRange}, ETAGERE_TEXT("cache rules", "Parts put together"),
        ETAGERE_TEXT("cache rules", "The part that came (%1) has the strong validator of what is "
                                    "stored: the two are put together.")),
    row(Rule::PartsDiffer, {Op::ContentRange},
        ETAGERE_TEXT("cache rules", "Parts of different representations"),
        ETAGERE_TEXT("cache rules", "The part that came (%1) has another validator than what is "
                                    "stored: the two are never put together.")),
    row(Rule::NotModifiedOther, {}, ETAGERE_TEXT("cache rules", "304 about another representation"),
        ETAGERE_TEXT(
            "cache rules",
            "The 304 names another representation than the stored one, so it renews nothing.")),
    row(Rule::OtherDateEnds, {Op::LastModified},
        ETAGERE_TEXT("cache rules", "304 with another Last-Modified"),
        ETAGERE_TEXT("cache rules", "The 304 has another Last-Modified than what is stored, %1: "
                                    "this model uses what is stored once more and then drops it.")),
    row(Rule::HeadUpdates, {}, ETAGERE_TEXT("cache rules", "Updated by a HEAD"),
        ETAGERE_TEXT("cache rules", "The response to the HEAD has the validators of what is "
                                    "stored: its fields renew the stored ones.")),
    row(Rule::HeadEnds, {}, ETAGERE_TEXT("cache rules", "Ended by a HEAD"),
        ETAGERE_TEXT("cache rules", "After the response to the HEAD what is stored counts as out "
                                    "of date: it is not used any more.")),
    row(Rule::TagStale, {}, ETAGERE_TEXT("cache rules", "The content changed, the tag did not"),
        ETAGERE_TEXT("cache rules",
                     "The content is another than the stored one, under the same validator: the "
                     "server forgot to change it. From now on its validators are not believed.")),
    row(Rule::TagOnTwoCodings, {Op::ETag},
        ETAGERE_TEXT("cache rules", "One tag on two content codings"),
        ETAGERE_TEXT("cache rules",
                     "Another variant is stored that is compressed in another way and bears the "
                     "same strong tag (%1). Their bytes differ, so that the tag should as well: by "
                     "it nobody can tell which of the two the server confirmed.")),
    // Store
    row(Rule::StoreExplicit, {Op::ReceivedLifetime},
        ETAGERE_TEXT("cache rules", "Stored: it has a lifetime"),
        ETAGERE_TEXT("cache rules", "The response states its lifetime (%1). That permits storing "
                                    "it.")),
    row(Rule::StoreByDirective, {Op::ReceivedPermission},
        ETAGERE_TEXT("cache rules", "Stored: a directive permits it"),
        ETAGERE_TEXT("cache rules", "The response says %1. That permits storing it.")),
    row(Rule::StoreHeuristic, {Op::Status},
        ETAGERE_TEXT("cache rules", "Stored: its status permits it"),
        ETAGERE_TEXT("cache rules", "The response states no lifetime, but its status, %1, is one "
                                    "that may be stored without.")),
    row(Rule::StoreNoPermission, {Op::Status},
        ETAGERE_TEXT("cache rules", "Nothing permits storing it"),
        ETAGERE_TEXT("cache rules", "A response of status %1 is stored only if it says so "
                                    "(max-age, Expires, public or private), and it does not.")),
    row(Rule::StoreMethod, {Op::Method}, ETAGERE_TEXT("cache rules", "Only GET is stored"),
        ETAGERE_TEXT("cache rules", "It answers a %1. Only responses to GET are stored.")),
    row(Rule::StoreNoStore, {}, ETAGERE_TEXT("cache rules", "no-store in the response"),
        ETAGERE_TEXT("cache rules", "The response says no-store.")),
    row(Rule::StoreRequestNoStore, {}, ETAGERE_TEXT("cache rules", "no-store in the request"),
        ETAGERE_TEXT("cache rules", "The request says no-store, which holds for its response "
                                    "too.")),
    row(Rule::StoreMustUnderstand, {Op::Status},
        ETAGERE_TEXT("cache rules", "must-understand sets no-store aside"),
        ETAGERE_TEXT("cache rules", "The response says must-understand, and its status, %1, is "
                                    "understood: its no-store does not count.")),
    row(Rule::StoreNotUnderstood, {Op::Status},
        ETAGERE_TEXT("cache rules", "must-understand, and not understood"),
        ETAGERE_TEXT("cache rules", "The response says must-understand, and this cache does not "
                                    "know its status, %1.")),
    row(Rule::StorePartial, {}, ETAGERE_TEXT("cache rules", "Only a part came"),
        ETAGERE_TEXT("cache rules",
                     "The response is a part (206), and parts are not stored here.")),
    row(Rule::StorePart, {Op::ContentRange}, ETAGERE_TEXT("cache rules", "Stored: a part"),
        ETAGERE_TEXT("cache rules", "The response is a part (%1) with a strong validator. It is "
                                    "stored, and others can join it.")),
    row(Rule::StorePartRefused, {},
        ETAGERE_TEXT("cache rules", "A part that could never be joined"),
        ETAGERE_TEXT("cache rules",
                     "The response is a part without a strong validator, or of a length that is "
                     "not known. It could never be put together with another and is not stored.")),
    row(Rule::StoreTruncated, {}, ETAGERE_TEXT("cache rules", "Stored as far as it came"),
        ETAGERE_TEXT("cache rules", "The response broke off. What came of it is stored, because "
                                    "the rest can be asked for.")),
    row(Rule::StoreTruncatedRefused, {},
        ETAGERE_TEXT("cache rules", "It broke off, and is not stored"),
        ETAGERE_TEXT("cache rules",
                     "The response broke off, and nothing allows to ask for the rest alone.")),
    row(Rule::StoreTooLarge, {}, ETAGERE_TEXT("cache rules", "Too large"),
        ETAGERE_TEXT("cache rules", "The response is larger than what this cache takes.")),
    row(Rule::StoreStatusRefused, {Op::Refused},
        ETAGERE_TEXT("cache rules", "A status that is not stored"),
        ETAGERE_TEXT("cache rules", "This model does not store %1.")),
    row(Rule::StoreUnasked, {Op::Status}, ETAGERE_TEXT("cache rules", "Stored without permission"),
        ETAGERE_TEXT("cache rules",
                     "Nothing in a response of status %1 like this one permits storing it. This "
                     "model stores it all the same, to validate it later.")),
    row(Rule::StorePost, {}, ETAGERE_TEXT("cache rules", "Stored: the response to a POST"),
        ETAGERE_TEXT("cache rules",
                     "It answers a POST, states its lifetime, and its Content-Location is this "
                     "very URL: that permits storing it for later GETs.")),
    row(Rule::StoreFieldsLeft, {}, ETAGERE_TEXT("cache rules", "Some fields are not stored"),
        ETAGERE_TEXT("cache rules", "Fields that concern the connection alone, or that this model "
                                    "does not keep, are left out of what is stored.")),
    row(Rule::StoreVariantReplaced, {}, ETAGERE_TEXT("cache rules", "Another variant made room"),
        ETAGERE_TEXT("cache rules", "Another variant of this URL was stored. It makes room: this "
                                    "model keeps one for each URL.")),
    row(Rule::StoreNotFinal, {Op::Status}, ETAGERE_TEXT("cache rules", "No final response"),
        ETAGERE_TEXT("cache rules", "A response of status %1 only announces the real one.")),
    row(Rule::StoreOrphan304, {}, ETAGERE_TEXT("cache rules", "A 304 with nothing to renew"),
        ETAGERE_TEXT("cache rules", "The response is a 304 to a condition that this cache did not "
                                    "set. It has no stored response that it could renew.")),
    row(Rule::StorePrivate, {}, ETAGERE_TEXT("cache rules", "private"),
        ETAGERE_TEXT("cache rules", "The response says private. That keeps shared caches out, but "
                                    "not a browser's.")),
    row(Rule::StoreVaryAny, {}, ETAGERE_TEXT("cache rules", "Stored, but matches nothing"),
        ETAGERE_TEXT("cache rules", "The response's Vary is \u201c*\u201d: it is stored, but it "
                                    "will match no request.")),
    row(Rule::StoreAuthorization, {}, ETAGERE_TEXT("cache rules", "Asked with credentials"),
        ETAGERE_TEXT("cache rules", "The request bears an Authorization. That keeps shared caches "
                                    "from storing the response, but not a browser's.")),
    row(Rule::StorePrivateShared, {},
        ETAGERE_TEXT("cache rules", "private keeps shared caches out"),
        ETAGERE_TEXT("cache rules",
                     "The response says private, and this is a shared cache: it is not stored.")),
    row(Rule::StoreAuthorizationShared, {},
        ETAGERE_TEXT("cache rules", "Credentials keep shared caches out"),
        ETAGERE_TEXT(
            "cache rules",
            "The request bears an Authorization, and the response does not say that a shared cache "
            "may store it all the same (public, s-maxage or must-revalidate).")),
    row(Rule::HeldBefore, {}, ETAGERE_TEXT("cache rules", "Held from before the recording"),
        ETAGERE_TEXT("cache rules", "The recorded browser had this response from before the "
                                    "recording. It is taken as stored from here on.")),
    row(Rule::NoResponse, {}, ETAGERE_TEXT("cache rules", "No response"),
        ETAGERE_TEXT("cache rules", "No response was recorded: there is nothing to store.")),
    // Invalidate
    row(Rule::InvalidatedByMethod, {Op::Method, Op::Status},
        ETAGERE_TEXT("cache rules", "Ended by an unsafe method"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there, and it succeeded (%2): whatever "
                                    "is stored for this URL ends.")),
    row(Rule::NotInvalidated, {Op::Method, Op::Status},
        ETAGERE_TEXT("cache rules", "An unsafe method that failed"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there, but it failed (%2): whatever is "
                                    "stored for this URL stays.")),
    row(Rule::InvalidatedDespiteError, {Op::Method, Op::Status},
        ETAGERE_TEXT("cache rules", "Ended by a method that failed"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there. It failed (%2), but this model "
                                    "ends what is stored for this URL all the same.")),
    row(Rule::MethodSpares, {Op::Method},
        ETAGERE_TEXT("cache rules", "A method this model does not count"),
        ETAGERE_TEXT("cache rules", "%1 may change what is there, but this model does not count it "
                                    "as such a method: what is stored for this URL stays.")),
    row(Rule::InvalidatedByLocation, {Op::Locations},
        ETAGERE_TEXT("cache rules", "Ended by Location"),
        ETAGERE_TEXT("cache rules", "The response names another URL of its origin (%1): what is "
                                    "stored for that one ends as well.")),
    row(Rule::ClearedBySite, {}, ETAGERE_TEXT("cache rules", "Clear-Site-Data"),
        ETAGERE_TEXT("cache rules", "The response says Clear-Site-Data with \u201ccache\u201d: "
                                    "everything that is stored from its origin ends."))};

} // namespace etagere::explain::cache_rules
