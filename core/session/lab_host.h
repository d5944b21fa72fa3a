// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/scenario/scenario.h"
#include "core/wire/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace etagere::session {

struct LabHostOptions {
    std::uint16_t port = 0; ///< 0: any that is free
    /// The servers' clock, ahead of the machine's by so much.
    Duration turned{0};
    /// Hosts are served below "localhost", for any browser; else as the scenario names them, for a
    /// browser that is told where they are: LabHost::hostRules().
    bool localNames = true;
};

/// Something to visit.
struct LabLink {
    std::string actor; ///< its id
    std::string url;
    bool isTracker = false;
    /// Of a tracker: the page that says whom it knows; empty for others.
    std::string knows{};
};

/// A scenario's servers on one loopback port, on a thread of their own. Their time is this
/// machine's, and 0 of the scenario is when it is opened. Nobody plays the steps: whoever
/// visits does. The start page lists everything and turns the clock. Destroying it ends it.
class LabHost {
public:
    [[nodiscard]] static Result<std::unique_ptr<LabHost>, wire::WireError>
    open(const scenario::Scenario &scenario, const LabHostOptions &options = {});
    LabHost(const LabHost &) = delete;
    LabHost &operator=(const LabHost &) = delete;
    ~LabHost();

    [[nodiscard]] std::uint16_t port() const noexcept;
    /// "http://localhost:8080/".
    [[nodiscard]] std::string startPage() const;
    /// What can be read there: the pages, the resources, the trackers.
    [[nodiscard]] const std::vector<LabLink> &links() const noexcept;
    /// The first page of the scenario that is HTML, else the first link; empty without any.
    [[nodiscard]] std::string firstPage() const;
    /// For live::LaunchOptions::hostRules and Chromium's --host-resolver-rules, to reach the hosts
    /// by the scenario's own names.
    [[nodiscard]] std::string hostRules() const;

private:
    struct Inside;
    explicit LabHost(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> m_inside;
};

} // namespace etagere::session
