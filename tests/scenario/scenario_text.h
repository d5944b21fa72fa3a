// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/scenario/document_text.h"

#include <string>

namespace etagere::test {

using scenario::Scenario;

inline constexpr const char *server = "{'id': 'o', 'kind': 'origin', 'host': 'o.test'}";

/// A document of those actors, resources and steps.
inline std::string document(const std::string &actors, const std::string &resources,
                            const std::string &steps) {
    return q("{'schema': 'etagere.scenario/1', 'id': 'x', 'title': 'X', 'actors': [" + actors +
             "], 'resources': [" + resources + "], 'steps': [" + steps + "]}");
}

/// A step of that actor: the request's URL, and further members.
inline std::string step(const std::string &id, int at, const std::string &actor,
                        const std::string &url, const std::string &more = {}) {
    return "{'id': '" + id + "', 'at': " + std::to_string(at) + ", 'actor': '" + actor +
           "', 'url': 'http://" + url + "'" + (more.empty() ? "" : ", " + more) + "}";
}

/// An editor asks that often.
inline std::string manySteps(int count) {
    std::string steps = step("s", 0, "e", "o.test/");
    for (int i = 1; i < count; ++i)
        steps += "," + step("s" + std::to_string(i), i, "e", "o.test/");
    return steps;
}

inline Scenario read(const std::string &json) {
    auto scenario = scenario::readScenario(json);
    if (!scenario)
        qFatal("%s", told(scenario.error()).c_str());
    return *std::move(scenario);
}

} // namespace etagere::test
