// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace etagere::session {

/// The URL that somebody means who writes this into an address bar: http and https URLs as they
/// are, "example.org/page" and "localhost:8080" by https. Nothing for anything else.
[[nodiscard]] std::optional<std::string> visitableUrl(std::string_view address);

} // namespace etagere::session
