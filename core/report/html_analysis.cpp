// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_analysis.h"

#include "core/explain/analysis_words.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/report/finding_words.h"
#include "core/report/html.h"
#include "core/report/html_finding.h"
#include "core/report/html_graph.h"

#include <initializer_list>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Alternative;
using analysis::Finding;
using analysis::Linkability;
using analysis::LinkabilityCell;

std::string headRow(std::initializer_list<const explain::Message *> columns) {
    std::string html = "<thead><tr>";
    for (const explain::Message *column : columns)
        html += "<th scope=\"col\">" + htmlText(text(*column)) + "</th>";
    return html + "</tr></thead>\n<tbody>\n";
}

std::string alternativeRow(const Alternative &alternative, const Finding &owner) {
    return "<tr><th scope=\"row\">" + htmlText(explain::titleOf(alternative.explanation)) +
           "</th><td class=\"standing " + std::string(analysis::nameOf(alternative.standing)) +
           "\">" + htmlText(explain::nameOf(alternative.standing)) + "</td><td>" +
           htmlText(explain::sentenceOf(alternative.because, owner)) + "</td></tr>\n";
}

std::string cellOf(const LinkabilityCell &cell) {
    const std::size_t sites = linkedSites(cell);
    const std::string reason = explain::sentenceOf(cell.reason);
    if (sites > 1)
        return "<td class=\"cell alarm\"><strong>" +
               htmlText(plural(words::linksSites, static_cast<std::int64_t>(sites))) +
               "</strong><br>" + htmlText(reason) + "</td>";
    if (cell.recognisedOnReturn)
        return "<td class=\"cell warning\"><strong>" + htmlText(text(words::knowsAgain)) +
               "</strong><br>" + htmlText(reason) + "</td>";
    return "<td class=\"cell calm\"><strong>" + htmlText(text(words::linksNothing)) +
           "</strong><br>" + htmlText(reason) + "</td>";
}

std::string matrix(const Linkability &linkability) {
    std::string html =
        "<div class=\"scroll\"><table class=\"matrix\">\n<thead><tr><th scope=\"col\">" +
        htmlText(text(words::columnDefence)) + "</th>";
    for (const url::Partitioning partitioning : analysis::partitionings)
        html += "<th scope=\"col\">" + htmlText(explain::titleOf(partitioning)) + "</th>";
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < static_cast<std::size_t>(analysis::Defence::Count); ++i) {
        const auto defence = static_cast<analysis::Defence>(i);
        html += "<tr><th scope=\"row\">" + htmlText(explain::titleOf(defence)) + "</th>";
        for (const url::Partitioning partitioning : analysis::partitionings) {
            const LinkabilityCell *cell = findCell(linkability, partitioning, defence);
            html += cell == nullptr ? std::string("<td>\u2013</td>") : cellOf(*cell);
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

} // namespace

std::string htmlAlternatives(const Finding &finding) {
    if (finding.alternatives.empty())
        return {};
    std::string html =
        htmlElement("h4", {}, text(words::headAlternatives)) +
        "\n<div class=\"scroll\"><table class=\"small\">\n" +
        headRow({&words::columnExplanation, &words::columnStanding, &words::columnWhy});
    for (const Alternative &alternative : finding.alternatives)
        html += alternativeRow(alternative, finding);
    return html + "</tbody></table></div>\n";
}

std::string htmlLinkability(const Finding &finding) {
    if (!finding.linkability || finding.linkability->cells.empty())
        return {};
    return htmlElement("h4", {}, text(words::headLinkability)) + "\n" +
           htmlGraph(*finding.linkability, finding.origin) + matrix(*finding.linkability);
}

std::string htmlExplainedTags(const audit::Report &report) {
    if (report.explainedTags.empty())
        return {};
    std::string html = htmlElement("h2", {}, text(words::headExplained)) +
                       "\n<div class=\"scroll\"><table>\n" +
                       headRow({&words::columnOrigin, &words::columnValue, &words::columnWhy});
    for (const analysis::ExplainedTags &tags : report.explainedTags) {
        Finding owner; // what the sentences speak of
        owner.validator = tags.validator;
        owner.origin = tags.origin;
        html += "<tr><th scope=\"row\">" + htmlCode(tags.origin) + "</th><td class=\"value\">" +
                htmlList(tags.values, tags.valueCount, 2) + "</td><td><ul class=\"plain\">";
        for (const Alternative &alternative : tags.because)
            html += htmlElement("li", {}, explain::sentenceOf(alternative.because, owner));
        for (const analysis::Evidence &evidence : tags.evidence)
            html += htmlElement("li", {}, explain::sentenceOf(evidence, owner));
        html += "</ul></td></tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

} // namespace etagere::report
