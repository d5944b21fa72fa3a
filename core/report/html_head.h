// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace etagere::report {

/// A page from its beginning to behind `<body>`: the title, the style (and `moreStyle`, which is
/// trusted), and a policy that forbids everything else, scripts and loading of any kind.
[[nodiscard]] std::string htmlHead(const std::string &title, std::string_view language = "en",
                                   std::string_view moreStyle = {});

} // namespace etagere::report
