// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/grounds.h"

#include "core/cache/selection.h"
#include "core/scenario/world_inside.h"

#include <utility>

namespace etagere::scenario {

namespace {

using cache::Rule;

void addStored(const Decided &decided, replay::Grounds &grounds) {
    const cache::Reasons &reasons = decided.decision.reasons;
    const bool isKeptOut = reasons.contains(Rule::VaryDiffers) || reasons.contains(Rule::VaryAny);
    const auto &stored = isKeptOut ? decided.variant : decided.considered;
    if (!stored)
        return;
    const http::Fields fields = stored->fields.fields();
    grounds.stored = stored->facts;
    grounds.storedFields.assign(fields.begin(), fields.end());
    if (reasons.contains(Rule::VaryDiffers))
        grounds.varyDiffersIn = cache::compareVary(fields, stored->request.fields(),
                                                   grounds.exchange->requestFields, decided.model)
                                    .differsIn;
    if (reasons.contains(Rule::ValidateByTag) || reasons.contains(Rule::ValidateByDate))
        grounds.condition = cache::conditionFor(fields, decided.model);
    if (reasons.contains(Rule::NotModified) || reasons.contains(Rule::NotModifiedAssumed)) {
        const cache::Updated updated =
            cache::updateFields(fields, grounds.exchange->responseFields, decided.model);
        grounds.updatedFields = updated.changed;
        grounds.keptFields = updated.kept;
    }
}

} // namespace

DecisionGrounds groundsOf(const Trace &trace, std::size_t decision) {
    const Decided &decided = trace.decisions.at(decision);
    DecisionGrounds made;
    made.holder = std::make_unique<DecisionGrounds::Holder>();
    DecisionGrounds::Holder &holder = *made.holder;
    holder.row.decision = decided.decision;
    holder.row.at = decided.at;
    holder.request = fieldsOf(decided.request);
    holder.response = fieldsOf(decided.response);
    holder.exchange.method = decided.method;
    holder.exchange.started = decided.at;
    holder.exchange.status = decided.status;
    holder.exchange.requestFields = holder.request;
    holder.exchange.responseFields = holder.response;
    made.grounds.exchange = &holder.exchange;
    made.grounds.row = &holder.row;
    made.grounds.request = cache::requestFactsOf(decided.method, holder.request, decided.model);
    made.grounds.response =
        cache::responseFactsOf(decided.status, holder.response, decided.at, decided.model);
    addStored(decided, made.grounds);
    return made;
}

} // namespace etagere::scenario
