// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::session {

/// The demo site: a scenario document (resources/demo/demo.json) with an honest shop, a cluster
/// whose two nodes disagree, and a tracker that brings deleted cookies back.
[[nodiscard]] std::string_view demoDocument() noexcept;
/// What it is called where a scenario's file or id is asked for.
inline constexpr std::string_view demoName = "demo";

} // namespace etagere::session
