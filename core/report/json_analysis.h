// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/report.h"
#include "core/report/json.h"

#include <string_view>
#include <vector>

namespace etagere::report {

// Parts of the JSON report that other files of evidence share; see json_report.h for their members.

void writeTexts(JsonWriter &json, std::string_view key, const std::vector<std::string> &texts);
/// `owner` is the finding that the sentences speak of.
void writeEvidence(JsonWriter &json, std::string_view key,
                   const std::vector<analysis::Evidence> &list, const analysis::Finding &owner);
/// null when nothing was counted.
void writeDiversity(JsonWriter &json, const analysis::Finding &finding);
void writeAlternatives(JsonWriter &json, const std::vector<analysis::Alternative> &alternatives,
                       const analysis::Finding &owner);
/// null where it was not looked for.
void writeLinkability(JsonWriter &json, const analysis::Finding &finding);
void writeExplainedTags(JsonWriter &json, const audit::Report &report);
void writeRespawns(JsonWriter &json, const audit::Report &report);
/// The exchanges that the finding at `index` rests on; at most 200.
void writePlaces(JsonWriter &json, const audit::Report &report, std::size_t index);

} // namespace etagere::report
