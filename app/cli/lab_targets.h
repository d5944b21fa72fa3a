// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/session/lab_host.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace etagere::cli {

/// Scenarios as targets of an audit: "demo:" is the demo site, "lab:14" and "lab:mine.json" any
/// other. They are served on this machine as long as this lives.
class LabTargets {
public:
    [[nodiscard]] static bool isOne(std::string_view target) noexcept;
    /// The URL of its first page. The error is in words.
    [[nodiscard]] Result<std::string, std::string> serve(std::string_view target);

private:
    std::vector<std::unique_ptr<session::LabHost>> m_hosts;
};

} // namespace etagere::cli
