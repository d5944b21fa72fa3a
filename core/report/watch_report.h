// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/watch/page.h"
#include "core/watch/visit.h"

#include <string>

namespace etagere::report {

/// One visit as lines of a log: time, page, what came of it, and the difference beneath. Ends with
/// a newline.
[[nodiscard]] std::string watchText(const watch::Visit &visit, const watch::PageState &page,
                                    bool colour);

/// One visit as one line of JSON (`etagere.watch/1`), with a newline: `time`, `url`, `final_url`,
/// `outcome` (first, not-modified, same, changed, stale-tag, failed), `asking` (first, conditional,
/// audit, distrusted, no-validator), `status` (null: none), `validator` (null: none), `same_tag`
/// (null, or where other bytes came under the same validator: same-meaning, only-numbers, unknown,
/// stale), `newly_distrusted`, `received_bytes`, `saved_bytes`, `revalidations`, `odds`, `diff`
/// (null, or `removed`, `added`, `only_numbers`, `lines[]` of `op` and `text`), `failure` (null, or
/// a sentence), `next`, `pace` (schedule, freshness, retry-after, back-off), `totals` of the page.
[[nodiscard]] std::string watchJson(const watch::Visit &visit, const watch::PageState &page);

} // namespace etagere::report
