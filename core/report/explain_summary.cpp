// SPDX-License-Identifier: Apache-2.0
#include "core/report/explain_summary.h"

#include "core/explain/cache_rule_text.h"
#include "core/explain/numbers.h"
#include "core/explain/printable.h"
#include "core/explain/replay_text.h"
#include "core/report/explain_why.h"

#include <algorithm>
#include <array>

namespace etagere::report {

namespace {

namespace words = explain::replay_text;
using cache::Outcome;
using replay::Comparison;

constexpr std::size_t longestUrl = 4000;
constexpr std::size_t listedDifferences = 10;
constexpr std::string_view differsMark = "\u2260";

} // namespace

TextLayout::Cell differenceMark(bool differs) noexcept {
    return {differs ? differsMark : " ", 1, differs ? Look::Warning : Look::Plain};
}

void ExplainSummary::add(traffic::ExchangeId id) {
    m_totals.add(id);
    const bool differs = first().row(id).comparison == Comparison::Differs;
    if (differs && m_differing.size() < listedDifferences)
        m_differing.push_back(id);
}

std::string ExplainSummary::right(std::uint64_t number) const {
    const std::size_t digits = explain::count(m_totals.exchanges()).size();
    const std::string shown = explain::count(number);
    return std::string(digits - shown.size(), ' ') + shown;
}

void ExplainSummary::outcomes(TextLayout &layout, std::size_t outcomeColumns) const {
    layout.heading(text(words::headSummary));
    const replay::Totals &counts = m_totals.countsOf(0);
    for (std::size_t i = 0; i < counts.byOutcome.size(); ++i) {
        const std::uint64_t number = counts.byOutcome[i];
        if (number == 0)
            continue;
        const auto outcome = static_cast<Outcome>(i);
        const std::string word = explain::wordOf(outcome);
        const std::string shown = right(number);
        const std::string share = explain::percent(100 * static_cast<double>(number) /
                                                   static_cast<double>(m_totals.exchanges()));
        const std::array cells{TextLayout::Cell{glyphOf(outcome), 1, lookOf(outcome)},
                               TextLayout::Cell{word, outcomeColumns, lookOf(outcome)},
                               TextLayout::Cell{shown}, TextLayout::Cell{share, 0, Look::Faint}};
        layout.line(2, cells);
    }
}

void ExplainSummary::comparisons(TextLayout &layout) const {
    layout.heading(text(words::headCompared));
    for (const Comparison comparison : {Comparison::Agrees, Comparison::Differs,
                                        Comparison::NotComparable, Comparison::Unknown}) {
        const std::uint64_t number =
            m_totals.countsOf(0).byComparison[static_cast<std::size_t>(comparison)];
        if (number == 0)
            continue;
        const bool differs = comparison == Comparison::Differs;
        const std::string shown = right(number);
        const std::string word = explain::wordOf(comparison);
        const std::array cells{differenceMark(differs), TextLayout::Cell{shown},
                               TextLayout::Cell{word, 0, differs ? Look::Warning : Look::Plain}};
        layout.line(2, cells);
    }
}

void ExplainSummary::models(TextLayout &layout) const {
    layout.heading(text(words::headByModel));
    std::size_t nameColumns = 0;
    for (const replay::Log &log : m_replayed.logs)
        nameColumns = std::max(nameColumns, log.model.name.size());
    for (std::size_t i = 0; i < m_replayed.logs.size(); ++i) {
        const auto &compared = m_totals.countsOf(i).byComparison;
        const auto countOf = [&compared](Comparison one) {
            return compared[static_cast<std::size_t>(one)];
        };
        const std::string agrees = text(words::columnAgrees, right(countOf(Comparison::Agrees)));
        const std::string differs = text(words::columnDiffers, right(countOf(Comparison::Differs)));
        const std::string other =
            i == 0 ? std::string()
                   : text(words::columnOther, right(m_totals.otherwise(i)), first().model.name);
        const std::array cells{TextLayout::Cell{m_replayed.logs[i].model.name, nameColumns},
                               TextLayout::Cell{agrees}, TextLayout::Cell{differs},
                               TextLayout::Cell{other, 0, Look::Faint}};
        layout.line(2, cells);
    }
}

void ExplainSummary::differences(TextLayout &layout) {
    if (m_differing.empty())
        return;
    layout.heading(text(words::headDiffers));
    for (const traffic::ExchangeId id : m_differing) {
        const replay::Row &row = first().row(id);
        const std::string url = m_view.urlOf(m_replayed.traffic->exchange(id));
        layout.paragraph({.indent = 2, .hang = 6},
                         "#" + std::to_string(id.index()) + " " +
                             fitted(explain::shortened(url, longestUrl), 100, Cut::InMiddle));
        layout.paragraph({.indent = 6, .hang = 6, .look = Look::Warning},
                         text(words::difference, explain::wordOf(row.decision.outcome),
                              explain::wordOf(row.recorded)));
    }
    const auto all =
        m_totals.countsOf(0).byComparison[static_cast<std::size_t>(Comparison::Differs)];
    if (all > m_differing.size())
        layout.paragraph({.indent = 2, .look = Look::Faint},
                         text(words::andMore, all - m_differing.size()));
}

void ExplainSummary::write(TextLayout &layout, std::size_t outcomeColumns) {
    if (m_totals.exchanges() == 0)
        return;
    outcomes(layout, outcomeColumns);
    comparisons(layout);
    if (m_replayed.logs.size() > 1)
        models(layout);
    differences(layout);
}

} // namespace etagere::report
