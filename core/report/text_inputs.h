// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/text_layout.h"

#include <span>

namespace etagere::report {

/// What became of each input; of many, those of which nothing was lost as one, unless verbose.
void writeInputs(TextLayout &layout, std::span<const audit::Input> inputs, bool verbose);

/// What was assumed about whose visits they hold.
void writeAssumptions(TextLayout &layout, std::span<const audit::Input> inputs);

} // namespace etagere::report
