// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_report.h"

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/report/concurrency_report.h"
#include "core/report/finding_words.h"
#include "core/report/live_report.h"
#include "core/report/text_analysis.h"
#include "core/report/text_inputs.h"
#include "core/report/text_layout.h"

#include <algorithm>

namespace etagere::report {

namespace {

namespace words = explain::report_text;
using analysis::Finding;
using analysis::Grade;
using Frame = TextLayout::Frame;

constexpr std::size_t briefItems = 3;
constexpr std::size_t briefFindings = 15;

Look badgeOf(Grade grade) {
    if (grade >= Grade::Recognition)
        return Look::BadgeAlarm;
    if (grade == Grade::IdentifierCapable)
        return Look::BadgeWarning;
    return grade == Grade::Varies ? Look::BadgeNotice : Look::BadgeCalm;
}

Look verdictLook(const audit::Report &report) {
    Grade worst = Grade::Explained;
    for (const Finding &finding : report.findings)
        worst = std::max(worst, finding.grade);
    if (worst >= Grade::Recognition)
        return Look::Alarm;
    if (worst == Grade::IdentifierCapable)
        return Look::Warning;
    return worst == Grade::Varies ? Look::Notice : Look::Calm;
}

/// Writes one report; holds only where it is written to.
class Writer {
public:
    explicit Writer(const TextOptions &options)
        : m_options(options)
        , m_layout(options.width, options.colour) {}

    void verdict(const audit::Report &report);
    void inputs(const audit::Report &report);
    void visits(const audit::Report &report) { writeLive(m_layout, report, m_options.verbose); }
    void findings(const audit::Report &report);
    void concurrency(const audit::Report &report);
    void tags(const audit::Report &report);
    [[nodiscard]] std::string take() && { return std::move(m_layout).take(); }

private:
    void exchanges(const audit::Report &report);
    void finding(const Finding &finding);
    void facts(const Finding &finding);
    void constants(const std::vector<const Finding *> &findings);
    void list(const explain::Message &label, const std::vector<std::string> &items,
              std::size_t total, std::size_t limit = 200);
    void evidence(const Finding &finding);

    TextOptions m_options;
    TextLayout m_layout;
};

void Writer::verdict(const audit::Report &report) {
    m_layout.paragraph({.look = verdictLook(report)}, verdictOf(report));
    if (report.stopped)
        m_layout.paragraph({.look = Look::Warning}, text(words::stopped));
    if (m_options.identifiers == Identifiers::Sanitised)
        m_layout.paragraph({.look = Look::Faint}, text(words::sanitised));
    if (m_options.identifiers == Identifiers::Redacted)
        m_layout.paragraph({.look = Look::Faint}, text(words::redacted));
}

void Writer::exchanges(const audit::Report &report) {
    std::string who = plural(words::visitorCount, static_cast<std::int64_t>(peopleIn(report)));
    if (!report.visitors.empty())
        who += " (" + visitorsText(report, m_options.verbose ? report.visitors.size() : 6) + ")";
    std::string line =
        plural(words::exchangesLine, static_cast<std::int64_t>(report.exchanges), who);
    if (report.firstExchange && report.lastExchange)
        line += ", " + text(words::between, explain::rfc3339(*report.firstExchange),
                            explain::rfc3339(*report.lastExchange));
    m_layout.paragraph({.indent = 2, .hang = 6}, line);
    m_layout.paragraph({.indent = 2, .hang = 6}, text(words::validatorsLine, report.etagResponses,
                                                      report.lastModifiedResponses));
}

void Writer::inputs(const audit::Report &report) {
    m_layout.heading(text(words::headRead));
    writeInputs(m_layout, report.inputs, m_options.verbose);
    exchanges(report);
    writeAssumptions(m_layout, report.inputs);
}

void Writer::list(const explain::Message &label, const std::vector<std::string> &items,
                  std::size_t total, std::size_t limit) {
    constexpr std::size_t indent = 5;
    constexpr std::size_t hang = 16;
    const std::size_t shown = m_options.verbose ? items.size() : std::min(items.size(), briefItems);
    const std::string name = text(label);
    for (std::size_t i = 0; i < shown; ++i) {
        Frame frame{.indent = i == 0 ? indent : hang, .hang = hang, .leadLook = Look::Faint};
        if (i == 0)
            frame.lead = name;
        m_layout.paragraph(
            frame, explain::shortened(items[i], m_options.verbose ? std::size_t{4000} : limit));
    }
    const std::size_t rest = std::max(total, items.size()) - shown;
    if (rest > 0)
        m_layout.paragraph({.indent = hang, .hang = hang, .look = Look::Faint},
                           text(words::andMore, rest));
}

void Writer::facts(const Finding &finding) {
    list(words::valuesLabel, finding.values, finding.valueCount);
    list(words::urlsLabel, finding.urls, finding.urlCount);
    list(words::visitorsLabel, finding.visitors, finding.visitors.size());
    if (finding.provenance) {
        const std::string derivation = explain::derivationOf(*finding.provenance);
        if (!derivation.empty())
            list(words::derivedLabel, {derivation}, 1, 1000);
    }
    list(words::measureLabel,
         {text(words::measure, explain::bits(finding.bits),
               explain::percent(finding.confidence * 100))},
         1);
}

void Writer::evidence(const Finding &finding) {
    const auto lines = [&](std::string_view lead, Look look,
                           const std::vector<analysis::Evidence> &list) {
        for (const analysis::Evidence &one : list)
            m_layout.paragraph({.indent = 5, .hang = 7, .lead = lead, .leadLook = look},
                               explain::sentenceOf(one, finding));
    };
    const auto heading = [&](const explain::Message &title, bool any) {
        if (any)
            m_layout.paragraph({.indent = 5, .hang = 5, .look = Look::Strong}, text(title));
    };
    heading(words::headFor, !finding.evidence.empty());
    lines("+ ", Look::Alarm, finding.evidence);
    heading(words::headAgainst, !finding.against.empty());
    lines("- ", Look::Calm, finding.against);
    writeAlternatives(m_layout, finding, m_options.verbose);
    if (m_options.verbose) {
        heading(words::headRaises, !finding.raises.empty());
        lines("^ ", Look::Warning, finding.raises);
        heading(words::headLowers, !finding.lowers.empty());
        lines("v ", Look::Calm, finding.lowers);
    }
    heading(words::headNext, !finding.next.empty());
    lines("> ", Look::Notice, finding.next);
    writeLinkability(m_layout, finding, m_options);
}

void Writer::finding(const Finding &finding) {
    m_layout.blank();
    const std::string badge = " " + std::to_string(static_cast<int>(finding.grade)) + " ";
    m_layout.paragraph({.indent = 1,
                        .hang = 5,
                        .lead = badge,
                        .leadLook = badgeOf(finding.grade),
                        .look = Look::Strong},
                       explain::nameOf(finding.grade) + ": " + explain::shortened(finding.origin));
    m_layout.paragraph({.indent = 5, .hang = 5}, explain::titleOf(finding.kind, finding.validator));
    facts(finding);
    evidence(finding);
}

void Writer::constants(const std::vector<const Finding *> &findings) {
    if (findings.empty())
        return;
    m_layout.heading(text(words::headUnexplained));
    const std::size_t shown = std::min(findings.size(), briefFindings);
    for (std::size_t i = 0; i < shown; ++i) {
        const Finding &one = *findings[i];
        std::string line = explain::bits(one.bits) + ": " + explain::shortened(one.origin) + " ";
        line += one.values.empty() ? "" : explain::shortened(one.values.front(), 48);
        const std::size_t values = std::max(one.valueCount, one.values.size());
        if (values > 1)
            line += " " + text(words::andMore, values - 1);
        m_layout.paragraph({.indent = 1, .hang = 5, .lead = " 1 ", .leadLook = Look::BadgeCalm},
                           line);
    }
    if (findings.size() > shown)
        m_layout.paragraph({.indent = 5, .hang = 5, .look = Look::Faint},
                           text(words::andMoreVerbose, findings.size() - shown));
}

void Writer::findings(const audit::Report &report) {
    std::vector<const Finding *> brief;
    bool headed = false;
    for (const Finding &one : report.findings) {
        if (one.grade <= Grade::Unexplained && !m_options.verbose) {
            brief.push_back(&one);
            continue;
        }
        if (!headed)
            m_layout.heading(text(words::headFindings));
        headed = true;
        finding(one);
    }
    constants(brief);
    if (report.acceptedByBaseline > 0) {
        m_layout.blank();
        m_layout.plain(
            plural(words::acceptedLine, static_cast<std::int64_t>(report.acceptedByBaseline)));
    }
}

void Writer::concurrency(const audit::Report &report) {
    writeConcurrency(m_layout, report, m_options.verbose);
}

void Writer::tags(const audit::Report &report) {
    if (report.tags == 0)
        return;
    m_layout.heading(text(words::headTags));
    m_layout.paragraph({.indent = 2, .hang = 6},
                       plural(words::tagsLine, static_cast<std::int64_t>(report.tags),
                              report.verified, report.partial, report.unexplained));
}

} // namespace

std::string writeText(const audit::Report &report, const TextOptions &options) {
    Writer writer(options);
    writer.verdict(report);
    writer.inputs(report);
    writer.visits(report);
    writer.findings(report);
    writer.concurrency(report);
    writer.tags(report);
    return std::move(writer).take();
}

} // namespace etagere::report
