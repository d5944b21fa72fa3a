// SPDX-License-Identifier: Apache-2.0
#include "core/report/cover.h"

#include "core/analysis/rule.h"
#include "core/explain/bundle_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/report/bundle_writer.h"
#include "core/report/html.h"
#include "core/report/html_finding.h"
#include "core/report/html_head.h"
#include "core/report/text_layout.h"
#include "core/report/version.h"

namespace etagere::report {

namespace {

namespace words = explain::bundle_text;

constexpr const char *byTool = "etagere audit --verify BUNDLE";
constexpr const char *byHand = "sha256sum -c MANIFEST.sha256 && sha256sum MANIFEST.sha256";
constexpr std::size_t inputsShown = 24;

/// Recorded text that says "@MANIFEST_SHA256@" must not be filled in as well.
std::string withoutPlace(std::string html) {
    for (std::size_t at = html.find('@'); at != std::string::npos; at = html.find('@', at + 1))
        html.replace(at, 1, "&#64;");
    return html;
}

std::string fact(const explain::Message &label, const std::string &html) {
    return "<dt>" + htmlText(text(label)) + "</dt><dd>" + withoutPlace(html) + "</dd>\n";
}

std::string toolLine() {
    return text(words::toolLine, toolVersion(), toolCommit(), analysis::rulesetVersion);
}

std::string operatorOf(const Environment &environment) {
    return environment.operatorName.empty() ? text(words::notNamed) : environment.operatorName;
}

std::string madeOf(const Environment &environment) {
    return explain::rfc3339(environment.started) + " \u2013 " + explain::rfc3339(environment.ended);
}

std::string fileRows(const CoverFacts &facts) {
    std::string html;
    for (const auto &[name, what] : facts.files) {
        const std::string shown = withoutPlace(htmlText(name));
        html.append("<tr><th scope=\"row\"><a href=\"./").append(shown).append("\"><code>");
        html.append(shown).append("</code></a></th><td>").append(htmlText(what));
        html += "</td></tr>\n";
    }
    return html;
}

} // namespace

std::string writeCoverTemplate(const CoverFacts &facts) {
    std::string html = htmlHead(text(words::coverTitle) + " \u2013 Etagere") + "<header>\n" +
                       htmlElement("p", "product", "Etagere") + "\n" +
                       htmlElement("h1", {}, text(words::coverTitle)) + "\n" +
                       withoutPlace(htmlElement("p", "verdict notice", facts.verdict)) +
                       "\n</header>\n<main>\n";
    html += htmlElement("h2", {}, text(words::coverHash)) + "\n<p class=\"seal\"><code>" +
            std::string(manifestPlace) + "</code></p>\n" +
            htmlElement("p", {}, text(words::coverWhy)) + "\n" +
            htmlElement("p", "note", text(words::coverNotSigned)) + "\n";
    html += "<dl class=\"facts\">\n" +
            fact(words::coverMade, htmlText(madeOf(*facts.environment))) +
            fact(words::coverOperator, htmlText(operatorOf(*facts.environment))) +
            fact(words::coverTool, htmlText(toolLine())) +
            fact(words::coverInputs, htmlRow(facts.inputs, inputsShown)) + "</dl>\n";
    html += htmlElement("h2", {}, text(words::coverCheck)) + "\n<p>" +
            htmlText(text(words::coverByTool)) + " <code>" + byTool + "</code></p>\n<p>" +
            htmlText(text(words::coverByHand)) + " <code>" + htmlText(byHand) + "</code></p>\n";
    return html + htmlElement("h2", {}, text(words::coverHolds)) +
           "\n<div class=\"scroll\"><table><tbody>\n" + fileRows(facts) +
           "</tbody></table></div>\n</main>\n</body>\n</html>\n";
}

std::string writeReadme(const CoverFacts &facts) {
    constexpr std::size_t width = 92;
    constexpr std::size_t nameColumns = 24;
    TextLayout layout(width, false);
    layout.heading(text(words::coverTitle));
    layout.plain(text(words::coverWhy));
    layout.blank();
    layout.plain(text(words::coverByTool) + " " + byTool);
    layout.plain(text(words::coverByHand) + " " + byHand);
    layout.blank();
    for (const auto &[name, what] : facts.files) {
        std::string lead = explain::printable(name);
        lead.resize(std::max(lead.size() + 2, nameColumns), ' ');
        layout.paragraph({.hang = nameColumns, .lead = lead}, what);
    }
    return std::move(layout).take();
}

} // namespace etagere::report
