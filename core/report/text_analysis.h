// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/finding.h"
#include "core/report/text_layout.h"
#include "core/report/text_report.h"

namespace etagere::report {

/// What else could explain the finding, under its heading: a line with its reason for each that is
/// open or holds, and one line that names those ruled out. Verbose: a reason for each of them.
void writeAlternatives(TextLayout &layout, const analysis::Finding &finding, bool verbose);

/// Which top-level sites the tag could link, by cache and defence: a table where the terminal is
/// wide enough, else a paragraph for each defence. Nothing where fewer than two sites embed it.
void writeLinkability(TextLayout &layout, const analysis::Finding &finding,
                      const TextOptions &options);

} // namespace etagere::report
