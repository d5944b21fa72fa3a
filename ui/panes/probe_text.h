// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/session/probe_run.h"

namespace etagere::ui {

class Article;

/// Writes what would be asked: each probe's question and the requests it takes. `article` has been
/// started and is not finished here.
void writePlan(Article &article, const probe::Plan &plan);

/// Writes what a probe found: each finding as the findings pane tells it, then what was asked.
void writeProbe(Article &article, const session::ProbeOutcome &outcome);

} // namespace etagere::ui
