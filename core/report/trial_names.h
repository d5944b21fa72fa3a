// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/live_run.h"

#include <functional>
#include <string>
#include <vector>

namespace etagere::report {

/// Calls `change` with every name in a trial: URLs, and names of sites, cookies and storage.
inline void eachName(audit::FlushTrial &trial, const std::function<void(std::string &)> &change) {
    change(trial.order.name);
    for (std::vector<std::string> *names : {&trial.scope.names, &trial.check.notVisited}) {
        for (std::string &name : *names)
            change(name);
    }
    for (live::FlushFault &fault : trial.check.faults)
        change(fault.name);
    for (audit::SurvivingIdentity &identity : trial.survived) {
        change(identity.name);
        change(identity.where);
    }
}

} // namespace etagere::report
