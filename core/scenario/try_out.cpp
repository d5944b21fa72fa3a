// SPDX-License-Identifier: Apache-2.0
#include "core/scenario/playground.h"
#include "core/scenario/run.h"

#include <utility>

namespace etagere::scenario {

namespace {

void readOff(Tried &tried) {
    const Trace &trace = tried.trace;
    for (std::size_t i = 0; i < trace.decisions.size(); ++i) {
        const Decided &decided = trace.decisions[i];
        if (decided.isBackground)
            continue;
        if (decided.step == 0)
            tried.storing = i;
        else
            tried.reusing = i;
    }
    if (tried.storing)
        tried.isStored = trace.decisions[*tried.storing].isStored;
    if (tried.reusing) {
        const Decided &second = trace.decisions[*tried.reusing];
        tried.outcome = second.decision.outcome;
        tried.ageThen = second.decision.age;
        if (second.considered)
            tried.lifetime = second.decision.lifetime;
    }
    if (trace.outcomes.size() > 1) {
        tried.asked = trace.outcomes[1].asked;
        tried.waited = trace.outcomes[1].waited;
    }
    for (const Message &message : trace.messages) {
        if (message.step != 1)
            continue;
        if (message.kind == Message::Kind::Request)
            tried.sent = message.fields;
        else if (message.kind == Message::Kind::Response)
            tried.answered = message.status;
    }
}

} // namespace

Trial tryOut(const Experiment &experiment) {
    Trial trial;
    trial.response = readPasted(experiment.response);
    trial.request = readPasted(experiment.request);
    trial.json = documentOf(experiment);
    auto scenario = readScenario(trial.json);
    if (!scenario) {
        trial.problems = std::move(scenario.error());
        return trial;
    }
    trial.scenario = *std::move(scenario);
    for (const cache::Model &model : cache::models()) {
        Tried tried;
        tried.model = &model;
        RunOptions options;
        options.model = &model;
        tried.trace = run(trial.scenario, options);
        readOff(tried);
        trial.tried.push_back(std::move(tried));
    }
    return trial;
}

} // namespace etagere::scenario
