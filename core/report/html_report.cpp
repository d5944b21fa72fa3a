// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_report.h"

#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/report_text.h"
#include "core/report/concurrency_report.h"
#include "core/report/finding_words.h"
#include "core/report/html.h"
#include "core/report/html_analysis.h"
#include "core/report/html_finding.h"
#include "core/report/html_head.h"
#include "core/report/live_report.h"
#include "core/report/remarks.h"
#include "core/report/version.h"

#include <algorithm>
#include <array>
#include <filesystem>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Finding;
using analysis::Grade;

std::string figure(const explain::Message &label, std::uint64_t number) {
    return "<div>" + htmlElement("dt", {}, text(label)) +
           htmlElement("dd", {}, explain::count(number)) + "</div>\n";
}

std::string figures(const audit::Report &report) {
    return "<dl class=\"figures\">\n" + figure(words::cardFindings, report.findings.size()) +
           figure(words::cardTags, report.tags) + figure(words::cardDerived, report.verified) +
           figure(words::cardPartly, report.partial) + figure(words::cardNot, report.unexplained) +
           figure(words::cardExchanges, report.exchanges) +
           figure(words::cardVisitors, peopleIn(report)) + "</dl>\n";
}

std::string summary(const audit::Report &report, Identifiers identifiers) {
    Grade worst = Grade::Explained;
    for (const Finding &finding : report.findings)
        worst = std::max(worst, finding.grade);
    std::string html =
        "<header>\n" + htmlElement("p", "product", "Etagere") + "\n" +
        htmlElement("h1", {}, text(words::title)) + "\n" +
        htmlElement("p", "verdict " + std::string(toneOf(worst)), verdictOf(report)) + "\n";
    if (report.stopped)
        html += htmlElement("p", "note", text(words::stopped)) + "\n";
    if (identifiers == Identifiers::Sanitised)
        html += htmlElement("p", "note", text(words::sanitised)) + "\n";
    if (identifiers == Identifiers::Redacted)
        html += htmlElement("p", "note", text(words::redacted)) + "\n";
    return html + figures(report) + "</header>\n";
}

std::string constantsTable(const std::vector<const Finding *> &constants) {
    if (constants.empty())
        return {};
    std::string html = htmlElement("h2", {}, text(words::headUnexplained)) + "\n" +
                       htmlElement("p", "note", explain::meaningOf(Grade::Unexplained)) +
                       "\n<div class=\"scroll\"><table>\n<thead><tr>";
    for (const auto *column : {&words::columnOrigin, &words::columnValue, &words::urlsLabel})
        html += "<th scope=\"col\">" + htmlText(text(*column)) + "</th>";
    html += R"(<th scope="col" class="number">)" + htmlText(text(words::columnBits)) +
            "</th></tr></thead>\n<tbody>\n";
    for (const Finding *finding : constants) {
        html += "<tr><th scope=\"row\">" + htmlCode(finding->origin) + "</th><td class=\"value\">" +
                htmlList(finding->values, finding->valueCount, 2) + "</td><td>" +
                htmlList(finding->urls, finding->urlCount, 2) + "</td><td class=\"number\">" +
                htmlText(explain::bits(finding->bits)) + "</td></tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string findings(const audit::Report &report) {
    std::string html = htmlElement("h2", {}, text(words::headFindings)) + "\n";
    std::vector<const Finding *> constants;
    for (const Finding &finding : report.findings) {
        if (finding.grade > Grade::Unexplained)
            html += htmlFinding(finding);
        else
            constants.push_back(&finding);
    }
    if (constants.size() == report.findings.size())
        html += htmlElement("p", {}, text(words::noFindings)) + "\n";
    if (report.acceptedByBaseline > 0)
        html += htmlElement("p", "note",
                            plural(words::acceptedLine,
                                   static_cast<std::int64_t>(report.acceptedByBaseline))) +
                "\n";
    return html + constantsTable(constants);
}

std::string inputRow(const audit::Input &input) {
    const auto number = [](std::uint64_t value) {
        return "<td class=\"number\">" + htmlText(explain::count(value)) + "</td>";
    };
    std::string html = "<tr><th scope=\"row\">" + htmlCode(input.file) + "</th>";
    html += number(input.log.entries) + number(input.log.imported) +
            number(input.log.skipped.size()) + "<td>";
    const std::vector<std::string> remarks = remarksOn(input);
    if (remarks.empty())
        return html + htmlElement("span", "note", text(words::noRemark)) + "</td></tr>\n";
    html += "<ul class=\"plain\">";
    for (const std::string &remark : remarks)
        html += htmlElement("li", {}, remark);
    return html + "</ul></td></tr>\n";
}

std::string importLog(const audit::Report &report) {
    std::string html = htmlElement("h2", {}, text(words::headRead)) +
                       "\n<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">" +
                       htmlText(text(words::columnFile)) + "</th>";
    for (const auto *column :
         {&words::columnEntries, &words::columnImported, &words::columnSkipped})
        html += R"(<th scope="col" class="number">)" + htmlText(text(*column)) + "</th>";
    html += "<th scope=\"col\">" + htmlText(text(words::columnRemarks)) +
            "</th></tr></thead>\n<tbody>\n";
    for (const audit::Input &input : report.inputs)
        html += inputRow(input);
    html += "</tbody></table></div>\n";
    html += htmlElement("p", {}, visitorsText(report, 50)) + "\n";
    if (report.firstExchange && report.lastExchange)
        html += htmlElement("p", "note",
                            text(words::between, explain::rfc3339(*report.firstExchange),
                                 explain::rfc3339(*report.lastExchange))) +
                "\n";
    const std::vector<Assumption> assumptions = assumptionsOf(report.inputs);
    if (assumptions.empty())
        return html;
    html += htmlElement("h3", {}, text(words::headAssumed)) + "\n<ul>";
    for (const Assumption &assumption : assumptions)
        html += htmlElement("li", {},
                            plural(words::assumedForFiles,
                                   static_cast<std::int64_t>(assumption.inputs), assumption.text));
    return html + "</ul>\n";
}

std::string gradesTable() {
    std::string html =
        htmlElement("h2", {}, text(words::headGrades)) + "\n<div class=\"scroll\"><table><tbody>\n";
    for (int grade = 0; grade <= static_cast<int>(Grade::Respawn); ++grade) {
        const auto one = static_cast<Grade>(grade);
        html += "<tr><th scope=\"row\">" + htmlBadge(one) + "</th><td><strong>" +
                htmlText(explain::nameOf(one)) + "</strong><br>" +
                htmlText(explain::meaningOf(one)) + "</td></tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string remarks(const explain::Message &heading, const std::vector<std::string> &paragraphs) {
    std::string html = htmlElement("h2", {}, text(heading)) + "\n<ul class=\"small\">";
    for (const std::string &paragraph : paragraphs)
        html += htmlElement("li", {}, paragraph);
    return html + "</ul>\n";
}

} // namespace

std::string writeHtml(const audit::Report &report, Identifiers identifiers) {
    return htmlHead(text(words::title) + " \u2013 Etagere") + summary(report, identifiers) +
           "<main>\n" + findings(report) + htmlExplainedTags(report) + htmlConcurrency(report) +
           htmlLive(report) + importLog(report) + gradesTable() +
           remarks(words::headLaw, lawParagraphs()) +
           remarks(words::headLimits, limitParagraphs(identifiers)) + "</main>\n<footer>" +
           htmlElement("p", {}, text(words::madeBy, toolVersion(), analysis::rulesetVersion)) +
           "</footer>\n</body>\n</html>\n";
}

} // namespace etagere::report
