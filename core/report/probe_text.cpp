// SPDX-License-Identifier: Apache-2.0
#include "core/explain/probe_text.h"

#include "core/explain/derivation.h"
#include "core/explain/grades.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/report_text.h"
#include "core/explain/rule_text.h"
#include "core/report/probe_report.h"
#include "core/report/text_layout.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

namespace etagere::report {

namespace {

namespace words = explain::probe_text;
namespace common = explain::report_text;
using analysis::Evidence;
using analysis::Finding;
using analysis::Grade;

constexpr std::size_t stepIndent = 5;
constexpr std::size_t shownValues = 3;

std::string identityOf(const probe::Options &options) {
    return options.identity.empty() ? text(words::asBrowser) : options.identity;
}

/// "2", "0.03"
std::string rateText(double rate) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), rate);
    return {digits.data(), end.ptr};
}

Look badgeOf(Grade grade) {
    if (grade >= Grade::Recognition)
        return Look::BadgeAlarm;
    if (grade == Grade::IdentifierCapable)
        return Look::BadgeWarning;
    return grade == Grade::Varies ? Look::BadgeNotice : Look::BadgeCalm;
}

/// Writes one result; holds only where it is written to.
class Writer {
public:
    explicit Writer(const ProbeTextOptions &options)
        : m_verbose(options.verbose)
        , m_layout(options.width, options.colour) {}

    void plan(const probe::Plan &plan);
    void findings(const std::vector<Finding> &findings);
    void asked(const ProbeView &view);
    [[nodiscard]] std::string take() && { return std::move(m_layout).take(); }

private:
    void probeHeading(probe::Probe probe);
    void step(const probe::Step &step);
    void answers(const ProbeView &view);
    void finding(const Finding &finding);
    void evidence(const Finding &finding);
    void line(const explain::Message &label, std::string_view value);

    bool m_verbose;
    TextLayout m_layout;
};

void Writer::probeHeading(probe::Probe probe) {
    const std::string lead = std::string(probe::nameOf(probe)) + " ";
    m_layout.paragraph({.indent = 2, .hang = stepIndent, .lead = lead, .leadLook = Look::Strong},
                       explain::titleOf(probe));
}

void Writer::step(const probe::Step &step) {
    std::string what = explain::sentenceOf(step);
    if (const std::string condition = explain::conditionOf(step); !condition.empty()) {
        what.pop_back(); // the full stop
        what += " (" + condition + ").";
    }
    m_layout.paragraph({.indent = stepIndent, .hang = stepIndent + 2},
                       plural(words::stepAtMost, static_cast<std::int64_t>(step.most), what));
    if (!m_verbose)
        return;
    for (const probe::Guard guard : step.guards)
        m_layout.paragraph({.indent = stepIndent + 2,
                            .hang = stepIndent + 4,
                            .lead = "- ",
                            .leadLook = Look::Faint,
                            .look = Look::Faint},
                           explain::sentenceOf(guard));
}

void Writer::plan(const probe::Plan &plan) {
    const probe::Options &options = plan.options;
    const auto seconds = std::chrono::seconds(
        static_cast<std::int64_t>(std::ceil(static_cast<double>(plan.most()) / options.rate)));
    m_layout.paragraph({.look = Look::Strong}, plan.url);
    m_layout.heading(text(words::headPlan));
    m_layout.paragraph({.indent = 2, .hang = 4},
                       text(words::planLine, plan.most(), rateText(options.rate),
                            explain::duration(seconds), std::to_string(options.seed),
                            explain::shortened(identityOf(options))));
    std::optional<probe::Probe> last;
    for (const probe::Step &one : plan.steps) {
        if (last != one.probe)
            probeHeading(one.probe);
        last = one.probe;
        step(one);
    }
}

void Writer::line(const explain::Message &label, std::string_view value) {
    constexpr std::size_t hang = 16;
    const std::string name = text(label);
    m_layout.paragraph({.indent = stepIndent, .hang = hang, .lead = name, .leadLook = Look::Faint},
                       value);
}

void Writer::evidence(const Finding &finding) {
    const auto list = [&](const explain::Message &title, std::string_view lead,
                          const std::vector<Evidence> &all) {
        if (!all.empty())
            m_layout.paragraph({.indent = stepIndent, .hang = stepIndent, .look = Look::Strong},
                               text(title));
        for (const Evidence &one : all)
            m_layout.paragraph({.indent = stepIndent, .hang = stepIndent + 2, .lead = lead},
                               explain::sentenceOf(one, finding));
    };
    list(common::headFor, "+ ", finding.evidence);
    list(common::headAgainst, "- ", finding.against);
    list(common::headNext, "> ", finding.next);
}

void Writer::finding(const Finding &finding) {
    const std::string badge = " " + std::to_string(static_cast<int>(finding.grade)) + " ";
    m_layout.paragraph({.indent = 1,
                        .hang = stepIndent,
                        .lead = badge,
                        .leadLook = badgeOf(finding.grade),
                        .look = Look::Strong},
                       explain::nameOf(finding.grade) + ": " + explain::shortened(finding.origin));
    const bool isTag = finding.validator == tags::Validator::ETag;
    if (finding.grade > Grade::Explained)
        m_layout.paragraph({.indent = stepIndent, .hang = stepIndent},
                           explain::titleOf(finding.kind, finding.validator));
    else
        m_layout.paragraph({.indent = stepIndent, .hang = stepIndent},
                           text(isTag ? words::tagIsFine : words::dateIsFine));
    if (finding.values.empty() && isTag)
        m_layout.paragraph({.indent = stepIndent, .hang = stepIndent}, text(words::bearsNothing));
    for (std::size_t i = 0; i < std::min(finding.values.size(), shownValues); ++i)
        line(common::valuesLabel, explain::shortened(finding.values[i]));
    const std::size_t values = std::max(finding.valueCount, finding.values.size());
    if (values > shownValues)
        line(common::valuesLabel, text(common::andMore, values - shownValues));
    if (finding.provenance)
        line(common::derivedLabel, explain::derivationOf(*finding.provenance));
    evidence(finding);
}

void Writer::findings(const std::vector<Finding> &findings) {
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (i > 0)
            m_layout.blank();
        finding(findings[i]);
    }
}

void Writer::answers(const ProbeView &view) {
    std::map<std::uint16_t, std::uint64_t> times;
    for (const probe::Outcome &outcome : view.outcomes)
        ++times[outcome.answer.status];
    std::string list;
    for (const auto &[status, count] : times) {
        const std::string name = status == 0 ? text(words::noAnswer) : std::to_string(status);
        list += (list.empty() ? "" : ", ") + text(words::statusTimes, name, count);
    }
    if (!list.empty())
        m_layout.paragraph({.indent = 2, .hang = 4}, text(words::answersLine, list));
}

void Writer::asked(const ProbeView &view) {
    m_layout.heading(text(words::headAsked));
    m_layout.paragraph({.indent = 2, .hang = 4},
                       text(words::askedLine, view.asked, view.redirects,
                            explain::shortened(view.url), std::to_string(view.plan.options.seed),
                            explain::shortened(identityOf(view.plan.options))));
    std::map<probe::Probe, std::int64_t> counts;
    // Of this run: what was asked in the one that it resumes stands before.
    const std::size_t earlier =
        view.outcomes.size() - std::min<std::size_t>(view.asked, view.outcomes.size());
    for (std::size_t i = earlier; i < view.outcomes.size(); ++i)
        ++counts[view.outcomes[i].question.probe];
    for (const auto &[probe, count] : counts) {
        const std::string lead = std::string(probe::nameOf(probe)) + " ";
        m_layout.paragraph(
            {.indent = 2, .hang = stepIndent, .lead = lead, .leadLook = Look::Strong},
            plural(words::stepLine, count, explain::titleOf(probe)));
    }
    answers(view);
    m_layout.paragraph({.indent = 2, .hang = 4}, explain::sentenceOf(view.end));
}

} // namespace

std::string probePlanText(const probe::Plan &plan, const ProbeTextOptions &options) {
    Writer writer(options);
    writer.plan(plan);
    return std::move(writer).take();
}

std::string probeText(const ProbeView &view, const ProbeTextOptions &options) {
    Writer writer(options);
    writer.findings(view.findings);
    writer.asked(view);
    return std::move(writer).take();
}

} // namespace etagere::report
