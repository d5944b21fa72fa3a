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
///   tool              {name, version, commit, ruleset}
///   verdict           the report in one line
///   complete          false: it was stopped before the end
///   redacted          true: something was left out or replaced, as `redaction` says
///   redaction         "none", "sanitised" (without what cookies and credentials carried) or
///                     "strict" (identifiers are pseudonyms)
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
///                      url_count, visitors[], bits, bits_at_least, confidence,
///                      provenance (null or {recipe, derivation}),
///                      diversity (null or {n, d, f1, f2, coverage, values_at_least,
///                        cluster_rejected_at_05, _at_01, _at_001, other_value_bound,
///                        more_visitors (null: none would decide, or none is needed)}),
///                      evidence[], against[], raises[], lowers[] {rule, text, arguments[]},
///                      alternatives[] {explanation, standing, rule, text},
///                      next (one text, empty when nothing is left to ask),
///                      next_steps[] {rule, text, arguments[]},
///                      linkability (null or {sites[], site_count, tokens[],
///                        edges[] {site, token, visitors, issued_anew},
///                        cells[] {browser, defence, reason, recognised_on_return,
///                        linked[][] (indices of sites)}}),
///                      places[] {file, entry, url, value} (the first 200)}, worst first
///   explained_tags[]  {origin, site, validator, values[], value_count, urls[], url_count,
///                      alternatives[], evidence[]}: they vary, or look odd, and are explained
///   respawns[]        {cause, origin, cookie, value, tag}: deleted cookies that came back
///   concurrency[]     {kind, section, url, method, status, value, writer, loser, times, codings[],
///                      first, text}: writers who met, and tags that mistake one version for
///                      another (concurrency_report.h)
///   accepted_by_baseline   findings left out because the baseline knows them
///
/// resources/schema/etagere.audit.schema.json says the same for programs.
[[nodiscard]] std::string writeJson(const audit::Report &report, Identifiers identifiers);

} // namespace etagere::report
