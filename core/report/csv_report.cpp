// SPDX-License-Identifier: Apache-2.0
#include "core/report/csv_report.h"

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/rule_text.h"
#include "core/report/concurrency_report.h"
#include "core/report/csv.h"
#include "core/report/finding_words.h"

#include <array>
#include <cstdio>
#include <set>
#include <utility>

namespace etagere::report {

namespace {

using analysis::Finding;

std::string joined(const std::vector<std::string> &texts) {
    std::string all;
    for (const std::string &text : texts)
        all += (all.empty() ? "" : " | ") + text;
    return all;
}

std::string sentences(const std::vector<analysis::Evidence> &list, const Finding &finding) {
    std::string all;
    for (const analysis::Evidence &evidence : list)
        all += (all.empty() ? "" : " | ") + explain::sentenceOf(evidence, finding);
    return all;
}

std::string fraction(double value) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.3g", value);
    return buffer.data();
}

/// What is the same in each of the finding's rows, before its URL and behind its values.
struct Cells {
    std::vector<std::string> before;
    std::vector<std::string> behind;
};

Cells cellsOf(const Finding &finding) {
    std::string recipe;
    std::string derivation;
    if (finding.provenance) {
        recipe = explain::idOf(finding.provenance->recognition.recipe);
        derivation = explain::derivationOf(*finding.provenance);
    }
    return {{std::to_string(static_cast<int>(finding.grade)), explain::nameOf(finding.grade),
             std::string(analysis::nameOf(finding.kind)),
             std::string(validatorName(finding.validator)), finding.origin, finding.site},
            {std::to_string(std::max(finding.valueCount, finding.values.size())),
             joined(finding.visitors), explain::decimal(finding.bits), fraction(finding.confidence),
             recipe, derivation, sentences(finding.evidence, finding),
             sentences(finding.against, finding), nextText(finding)}};
}

std::string rowOf(const Cells &cells, const std::string &url, const std::string &values) {
    std::vector<std::string> row = cells.before;
    row.push_back(url);
    row.push_back(values);
    row.insert(row.end(), cells.behind.begin(), cells.behind.end());
    return csvRecord(row);
}

/// A row for each URL and value that were met together; none when nobody looked for them.
std::string rowsOfPlaces(const Cells &cells, const std::vector<audit::Place> &places) {
    std::string rows;
    std::set<std::pair<std::string_view, std::string_view>> told;
    for (const audit::Place &place : places) {
        if (!place.value.empty() && told.emplace(place.url, place.value).second)
            rows += rowOf(cells, place.url, place.value);
    }
    return rows;
}

std::string rowsOfUrls(const Cells &cells, const Finding &finding) {
    if (finding.urls.empty())
        return rowOf(cells, {}, joined(finding.values));
    std::string rows;
    for (const std::string &url : finding.urls)
        rows += rowOf(cells, url, joined(finding.values));
    return rows;
}

} // namespace

std::string writeCsv(const audit::Report &report) {
    std::string csv = csvRecord({"grade", "grade_name", "kind", "validator", "origin", "site",
                                 "url", "values", "value_count", "visitors", "bits", "confidence",
                                 "recipe", "derivation", "evidence", "against", "next"});
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        const Finding &finding = report.findings[i];
        const Cells cells = cellsOf(finding);
        const std::string rows =
            i < report.places.size() ? rowsOfPlaces(cells, report.places[i]) : std::string();
        csv += rows.empty() ? rowsOfUrls(cells, finding) : rows;
    }
    csv += csvConcurrency(report);
    return csv;
}

} // namespace etagere::report
