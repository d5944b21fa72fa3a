// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace etagere::report {

/// A page from its beginning to behind `<body>`: the title, the style, and a policy that forbids
/// everything else, scripts and loading of any kind.
[[nodiscard]] std::string htmlHead(const std::string &title);

} // namespace etagere::report
