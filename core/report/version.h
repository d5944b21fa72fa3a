// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace etagere::report {

/// The program's version, as every report states it: "0.1.0".
[[nodiscard]] std::string_view toolVersion() noexcept;

/// The commit that the program was built from, "-dirty" behind it when it was changed since;
/// "unknown" when it was not built from a repository.
[[nodiscard]] std::string_view toolCommit() noexcept;

} // namespace etagere::report
