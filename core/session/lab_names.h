// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace etagere::session {

/// The name below "localhost" that stands for a scenario's host: "shop.test" becomes
/// "shop.localhost". Every browser takes such names for this machine (RFC 6761 §6.3).
[[nodiscard]] std::string localNameOf(std::string_view host);

/// The scenario with every host and every link to one ("http://shop.test/", "//shop.test/") in its
/// bodies and fields changed to its local name and that port: as a browser can visit it.
[[nodiscard]] scenario::Scenario withLocalNames(scenario::Scenario scenario, std::uint16_t port);

} // namespace etagere::session
