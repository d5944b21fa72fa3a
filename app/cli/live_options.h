// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "core/audit/report.h"
#include "core/base/result.h"
#include "core/session/live_session.h"

#include <cstdint>
#include <string>
#include <vector>

namespace etagere::cli {

/// What was given for sites that are visited.
struct LiveArguments {
    std::string browser;
    std::string program;
    std::int64_t people = audit::leastPeople;
    std::int64_t pages = 1;
    std::int64_t parallel = 2;
    double timeout = 30;
    std::string script;
    std::string save;
    std::string identify;
    std::string trust;
    double rate = 2;
    bool insecure = false;
    bool noProbes = false;
    std::vector<std::string> flushes;
    bool forget = false;
    bool screenshots = false;
    bool unpartitioned = false;

    void add(CLI::App &command);
    /// Whether any of it was given, which makes no sense without a URL.
    [[nodiscard]] bool isGiven() const;

private:
    const CLI::App *m_command = nullptr;
};

/// What they ask for of those URLs; the error is wrong usage, in words.
[[nodiscard]] Result<session::LiveRequest, std::string> liveFrom(const LiveArguments &arguments,
                                                                 std::vector<std::string> urls);

/// What became of the sites: complains of those that could not be visited, and remarks on what was
/// there already. False when a site has no capture.
bool tellLive(const session::LiveOutcome &outcome);

/// Complains of flushes that did not hold or could not be tried out on the sites of `outcome`,
/// which stand last in the report; `asked` were to be tried out on each. False when there is one.
bool tellFlushes(const audit::Report &report, const session::LiveOutcome &outcome,
                 std::size_t asked);

} // namespace etagere::cli
