// SPDX-License-Identifier: Apache-2.0
#include "core/report/json_finding.h"

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/report/finding_words.h"
#include "core/report/json_analysis.h"

#include <algorithm>
#include <cstdint>

namespace etagere::report {

namespace {

using analysis::Finding;

void writeProvenance(JsonWriter &json, const Finding &finding) {
    json.key("provenance");
    if (!finding.provenance) {
        json.null();
        return;
    }
    json.beginObject();
    json.key("recipe").text(explain::idOf(finding.provenance->recognition.recipe));
    json.key("derivation").text(explain::derivationOf(*finding.provenance));
    json.endObject();
}

void writeSubject(JsonWriter &json, const Finding &finding) {
    json.key("grade").whole(static_cast<std::uint64_t>(finding.grade));
    json.key("grade_name").text(explain::nameOf(finding.grade));
    json.key("kind").text(analysis::nameOf(finding.kind));
    json.key("title").text(explain::titleOf(finding.kind, finding.validator));
    json.key("validator").text(validatorName(finding.validator));
    writeTexts(json, "values", finding.values);
    json.key("value_count").whole(std::max(finding.valueCount, finding.values.size()));
    json.key("origin").text(finding.origin);
    json.key("site").text(finding.site);
    writeTexts(json, "urls", finding.urls);
    json.key("url_count").whole(std::max(finding.urlCount, finding.urls.size()));
    writeTexts(json, "visitors", finding.visitors);
}

} // namespace

void writeFindingMembers(JsonWriter &json, const Finding &finding) {
    writeSubject(json, finding);
    json.key("bits").real(finding.bits);
    json.key("bits_at_least").real(finding.bitsAtLeast);
    json.key("confidence").real(finding.confidence);
    writeProvenance(json, finding);
    writeDiversity(json, finding);
    writeEvidence(json, "evidence", finding.evidence, finding);
    writeEvidence(json, "against", finding.against, finding);
    writeAlternatives(json, finding.alternatives, finding);
    json.key("next").text(nextText(finding));
    writeEvidence(json, "next_steps", finding.next, finding);
    writeEvidence(json, "raises", finding.raises, finding);
    writeEvidence(json, "lowers", finding.lowers, finding);
    writeLinkability(json, finding);
}

} // namespace etagere::report
