// SPDX-License-Identifier: Apache-2.0
#include "core/report/baseline.h"

#include "core/report/finding_words.h"

#include <simdjson.h>

#include <algorithm>

namespace etagere::report {

namespace {

using simdjson::dom::element;

std::string textAt(const element &object, std::string_view key) {
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS)
        return {};
    return std::string(text);
}

bool readFinding(const element &object, KnownFinding &known) {
    known = {textAt(object, "origin"), textAt(object, "validator"), textAt(object, "kind"), 0};
    return object["grade"].get(known.grade) == simdjson::SUCCESS && !known.origin.empty() &&
           !known.kind.empty();
}

bool accepts(const KnownFinding &known, const analysis::Finding &finding) {
    return known.origin == finding.origin && known.kind == analysis::nameOf(finding.kind) &&
           (known.validator.empty() || known.validator == validatorName(finding.validator)) &&
           static_cast<std::uint64_t>(finding.grade) <= known.grade;
}

} // namespace

Result<Baseline, BaselineError> readBaseline(std::string_view json) {
    using Kind = BaselineError::Kind;
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(simdjson::padded_string(json)).get(root) != simdjson::SUCCESS)
        return Failure<BaselineError>(BaselineError{Kind::NotJson, 0});
    const std::string schema = textAt(root, "schema");
    if (schema != "etagere.audit/1" && schema != "etagere.baseline/1")
        return Failure<BaselineError>(BaselineError{Kind::WrongSchema, 0});
    simdjson::dom::array findings;
    if (root["findings"].get(findings) != simdjson::SUCCESS)
        return Failure<BaselineError>(BaselineError{Kind::NoFindings, 0});
    Baseline baseline;
    for (const element &one : findings) {
        KnownFinding known;
        if (!readFinding(one, known))
            return Failure<BaselineError>(
                BaselineError{Kind::BadFinding, baseline.findings.size()});
        baseline.findings.push_back(std::move(known));
    }
    return baseline;
}

void applyBaseline(audit::Report &report, const Baseline &baseline) {
    const auto isKnown = [&](const analysis::Finding &finding) {
        return std::any_of(baseline.findings.begin(), baseline.findings.end(),
                           [&](const KnownFinding &known) { return accepts(known, finding); });
    };
    report.places.clear(); // they stand in the order of the findings
    const auto kept = std::remove_if(report.findings.begin(), report.findings.end(), isKnown);
    report.acceptedByBaseline += static_cast<std::uint64_t>(report.findings.end() - kept);
    report.findings.erase(kept, report.findings.end());
}

} // namespace etagere::report
