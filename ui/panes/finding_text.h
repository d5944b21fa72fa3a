// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtCore/QString>

#include "core/audit/report.h"

namespace etagere::ui {

class Article;

/// Writes one finding: its grade and what that means, where, the evidence for and against it, what
/// would decide more, and the recorded values. `article` has been started and is not finished here.
void writeFinding(Article &article, const analysis::Finding &finding);

/// Writes what was read: each input with what was mended or left out, the visitors, and what was
/// assumed.
void writeReading(Article &article, const audit::Report &report);

/// How many remarks and assumptions writeReading() has to tell.
[[nodiscard]] int remarkCount(const audit::Report &report);

/// "12 tags examined: 10 explained by their responses, ..."
[[nodiscard]] QString examined(const audit::Report &report);

/// The filter that shows the exchanges a finding rests on.
[[nodiscard]] QString queryFor(const analysis::Finding &finding);

} // namespace etagere::ui
