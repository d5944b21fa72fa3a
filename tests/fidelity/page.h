// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::fidelity {

/// The request field that tells which request of its sequence the page is making. Nothing varies by
/// it.
inline constexpr std::string_view requestNumberField = "Request-Number";

/// The page that plays sequences in a browser: several at a time, each request when it is due.
[[nodiscard]] std::string_view page() noexcept;

} // namespace etagere::fidelity
