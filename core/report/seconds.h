// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/units.h"

#include <string>

namespace etagere::report {

/// A length of time in seconds for programs, exact to the microsecond and without trailing zeros:
/// "75", "0.482", "-1.5".
[[nodiscard]] std::string secondsText(Duration value);

} // namespace etagere::report
