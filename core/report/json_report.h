// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/identifiers.h"

#include <string>

namespace etagere::report {

/// The report as JSON of the schema "etagere.audit/1". Keys never change their meaning; new ones
/// may come. ASCII only (everything else is \u-escaped, so that no terminal or page is fooled);
/// bytes that are no UTF-8 become U+FFFD. Ends in a newline.
///
///   schema            "etagere.audit/1"
///   tool              {name, version, ruleset}
///   verdict           the report in one line
///   complete          false: it was stopped before the end
///   redacted          true: identifiers are pseudonyms
///   first_exchange, last_exchange   RFC 3339 UTC, or null
///   inputs[]          {file, entries, imported,
///                      repaired[] {repair, text, count, whole_file, entries[] (the first 20)},
///                      skipped[] {entry, reason, text, offset_bytes},
///                      error (null or {id, text, offset_bytes}), creator, assumptions[]}
///   exchanges         how many
///   observations      {etag, last_modified}: responses with the field
///   tags              distinct (URL, ETag)
///   explained         {verified, partial, unexplained}, of `tags`
///   visitors[]        {name, visits}
///   findings[]        {grade, grade_name, kind, title, validator ("etag", "last-modified"),
///                      values[] (the first 50), value_count, origin, site, urls[] (the first 50),
///                      url_count, visitors[], bits, confidence,
///                      provenance (null or {recipe, derivation}),
///                      evidence[], against[] {rule, text, arguments[]},
///                      next (one text, empty when nothing is left to ask),
///                      next_steps[] {rule, text, arguments[]}}, worst first
///   accepted_by_baseline   findings left out because the baseline knows them
[[nodiscard]] std::string writeJson(const audit::Report &report, Identifiers identifiers);

} // namespace etagere::report
