// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etagere::live {

/// The user.js of a profile that is used for audits only: Firefox makes no request of its own, asks
/// nobody anything, grants no page a permission and saves nothing. What pages see of caching,
/// cookies and partitions stays as Firefox ships it.
[[nodiscard]] std::string firefoxPreferences();

} // namespace etagere::live
