// SPDX-License-Identifier: Apache-2.0
#include "core/report/html_finding.h"

#include "core/explain/analysis_words.h"
#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/report/html.h"
#include "core/report/html_analysis.h"

#include <algorithm>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Finding;
using analysis::Grade;

std::string items(const std::vector<std::string> &recorded, std::size_t from, std::size_t to,
                  std::string_view cssClass = "plain") {
    std::string html = "<ul class=\"" + std::string(cssClass) + "\">";
    for (std::size_t i = from; i < to; ++i)
        html += "<li>" + htmlCode(recorded[i]) + "</li>";
    return html + "</ul>";
}

std::string fact(const explain::Message &label, const std::string &html) {
    return htmlElement("dt", {}, text(label)) + "<dd>" + html + "</dd>\n";
}

std::string evidence(const explain::Message &heading, std::string_view cssClass,
                     const std::vector<analysis::Evidence> &list, const Finding &finding) {
    if (list.empty())
        return {};
    std::string html =
        htmlElement("h4", {}, text(heading)) + "\n<ul class=\"" + std::string(cssClass) + "\">\n";
    for (const analysis::Evidence &one : list)
        html += htmlElement("li", {}, explain::sentenceOf(one, finding)) + "\n";
    return html + "</ul>\n";
}

std::string facts(const Finding &finding) {
    constexpr std::size_t open = 5;
    constexpr std::size_t visitorsShown = 40;
    std::string html = "<dl class=\"facts\">\n";
    if (!finding.values.empty())
        html += fact(words::valuesLabel, htmlList(finding.values, finding.valueCount, open));
    if (!finding.urls.empty())
        html += fact(words::urlsLabel, htmlList(finding.urls, finding.urlCount, open));
    if (!finding.visitors.empty())
        html += fact(words::visitorsLabel, htmlRow(finding.visitors, visitorsShown));
    if (finding.provenance)
        html += fact(words::derivedLabel, htmlText(explain::derivationOf(*finding.provenance)));
    html += fact(words::measureLabel, htmlText(text(words::measure, explain::bits(finding.bits),
                                                    explain::percent(finding.confidence * 100))));
    if (finding.diversity && finding.diversity->counts.visitors > 1)
        html += fact(words::countedLabel, htmlText(explain::sentenceOf(*finding.diversity)));
    return html + "</dl>\n";
}

} // namespace

std::string_view toneOf(Grade grade) noexcept {
    if (grade >= Grade::Recognition)
        return "alarm";
    if (grade == Grade::IdentifierCapable)
        return "warning";
    return grade == Grade::Varies ? "notice" : "calm";
}

std::string htmlBadge(Grade grade) {
    const int filled = static_cast<int>(grade);
    std::string steps;
    for (int step = 1; step <= static_cast<int>(Grade::Respawn); ++step)
        steps += step <= filled ? "\u25a0" : "\u25a1";
    return "<span class=\"badge " + std::string(toneOf(grade)) + "\"><span>" +
           htmlText(text(words::gradeBadge, filled)) +
           R"(</span> <span class="steps" aria-hidden="true">)" + steps + "</span></span>";
}

std::string htmlList(const std::vector<std::string> &recorded, std::size_t total,
                     std::size_t open) {
    // Two more take no more room than the line that hides them.
    const std::size_t shown = recorded.size() <= open + 2 ? recorded.size() : open;
    const std::size_t rest = std::max(total, recorded.size()) - shown;
    std::string html = items(recorded, 0, shown);
    if (rest == 0)
        return html;
    if (shown == recorded.size())
        return html + htmlElement("span", "note", text(words::andMore, rest));
    return html + "<details><summary>" + htmlText(text(words::andMore, rest)) + "</summary>" +
           items(recorded, shown, recorded.size()) + "</details>";
}

std::string htmlRow(const std::vector<std::string> &recorded, std::size_t open) {
    const std::size_t shown = std::min(recorded.size(), open);
    std::string html = items(recorded, 0, shown, "plain inline");
    if (shown < recorded.size())
        html += htmlElement("span", "note", text(words::andMore, recorded.size() - shown));
    return html;
}

std::string htmlFinding(const Finding &finding) {
    // What fits on a page is printed on one; longer ones break between their parts only.
    const std::string cssClass = finding.linkability ? "finding long" : "finding";
    std::string html = "<article class=\"" + cssClass + "\">\n<header>" + htmlBadge(finding.grade) +
                       "<div><h3>" + htmlText(explain::nameOf(finding.grade)) + ": " +
                       htmlCode(finding.origin) + "</h3>\n" +
                       htmlElement("p", "what", explain::titleOf(finding.kind, finding.validator)) +
                       "</div></header>\n";
    html += facts(finding);
    html += evidence(words::headFor, "for", finding.evidence, finding);
    html += evidence(words::headAgainst, "against", finding.against, finding);
    html += htmlAlternatives(finding);
    html += evidence(words::headRaises, "raises", finding.raises, finding);
    html += evidence(words::headLowers, "lowers", finding.lowers, finding);
    html += evidence(words::headNext, "next", finding.next, finding);
    html += htmlLinkability(finding);
    return html + "</article>\n";
}

} // namespace etagere::report
