// SPDX-License-Identifier: Apache-2.0
#include "ui/panes/probe_text.h"

#include <QtCore/QCoreApplication>

#include "core/explain/probe_text.h"
#include "ui/models/text.h"
#include "ui/panes/article.h"
#include "ui/panes/finding_text.h"

#include <array>
#include <optional>

namespace etagere::ui {

namespace {

using Look = Article::Look;

constexpr std::size_t urlLimit = 400;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(etagere::ui::ProbePane)
};

std::array<std::uint32_t, probe::probeCount> countsOf(const session::ProbeOutcome &outcome) {
    std::array<std::uint32_t, probe::probeCount> counts{};
    for (const probe::Outcome &one : outcome.outcomes)
        ++counts[static_cast<std::size_t>(one.question.probe)];
    return counts;
}

} // namespace

void writePlan(Article &article, const probe::Plan &plan) {
    article.writeTitle(Words::tr("What would be asked"), article.palette().color(QPalette::Text));
    article.beginParagraph(0, false);
    article.write(Words::tr("At most %n request(s), %1 a second. Nothing is submitted, and nothing "
                            "has been sent yet.",
                            nullptr, static_cast<int>(plan.most()))
                      .arg(plan.options.rate));
    std::optional<probe::Probe> last;
    for (const probe::Step &step : plan.steps) {
        if (last != step.probe)
            article.writeHeading(fromUtf8(probe::nameOf(step.probe)) + QStringLiteral("  ") +
                                 fromUtf8(explain::titleOf(step.probe)));
        last = step.probe;
        article.beginParagraph(1, false);
        article.write(Words::tr("At most %n: ", nullptr, static_cast<int>(step.most)),
                      Look::Strong);
        article.write(fromUtf8(explain::sentenceOf(step)));
        const std::string condition = explain::conditionOf(step);
        if (!condition.empty())
            article.write(u' ' + fromUtf8(condition), Look::Muted);
    }
}

void writeProbe(Article &article, const session::ProbeOutcome &outcome) {
    for (const analysis::Finding &finding : outcome.findings)
        writeFinding(article, finding);
    if (outcome.findings.empty())
        article.writeTitle(Words::tr("There is nothing to judge"),
                           article.palette().color(QPalette::Text));
    article.writeHeading(Words::tr("What was asked"));
    article.beginParagraph(1);
    article.write(shown(outcome.url, urlLimit), Look::Value);
    article.beginParagraph(1, false);
    article.write(
        Words::tr("%n request(s), %1 of them redirects. ", nullptr, static_cast<int>(outcome.asked))
            .arg(outcome.redirects) +
        fromUtf8(explain::sentenceOf(outcome.end)));
    const auto counts = countsOf(outcome);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] == 0)
            continue;
        const auto probe = static_cast<probe::Probe>(i);
        article.beginParagraph(1, false);
        article.write(fromUtf8(probe::nameOf(probe)) + QStringLiteral("  "), Look::Strong);
        article.write(fromUtf8(explain::titleOf(probe)));
        article.write(QStringLiteral("  ") +
                          Words::tr("%n request(s)", nullptr, static_cast<int>(counts[i])),
                      Look::Muted);
    }
}

} // namespace etagere::ui
