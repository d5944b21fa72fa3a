// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTest>

#include "core/cache/model.h"
#include "core/live/capture.h"
#include "core/replay/replay.h"
#include "tests/live/browser_rig.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::tests {

/// The last exchange of this path, or null.
[[nodiscard]] inline const live::LiveExchange *exchangeOf(const Visited &seen,
                                                          std::string_view path) {
    const auto found =
        std::find_if(seen.exchanges.rbegin(), seen.exchanges.rend(),
                     [path](const live::LiveExchange &each) { return each.url.ends_with(path); });
    return found == seen.exchanges.rend() ? nullptr : &*found;
}

/// What our cache says that it did for this path; empty: nothing.
[[nodiscard]] inline std::string cacheStatusOf(const Visited &seen, std::string_view path) {
    const live::LiveExchange *exchange = exchangeOf(seen, path);
    return exchange == nullptr ? std::string() : valueOf(exchange->responseFields, "Cache-Status");
}

/// The rules that a Cache-Status tells.
[[nodiscard]] inline std::string rulesOf(const std::string &status) {
    constexpr std::string_view mark = "detail=\"";
    const std::size_t at = status.find(mark);
    if (at == status.npos)
        return {};
    const std::size_t begin = at + mark.size();
    return status.substr(begin, status.find('"', begin) - begin);
}

[[nodiscard]] inline std::string rulesOf(const cache::Decision &decision) {
    std::string rules;
    for (const cache::Rule rule : decision.reasons)
        rules += (rules.empty() ? "" : " ") + std::string(cache::rowOf(rule).id);
    return rules;
}

/// A browser whose visitors have a cache of ours, and a site.
class SimulatedRig {
public:
    explicit SimulatedRig(BrowserRig &rig)
        : m_rig(rig) {}

    [[nodiscard]] live::ProfileId addProfile(std::string_view model = "chromium") {
        live::ProfileOptions options;
        options.simulated = cache::modelFrom(model);
        return m_rig.addProfile(options);
    }
    [[nodiscard]] Visited visit(live::ProfileId profile, const std::string &url,
                                const std::string &script = {}) {
        live::VisitOptions options;
        options.url = url;
        options.script = script;
        return m_rig.visit(profile, options);
    }
    [[nodiscard]] bool turnClock(live::ProfileId profile, Duration ahead) {
        return answerOf<void>([&](live::Done<void> done) {
                   m_rig.browser().turnClock(profile, ahead, std::move(done));
               })
            .has_value();
    }
    [[nodiscard]] BrowserRig &browser() { return m_rig; }

private:
    BrowserRig &m_rig;
};

} // namespace etagere::tests
