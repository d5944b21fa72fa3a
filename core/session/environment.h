// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/environment.h"

namespace etagere::session {

/// What the running system tells of itself: its name, kernel, distribution and clock. Operator,
/// times and command are the caller's to fill.
[[nodiscard]] report::Environment thisMachine();

} // namespace etagere::session
