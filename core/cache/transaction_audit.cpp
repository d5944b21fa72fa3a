// SPDX-License-Identifier: Apache-2.0
#include "core/cache/transaction_state.h"
#include "core/cache/validation.h"
#include "core/url/url.h"

#include <algorithm>
#include <utility>

namespace etagere::cache {

namespace {

using http::FieldName;

/// What a server is asked with when it is to send the content whatever it believes of its tags.
http::FieldBlock withoutValidators(http::Fields request) {
    const bool ifRange = http::find(request, FieldName::IfRange) != nullptr;
    return rewritten(request,
                     {FieldName::IfNoneMatch, FieldName::IfModifiedSince, FieldName::IfRange,
                      ifRange ? FieldName::Range : FieldName::IfRange},
                     {});
}

bool hasValidators(http::Fields request) noexcept {
    return std::any_of(request.begin(), request.end(), [](const http::Field &field) {
        return field.known == FieldName::IfNoneMatch || field.known == FieldName::IfModifiedSince ||
               field.known == FieldName::IfRange;
    });
}

} // namespace

std::vector<StaleTag> DistrustedOrigins::list() const {
    std::vector<StaleTag> all;
    all.reserve(m_origins.size());
    for (const auto &[origin, found] : m_origins)
        all.push_back(found);
    std::sort(all.begin(), all.end(), [](const StaleTag &a, const StaleTag &b) {
        return a.found != b.found ? a.found < b.found : a.origin < b.origin;
    });
    return all;
}

bool Transaction::State::distrusts() const {
    return !cache.distrusted.empty() && facts.method <= Method::Head &&
           cache.distrusted.contains(url::originOf(url::parseUrl(url)));
}

/// Whether what is stored is asked about without its validators, and why.
bool Transaction::State::asksWhole() {
    const TagAudit &audit = cache.options.audit;
    const bool believed = !distrusts();
    const bool auditable = audit.contradicts && audit.share > 0 && !variant && !facts.range &&
                           facts.method == Method::Get && considered->complete;
    audits = believed && auditable && audit.chance() < audit.share;
    if (believed && !audits)
        return false;
    reasons().remove(Rule::ValidateByTag);
    reasons().remove(Rule::ValidateByDate);
    reasons().remove(Rule::ValidateOtherVariant);
    reasons().add(audits ? Rule::TagAudited : Rule::TagDistrusted);
    return true;
}

/// The request as it goes out where the cache asks nothing of its own: a server that is not
/// believed gets no conditions, the request maker's neither.
http::FieldBlock Transaction::State::passedOn() {
    const http::Fields fields = requestFields.fields();
    if (!hasValidators(fields) || !distrusts())
        return requestFields;
    reasons().add(Rule::TagDistrusted);
    return withoutValidators(fields);
}

/// A part would be put together with others on the word of a validator: the whole is asked for.
void Transaction::State::sendWhole() {
    decision.outcome = Outcome::Revalidate;
    question = Question::Validate;
    step = Step::Send;
    outgoing = rewritten(
        requestFields.fields(),
        {FieldName::IfNoneMatch, FieldName::IfModifiedSince, FieldName::IfRange, FieldName::Range},
        {});
}

/// Another variant, of another content coding, is stored under the strong tag of the one that is
/// considered: what a 304 confirms by it could be either.
bool Transaction::State::sharesTag() const {
    const std::vector<Slot> &slots = cache.memory.slotsOf(key);
    return slots.size() > 1 && std::any_of(slots.begin(), slots.end(), [this](Slot place) {
               const StoredResponse &other = *cache.memory.at(place).response;
               return shareTagOverCodings(considered->fields.fields(), other.fields.fields());
           });
}

/// The content that came is whole and stored: does it contradict what was stored under the same
/// validator?
void Transaction::State::compareWith(const StoredResponse &came, Instant now) {
    const http::Fields before = considered->fields.fields();
    if (!isSameRepresentation(before, came.fields.fields()) ||
        !cache.options.audit.contradicts(*considered, came))
        return;
    reasons().add(Rule::TagStale);
    const Condition condition = conditionFor(before, model());
    const std::string_view validator =
        condition.ifNoneMatch.empty() ? condition.ifModifiedSince : condition.ifNoneMatch;
    cache.distrusted.add({url::originOf(url::parseUrl(url)), url, std::string(validator), now});
}

} // namespace etagere::cache
