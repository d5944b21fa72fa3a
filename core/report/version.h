// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::report {

/// The program's version, as every report states it: "0.1.0".
[[nodiscard]] std::string_view toolVersion() noexcept;

} // namespace etagere::report
